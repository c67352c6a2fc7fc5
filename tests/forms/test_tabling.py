"""A whole form as one page: everything relevant is on it, and it saves what the chat saves."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.completing import lines, submitted
from forms.drafts import Draft, Place
from forms.examples import example
from forms.fictional_world import filling_for
from forms.filling import Filling
from forms.steps import Ready
from forms.tabling import add_row, leave, paste, place_of, put_files, refusals, save, table
from forms.values import Complaint
from tests.forms.catalogues import EIGHT, IDS, NOW
from tests.forms.numbers import identity

FORUM, TALENT = "forum-report", "young-talent-apply"


def always(_name: str) -> bool:
    return True


def made(form_id: str, seed: int = 0) -> tuple[Filling, Draft]:
    form = EIGHT.forms[form_id]
    return filling_for(form, EIGHT, NOW), example(form, EIGHT, NOW, seed).draft


def entries(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in told["sections"]:
        for entry in section["entries"]:
            yield entry
            for row in entry.get("rows", ()):
                yield from row["cells"].values()


def at(told: dict[str, Any], place: str) -> dict[str, Any]:
    return next(each for each in entries(told) if each["place"] == place)


@pytest.mark.parametrize("form_id", IDS)
@pytest.mark.parametrize("seed", range(3))
def test_everything_in_the_summary_is_on_the_page(form_id: str, seed: int) -> None:
    filling, draft = made(form_id, seed)
    told = json.loads(json.dumps(table(filling, draft, always)))
    shown = {each["place"]: each.get("shown") for each in entries(told)}
    for line in lines(filling, draft):
        assert shown[str(line.place)] == line.shown
    assert (told["ready"], told["troubles"]) == (True, [])
    assert told["progress"]["done"] == told["progress"]["total"] > 0


@pytest.mark.parametrize("form_id", IDS)
@pytest.mark.parametrize("seed", range(3))
def test_a_form_filled_in_on_the_page_is_the_one_filled_in_by_talking(
    form_id: str, seed: int
) -> None:
    form = EIGHT.forms[form_id]
    told = example(form, EIGHT, NOW, seed)
    filling = filling_for(form, EIGHT, NOW)
    draft = filling.start()
    for place, said in told.said.items():
        if isinstance(said, str):
            draft = save(filling, draft, place, said)
        else:
            draft, waiting = put_files(filling, draft, place, said)
            assert waiting == ()
    for place in (each.place for each in _why(filling, draft)):
        draft = filling.explain(draft, place, told.draft.reasons[str(place)])
    draft = leave(filling, draft, always)
    assert filling.next_step(draft) == filling.next_step(told.draft)
    assert isinstance(filling.next_step(draft), Ready)
    assert submitted(filling, draft) == submitted(filling, told.draft)


def _why(filling: Filling, draft: Draft) -> list[Any]:
    return [each for each in filling.troubles(draft) if getattr(each, "severity", "") == "warning"]


@pytest.mark.parametrize("form_id", IDS)
def test_what_stands_in_a_field_is_taken_back_as_it_stands(form_id: str) -> None:
    filling, draft = made(form_id)
    before = draft.answers
    for entry in entries(table(filling, draft, always)):
        if entry.get("type") == "repeat" or not entry["editable"] or not entry["value"]:
            continue
        value, place = entry["value"], Place.parse(entry["place"])
        if isinstance(value, list):
            if value and isinstance(value[0], dict):
                continue
            value = "、".join(value)
        draft = save(filling, draft, place, value)
    assert draft.answers == before


@pytest.mark.parametrize("form_id", IDS)
def test_an_empty_form_says_what_is_missing_and_only_that(form_id: str) -> None:
    filling = filling_for(EIGHT.forms[form_id], EIGHT, NOW)
    told = table(filling, filling.start(), always)
    assert not told["ready"]
    assert told["progress"]["done"] == 0
    assert told["progress"]["total"] == len(told["troubles"])
    assert {each["kind"] for each in told["troubles"]} == {"missing"}
    required = {each["place"] for each in entries(told) if each.get("required")}
    assert {each["place"] for each in told["troubles"]} <= required


def test_relevance_and_computed_values_follow_at_once() -> None:
    filling = filling_for(EIGHT.forms[FORUM], EIGHT, NOW)
    draft = filling.start()
    places = {each["place"] for each in entries(table(filling, draft, always))}
    assert "venue" not in places
    draft = save(filling, draft, Place("mode"), "线下")
    draft = save(filling, draft, Place("awards"), "是")
    told = table(filling, draft, always)
    assert at(told, "venue")["required"]
    assert at(told, "handling")["shown"] == "报批"
    assert not at(told, "handling")["editable"]


def test_personal_numbers_are_masked_and_not_put_into_the_input() -> None:
    filling, draft = made(TALENT)
    number = identity("53010019020101001")
    draft = save(filling, draft, Place("id_no"), number)
    entry = at(table(filling, draft, always), "id_no")
    assert (entry["value"], entry["shown"]) == ("", f"••••{number[-4:]}")
    assert number not in json.dumps(table(filling, draft, always))


def test_a_warning_is_told_until_it_has_its_reason_and_then_stays_visible() -> None:
    filling, draft = made(FORUM)
    draft = save(filling, draft, Place("activity_name"), "云岭省材料峰会")
    told = table(filling, draft, always)
    assert [each["kind"] for each in told["troubles"]] == ["why"]
    draft = filling.explain(draft, Place("activity_name"), "已经批准")
    told = table(filling, draft, always)
    assert told["ready"]
    trouble = at(told, "activity_name")["trouble"]
    assert (trouble["kind"], trouble["reason"]) == ("explained", "已经批准")


def test_emptying_a_field_takes_its_answer_back() -> None:
    filling, draft = made(FORUM)
    emptied = save(filling, draft, Place("theme"), " ")
    assert "theme" not in emptied.answers
    assert [each["place"] for each in table(filling, emptied, always)["troubles"]] == ["theme"]
    optional = save(filling, draft, Place("contact_email"), "")
    assert optional.answers["contact_email"] is None
    assert table(filling, optional, always)["ready"]


def test_what_may_not_be_edited_is_read_only() -> None:
    filling, draft = made(FORUM)
    told = table(filling, draft, lambda name: name in {"theme"})
    assert [each["place"] for each in entries(told) if each["editable"]] == ["theme"]


def test_a_needed_group_shows_its_first_row_and_grows_by_one() -> None:
    filling = filling_for(EIGHT.forms[FORUM], EIGHT, NOW)
    draft = filling.start()
    assert len(at(table(filling, draft, always), "speakers")["rows"]) == 1
    draft = add_row(filling, draft, "speakers", 1)
    assert len(at(table(filling, draft, always), "speakers")["rows"]) == 2
    draft = add_row(filling, draft, "speakers", 2)
    assert len(draft.rows("speakers")) == 3


def test_too_few_rows_are_counted() -> None:
    filling, draft = made(TALENT)
    draft = filling.remove_row(draft, "reviewers", 0)
    (trouble,) = table(filling, draft, always)["troubles"]
    assert (trouble["place"], trouble["kind"]) == ("reviewers", "missing")
    assert "至少要3项，现在是2项" in trouble["sentence"]


def test_rows_added_by_mistake_are_taken_out_at_the_end() -> None:
    filling, whole = made(FORUM)
    draft = add_row(filling, add_row(filling, whole, "speakers", 2), "speakers", 3)
    assert not table(filling, draft, always)["ready"]
    assert leave(filling, draft, always).answers == whole.answers
    assert leave(filling, draft, lambda _: False) == draft


def test_lines_from_a_spreadsheet_become_rows() -> None:
    filling, draft = made(FORUM)
    text = (
        "姓名*\t单位及职务\t国别地区\t备注\n"
        "沈一\t云岭大学教授\t内地\t不用管\n"
        '沈二\t"云岭大学\n副教授"\t火星\t\n'
    )
    pasted = paste(filling, draft, Place("speakers", 2), text)
    rows = pasted.draft.rows("speakers")
    assert [row["name"] for row in rows[2:]] == ["沈一", "沈二"]
    assert rows[3]["unit"] == "云岭大学 副教授"
    (refused,) = refusals(pasted)
    assert (refused["place"], refused["said"]) == ("speakers.3.nationality", "火星")
    again = paste(filling, draft, Place("speakers", 0, "title"), "甲\n乙\n")
    assert [row["title"] for row in again.draft.rows("speakers")] == ["甲", "乙"]


def test_a_row_whose_cells_are_all_refused_keeps_its_place() -> None:
    filling = filling_for(EIGHT.forms[FORUM], EIGHT, NOW)
    text = "x" * 300 + "\n沈二\n"
    pasted = paste(filling, filling.start(), Place("speakers", 0, "name"), text)
    assert pasted.draft.rows("speakers") == [{}, {"name": "沈二"}]


def test_too_many_lines_and_nonsense_are_refused_whole() -> None:
    filling, draft = made(FORUM)
    for text, word in (("甲\n" * 61, "最多60项"), ("\n\n", "没看懂"), ("", "没看懂")):
        with pytest.raises(Complaint, match=word):
            paste(filling, draft, Place("speakers", 0, "name"), text)


def test_files_wait_until_there_are_enough() -> None:
    filling, draft = made(TALENT)
    letters = [{"name": f"信{n}.pdf", "hash": f"{n}" * 64, "size": 10} for n in range(3)]
    place = Place("expert_letters")
    fewer, waiting = put_files(filling, draft, place, letters[:2])
    assert "expert_letters" not in fewer.answers
    told = table(filling, fewer, always, {"expert_letters": waiting})
    assert [each["name"] for each in at(told, "expert_letters")["value"]] == ["信0.pdf", "信1.pdf"]
    assert not told["ready"]
    enough, waiting = put_files(filling, fewer, place, letters)
    assert (len(enough.answers["expert_letters"]), waiting) == (3, ())
    with pytest.raises(Complaint, match="类型"):
        put_files(filling, draft, place, [{**letters[0], "name": "信.exe"}])


@settings(max_examples=60, deadline=None)
@given(
    place=st.sampled_from(["theme", "start_at", "speakers.0.name", "speakers.9.x", "x", "a.b.c"]),
    said=st.text(max_size=40),
    text=st.text(max_size=80),
)
def test_whatever_is_said_is_saved_or_complained_about(place: str, said: str, text: str) -> None:
    filling, draft = made(FORUM)
    with suppress(Complaint):
        draft = save(filling, draft, place_of(place), said)
    with suppress(Complaint):
        draft = paste(filling, draft, Place("speakers", 0, "name"), text).draft
    told = table(filling, draft, always)
    assert json.loads(json.dumps(told)) == told
    assert len(list(entries(told))) > 20
