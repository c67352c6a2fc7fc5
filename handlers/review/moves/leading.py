"""Where one goes after a move."""

from handlers.callbacks import Go
from handlers.desk import Button
from handlers.place_words import LABELS
from handlers.places import Place
from storage.filings import Filing

TO_QUEUE: Button = (LABELS[Place.QUEUE], Go(to=Place.QUEUE))
LONGEST = 40


def to_card(filing_id: str) -> tuple[Button, ...]:
    return ("看最新的情况", Go(to=Place.REVIEW, id=filing_id)), TO_QUEUE


def after_move(filing_id: str, following: Filing | None) -> tuple[Button, ...]:
    """The next one that waits, this one again, the whole queue."""
    again: Button = ("再看这一件", Go(to=Place.REVIEW, id=filing_id))
    if following is None:
        return again, TO_QUEUE
    about = f"{following.society or ''} {following.title}".strip()
    label = f"下一件：{about}"[:LONGEST] if about else "下一件"
    return (label, Go(to=Place.REVIEW, id=following.id)), again, TO_QUEUE
