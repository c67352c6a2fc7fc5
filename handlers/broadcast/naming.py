"""Conditions in words; plain text, to be escaped by whoever shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

from forms.rosters import KIND
from forms.specification import Catalogue
from handlers.roles import LABELS
from storage.archive import Archive
from storage.conditions import Conditions, Deed, Did
from storage.roles import Role

TITLES: Mapping[str, str] = {
    "roles": "身份",
    "societies": "学会",
    "disciplines": "学科",
    "cities": "城市",
    "kinds": "单位类型",
    "classifications": "分类",
    "tags": "标签",
    "lists": "常用名单",
    "people": "点名的人",
    "deeds": "做过、没做过",
}
GONE = "（已删除）"
MONTHS = {0: "已经到期该换届", 3: "三个月内换届", 6: "半年内换届", 12: "一年内换届"}
IN_MONTHS = "{number}个月内换届"
TERM_ENDS = "{when}（含已到期的）"
DEEDS = {
    Did.FILED: "{year}报过「{name}」",
    Did.NOT_FILED: "{year}没报「{name}」",
    Did.SIGNED_UP: "报名了「{name}」",
    Did.READ: "读过通知「{name}」",
    Did.NOT_READ: "没读通知「{name}」",
}
UNTITLED = "（没有正文）"
LONGEST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One value of one sort; all people who are named are one."""

    sort: str
    value: str
    label: str

    @property
    def number(self) -> int:
        """For a button: the same while the condition is the same, whatever is beside it."""
        return number_of(f"{self.sort}:{self.value}")


def number_of(text: str) -> int:
    """From 100,000 on; smaller numbers mean other things."""
    return 100_000 + crc32(text.encode()) % 900_000


def value_of(deed: Deed) -> str:
    return f"{deed.did}|{deed.subject}|{deed.number}"


def deed_of(value: str) -> Deed:
    did, subject, number = value.split("|")
    return Deed(did=Did(did), subject=subject, number=int(number))


def fixed_name(sort: str, value: str) -> str:
    """Of what needs no looking up."""
    if sort == "roles":
        return LABELS.get(Role(value), value)
    return KIND.show(value) if sort == "kinds" else value


async def items_of(archive: Archive, catalogue: Catalogue, c: Conditions) -> list[Item]:
    """In the order of TITLES."""
    names = await _names(archive, c)
    found = [
        Item(sort=sort, value=value, label=names.get(value) or fixed_name(sort, value))
        for sort in TITLES
        if sort not in ("people", "deeds", "lists", "societies")
        for value in getattr(c, sort)
    ]
    found += [
        Item(sort=sort, value=value, label=names.get(value, GONE))
        for sort in ("societies", "lists")
        for value in getattr(c, sort)
    ]
    if c.people:
        found.append(Item(sort="people", value="", label=f"{len(c.people)}人"))
    for deed in c.deeds:
        label = await deed_name(archive, catalogue, deed)
        found.append(Item(sort="deeds", value=value_of(deed), label=label))
    return sorted(found, key=lambda item: list(TITLES).index(item.sort))


async def _names(archive: Archive, c: Conditions) -> dict[str, str]:
    names = await archive.saved_lists.names(c.lists) if c.lists else {}
    if c.societies:
        names |= await archive.societies.names(c.societies)
    return names


async def deed_name(archive: Archive, catalogue: Catalogue, deed: Deed) -> str:
    if deed.did is Did.TERM_ENDS:
        when = MONTHS.get(deed.number) or IN_MONTHS.format(number=deed.number)
        return when if deed.number == 0 else TERM_ENDS.format(when=when)
    year = f"{deed.number}年" if deed.number else ""
    name = await _subject(archive, catalogue, deed)
    return DEEDS[deed.did].format(year=year, name=name)


async def _subject(archive: Archive, catalogue: Catalogue, deed: Deed) -> str:
    match deed.did:
        case Did.FILED | Did.NOT_FILED:
            form = catalogue.forms.get(deed.subject)
            return form.title if form else GONE
        case Did.SIGNED_UP:
            event = await archive.events.get(deed.subject)
            return event.title if event else GONE
        case _:
            broadcast = await archive.broadcasts.get(deed.subject)
            return (broadcast.title[:LONGEST] or UNTITLED) if broadcast else GONE
