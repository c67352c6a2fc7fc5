"""Boxes and ticks drawn with symbol fonts, as the characters they look like."""

WINGDINGS = {
    0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2}
PRIVATE = 0xF000  # where these fonts live when a document says so


def as_shown(text: str, font: str) -> str:
    """Text of a run in this font; of other fonts only what stands in the private area."""
    shapes = FONTS.get(font.casefold())
    if shapes:
        return "".join(shapes.get(ord(c) & 0xFF, c) if _is_symbol(c) else c for c in text)
    if not any(PRIVATE <= ord(c) < PRIVATE + 256 for c in text):
        return text
    either = {**WINGDINGS_2, **WINGDINGS}
    return "".join(either.get(ord(c) - PRIVATE, c) for c in text)


def _is_symbol(c: str) -> bool:
    return ord(c) < 256 or PRIVATE <= ord(c) < PRIVATE + 256
