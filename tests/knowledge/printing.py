"""Pages printed as GB/T 9704 lays them out: as a PDF, an OFD and a picture of the same lines."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, PER_LINE, BODY, STEP, LINES = 80.0, 105.0, 28, 15.5, 28.0, 22
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
SERIF, SANS = FONTS / "NotoSerifSC-Regular.otf", FONTS / "NotoSansSC-Regular.otf"
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
FONT = b"""<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H
/DescendantFonts[4 0 R]>>"""
CHARACTERS = b"""<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]
/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R>>"""
DESCRIPTION = b"""<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]
/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"""
Ruling = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A line: its text, where each character begins, its top and its size, in points."""

    text: str
    places: tuple[float, ...]
    top: float
    size: float = BODY


@dataclass(kw_only=True)
class Page:
    lines: list[Printed] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)


def ems(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def at(text: str, left: float, top: float, size: float = BODY) -> Printed:
    places, x = [], left
    for char in text:
        places.append(x)
        x += ems(char) * size
    return Printed(text=text, places=tuple(places), top=top, size=size)


def centred(text: str, top: float, size: float) -> Printed:
    return at(text, (WIDTH - ems(text) * size) / 2, top, size)


def broken(paragraph: str, indent: int, per_line: int = PER_LINE) -> Iterator[str]:
    line, room = "　" * indent, per_line
    for char in paragraph:
        if ems(line) + ems(char) > room and char not in "，。；：、）》”":
            yield line
            line = ""
        line += char
    yield line


def typeset(
    paragraphs: Iterable[str], first_page: Sequence[Printed] = (), lines_above: int = 0
) -> list[Page]:
    """Body text, two characters indented, full lines spread to the edge as they are in print."""
    pages = [Page(lines=list(first_page))]
    row = lines_above
    for paragraph in paragraphs:
        rows = list(broken(paragraph, 0 if paragraph.endswith("：") else 2))
        for number, text in enumerate(rows):
            if row == LINES:
                pages.append(Page())
                row = 0
            pages[-1].lines.append(spread(text, TOP + row * STEP, full=number + 1 < len(rows)))
            row += 1
    return pages


def spread(text: str, top: float, *, full: bool) -> Printed:
    """Indents are not printed; a full line ends at the right edge."""
    line = at(text, LEFT, top)
    wanted = PER_LINE * BODY
    extra = (wanted - ems(text) * BODY) / max(len(text) - 1, 1) if full else 0.0
    kept = [(c, x + extra * n) for n, (c, x) in enumerate(zip(text, line.places, strict=True))]
    kept = [(c, x) for c, x in kept if c != "　"]
    return Printed(text="".join(c for c, _ in kept), places=tuple(x for _, x in kept), top=top)


def as_pdf(pages: Sequence[Page]) -> bytes:
    """With a font every reader knows, so that nothing is embedded."""
    font, count = 3, len(pages)
    kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
        FONT,
        CHARACTERS,
        DESCRIPTION,
    ]
    for page in pages:
        drawn = b"".join(_shown(line) for line in page.lines)
        drawn += b"".join(
            b"%.2f %.2f m %.2f %.2f l S\n" % (a, HEIGHT - b, c, HEIGHT - d)
            for a, b, c, d in page.rulings
        )
        number = len(objects) + 2
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</Font<</F %d 0 R>>>>>>" % (WIDTH, HEIGHT, number, font)
        )
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn))
    return pdf_of(objects)


def _shown(line: Printed) -> bytes:
    base = HEIGHT - line.top - 0.88 * line.size
    return b"".join(
        b"BT /F %.2f Tf 1 0 0 1 %.2f %.2f Tm <%b> Tj ET\n"
        % (line.size, x, base, char.encode("utf-16-be").hex().encode())
        for char, x in zip(line.text, line.places, strict=True)
    )


def pdf_of(objects: Sequence[bytes]) -> bytes:
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Root 1 0 R/Size %d>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(file))
    )


def as_ofd(pages: Sequence[Page], extra: dict[str, bytes | str] | None = None) -> bytes:
    """In millimetres; one text object a line, as office programs write it."""
    mm = 25.4 / 72
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/P{n}/Content.xml"/>' for n, _ in _of(pages)
    )
    parts: dict[str, bytes | str] = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml"
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, page in _of(pages):
        shown = "".join(_object(line, mm) for line in page.lines)
        shown += "".join(
            f'<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>M {a * mm:.3f} '
            f"{b * mm:.3f} L {c * mm:.3f} {d * mm:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
            for a, b, c, d in page.rulings
        )
        parts[f"Doc_0/Pages/P{number}/Content.xml"] = (
            f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer><ofd:PageBlock>{shown}"
            "</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped({**parts, **(extra or {})})


def zipped(parts: dict[str, bytes | str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _of(pages: Sequence[Page]) -> Iterator[tuple[int, Page]]:
    return enumerate(pages, start=1)


def _object(line: Printed, mm: float) -> str:
    left, size = line.places[0] * mm, line.size * mm
    steps = [(b - a) * mm for a, b in zip(line.places, line.places[1:], strict=False)]
    even = bool(steps) and max(steps) - min(steps) < 0.001
    deltas = f"g {len(steps)} {steps[0]:.4f}" if even else " ".join(f"{s:.4f}" for s in steps)
    return (
        f'<ofd:TextObject Boundary="{left:.4f} {line.top * mm:.4f} 160 {size:.4f}" '
        f'Size="{size:.4f}"><ofd:TextCode X="0" Y="{0.88 * size:.4f}" DeltaX="{deltas}">'
        f"{line.text}</ofd:TextCode></ofd:TextObject>"
    )


def as_picture(page: Page, font: Path = SERIF, dpi: int = 300, turned: float = 0) -> Image.Image:
    """In grey; turned by so many degrees as a scanner's glass allows."""
    scale = dpi / 72
    image = Image.new("L", (int(WIDTH * scale), int(HEIGHT * scale)), 255)
    pen = ImageDraw.Draw(image)
    for line in page.lines:
        face = ImageFont.truetype(font, int(line.size * scale))
        base = (line.top + 0.88 * line.size) * scale
        for char, x in zip(line.text, line.places, strict=True):
            pen.text((x * scale, base), char, font=face, fill=0, anchor="ls")
    for a, b, c, d in page.rulings:
        pen.line((a * scale, b * scale, c * scale, d * scale), fill=0, width=max(int(scale), 1))
    if not turned:
        return image
    return image.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=255)


def table_at(rows: Sequence[Sequence[str]], top: float, left: float = LEFT) -> Page:
    """A ruled table, 30 points a row."""
    wide = PER_LINE * BODY / len(rows[0])
    page = Page()
    bottom = top + 30 * len(rows)
    for column in range(len(rows[0]) + 1):
        x = left + column * wide
        page.rulings.append((x, top, x, bottom))
    for number in range(len(rows) + 1):
        y = top + 30 * number
        page.rulings.append((left, y, left + wide * len(rows[0]), y))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                page.lines.append(at(cell, left + column * wide + 4, top + 30 * number + 8, 12))
    return page
