"""Whatever a filing or a colleague is called is text in every question of the room."""

from datetime import date

from bot.rehearsal.telegram import check_text
from handlers.desk import Desk
from handlers.guide import Draft, Guide
from handlers.review.absence.guides import guides as absence_guides
from handlers.review.hands.guides import guides as hands_guides
from handlers.review.moves.guides import guides as moves_guides
from handlers.review.pressing import seen
from tests.handlers.review.conftest import Office

TAG, SHOWN = "<i>甲</i>&", "&lt;i&gt;甲&lt;/i&gt;&amp;"


async def texts_of(guide: Guide, desk: Desk, facts: dict[str, object]) -> list[str]:
    answers = {
        "fields": [["theme", TAG, TAG]],
        "reason": TAG,
        "opinion": TAG,
        "number": TAG,
        "day": "2026-03-01",
        "since": date(2099, 1, 1).isoformat(),
        "until": date(2099, 1, 2).isoformat(),
        "deputy": desk.person.id,
    }
    draft = Draft(facts=facts, answers=answers)
    asked = [(await each.ask(draft, desk))[0] for each in guide.questions]
    return [*asked, await guide.summary(draft, desk)] if guide.summary else asked


async def test_no_name_is_markup_in_any_question(office: Office) -> None:
    filing_id = await office.received(activity_name=f"{TAG}年会")
    needs = ["fields", "reason", "opinion", "document"]
    facts = {"filing": filing_id, "move": "return", "label": TAG, "needs": needs}
    facts["seen"] = seen(await office.case(filing_id))
    services = office.services
    every = (
        *moves_guides(services.judging),
        *hands_guides(services.handing),
        *absence_guides(services.absent),
    )

    async def asked(desk: Desk) -> list[str]:
        return [text for guide in every for text in await texts_of(guide, desk, facts)]

    texts = await office.at("staff", asked)
    for text in texts:
        check_text(text, formatted=True)
        assert "<i>" not in text
    assert sum(SHOWN in text for text in texts) >= 5
