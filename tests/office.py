"""Files as a real program writes them: LibreOffice, where it is installed."""

import os
import subprocess
from pathlib import Path

import pytest

from bot.office import find_office

LIST = "".join(
    f'<text:list-level-style-number text:level="{level}" style:num-prefix="{before}" '
    f'style:num-suffix="{after}" style:num-format="{form}"/>'
    for level, before, after, form in (
        (1, "", "、", "一, 二, 三, ..."),
        (2, "（", "）", "一, 二, 三, ..."),
        (3, "", ".", "1"),
    )
)
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "text", "table")
)


def items(*inside: str) -> str:
    each = "".join(f"<text:list-item>{item}</text:list-item>" for item in inside)
    return f"<text:list>{each}</text:list>"


def said(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def row(*cells: str) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string">{said(cell)}</table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    f"<text:note-body>{said('按照章程执行。')}</text:note-body></text:note>"
)
BODY = "".join(
    (
        '<text:h text:outline-level="1">关于做好学会年度工作的通知</text:h>',
        said("示科协〔2030〕9号"),
        said("各省级学会："),
        '<text:list text:style-name="L1">'
        f"<text:list-item>{said('总体要求')}"
        + items(said("按时办理") + items(said("准备材料。"), said("报送材料。")), said("如实填报"))
        + f"</text:list-item><text:list-item>{said('工作安排')}</text:list-item></text:list>",
        said(f"会费标准{NOTE}见下表。"),
        '<text:h text:outline-level="2">会费标准</text:h>',
        "<table:table><table:table-column table:number-columns-repeated='2'/>"
        + row("类别", "金额")
        + row("个人会员", "100元")
        + "</table:table>",
        said("示例省科学技术协会"),
        said("2030年3月5日"),
    )
)
NOTICE = (
    f'<?xml version="1.0"?><office:document {SPACES} office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
    f'<text:list-style style:name="L1">{LIST}</text:list-style></office:automatic-styles>'
    f"<office:body><office:text>{BODY}</office:text></office:body></office:document>"
)
SHEET = (
    f'<?xml version="1.0"?><office:document {SPACES} office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>'
    '<office:spreadsheet><table:table table:name="会费">'
    + row("2030年会费标准")
    + row("类别", "金额", "说明")
    + row("个人会员", "100元", "")
    + row("单位会员", "3000元", "可分期")
    + "</table:table></office:spreadsheet></office:body></office:document>"
)
# Numbers, table and footnote as a person sees them.
SEEN = """关于做好学会年度工作的通知
示科协〔2030〕9号
各省级学会：
一、总体要求
（一）按时办理
1.准备材料。
2.报送材料。
（二）如实填报
二、工作安排
会费标准见下表。
注：按照章程执行。

会费标准

| 类别 | 金额 |
| 个人会员 | 100元 |

示例省科学技术协会
2030年3月5日"""


def program() -> Path:
    found = find_office()
    if found is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    assert found, "CI installs LibreOffice"
    return found


def written(folder: Path, flat: str, ending: str) -> Path:
    """What LibreOffice makes of a flat document: .docx, .doc, .pdf, .xlsx …"""
    source = folder / ("source.fods" if flat is SHEET else "source.fodt")
    source.write_text(flat)
    command = [
        str(program()), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", ending, "--outdir", str(folder), str(source),
    ]  # fmt: skip
    for _ in range(2):  # with a new profile it asks to be started once more
        done = subprocess.run(command, check=False, capture_output=True, timeout=120)
        if done.returncode == 0:
            break
    return source.with_suffix(f".{ending}")
