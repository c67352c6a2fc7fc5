"""Which files are shown as pictures."""

JPG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
LARGEST_PICTURE = 10 * 1024 * 1024  # what Telegram shows at once; larger ones go as files
WEB = "web"


def shown(content: bytes, *, as_photo: bool, door: str) -> bool:
    """On the page there is but one way to send a file; elsewhere people choose themselves."""
    meant = as_photo or door == WEB
    return meant and len(content) <= LARGEST_PICTURE and content.startswith((JPG, PNG))
