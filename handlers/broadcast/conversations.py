"""The names of the room's conversations; that of files is followed by a dot and an id."""

TEXT, REWRITE = "cast-text", "cast-rewrite"
FILES = "cast"
LINK, FORM, POLL = "cast-link", "cast-form", "cast-poll"
WHEN, UNTIL = "cast-when", "cast-until"
REFUSE, MEND = "cast-refuse", "cast-mend"


def files_of(broadcast_id: str) -> str:
    return f"{FILES}.{broadcast_id}"
