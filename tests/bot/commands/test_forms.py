"""`xuehui forms`: check, list, show, export."""

import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from forms.loading import CATALOGUE
from tests.bot.commands.conftest import Call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))


def test_check_finds_nothing(call: Call) -> None:
    called = call("forms", "check")
    assert called.code == 0, called.out
    assert called.out.startswith("8 张表、")


def test_check_says_file_line_and_field(call: Call, folder: Path) -> None:
    path = folder / "secretary-salon.yaml"
    path.write_text(path.read_text().replace("请另选一场。", "请另选一场"))
    called = call("forms", "check", "--folder", folder)
    assert called.code == 1
    assert called.out.startswith("✗ secretary-salon.yaml 第 ")
    assert "字段「salon_id」" in called.out and "共 1 处要改" in called.err


def test_check_stops_at_what_cannot_be_read(call: Call, folder: Path) -> None:
    (folder / "secretary-salon.yaml").write_text("id: [")
    called = call("forms", "check", "--folder", folder)
    assert called.code == 1 and "看不懂这里的写法" in called.out


def test_new_names_are_locked_when_asked(call: Call, folder: Path) -> None:
    (folder / "names.lock").write_text("secretary-salon plate\n")
    assert "新名字还没有记入" in call("forms", "check", "--folder", folder).out
    assert "新记了" in call("forms", "check", "--folder", folder, "--lock").out
    assert "新名字" not in call("forms", "check", "--folder", folder).out


def test_list_and_show(call: Call) -> None:
    listed = call("forms", "list").out
    assert len(listed.splitlines()) == 8 and "年检年报" in listed
    assert "用到的政策参数：" in call("forms", "show", "reelection-plan").out
    unknown = call("forms", "show", "nothing")
    assert unknown.code == 1 and "没有「nothing」这张表" in unknown.err


def test_export(call: Call, tmp_path: Path) -> None:
    odk, book, word = (tmp_path / name for name in ("odk.xlsx", "book.xlsx", "word.docx"))
    files = ("--xlsform", odk, "--xlsx", book, "--docx", word)
    called = call("forms", "export", "forum-report", *files)
    assert called.code == 0 and "另行核对" in called.out
    assert load_workbook(odk).sheetnames == ["survey", "choices", "settings"]
    assert load_workbook(book).sheetnames == ["填写", "主讲人、报告人"]
    assert Document(str(word)).paragraphs[0].text == "论坛活动报告（一会一报）"
    assert "请写明导出成什么" in call("forms", "export", "forum-report").err
