"""Rows of a table of names → people: by name and society, told apart by mobile number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from forms.sheets import Row
from storage.archive import Archive

NO_SOCIETY = "学会名录里没有这个学会，请写全称"
NOT_THERE = "这个学会里没有找到这个人：没有身份，也没有认证过会员"
SEVERAL = "这个学会里有几位同名的人，请填手机号再发"
OTHER_MOBILE = "人找到了，手机号对不上，请核对"
# Of one name in one society: the person, and the blind indices of their numbers.
Namesakes = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A row that names nobody for certain; its mobile number is not repeated."""

    number: int
    name: str
    society: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """People by id, each once, and the rows that were left over."""

    people: Sequence[str]
    missed: Sequence[Missed]


async def match(archive: Archive, rows: Sequence[Row], now: datetime) -> Matched:
    good = [row for row in rows if not row.faults]
    societies = await archive.societies.ids_by_name()
    known: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in await archive.roll_call.named([row.values["name"] for row in good], now):
        numbers = known[each.name, each.society_id][each.person_id]
        numbers |= {each.mobile_index} if each.mobile_index else set()
    people, missed = [], [_faulty(row) for row in rows if row.faults]
    for row in good:
        society_id = societies.get(row.values["society"])
        if society_id is None:
            missed.append(_missed(row, NO_SOCIETY))
            continue
        mobile = row.values.get("mobile")
        indices = set(archive.work.vault.indices("mobile", mobile)) if mobile else set()
        found, why = _who(known.get((row.values["name"], society_id), {}), indices)
        if found:
            people.append(found)
        else:
            missed.append(_missed(row, why))
    return Matched(
        people=list(dict.fromkeys(people)), missed=sorted(missed, key=lambda each: each.number)
    )


def _who(namesakes: Namesakes, indices: set[str]) -> tuple[str | None, str]:
    """The one person, or why there is none."""
    if not namesakes:
        return None, NOT_THERE
    possible = list(namesakes)
    if indices:
        fitting = [person for person, numbers in namesakes.items() if numbers & indices]
        unknown = [person for person, numbers in namesakes.items() if not numbers]
        possible = fitting or unknown
        if not possible:
            return None, OTHER_MOBILE
    return (possible[0], "") if len(possible) == 1 else (None, SEVERAL)


def _missed(row: Row, why: str) -> Missed:
    return Missed(
        number=row.number, name=row.values["name"], society=row.values["society"], why=why
    )


def _faulty(row: Row) -> Missed:
    typed = {**row.typed, **{name: str(value) for name, value in row.values.items()}}
    return Missed(
        number=row.number,
        name=typed.get("name", ""),
        society=typed.get("society", ""),
        why="；".join(f"{fault.title}：{fault.sentence}" for fault in row.faults),
    )
