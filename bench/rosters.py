"""Societies and members that do not exist: made from a seed, as rows and as workbooks.

Nobody can hold these numbers: the identity numbers are of people born from 2060 on. They are
made when they are needed and written nowhere but into temporary folders.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from stdnum.cn import ric, uscc

from forms.rosters import MEMBERS, SOCIETIES
from forms.sheets import write_rows

SEED = 20261124
FEWEST, MOST = 30, 5000
REGION, FIRST_BIRTH, BIRTHS = "530100", date(2060, 1, 1), 14_000
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = "云岚清远明哲思源文博雨桐子墨若溪一诺晨曦嘉禾安然知行"
FIELDS = "材料物理化学生物农学林学地理气象水利土木建筑机械电子信息能源环境医学药学护理心理"
CITIES = ("昆明", "曲靖", "玉溪", "保山", "昭通", "丽江")


def society_rows(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    chance = random.Random(seed)
    for number in range(count):
        start = number * 2 % len(FIELDS)
        body = f"52530000MJ{number:06}X"
        yield {
            "name": f"云岭省{FIELDS[start : start + 2]}第{number + 1}学会",
            "uscc": body + uscc.calc_check_digit(body),
            "city": chance.choice(CITIES),
            "contact_name": name(chance),
            "contact_mobile": f"138{chance.randrange(10**8):08}",
            "president": name(chance),
            "term_number": chance.randint(1, 9),
            "term_began": date(2022, 1, 1) + timedelta(days=chance.randrange(1400)),
        }


def member_rows(total: int, societies: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """`total` members over the societies, a few of them large."""
    chance = random.Random(seed + 1)
    number = 0
    names = [row["name"] for row in society_rows(societies, seed)]
    for society, size in zip(names, sizes(total, societies, chance), strict=True):
        for _ in range(size):
            yield member_row(society, number, chance)
            number += 1


def sizes(total: int, societies: int, chance: random.Random) -> list[int]:
    fewest = min(FEWEST, total // societies)
    weights = [chance.paretovariate(0.9) for _ in range(societies)]
    left, found = total - fewest * societies, []
    for weight in weights:
        found.append(min(MOST, fewest + int(left * weight / sum(weights))))
    while short := total - sum(found):
        place = chance.randrange(societies)
        found[place] += min(short, MOST - found[place])
    return found


def member_row(society: str, number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "society": society,
        "name": name(chance),
        "identity": identity(number),
        "mobile": f"138{number * 7919 % 10**8:08}",
        "member_number": f"M{number:06}",
        "joined_on": date(2015, 1, 1) + timedelta(days=chance.randrange(4000)),
        "workplace": f"云岭省第{chance.randint(1, 300)}研究所",
        "job_title": chance.choice(("研究员", "教授", "高级工程师", "工程师")),
        "speciality": chance.choice(("结构力学", "高分子", "植物育种", "信息安全")),
    }


def identity(number: int) -> str:
    born = FIRST_BIRTH + timedelta(days=number % BIRTHS)
    body = f"{REGION}{born:%Y%m%d}{number // BIRTHS:03}"
    return body + ric.calc_check_digit(f"{body}0")


def name(chance: random.Random) -> str:
    return chance.choice(FAMILY) + "".join(chance.sample(GIVEN, chance.randint(1, 2)))


def workbook(kind: str, societies: int, members: int, seed: int = SEED) -> bytes:
    if kind == "societies":
        return write_rows(SOCIETIES, society_rows(societies, seed))
    return write_rows(MEMBERS, member_rows(members, societies, seed))


if __name__ == "__main__":
    kind, societies, members, place = sys.argv[1:]
    Path(place).write_bytes(workbook(kind, int(societies), int(members)))
