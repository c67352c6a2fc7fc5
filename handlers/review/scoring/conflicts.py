"""Who must not score what: as far as the records and the filing itself say so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from forms.blinding import telling_words
from forms.specification import FieldType
from handlers.casework.case import Case
from storage.archive import Archive
from storage.people import Person
from storage.roles import Role

SELF = "就是申报人"
STAFF = "是科协工作人员，看得到姓名"
SOCIETY = "与申报人同一学会"
NAMED = "姓名出现在申报材料里"
WORKPLACE = "与申报人同一单位"
SHORTEST_HOUSE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """Somebody who may be asked, with what is on record about where they belong."""

    person_id: str
    name: str
    societies: frozenset[str] = frozenset()
    workplaces: frozenset[str] = frozenset()
    is_staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a filing says of whose it is; never shown to an expert."""

    person_id: str | None
    societies: frozenset[str]
    words: tuple[str, ...] = field(repr=False)


def conflict(expert: Expert, subject: Subject) -> str:
    """Why this expert must not score it; empty when nothing is known against it."""
    if expert.person_id == subject.person_id:
        return SELF
    if expert.is_staff:
        return STAFF
    if expert.societies & subject.societies:
        return SOCIETY
    if expert.name in subject.words:
        return NAMED
    if any(_same_house(own, word) for own in expert.workplaces for word in subject.words):
        return WORKPLACE
    return ""


def subject_of(case: Case) -> Subject:
    """Its society, and every society, name and house in the fields that experts do not see."""
    answers = case.draft.answers
    referred = {
        str(answers[each.name])
        for each in case.form.fields
        if each.type is FieldType.REFERENCE and each.of == "society" and answers.get(each.name)
    }
    own = {case.filing.society_id} if case.filing.society_id else set()
    return Subject(
        person_id=case.filing.person_id,
        societies=frozenset(referred | own),
        words=telling_words(case.filling, case.draft),
    )


async def experts(archive: Archive, now: datetime) -> list[Expert]:
    """All who hold the role now, by name."""
    holders = await archive.roles.holders(now, role=Role.EXPERT)
    people = [await archive.people.get(each, now) for each in _once(h.person_id for h in holders)]
    return [await expert_of(archive, each) for each in people if each]


async def expert_of(archive: Archive, person: Person) -> Expert:
    members = await archive.members.of(person.id)
    held = {each.society_id for each in person.standings if each.society_id}
    return Expert(
        person_id=person.id,
        name=person.name,
        societies=frozenset(held | {each.society_id for each in members}),
        workplaces=frozenset(each.workplace for each in members if each.workplace),
        is_staff=person.is_staff,
    )


def _once(ids: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(ids)


def _same_house(one: str, other: str) -> bool:
    """云岭大学 and 云岭大学材料学院 are the same."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_HOUSE and short in long
