"""Makes the files of the dialogues again: `python -m tests.make_tables`.

Nobody holds these numbers: identity numbers of people born from 2060 on, mobiles 13800…500.
"""

from datetime import date
from pathlib import Path
from typing import Any

from bench.rosters import identity
from forms.drafts import Place
from forms.examples import example
from forms.exports.workbook import form_book
from forms.rosters import INVITATIONS, MEMBERS, NAMES, SOCIETIES
from forms.sheets import write_rows
from forms.specification import FieldType
from tests.forms.catalogues import EIGHT, NOW
from tests.forms.numbers import credit_code

PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00%d\xff\xd9"
FILES = Path(__file__).parent / "dialogues" / "files"
LEFT_TO_THE_CHAT = ("society_id", "report_year", "council_times", "commitment")
MATERIALS, CHEMISTS, WEATHER = "云岭省材料学会", "云岭省化学会", "云岭省气象学会"


def mobile(number: int) -> str:
    return f"13800{number:03}500"


def member(number: int, name: str, society: str = MATERIALS, **more: Any) -> dict[str, Any]:
    values = {"society": society, "name": name, "identity": identity(number)}
    return values | {"mobile": mobile(number), "workplace": "云岭省第一研究所"} | more


SOCIETY_ROWS: list[dict[str, Any]] = [
    {
        "name": MATERIALS,
        "uscc": credit_code("52530000MJ0000001"),
        "city": "昆明",
        "contact_name": "赵云岚",
        "contact_mobile": mobile(1),
        "term_began": date(2023, 5, 1),
    },
    {"name": CHEMISTS, "uscc": credit_code("52530000MJ0000002"), "contact_name": "钱清远"},
    {"name": WEATHER, "city": "大理"},
    {"name": "云岭省力学学会", "uscc": "52530000MJ00000031"},
]
ROSTER: list[dict[str, Any]] = [
    member(1, "孙明哲", joined_on=date(2020, 3, 1)),
    member(2, "李思源", job_title="教授"),
    member(3, "周文博"),
    member(4, "吴雨桐") | {"identity": "530100206001010000"},
    member(5, "郑桐子", CHEMISTS),
]
LATER: list[dict[str, Any]] = [
    member(1, "孙明哲", joined_on=date(2020, 3, 1)) | {"mobile": mobile(101)},
    member(2, "李思源", job_title="研究员"),
    member(3, "周文博", state="left"),
]
INVITED: list[dict[str, Any]] = [
    {"society": MATERIALS, "name": "王墨", "role": "leader"},
    {"society": "云岭省没有的学会", "name": "冯晨", "role": "secretary"},
]
NAMED: list[dict[str, Any]] = [
    {"society": MATERIALS, "name": "王墨"},
    {"society": CHEMISTS, "name": "冯晨", "mobile": mobile(7)},
    {"society": "云岭省没有的学会", "name": "陈默"},
    {"society": WEATHER, "name": "无此人"},
]


def main() -> None:
    for name, spec, rows in (
        ("societies", SOCIETIES, SOCIETY_ROWS),
        ("roster", MEMBERS, ROSTER),
        ("roster_later", MEMBERS, LATER),
        ("invitations", INVITATIONS, INVITED),
        ("names", NAMES, NAMED),
    ):
        (FILES / f"{name}.xlsx").write_bytes(write_rows(spec, rows))
    (FILES / "profile.xlsx").write_bytes(profile())
    (FILES / "annual.xlsx").write_bytes(annual())
    (FILES / "certificate.pdf").write_bytes(PDF)
    for n in range(1, 4):
        (FILES / f"photo{n}.jpg").write_bytes(JPG % n)
        (FILES / f"letter{n}.pdf").write_bytes(PDF + b"%% %d\n" % n)


def profile() -> bytes:
    """The form about a society, filled in; one answer is wrong."""
    form = EIGHT.forms["society-profile"]
    draft = example(form, EIGHT, NOW).draft
    wrong = draft.put(Place("contact_mobile"), "12345")
    return form_book(form, wrong, whole=True)


def annual() -> bytes:
    """The yearly report; its year, its society and its papers are left to the chat."""
    form = EIGHT.forms["annual-inspection"]
    draft = example(form, EIGHT, NOW).draft
    for spec in form.fields:
        if spec.type is FieldType.FILE or spec.name in LEFT_TO_THE_CHAT:
            draft = draft.put(Place(spec.name), None)
    return form_book(form, draft.put(Place("contact_mobile"), "12345"), whole=True)


if __name__ == "__main__":
    main()
