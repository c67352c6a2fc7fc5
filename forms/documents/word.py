"""Word-processor documents: A4, Chinese type, tables with wrapped cells, page numbers."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

FONT = "宋体"
GREY, SHADE = RGBColor(106, 115, 125), "F3F5F7"
MARGIN, WIDTH = 18, 174.0
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Font = tuple[float, bool]
BODY, STRONG, SMALL = (10.0, False), (10.0, True), (8.5, False)


def new_document(title: str, author: str) -> Opened:
    document = Document()
    for style in ("Normal", "Heading 2"):
        font: Any = document.styles[style].font
        font.name, font.size = FONT, Pt(10 if style == "Normal" else 12)
        font.color.rgb = RGBColor(0, 0, 0)
        _chinese(font.element.rPr.rFonts)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    properties = document.core_properties
    properties.title, properties.author, properties.comments = clean(title), clean(author), ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = Mm(MARGIN)
    section.bottom_margin = Mm(MARGIN)
    return document


def saved(document: Opened) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def clean(text: str) -> str:
    """Without what XML cannot hold."""
    return FORBIDDEN.sub("", text)


def say(paragraph: Paragraph, text: str, font: Font = BODY, *, grey: bool = False) -> Paragraph:
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.bold = Pt(font[0]), font[1]
    if grey:
        run.font.color.rgb = GREY
    paragraph.paragraph_format.space_after = Pt(2)
    return paragraph


def centred(document: Opened, text: str, font: Font, *, grey: bool = False) -> Paragraph:
    paragraph = say(document.add_paragraph(), text, font, grey=grey)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def write(cell: _Cell, text: str, font: Font = BODY) -> None:
    """One paragraph a line."""
    first, *others = text.split("\n")
    say(cell.paragraphs[0], first, font)
    for line in others:
        say(cell.add_paragraph(), line, font)


def shade(cell: _Cell) -> None:
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def grid(document: Opened, widths: Sequence[float]) -> Any:
    """A bordered table of fixed columns; rows are added one by one."""
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def add_row(table: Any, widths: Sequence[float]) -> tuple[_Cell, ...]:
    cells: tuple[_Cell, ...] = table.add_row().cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
    return cells


def repeat_on_every_page(table: Any) -> None:
    """The last row so far, as a heading."""
    table.rows[-1]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def foot(document: Opened, text: str) -> None:
    """「… 第 1 页 共 3 页」 at the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    say(paragraph, f"{text}　　第 ", SMALL, grey=True)
    _field(paragraph, "PAGE")
    say(paragraph, " 页 共 ", SMALL, grey=True)
    _field(paragraph, "NUMPAGES")
    say(paragraph, " 页", SMALL, grey=True)


def _chinese(fonts: Any) -> None:
    """A theme's fonts would go before the one that is named."""
    for name in [each for each in fonts.attrib if each.endswith("Theme")]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), FONT)


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run.font.size, run.font.color.rgb = Pt(SMALL[0]), GREY
    field.append(run._r)
    paragraph._p.append(field)
