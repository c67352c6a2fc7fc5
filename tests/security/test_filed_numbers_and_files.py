"""Numbers typed where they do not belong, names that are markup, contents of others."""

import json
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.courier import send_letter
from forms.drafts import Place
from forms.moving import Given
from forms.specification import FieldType, FormSpec
from forms.values import Complaint
from handlers.casework.errors import FilingGone
from handlers.desk import Desk
from handlers.filing.whole import Said
from handlers.filing.whole_files import Sent
from storage.archive import Archive
from storage.events import EventKind
from tests.forms.numbers import identity
from tests.handlers.review.conftest import GIVEN
from tests.security.office import SHUT, Office, begun, house, office
from tests.security.scene import bytes_of

__all__ = ["house", "office"]
MOBILE, IDENTITY = "13977776666", identity("53010219910203456")
NUMBERS = (MOBILE, IDENTITY)
PDF = b"%PDF-1.4 fictional"
LIVE = ("=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'office.db'}"


def typed(form: FormSpec) -> dict[str, str]:
    """Numbers for every question that takes words, both where there is room."""
    found = {}
    for each in form.fields:
        is_free = not (each.constraint or each.relevant)
        if each.type in (FieldType.TEXT, FieldType.LONGTEXT) and is_free:
            short = (each.most or 100) < 40
            found[each.name] = f"材料{MOBILE}" if short else f"材料{MOBILE}和{IDENTITY}的年会"
    assert len(found) > 5
    return found


async def test_no_number_is_left_in_the_clear(office: Office, tmp_path: Path) -> None:
    """Typed where words are asked for: answers, reasons, names of files, numbers of papers."""
    form = office.services.catalogue.forms["forum-report"]
    names = dict.fromkeys(("activity_name", "venue"), f"材料{MOBILE}研讨会")
    filing = await office.filed(**{"mode": "线下"} | typed(form) | names)
    letters = list((await office.move(filing, "confirm", by="leader")).letters)
    given = Given(
        opinion=f"同意，电话{MOBILE}",
        reason=f"身份证{IDENTITY}不清楚",
        fields=frozenset({"theme"}),
        document_number=f"云学{MOBILE}号",
        document_date=GIVEN.document_date,
    )
    for move, who in (("return", "staff"), ("resubmit", "secretary"), ("confirm", "leader")):
        letters += (await office.move(filing, move, by=who, given=given)).letters
    await office.move(filing, "receive")
    letters += (await office.move(filing, "file", given=given)).letters

    async def along(desk: Desk) -> None:
        for letter in letters:
            await send_letter(desk.archive, letter, desk.now)

    await office.at("staff", along)
    draft = await begun(office)
    sent = Sent(name=f"{MOBILE}.pdf", content=PDF)
    await office.at(
        "secretary", lambda d: office.services.whole_files.attach(d, draft, "agenda", sent)
    )
    await office.house.database.checkpoint()
    for name, text in bytes_of(tmp_path).items():
        assert not [number for number in NUMBERS if number in text], name
    async with office.house.database.reading() as work:
        event = await Archive(work).events.for_filing(filing)
    assert event
    assert "••••6666" in event.title


async def test_a_digest_opens_nothing(office: Office) -> None:
    """Somebody who knows what a content's digest is names it in a form of their own."""
    filing = await office.filed()
    async with office.house.database.reading() as work:
        theirs = (await Archive(work).attachments.of(filing))[0]
    mine = await begun_abroad(office)
    facts = {"name": "议程.pdf", "size": theirs.size, "hash": theirs.digest}
    services = office.services
    for text in (json.dumps([facts]), json.dumps(facts), theirs.digest):
        with pytest.raises(Complaint):
            said = Said(place="agenda", text=text)
            await office.at(
                "other_secretary", lambda d, said=said: services.whole.save(d, mine, said)
            )

    async def forged(desk: Desk) -> None:
        case = await services.offices.open_own(desk, mine)
        await services.offices.keep(desk, case, case.draft.put(Place("agenda"), [facts]))

    await office.at("other_secretary", forged)
    with pytest.raises(FilingGone):
        await office.at(
            "other_secretary", lambda d: services.whole_files.find(d, mine, theirs.digest)
        )
    reply = await office.at("other_secretary", lambda d: services.sent_along.all(d, mine, 0))
    assert "没有附件" in reply.text
    for open_ in (services.sent_along.open, services.papers.open):
        with pytest.raises(SHUT):
            await office.at("other_secretary", lambda d, open_=open_: open_(d, theirs.id))


async def begun_abroad(office: Office) -> str:
    async def begin(desk: Desk) -> str:
        beginning = office.services.starting.beginning
        return (await beginning.start(desk, "forum-report", office.abroad)).case.id

    return await office.at("other_secretary", begin)


async def test_only_what_is_a_file_of_its_kind_is_taken(office: Office) -> None:
    draft, whole = await begun(office), office.services.whole_files
    for name, content in (
        ("议程.pdf", b"<script>alert(1)</script>"),
        ("议程.docx", b"PK\x03\x04 no document"),
        ("议程.exe", PDF),
        ("议程.pdf.html", PDF),
    ):
        with pytest.raises(Complaint):
            sent = Sent(name=name, content=content)
            await office.at(
                "secretary", lambda d, sent=sent: whole.receive(d, draft, "agenda", sent)
            )
    with pytest.raises(Complaint):
        Sent(name="议程.pdf", content=b"")
    assert not list(office.house.shelf.folder.glob("*"))


async def test_a_name_leads_nobody_astray(office: Office) -> None:
    draft, whole = await begun(office), office.services.whole_files
    name = "../../etc/<b>\u202efdp.exe\u2069\x00.pdf"
    saved = await office.at(
        "secretary",
        lambda d: whole.attach(d, draft, "agenda", Sent(name=name, content=PDF)),
    )
    found = await office.at("secretary", lambda d: whole.find(d, draft, sha256(PDF).hexdigest()))
    assert found.name == "<b>fdp.exe.pdf"
    assert "etc" not in json.dumps(saved.view, ensure_ascii=False)
    reply = await office.at("secretary", lambda d: office.services.sent_along.all(d, draft, 0))
    assert "&lt;b&gt;" in reply.text and "<b>fdp" not in reply.text


@pytest.mark.parametrize("title", ["a/b[c]:*?\\d", "=HYPERLINK(1)", "\u202e甲<b>"])
async def test_the_list_of_guests_holds_no_formula(office: Office, title: str) -> None:
    begins = office.house.clock.now().replace(year=office.house.clock.now().year + 1)

    async def salon(desk: Desk) -> str:
        return await desk.archive.events.add(
            EventKind.SALON, title, begins, now=desk.now, venue="=1+1", public=True
        )

    event = await office.at("staff", salon)
    said = dict(zip(("attendee_name", "remark"), LIVE, strict=False))

    async def sign_up(desk: Desk) -> None:
        started = await office.services.signing.begin(desk, event)
        filing = started.guide.partition(".")[2]
        case = await office.services.offices.open_own(desk, filing)
        answers = {**case.draft.plain()["answers"], **said}
        plain = {**case.draft.plain(), "answers": answers}
        draft = type(case.draft).restore(plain)
        kept = await office.services.offices.keep(desk, case, draft)
        assert await desk.archive.filings.move(
            kept.filing, "confirmed", now=desk.now, submitted=True
        )

    await office.at("secretary", sign_up)

    async def export(desk: Desk) -> bytes:
        made = await office.services.guest_list.table(desk, event)
        file = await desk.archive.files.get(made.file_id)
        assert file and not set("/\\\u202e") & set(file.name)
        return desk.shelf.take(file.digest)

    content = await office.at("staff", export)
    with zipfile.ZipFile(BytesIO(content)) as book:
        assert not [n for n in book.namelist() if "sheets/" in n and b"<f>" in book.read(n)]
    (sheet,) = load_workbook(BytesIO(content))
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert LIVE[0] in values
    assert {c.data_type for row in sheet.iter_rows() for c in row} <= {"s", "n", "d", "inlineStr"}
