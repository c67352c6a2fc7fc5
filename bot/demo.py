"""The fictional association of the demonstration: societies, their people, their members.

Fictional by construction. The mobile numbers are those of short message centres, which belong to
nobody; the identity numbers are of people born before 1905; the domains are reserved for
examples; the area of the credit codes does not exist.
"""

from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from stdnum.cn import ric, uscc

from bot.appointing import appoint
from storage.archive import Archive
from storage.events import EventKind
from storage.journal import Entry
from storage.members import MemberState
from storage.people import Person
from storage.roles import Role
from storage.societies import Branch

SEED = 20260301
PROVINCE = "云岭省"
CITIES = ("云州市", "澜川市", "碧河市", "青岭市", "白鹿市", "松涛市", "长溪市", "望岭市")
SUBJECTS = (
    "材料", "机械工程", "计算机", "化学", "物理", "数学", "生物工程", "农学", "林学", "水利",
    "土木工程", "环境科学", "电力工程", "通信", "航空", "测绘", "地质", "气象", "中医药", "护理",
    "心理", "营养", "园艺", "畜牧兽医", "食品科技", "仓储物流", "科普作家", "青少年科技", "自动化",
    "标准化",
)  # fmt: skip
OTHERS = (
    ("city_association", "云州市科学技术协会"),
    ("city_association", "澜川市科学技术协会"),
    ("city_association", "碧河市科学技术协会"),
    ("university_association", "云岭大学科学技术协会"),
    ("university_association", "云州理工学院科学技术协会"),
    ("enterprise_association", "云岭装备集团科学技术协会"),
    ("hospital_association", "云岭省第一医院科学技术协会"),
)
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
GIVEN = "知微明远清和若水怀瑾景行思齐慕白松涛云舒望舒子衿予安书言乐山致远"
EMPLOYERS = ("云岭大学", "云州理工学院", "云岭省农业科学院", "云岭装备集团", "云岭省第一医院")
TITLES = ("教授", "副教授", "高级工程师", "工程师", "研究员", "主任医师")
PARTY = ("council", "branch", "joint", "guide")
STATES = (
    MemberState.VERIFIED,
    MemberState.VERIFIED,
    MemberState.UNVERIFIED,
    MemberState.OUTDATED,
    MemberState.LEFT,
)
MEMBERS_EACH = 10
STAFF = (
    (Role.ADMINISTRATOR, 1),
    (Role.STAFF_HEAD, 1),
    (Role.STAFF, 4),
    (Role.EXPERT, 5),
)
HOME = "云岭省材料学会"  # where visitors of the demonstration belong


async def furnish(archive: Archive, now: datetime) -> None:
    """Once, in an archive without societies; of two houses that start at once, by one."""
    await archive.journal.alone()
    if await archive.societies.count():
        return
    draw, numbers = Random(SEED), count(1)  # noqa: S311 - the same association every time
    for subject in SUBJECTS:
        society_id = await _society(archive, draw, next(numbers), subject, now)
        await _people(archive, draw, society_id, now)
        rows = [_member(draw, next(numbers)) for _ in range(MEMBERS_EACH)]
        await archive.members.add_many([(society_id, *row) for row in rows], now)
    for kind, name in OTHERS:
        values = {"kind": kind, "name": name, "city": CITIES[0], "uscc": _uscc(next(numbers))}
        await archive.societies.add(values, now)
    for role, many in STAFF:
        for _ in range(many):
            await _appointed(archive, _name(draw), role, None, now)
    await _salon(archive, now)
    await archive.journal.write(
        Entry(at=now, person_id=None, door="demo", action="demo furnished", object="demo")
    )


async def _salon(archive: Archive, now: datetime) -> None:
    """In three weeks, with few places, so that the waiting list can be seen."""
    begins = (now + timedelta(days=21)).replace(hour=9, minute=0, second=0, microsecond=0)
    await archive.events.add(
        EventKind.SALON,
        "秘书长沙龙第一期",
        begins,
        now=now,
        ends_at=begins + timedelta(hours=3),
        venue="云岭科技馆二楼报告厅",
        city=CITIES[0],
        places=3,
        public=True,
    )


async def _society(
    archive: Archive, draw: Random, number: int, subject: str, now: datetime
) -> str:
    began = date(2021 + number % 5, 1 + number % 12, 15)
    values: dict[str, Any] = {
        "kind": "society",
        "name": society_name(subject),
        "uscc": _uscc(number),
        "discipline": subject,
        "city": CITIES[number % len(CITIES)],
        "contact_name": _name(draw),
        "contact_mobile": _mobile(number),
        "email": f"contact{number}@society.example.org",
        "website": f"https://s{number}.example.org",
        "address": f"{CITIES[number % len(CITIES)]}松涛路{number}号",
        "party_form": draw.choice(PARTY),
        "status": "active",
        "term_number": 3 + number % 6,
        "term_began": began,
        "term_years": 5,
        "president": _name(draw),
        "secretary_general": _name(draw),
        "legal_representative": _name(draw),
    }
    identity = await archive.societies.add(values, now)
    await archive.societies.set_branches(identity, (Branch(name=f"{subject}青年工作委员会"),))
    return identity


async def _people(archive: Archive, draw: Random, society_id: str, now: datetime) -> None:
    for role in (Role.SECRETARY, Role.LEADER, Role.PARTY_HEAD):
        await _appointed(archive, _name(draw), role, society_id, now)


async def _appointed(
    archive: Archive, name: str, role: Role, society_id: str | None, now: datetime
) -> None:
    person_id = await archive.people.add(name, now)
    await archive.roles.give(person_id, role, society_id, now, given_by=None)


def _member(draw: Random, number: int) -> tuple[dict[str, Any], MemberState]:
    values = {
        "name": _name(draw),
        "identity": _identity(draw, number),
        "mobile": _mobile(number),
        "member_number": f"YL{number:05}",
        "joined_on": date(2015, 1, 1) + timedelta(days=draw.randrange(3600)),
        "workplace": draw.choice(EMPLOYERS),
        "job_title": draw.choice(TITLES),
        "speciality": draw.choice(SUBJECTS),
    }
    return values, draw.choice(STATES)


def society_name(subject: str) -> str:
    """农学会, not 农学学会."""
    return f"{PROVINCE}{subject[0] if subject[1:] == '学' else subject}学会"


def _name(draw: Random) -> str:
    start = draw.randrange(0, len(GIVEN) - 1, 2)
    return draw.choice(SURNAMES) + GIVEN[start : start + 2]


def _mobile(number: int) -> str:
    return f"13800{number % 1000:03}500"


def _identity(draw: Random, number: int) -> str:
    born = date(1900, 1, 1) + timedelta(days=draw.randrange(1800))
    body = f"530100{born:%Y%m%d}{number % 1000:03}"
    return body + str(ric.calc_check_digit(f"{body}0"))


def _uscc(number: int) -> str:
    body = f"51990000MJ{number:07}"
    return body + str(uscc.calc_check_digit(body))


async def play(archive: Archive, person: Person, role: Role, now: datetime) -> None:
    """A visitor tries a role; as a member they also get a line of the roster."""
    for mine in await archive.members.of(person.id):
        await archive.members.release(mine.id)
    await appoint(archive, person, role, HOME, now)
    society = await archive.societies.named(HOME)
    if role is not Role.MEMBER or society is None:
        return
    for member in await archive.members.page(society.id, state=MemberState.VERIFIED, most=50):
        if member.person_id is None:
            await archive.members.set_state(
                member.id, MemberState.VERIFIED, now, person_id=person.id
            )
            await archive.people.rename(person.id, member.name)
            return
