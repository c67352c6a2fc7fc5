"""A form's workbook read in a process of its own."""

import pytest

from bot.form_reader import SandboxedForms
from forms.drafts import Place
from forms.examples import example
from forms.exports.workbook import form_book
from forms.refusals import FileRefused
from tests.forms.catalogues import EIGHT, NOW

FORUM = EIGHT.forms["forum-report"]


async def test_it_comes_back_through_the_wall() -> None:
    content = form_book(FORUM, example(FORUM, EIGHT, NOW).draft, whole=True)
    filled = await SandboxedForms().read(FORUM, content, "forum.xlsx", NOW.date())
    assert filled.mistakes == ()
    assert filled.said[Place("activity_name")].startswith("云岭省")
    assert len([place for place in filled.said if place.field == "speakers"]) == 12


async def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(FileRefused):
        await SandboxedForms().read(FORUM, b"no workbook", "forum.xlsx", NOW.date())
