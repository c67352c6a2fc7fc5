"""Pages as pictures: drawn from a PDF, taken from an image file or from an OFD's resources."""

import io
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageSequence

# A side of A4 at 200 dpi: enough for 六号 (7.5 pt), and a finer scan says no more.
LONGEST_SIDE = 2_340
MOST_PIXELS = 60_000_000  # A4 at 600 dpi has 35 million
FORMATS = ("PNG", "JPEG", "TIFF", "BMP")
BROKEN = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


def pictures_of(path: Path, pages: Sequence[int]) -> Iterator[tuple[int, Any]]:
    """(page, picture) in the order asked for; None where there is nothing to be seen."""
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" in head:
        yield from _drawn(path, pages)
    elif head.startswith(b"PK"):
        yield from _resources(path, pages)
    else:
        yield from _frames(path, pages)


def _drawn(path: Path, pages: Sequence[int]) -> Iterator[tuple[int, Any]]:
    document = pdfium.PdfDocument(path.read_bytes())  # see pdf_page.opened
    try:
        for number in pages:
            yield number, _drawn_page(document, number)
    finally:
        document.close()


def _drawn_page(document: Any, number: int) -> Any:
    try:
        page = document[number - 1]
    except (pdfium.PdfiumError, IndexError):
        return None
    side = max(*page.get_size(), 1.0)
    bitmap = page.render(scale=LONGEST_SIDE / side)
    picture = bitmap.to_pil().convert("RGB")
    bitmap.close()
    page.close()
    return picture


def _frames(path: Path, pages: Sequence[int]) -> Iterator[tuple[int, Any]]:
    with quietly_opened(path) as image:
        for number in pages:
            try:
                image.seek(number - 1)
                yield number, reduced(image)
            except BROKEN:
                yield number, None


def _resources(path: Path, pages: Sequence[int]) -> Iterator[tuple[int, Any]]:
    from knowledge.reading.ofd import pictures_by_page  # noqa: PLC0415 - only for OFD

    with ZipFile(path) as package:
        found = pictures_by_page(package)
        for number in pages:
            yield number, _largest(package, found.get(number, ()))


def _largest(package: ZipFile, names: Sequence[str]) -> Any:
    best = None
    for name in names:
        try:
            with quietly_opened(io.BytesIO(package.read(name))) as image:
                picture = reduced(image)
        except (*BROKEN, KeyError):
            continue
        if best is None or picture.width * picture.height > best.width * best.height:
            best = picture
    return best


def quietly_opened(source: Path | io.BytesIO) -> Any:
    """An image of a known format and a bearable size; its pixels are not unpacked yet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = Image.open(source, formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        image.close()
        raise Image.DecompressionBombError
    return image


def reduced(image: Any) -> Any:
    """The present frame: upright, in colours, on white, not larger than needed."""
    if image.width * image.height > MOST_PIXELS:  # a later frame may be larger
        raise Image.DecompressionBombError
    share = LONGEST_SIDE / max(image.size)
    size = (max(int(image.width * share), 1), max(int(image.height * share), 1))
    if share < 1:
        image.draft("RGB", size)  # a JPEG is unpacked no finer than that
    picture = _on_white(image)
    if share < 1:
        picture.thumbnail(size, Image.Resampling.BOX, reducing_gap=2.0)
    return ImageOps.exif_transpose(picture).convert("RGB")


def _on_white(image: Any) -> Any:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("L" if image.mode in ("1", "I;16", "I", "F") else "RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")


def count_frames(image: Any, most: int) -> int:
    """How many pages an image has, and how many of them are looked at."""
    return sum(1 for _ in zip(range(most + 1), ImageSequence.Iterator(image), strict=False))
