"""Forms that were filled in outside and came back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from forms.documents.blank import form_document
from forms.examples import example_for
from forms.exports.job import read_any
from forms.exports.returned import Returned, unpacked
from forms.exports.workbook import form_book
from forms.loading import load_catalogue
from forms.specification import FieldType
from handlers.filing.files.attaching import Sent
from handlers.filing.files.handouts import names_in
from handlers.filing.mine.whose import drafts_of
from tests.handlers.filing.pages.papers import begun, sends
from tests.handlers.review.conftest import Office

CATALOGUE = load_catalogue()
PROFILE, FORUM = "society-profile", "forum-report"
TODAY = date(2026, 3, 2)
# What refers to something is chosen from what there is.
REFERRING = {"activity-summary", "secretary-salon"}
TRIED = sorted(CATALOGUE.forms.keys() - REFERRING)
MADE: dict[str, Callable[..., bytes]] = {".xlsx": form_book, ".docx": form_document}


async def filled(office: Office, filing_id: str, ending: str, whole: bool = True) -> Sent:
    """A complete example written into the sheet somebody was handed."""

    async def make(desk: object) -> bytes:
        case = await office.services.offices.open_own(desk, filing_id)  # type: ignore[arg-type]
        draft = example_for(case.filling, 0, case.draft).draft
        names = names_in(case.filling)
        return MADE[ending](case.form, draft, whole=whole, names=names)

    content: bytes = await office.at("secretary", make)
    return Sent(name=f"填好的{ending}", content=content)


def read(folder: Path, sent: Sent) -> Returned:
    """As the sandbox reads it."""
    path = folder / "copy"
    path.write_bytes(sent.content)
    (found,) = read_any(path, sent.name, TODAY.isoformat())
    return Returned(form=found["form"], version=found["version"], filled=unpacked(found))


async def drafts(office: Office, form_id: str) -> list[str]:
    found = await office.at("secretary", lambda desk: drafts_of(desk, CATALOGUE))
    return [each.id for each in found if each.form == form_id]


@pytest.mark.parametrize("ending", MADE)
@pytest.mark.parametrize("form_id", TRIED)
async def test_every_form_comes_back_whole(
    office: Office, form_id: str, ending: str, tmp_path: Path
) -> None:
    """Into the only draft there is; nothing is left to ask but files and reasons."""
    filing = await begun(office, form_id)
    sent = await filled(office, filing, ending)
    returned = read(tmp_path, sent)
    reply = await office.at(
        "secretary", lambda desk: office.services.incoming.returning.take(desk, returned)
    )
    assert reply.guide == f"filing.{filing}"
    assert "处没有收" not in reply.text, reply.text
    assert await drafts(office, form_id) == [filing]
    case = await office.at("secretary", lambda desk: office.services.offices.open(desk, filing))
    left = [
        each.place
        for each in case.filling.troubles(case.draft)
        if each.field.type is not FieldType.FILE and getattr(each, "severity", "") != "warning"
    ]
    assert left == []


async def test_in_the_middle_it_goes_into_the_form_that_is_open(office: Office) -> None:
    """Through the real sandbox."""
    other, filing = await begun(office, PROFILE), await begun(office, PROFILE)
    said = await sends(office, filing, await filled(office, filing, ".xlsx"))
    assert "项已填好" in said and "另开" not in said
    case = await office.at("secretary", lambda desk: office.services.offices.open(desk, filing))
    assert case.draft.answers["name_en"] is not None
    untouched = await office.at("secretary", lambda d: office.services.offices.open(d, other))
    assert len(untouched.draft.answers) < len(case.draft.answers)


async def test_of_two_drafts_none_is_written_over(office: Office, tmp_path: Path) -> None:
    first, second = await begun(office, PROFILE), await begun(office, PROFILE)
    returned = read(tmp_path, await filled(office, first, ".docx"))
    reply = await office.at(
        "secretary", lambda desk: office.services.incoming.returning.take(desk, returned)
    )
    assert "已另开一份草稿" in reply.text
    (third,) = set(await drafts(office, PROFILE)) - {first, second}
    assert reply.guide == f"filing.{third}"


async def test_of_what_was_returned_only_the_named_fields_are_written(
    office: Office, tmp_path: Path
) -> None:
    filing = await office.filed()
    await office.move(filing, "decline", by="leader")  # names the theme
    before = (await office.case(filing)).draft
    sent = await filled(office, filing, ".xlsx")
    returned = read(tmp_path, sent)
    reply = await office.at(
        "secretary",
        lambda desk: office.services.incoming.returning.take(desk, returned, filing),
    )
    assert "只能改退回的几项" in reply.text
    after = (await office.at("secretary", lambda d: office.services.offices.open(d, filing))).draft
    changed = {name for name in after.answers if after.answers[name] != before.answers.get(name)}
    assert changed <= {"theme"}


async def test_numbers_of_persons_do_not_travel_in_a_sheet(office: Office) -> None:
    """What is left empty says nothing, so that they are not lost either."""
    filing = await begun(office, PROFILE)
    whole = await filled(office, filing, ".xlsx")
    await sends(office, filing, whole)
    number = (
        await office.at("secretary", lambda desk: office.services.offices.open(desk, filing))
    ).draft.answers["contact_mobile"]
    sheet = await filled(office, filing, ".xlsx", whole=False)
    await sends(office, filing, sheet)
    case = await office.at("secretary", lambda desk: office.services.offices.open(desk, filing))
    assert case.draft.answers["contact_mobile"] == number


async def test_who_may_not_file_is_told_so(office: Office, tmp_path: Path) -> None:
    filing = await begun(office, FORUM)
    returned = read(tmp_path, await filled(office, filing, ".xlsx"))
    for who in ("staff", "leader", "member"):
        reply = await office.at(
            who, lambda desk: office.services.incoming.returning.take(desk, returned)
        )
        assert "由学会秘书填报" in reply.text and not reply.guide


@pytest.mark.parametrize("name", ["名册.xlsx", "说明.docx", "照片.jpg"])
async def test_what_is_none_of_our_forms_is_left_to_others(office: Office, name: str) -> None:
    sent = Sent(name=name, content=b"no such thing")
    reply = await office.at("secretary", lambda desk: office.services.incoming.outside(desk, sent))
    assert (reply is None) is not name.endswith(".docx")
    assert await office.at("guest", lambda d: office.services.incoming.outside(d, sent)) is None
