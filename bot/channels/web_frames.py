"""What the page is told, as JSON."""

from typing import Any

from storage.web import WebMessage


def bubble(message: WebMessage) -> dict[str, Any]:
    return {
        "id": message.id,
        "mine": message.mine,
        "html": message.html,
        "at": message.at.isoformat(timespec="seconds"),
        "buttons": message.buttons,
        "files": message.files,
        "picture": None,
        "client_id": message.client_id,
    }


def frame(kind: str, message: WebMessage) -> dict[str, Any]:
    return {"type": kind, "message": bubble(message)}
