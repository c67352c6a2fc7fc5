"""Markup, links and turned letters in answers: text wherever somebody reads them."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from bot.rehearsal.telegram import plain
from handlers.desk import Attached, Desk, Reply
from handlers.review.card import texts as card_texts
from tests.handlers.review.conftest import GIVEN
from tests.security.office import Office, house, office

__all__ = ["house", "office"]
MARKUP = "<script>x</script>"
LINK = "<a href=//e.org>点</a>"
ENTITY = "&lt;b&gt;<img src=file:///etc/passwd>"
MARKS = ("<script", "<a ", "<img", "<x")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'office.db'}"


def harmless(text: str) -> None:
    """Fit for Telegram, and nothing of it is markup of theirs."""
    plain(text)
    assert not [mark for mark in MARKS if mark in text], text


async def test_answers_are_text_everywhere(office: Office) -> None:
    said = {"mode": "线下", "activity_name": f"年会{MARKUP}", "venue": LINK, "theme": ENTITY}
    filing = await office.filed(**said)
    letters = list((await office.move(filing, "confirm", by="leader")).letters)
    given = type(GIVEN)(reason=LINK, opinion=MARKUP, fields=frozenset({"theme"}))
    letters += (await office.move(filing, "return", given=given)).letters
    assert letters
    for letter in letters:
        harmless(letter.text)
    services, shown = office.services, list[Reply]()

    async def read(desk: Desk) -> None:
        shown.append(await services.following.open(desk, filing))
        shown.append(await services.following.history(desk, filing, 0))
        shown.append(await services.following.answers(desk, filing, 0))
        shown.append(await services.sent_along.all(desk, filing, 0))

    async def review(desk: Desk) -> None:
        shown.append(await services.filled.page(desk, filing, 0))
        found = await services.reviewing.look(desk, filing)
        shown.append(Reply(text=card_texts.card(found, date(2026, 3, 2))))
        shown.append(Reply(text=card_texts.past(found)))

    await office.at("secretary", read)
    await office.at("staff", review)
    for reply in shown:
        harmless(reply.text)
    assert any("&lt;script&gt;" in reply.text for reply in shown), "it is there, as text"


@pytest.mark.parametrize("number", [0, 1], ids=["pdf", "docx"])
async def test_papers_can_be_made_of_it(office: Office, number: int) -> None:
    filing = await office.filed(
        mode="线下", activity_name=f"年会{MARKUP}", venue=LINK, theme=ENTITY
    )

    async def made(desk: Desk) -> bytes:
        reply = await office.services.receipts.hand_out(desk, filing, number)
        (file,) = reply.files
        assert isinstance(file, Attached)
        kept = await desk.archive.files.get(file.file_id)
        assert kept
        return desk.shelf.take(kept.digest)

    content = await office.at("secretary", made)
    assert b"/JavaScript" not in content and b"/URI" not in content
    if number:
        with zipfile.ZipFile(BytesIO(content)) as book:
            xml = book.read("word/document.xml").decode()
        assert "&lt;script&gt;" in xml and "<script" not in xml
        assert "w:hyperlink" not in xml
