"""A month later, on another door, with a newer form: it goes on where it was."""

from dataclasses import replace
from datetime import timedelta

from forms.specification import Catalogue, FieldType, FormSpec
from handlers.casework.offices import Offices
from handlers.guiding import Act
from tests.handlers.filing.conftest import CATALOGUE, Office, talk_for

FORUM = CATALOGUE.forms["forum-report"]


async def say(office: Office, filing_id: str, *said: str, door: str = "web") -> str:
    text = ""
    for each in said:
        async with office.desk(door) as desk:
            text = (await office.talk.take(desk, filing_id, Act.SAY, each, "")).text
    return text


async def test_after_a_month_on_another_door(office: Office) -> None:
    filing_id = await office.begin(FORUM)
    await say(office, filing_id, "超硬材料学术年会", "学术年会")
    office.clock.at += timedelta(days=31)
    async with office.desk("telegram") as desk:
        turn = await office.talk.begin(desk, filing_id)
    assert "<b>主题</b>" in turn.text
    assert "第 4/" in turn.text
    text = await say(office, filing_id, "材料的明天", door="telegram")
    assert "预期目标" in text


def newer(form: FormSpec) -> FormSpec:
    """The theme is a choice now, and a question was added before it."""
    theme = form.field("theme")
    goal = form.field("goal")
    assert theme and goal
    chosen = theme.model_copy(
        update={
            "type": FieldType.SELECT_ONE,
            "choices": {"new": ("新材料",), "old": ("传统材料",)},
            "most": None,
        }
    )
    added = goal.model_copy(update={"name": "series", "label": "第几届", "least": 1})
    fields = [
        each
        for field in form.fields
        for each in ((added, chosen) if field.name == "theme" else (field,))
    ]
    return form.model_copy(update={"version": form.version + 1, "fields": tuple(fields)})


async def test_a_newer_form_asks_what_has_changed(office: Office) -> None:
    filing_id = await office.begin(FORUM)
    await say(office, filing_id, "超硬材料学术年会", "学术年会", "材料的明天")
    forms = {**CATALOGUE.forms, FORUM.id: newer(FORUM)}
    catalogue = Catalogue(forms=forms, policy=CATALOGUE.policy, workflows=CATALOGUE.workflows)
    offices = Offices(catalogue=catalogue)
    office = replace(office, offices=offices, talk=talk_for(offices))
    async with office.desk() as desk:
        turn = await office.talk.begin(desk, filing_id)
    assert "<b>第几届</b>" in turn.text  # what is new is asked in its place
    text = await say(office, filing_id, "第三届")
    assert "<b>主题</b>" in text and "问法有变化" in text  # so is what means something else
    text = await say(office, filing_id, "新材料")
    assert "预期目标" in text  # what is unchanged is not
    case = await office.case(filing_id)
    assert case.filing.form_version == FORUM.version + 1
    assert case.draft.answers["activity_name"] == "超硬材料学术年会"
    assert case.draft.former["theme"] == "材料的明天"
