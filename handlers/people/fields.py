"""What is on record about a member, in words: fields, states, masked numbers."""

from html import escape
from typing import Any

from forms.masking import DOTS, last_four
from forms.rosters import MEMBERS
from forms.sheets import Column
from forms.values import Complaint
from storage.members import Member, MemberState

STATES = {
    MemberState.UNVERIFIED: "待核实",
    MemberState.VERIFIED: "已核实",
    MemberState.OUTDATED: "需更新",
    MemberState.LEFT: "已退会",
}
NUMBERS = ("identity", "mobile")
FIELDS = (
    "name",
    "identity",
    "mobile",
    "workplace",
    "job_title",
    "speciality",
    "member_number",
    "joined_on",
)
COLUMNS: dict[str, Column] = {name: MEMBERS.column(name) for name in FIELDS}
TITLES = {name: column.title for name, column in COLUMNS.items()}


def masked(name: str, value: Any) -> str:
    """Plain text, to be escaped by whoever shows it; of a number only its end."""
    if value is None:
        return ""
    return f"{DOTS}{last_four(value)}" if name in NUMBERS else COLUMNS[name].kind.show(value)


def of_plain(name: str, plain: Any) -> Any:
    """A draft's JSON → what the archive keeps."""
    return None if plain is None else COLUMNS[name].kind.restore(plain)


def read(name: str, said: str) -> Any:
    """A value from the chat; raises Complaint, also for what is a question and no value."""
    if said.strip().endswith(("?", "？")):
        raise Complaint(f"这不像{TITLES[name]}。请再填一次。")
    return COLUMNS[name].kind.read(said)


def lines(member: Member) -> list[str]:
    """What is known, one field a line."""
    shown = ((name, masked(name, getattr(member, name))) for name in FIELDS)
    return [f"{TITLES[name]}：{escape(text)}" for name, text in shown if text]


def told_apart(member: Member) -> str:
    """Enough to tell two people of one name apart: 「张三 · 云岭大学 · ••••1234」."""
    number = member.identity or member.mobile
    parts = [member.name, (member.workplace or "")[:16], DOTS + last_four(number or "")]
    return " · ".join(filter(None, parts if number else parts[:2]))
