"""Draws a membership card: readable on a phone, with a code that leads to its check."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO

import qrcode
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

from handlers.days import day

SIZE = (1012, 638)  # a bank card at 300 dots per inch
BLUE, DEEP, INK, GREY, WHITE = "#1f5fae", "#17477f", "#1b1f24", "#6a737d", "#ffffff"
HEAD, MARGIN, CODE = 168, 56, 250
FIRST_LINE, LINE, LABEL = 318, 66, 160
LEAST = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What stands on it."""

    association: str
    society: str
    name: str
    number: str
    joined: date | None
    valid_until: date
    link: str


def draw(card: Card) -> bytes:
    """A PNG."""
    picture = Image.new("RGB", SIZE, WHITE)
    pen = ImageDraw.Draw(picture)
    _head(pen, card)
    left_to = SIZE[0] - 2 * MARGIN - CODE - 24
    _fit(pen, (MARGIN, HEAD + 32), card.name, 60, left_to, INK)
    known = [
        ("会员号", card.number),
        ("入会日期", day(card.joined) if card.joined else ""),
        ("状态", "已核实"),
        ("有效期至", day(card.valid_until)),
    ]
    for place, (label, value) in enumerate(filter(lambda each: each[1], known)):
        top = FIRST_LINE + place * LINE
        pen.text((MARGIN, top), label, GREY, _font(32))
        _fit(pen, (MARGIN + LABEL, top), value, 32, left_to - LABEL, INK)
    _code(picture, pen, card.link)
    pen.rectangle((0, SIZE[1] - 14, *SIZE), BLUE)
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _head(pen: ImageDraw.ImageDraw, card: Card) -> None:
    pen.rectangle((0, 0, SIZE[0], HEAD), BLUE)
    pen.rectangle((0, HEAD, SIZE[0], HEAD + 6), DEEP)
    width = SIZE[0] - 2 * MARGIN
    _fit(pen, (MARGIN, 30), card.society, 50, width - 160, WHITE)
    pen.text((SIZE[0] - MARGIN, 34), "会员证", WHITE, _font(44), anchor="ra")
    _fit(pen, (MARGIN, 106), card.association or "学会助手", 30, width, "#d6e4f5")


def _code(picture: Image.Image, pen: ImageDraw.ImageDraw, link: str) -> None:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2)
    code.add_data(link)
    code.make(fit=True)
    code.box_size = CODE // (code.modules_count + 2 * code.border)  # whole dots stay sharp
    image = code.make_image().get_image().convert("RGB")
    middle = (SIZE[0] - MARGIN - CODE // 2, HEAD + 70 + image.height)
    picture.paste(image, (middle[0] - image.width // 2, HEAD + 52))
    pen.text(middle, "扫码核验", GREY, _font(28), anchor="ma")


def _fit(
    pen: ImageDraw.ImageDraw,
    corner: tuple[int, int],
    text: str,
    size: int,
    width: int,
    colour: str,
) -> None:
    """Smaller letters for a long text; of one that is still too long, its beginning."""
    while size > LEAST and pen.textlength(text, _font(size)) > width:
        size -= 2
    while text and pen.textlength(text, _font(size)) > width:
        text = f"{text[:-2]}…"
    pen.text(corner, text, colour, _font(size))


@lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(sans_path()), size)
