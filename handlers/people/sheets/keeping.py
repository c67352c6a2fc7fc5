"""Files that have served."""

from handlers.desk import Desk
from storage.files import File


async def drop_upload(desk: Desk, file: File) -> None:
    """Every row of this person for this content: the page keeps one of its own."""
    same = [each.id for each in await desk.archive.files.of(file.person_id)
            if each.digest == file.digest]  # fmt: skip
    await desk.archive.files.drop(same)
