"""What the page is told, as JSON."""

from typing import Any

from storage.files import File
from storage.web import WebMessage

LONGEST_NUMBER = 18  # digits that every database takes for the number of a row


def shown_file(file: File, *, picture: bool = False) -> dict[str, Any]:
    """As it is kept with its message: a chip to save it by, or a picture to look at."""
    shown = {"name": file.name, "size": file.size, "url": f"/api/files/{file.id}"}
    return shown | {"picture": True} if picture else shown


def bubble(message: WebMessage) -> dict[str, Any]:
    pictures = [file["url"] for file in message.files if file.get("picture")]
    return {
        "id": message.id,
        "mine": message.mine,
        "html": message.html,
        "at": message.at.isoformat(timespec="seconds"),
        "buttons": message.buttons,
        "files": [file for file in message.files if not file.get("picture")],
        "picture": pictures[0] if pictures else None,
        "client_id": message.client_id,
    }


def row_number(said: object) -> int | None:
    """A message's number, as a page names it; None for what can be none."""
    text = str(said)[: LONGEST_NUMBER + 1]
    is_one = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if is_one else None


def frame(kind: str, message: WebMessage) -> dict[str, Any]:
    return {"type": kind, "message": bubble(message)}
