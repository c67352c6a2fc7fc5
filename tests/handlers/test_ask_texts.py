"""Whatever stands in a notice or a question, the message can be sent, and shows it as text."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rehearsal.telegram import check_text, plain
from handlers.ask import texts
from handlers.ask.service import (
    LONGEST_QUESTION,
    Asked,
    OnlyNumber,
    Opened,
    QuestionEmpty,
    QuestionTooLong,
    checked,
)
from knowledge.language import Deadlines
from knowledge.notice import Answer, Citation, Tier

ODD = st.text(alphabet="年检<>&\"'b/😀\n ", min_size=1)
LONG = st.integers(1, 5000).map(lambda size: ("学会年检<&" * size)[:size])
WORDS = st.one_of(ODD, LONG)


def citation(quote: str, title: str = "通知", path: tuple[str, ...] = ()) -> Citation:
    return Citation(
        passage_id="n:1",
        notice_id="n",
        notice=title,
        document_number="示例科协〔2026〕1号",
        heading_path=path,
        quote=quote,
        start=0,
        end=len(quote),
    )


CITATIONS = st.builds(
    citation, quote=WORDS, title=WORDS, path=st.lists(WORDS, max_size=4).map(tuple)
)


@settings(deadline=None)
@given(
    tier=st.sampled_from(Tier),
    found=st.lists(CITATIONS, min_size=1, max_size=3),
    text=st.one_of(ODD, LONG).map(lambda worded: worded[: Deadlines().longest]),
)
def test_every_answer_can_be_sent(tier: Tier, found: list[Citation], text: str) -> None:
    cited = () if tier is Tier.NOT_FOUND else tuple(found)
    answer = Answer(question="?", tier=tier, text=text, citations=cited)
    for worded in (False, True):
        message = texts.answered(Asked(answer=answer, question_id="q", worded=worded))
        check_text(message, formatted=True)
        assert plain(texts.HEADLINES[tier]) in plain(message)
    check_text(texts.related(cited), formatted=True)


@settings(deadline=None)
@given(before=WORDS, sentence=WORDS, after=WORDS, title=WORDS)
def test_an_opened_item_can_be_sent_and_shows_its_sentence(
    before: str, sentence: str, after: str, title: str
) -> None:
    item = citation(before + sentence + after, title)
    message = texts.opened(Opened(item=item, sentence=sentence))
    check_text(message, formatted=True)
    assert f"<b>{escape(sentence[:100])}" in message


def test_a_sentence_deep_in_a_long_item_is_in_view() -> None:
    item = citation("前文。" * 2000 + "会费每年200元。" + "后文。" * 2000)
    message = texts.opened(Opened(item=item, sentence="会费每年200元。"))
    assert "<b>会费每年200元。</b>" in message
    assert message.count("…") == 2


@given(st.text(st.characters(exclude_categories=["C"]), max_size=LONGEST_QUESTION + 9))
def test_a_question_is_taken_or_declined_for_a_reason(text: str) -> None:
    try:
        question = checked(text)
    except QuestionEmpty:
        assert not text.strip()
    except OnlyNumber:
        assert any(character.isdecimal() for character in text)
    except QuestionTooLong:
        assert len(text.strip()) > LONGEST_QUESTION
    else:
        assert question == text.strip()
        assert 0 < len(question) <= LONGEST_QUESTION


@pytest.mark.parametrize("number", ["9", "９", "12.", "3、", "２０２６。"])
def test_a_number_alone_is_no_question(number: str) -> None:
    with pytest.raises(OnlyNumber):
        checked(number)
