"""What the corner writes down, and what it lets go."""

from handlers.desk import Desk
from storage.files import File
from storage.journal import Entry


async def drop_upload(desk: Desk, file: File) -> None:
    """Every row of this person for this content: the page keeps one of its own."""
    same = [each.id for each in await desk.archive.files.of(file.person_id)
            if each.digest == file.digest]  # fmt: skip
    await desk.archive.files.drop(same)


async def note(desk: Desk, action: str, identity: str, **detail: object) -> None:
    await desk.archive.journal.write(
        Entry(
            at=desk.now,
            person_id=desk.person.id,
            door=desk.door,
            action=action,
            object=identity,
            detail=detail,
        )
    )
