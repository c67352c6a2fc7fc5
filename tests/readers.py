"""Who asks the library in tests that are not about who asks."""

from datetime import date

from knowledge.reader import Reader, all_readable

READER = all_readable(date(2026, 3, 2))


def only(*notice_ids: str) -> Reader:
    return Reader(today=READER.today, visible=set(notice_ids).__contains__)
