"""Draws what hangs at the door: the event, the code to type, the code to scan."""

from io import BytesIO

import qrcode
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

SIZE, MARGIN, CODE = (900, 1100), 60, 640
INK, GREY, WHITE = "#1b1f24", "#6a737d", "#ffffff"
LETTERS = 20  # of the title, a line


def draw(title: str, code: str, link: str) -> bytes:
    """A PNG."""
    picture = Image.new("RGB", SIZE, WHITE)
    pen, middle = ImageDraw.Draw(picture), SIZE[0] // 2
    for n, line in enumerate([title[:LETTERS], title[LETTERS : 2 * LETTERS]]):
        pen.text((middle, MARGIN + n * 52), line, INK, _font(40), anchor="ma")
    scanned = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2)
    scanned.add_data(link)
    scanned.make(fit=True)
    scanned.box_size = CODE // (scanned.modules_count + 2 * scanned.border)
    image = scanned.make_image().get_image().convert("RGB")
    picture.paste(image, (middle - image.width // 2, 190))
    pen.text((middle, 880), "扫码签到，或发送", GREY, _font(34), anchor="ma")
    pen.text((middle, 940), f"签到 {code}", INK, _font(72), anchor="ma")
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(sans_path()), size)
