"""What is said about whose work something is; everything from people is escaped."""

from html import escape

from handlers.casework.case import Case
from handlers.casework.texts import named

SOMEBODY = "一位同事"
TITLE = "转交同事"
WHOM = "{case}\n转交给谁？请选择，或者发名字。"
NOT_HERE = "没有找到「{said}」。请从下面选一位。"


def claimed(case: Case) -> str:
    return f"{named(case)}由您办了，有进展只通知您。"


def has_it(case: Case, name: str) -> str:
    """An empty name is the person who asks."""
    return f"{named(case)}已经由{escape(name) or '您'}在办。"


def whom(case: Case) -> str:
    return WHOM.format(case=named(case))


def handed_over(case: Case, name: str, *, written: bool) -> str:
    told = "，已告知对方" if written else ""
    return f"{named(case)}已转交{escape(name)}{told}。"


def given_to(case: Case, by: str) -> str:
    society = f"{escape(case.filing.society)}的" if case.filing.society else ""
    label = escape(case.state.label)
    return f"{escape(by)}把{society}{named(case)}转交给您，现在是「{label}」，请您办理。"


def taken_from(case: Case, name: str) -> str:
    return f"{named(case)}已改由{escape(name)}办理，您不用再办。"
