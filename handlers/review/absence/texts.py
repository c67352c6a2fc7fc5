"""What is said about being away; everything from people is escaped."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from handlers.days import day
from storage.absences import Absence

TITLE = "请人代办"
SINCE = "从哪一天起请人代办？"
UNTIL = "到哪一天为止（那一天也算）？例如：{example}。"
WHOM = "这几天请谁代办？请选择，或者发名字。"
NOT_HERE = "没有找到「{said}」。请从下面选一位。"
PAST = "这一天已经过去了，请发今天或以后的日期。"
BEFORE = "结束的日子不能早于开始的日子，请再发一次。"
TOO_LONG = "一次最多半年，请发早一点的日期。"
AWAY_TOO = "{name}那几天也请了人代办，请换一位同事。"
NONE = "您现在没有请人代办。"
ENDED = "已结束代办，以后的申报件还是通知您。"
ABOUT = "外出时可以请一位同事代办：新的申报件会通知对方，对方能看到您的待办，用自己的名义办理。"
SOMEBODY = "一位同事"


def standing(own: Absence | None, names: Mapping[str, str], others: Sequence[str]) -> str:
    lines = [f"<b>{TITLE}</b>"]
    if own:
        name = escape(names.get(own.deputy_id, SOMEBODY))
        lines.append(f"{span(own.since, own.until)}，由{name}替您办理。")
    else:
        lines.append(ABOUT)
    if others:
        lines.append(f"您现在正替{escape('、'.join(others))}办理，对方的件在您的「待办审核」里。")
    return "\n".join(lines)


def span(since: date, until: date) -> str:
    return f"{day(since)}到{day(until)}"


def summary(name: str, since: date, until: date) -> str:
    return f"<b>请核对</b>\n{span(since, until)}，由{escape(name)}替您办理申报件。"


def is_set(name: str, since: date, until: date) -> str:
    when, who = span(since, until), escape(name)
    return f"好的，{when}由{who}替您办理，已告知对方。提前回来，点「结束代办」。"


def told_deputy(name: str, since: date, until: date) -> str:
    return (
        f"{escape(name)}请您在{span(since, until)}代为办理申报件。"
        "那几天新的件会通知您，发「待办审核」能看到全部。"
    )


def told_back(name: str) -> str:
    return f"{escape(name)}回来了，申报件不用您再代办。谢谢！"
