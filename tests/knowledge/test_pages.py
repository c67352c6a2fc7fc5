"""PDF and OFD: the text as it was written, whatever the pages make of it."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

from bot.imports.sheet_reader import on_disk
from knowledge.reading.errors import Bomb, Damaged, Encrypted
from knowledge.reading.ofd import extract_ofd
from knowledge.reading.pdf import extract_pdf
from knowledge.reading.reading import Extract, Remark
from tests.knowledge.printing import (
    BODY,
    LEFT,
    NAMESPACE,
    Page,
    as_ofd,
    as_pdf,
    as_picture,
    at,
    centred,
    pdf_of,
    table_at,
    typeset,
    zipped,
)

SAMPLES = Path(__file__).parents[2] / "knowledge" / "samples"
Read = Callable[[Sequence[Page]], Extract]


def body_of(name: str) -> list[str]:
    lines = (SAMPLES / name).read_text().split("\n")
    return [line.strip() for line in lines if line.strip()]


@pytest.fixture(params=["pdf", "ofd"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Read:
    def reading(pages: Sequence[Page]) -> Extract:
        path = tmp_path / f"notice.{request.param}"
        if request.param == "pdf":
            path.write_bytes(as_pdf(pages))
            return extract_pdf(path, path.name)
        path.write_bytes(as_ofd(pages))
        return extract_ofd(path, path.name)

    return reading


def numbered(pages: Sequence[Page], header: str = "") -> Sequence[Page]:
    for number, page in enumerate(pages, start=1):
        page.lines.append(centred(f"— {number} —", 770, 14))
        if header:
            page.lines.insert(0, centred(header, 50, 9))
    return pages


def test_a_notice_over_three_pages_is_read_as_it_was_written(read: Read) -> None:
    letterhead, number, title, *body = body_of("annual-inspection.txt")
    first = [
        centred(letterhead, 120, 30),
        centred(number, 190, BODY),
        centred(title[:20], 240, 22),
        centred(title[20:], 272, 22),
    ]
    pages = typeset([*body, *body_of("forum-filing.txt")[3:]], first, lines_above=8)
    assert len(pages) > 2
    found = read(numbered(pages, header="云岭省科协文件汇编"))
    wanted = [letterhead, number, title, *body, *body_of("forum-filing.txt")[3:]]
    assert [line.replace("　", " ") for line in found.text.split("\n") if line] == wanted
    assert found.title == title
    assert len(found.pages) == len(pages)
    assert found.scanned == () == found.remarks


@pytest.mark.parametrize("short", [1, 3])
def test_a_short_last_line_belongs_to_the_title(read: Read, short: int) -> None:
    title = "关于做好省级学会财务审计工作的通知"
    first = [
        at("云岭科协办发〔2026〕17号", LEFT, 60),
        centred(title[:-short], 105, 22),
        centred(title[-short:], 140, 22),
    ]
    pages = typeset(["各省级学会：", "请提交审计报告。", "一、范围"], first, lines_above=4)
    assert read(pages).title == title


def test_what_stands_only_once_at_an_edge_stays(read: Read) -> None:
    pages = typeset(["第一段的内容到此为止。"]), typeset(["第二段的内容到此为止。"])
    sheets = [page for each in pages for page in each]
    sheets[0].lines.insert(0, at("本页上方的一句话", LEFT, 60))
    sheets[1].lines.insert(0, at("另一页上方的另一句", LEFT, 60))
    found = read(sheets)
    assert "本页上方的一句话" in found.text
    assert "另一页上方的另一句" in found.text


def test_a_table_is_rows_and_goes_on_over_the_page(read: Read) -> None:
    header = ["类别", "人数", "会费"]
    first = table_at([header, ["普通会员", "120", "200元"]], top=700)
    first.lines.insert(0, at("会费标准如下：", LEFT, 640))
    second = table_at([header, ["高级会员", "30", "500元"]], top=100)
    second.lines.append(at("以上标准自发布之日起执行。", LEFT + 2 * BODY, 300))
    found = read(numbered([first, second]))
    assert found.text.split("\n") == [
        "会费标准如下：",
        "",
        "| 类别 | 人数 | 会费 |",
        "| 普通会员 | 120 | 200元 |",
        "| 高级会员 | 30 | 500元 |",
        "",
        "以上标准自发布之日起执行。",
    ]


def test_cells_over_several_rows_are_said_in_each(read: Read) -> None:
    page = table_at([["类别", "人数"], ["单位会员", "5"], ["", "6"]], top=200)
    left, right = LEFT, LEFT + 14 * BODY
    page.rulings.remove((left, 260, LEFT + 28 * BODY, 260))
    page.rulings.append((right, 260, LEFT + 28 * BODY, 260))
    assert read([page]).text.split("\n")[-1] == "| 单位会员 | 6 |"


def test_two_columns_are_read_one_after_the_other(read: Read) -> None:
    page = Page(lines=[centred("学会通讯第一期", 60, 22)])
    for row in range(10):
        page.lines.append(at("左" * 15, LEFT - 10, 120 + row * 20, 12))
        page.lines.append(at("右" * 15, 330, 120 + row * 20, 12))
    assert read([page]).text.split("\n")[1:] == ["左" * 150 + "右" * 150]


def test_headings_that_only_their_type_tells(read: Read) -> None:
    page = typeset(["第一段的内容到此为止。"], lines_above=2)[0]
    page.lines.insert(0, at("报名与材料要求", LEFT, 110, 18))
    page.lines.insert(0, centred("关于开展活动的通知", 60, 26))
    found = read([page])
    assert [(found.text[start:][:7], level) for start, level in found.headings] == [
        ("报名与材料要求", 1)
    ]
    assert found.title == "关于开展活动的通知"


def test_words_keep_their_blanks_and_characters_none(read: Read) -> None:
    first = at("请登录 Member Center", LEFT, 100)
    spaced = replace(at("附件", LEFT, 200), places=(LEFT, LEFT + 1.3 * BODY))
    assert read([Page(lines=[first, spaced])]).text == "请登录Member Center\n附件"


PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</XObject<</I 5 0 R>>/Font<</F 6 0 R>>>>>>"
)
GREY = (
    b"<</Type/XObject/Subtype/Image/Width 32/Height 32/ColorSpace/DeviceGray"
    b"/BitsPerComponent 8/Length 1024>>stream\n" + bytes(range(256)) * 4 + b"\nendstream"
)
PRIVATE = b"1 beginbfrange <00> <FF> <E000> endbfrange"


def one_page(drawn: bytes) -> bytes:
    """A font that means nothing, and a picture, to be drawn with."""
    return pdf_of([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE,
        b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn),
        GREY,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(PRIVATE), PRIVATE),
    ])  # fmt: skip


@pytest.mark.parametrize(
    "drawn",
    [
        b"q 595 0 0 842 0 0 cm /I Do Q",
        b"q 595 0 0 842 0 0 cm /I Do Q BT /F 9 Tf 20 20 Td (Scanned by us) Tj ET",
        b"BT /F 9 Tf 20 20 Td (Bad maps make private characters of it) Tj ET",
    ],
)
def test_a_page_without_text_that_means_anything_is_a_scan(tmp_path: Path, drawn: bytes) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(one_page(drawn))
    found = extract_pdf(path, path.name)
    assert (found.text, found.scanned, found.pages) == ("", (1,), (0,))


def test_a_blank_page_is_no_scan(read: Read) -> None:
    found = read([*typeset(["第一段的内容到此为止。"]), Page()])
    assert found.scanned == ()
    assert found.pages == (0, 11)


@pytest.mark.parametrize(("password", "readable"), [("", True), ("secret", False)])
def test_only_a_password_to_open_it_shuts_a_pdf(
    tmp_path: Path, password: str, readable: bool
) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(as_pdf(typeset(["第一段的内容到此为止。"])))))
    writer.encrypt(
        password, "owner", permissions_flag=UserAccessPermissions.PRINT, algorithm="RC4-128"
    )
    path = tmp_path / "shut.pdf"
    writer.write(path)
    if readable:
        assert "第一段" in extract_pdf(path, path.name).text
    else:
        with pytest.raises(Encrypted):
            extract_pdf(path, path.name)


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="files in memory are Linux's")
def test_a_pdf_that_stands_only_in_memory_is_read() -> None:
    """So the sandbox is given what people send."""
    with on_disk(as_pdf(typeset(["第一段的内容到此为止。"]))) as path:
        assert "第一段" in extract_pdf(path, "a.pdf").text


def pages_without_end() -> bytes:
    return pdf_of([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * 3000 + b"]/Count 3000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"%PDF-1.7\nnothing", Damaged),
        (as_pdf([Page()])[:300], Damaged),
        (pages_without_end(), Bomb),
    ],
)
def test_pdfs_that_are_none(tmp_path: Path, content: bytes, refusal: type[Exception]) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    with pytest.raises(refusal):
        extract_pdf(path, path.name)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    f"<ofd:OFD {NAMESPACE}><ofd:DocRoot>&b;</ofd:DocRoot></ofd:OFD>"
)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (zipped({"OFD.xml": LAUGHS}), Bomb),
        (zipped({"OFD.xml": "<ofd"}), Damaged),
        (zipped({"Doc_0/Document.xml": "<a/>"}), Damaged),
        (as_ofd([], {"Encryptions.xml": "<a/>"}), Encrypted),
        (b"PK\x03\x04 and no more", Damaged),
    ],
)
def test_ofds_that_are_none(tmp_path: Path, content: bytes, refusal: type[Exception]) -> None:
    path = tmp_path / "bad.ofd"
    path.write_bytes(content)
    with pytest.raises(refusal):
        extract_ofd(path, path.name)


def test_pages_and_templates_of_an_ofd(tmp_path: Path) -> None:
    """A template is printed under its page, a page of one picture is a scan, one may be lost."""
    stream = BytesIO()
    as_picture(Page(), dpi=36).save(stream, "PNG")
    page = f'<ofd:Page {NAMESPACE}><ofd:Template TemplateID="9"/><ofd:Content/></ofd:Page>'
    media = '<ofd:MultiMedia ID="7"><ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia>'
    form = as_ofd([Page(lines=[at("模板上的文字在每一页", LEFT, 300)])])
    template = _part(form, "Doc_0/Pages/P1/Content.xml")
    document = _part(as_ofd([Page(), Page(), Page()]), "Doc_0/Document.xml").replace(
        b"<ofd:DocumentRes>",
        b'<ofd:TemplatePage ID="9" BaseLoc="Tpls/T9/Content.xml"/><ofd:DocumentRes>',
    )
    parts: dict[str, Any] = {
        "OFD.xml": _part(form, "OFD.xml"),
        "Doc_0/Document.xml": document,
        "Doc_0/DocumentRes.xml": f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:MultiMedias>{media}'
        "</ofd:MultiMedias></ofd:Res>",
        "Doc_0/Res/scan.png": stream.getvalue(),
        "Doc_0/Tpls/T9/Content.xml": template,
        "Doc_0/Pages/P1/Content.xml": page,
        "Doc_0/Pages/P2/Content.xml": f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>"
        '<ofd:ImageObject ResourceID="7" Boundary="0 0 210 297"/></ofd:Layer></ofd:Content>'
        "</ofd:Page>",
    }
    path = tmp_path / "form.ofd"
    path.write_bytes(zipped(parts))
    found = extract_ofd(path, path.name)
    assert found.text == "模板上的文字在每一页"
    assert found.scanned == (2,)
    assert [(each.remark, each.page) for each in found.remarks] == [(Remark.NO_TEXT, 3)]


def _part(package: bytes, name: str) -> bytes:
    from zipfile import ZipFile

    with ZipFile(BytesIO(package)) as archive:
        return archive.read(name)
