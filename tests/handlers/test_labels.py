"""A text that does not count is never shown without saying so."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.rehearsal.telegram import check_text, plain
from handlers.ask import texts
from handlers.ask.service import Asked, Opened
from knowledge.labels import label_of, label_of_notice
from knowledge.language import material
from knowledge.library import Library, shelve
from knowledge.notice import Answer, Citation, Notice, Source, Standing, Tier, Validity
from knowledge.reading import read
from knowledge.wording import faithful
from tests.readers import READER, only

QUOTE = "年检材料应于6月30日前报送。"
CITATION = Citation(
    passage_id="n:1",
    notice_id="n",
    notice="年检<通知>",
    document_number=None,
    heading_path=("一、时间",),
    quote=QUOTE,
    start=0,
    end=len(QUOTE),
    issued=date(2026, 3, 2),
    places=(1, 3),
)
EXPIRED = {"validity": Validity.EXPIRED, "since": date(2024, 12, 31)}
NOT_YET = {"validity": Validity.NOT_YET, "since": date(2027, 1, 1)}
LABELLED = [
    ({"validity": Validity.REPEALED}, "已废止"),
    ({"validity": Validity.SUPERSEDED, "successor": "《新<办法>》"}, "已被《新"),
    ({"validity": Validity.SUPERSEDED}, "已被新文件替代"),
    (EXPIRED, "有效期至2024年12月31日，现已失效"),
    (NOT_YET, "2027年1月1日起施行，现在还没有施行"),
    ({"kind": Source.ANSWER}, "工作人员答复，2026年3月2日"),
]


@pytest.mark.parametrize(("said", "label"), LABELLED)
def test_every_way_of_citing_says_it(said: dict[str, Any], label: str) -> None:
    citation = replace(CITATION, **said)
    shown = []
    for tier in (Tier.DIRECT, Tier.RELATED):
        answer = Answer(question="?", tier=tier, text=QUOTE, citations=(citation,))
        shown.append(texts.answered(Asked(answer=answer, question_id="q")))
        worded = replace(answer, text="6月30日前报送[1]。")
        shown.append(texts.answered(Asked(answer=worded, question_id="q", worded=True)))
        assert f"报送[1]〔{label}" in plain(shown[-1])
        assert label in material(answer)
    shown += [texts.opened(Opened(item=citation, sentence=QUOTE)), texts.related((citation,))]
    for text in shown:
        check_text(text, formatted=True)
        assert f"〔{label}" in plain(text) and "<办法>" not in text
        assert '<a href="notices/n?p=1-3#p1">' in text


def test_what_counts_needs_no_label() -> None:
    assert label_of(CITATION) == ""
    answer = Answer(question="?", tier=Tier.DIRECT, text=QUOTE, citations=(CITATION,))
    assert "〔" not in texts.answered(Asked(answer=answer, question_id="q"))
    assert "效力" not in material(answer)


def test_a_model_may_say_the_label_and_no_other_day() -> None:
    citation = replace(CITATION, validity=Validity.EXPIRED, since=date(2024, 12, 31))
    assert faithful("6月30日前报送，该文件有效期至2024年12月31日[1]。", [citation])
    assert not faithful("6月30日前报送，该文件有效期至2025年12月31日[1]。", [citation])


def notice_of(name: str, text: str, **said: Any) -> Notice:
    return replace(shelve(read(text.encode(), name), name), **said)


async def test_what_replaced_it_is_named_to_whoever_may_read_that() -> None:
    new = notice_of("b.txt", "关于密件的办法\n\n一、星槎\n材料于七月报送。\n")
    old = notice_of(
        "a.txt",
        "关于星槎专项的通知\n\n一、星槎专项\n星槎专项材料于六月报送。\n",
        standing=Standing.SUPERSEDED,
        replaced_by=new.id,
    )
    library = Library(vectors=None, embedder=None)
    await library.open([old, new])
    question = "星槎专项材料什么时候报送？"
    for reader, named in ((READER, True), (only(old.id), False)):
        answer = await library.ask(question, reader)
        (cited, *_) = [each for each in answer.citations if each.notice_id == old.id]
        assert ("密件" in label_of(cited)) is named
        assert cited.validity is Validity.SUPERSEDED and cited.places is not None
        context = library.context(cited.passage_id, reader)
        assert context and ("密件" in label_of(context)) is named
    assert label_of_notice(old, READER.today) == "已被新文件替代"
