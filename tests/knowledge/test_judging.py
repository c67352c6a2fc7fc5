"""Which hits are looked at closely."""

from knowledge.calibration import UNKNOWN
from knowledge.judging import CONSIDERED, Judge
from knowledge.passages import split
from knowledge.questions import understand
from knowledge.search import Hit
from knowledge.shelf import Shelf
from tests.knowledge.conftest import notice_of


def test_what_fits_by_its_words_is_looked_at_wherever_it_stands() -> None:
    """A short last article is far by meaning, for its law's name does not stand in it."""
    articles = "\n".join(
        f"第{n}条 会员应当按照章程办理第{n}类事项。" for n in "一二三四五六七八九"
    )
    text = f"示例学会管理办法\n{articles * 5}\n第九十九条 本办法自2027年1月1日起施行。"
    shelf, notice = Shelf(), notice_of(text)
    passages = split(notice)
    shelf.put(notice, passages)
    last = passages[-1]
    others = [each for each in passages if each is not last]
    assert len(others) > CONSIDERED
    hits = [
        Hit(passage=each, score=1 - place / 100, cosine=0.9, lexical=1.0)
        for place, each in enumerate(others)
    ] + [Hit(passage=last, score=0.1, cosine=0.85, lexical=9.0)]
    judge = Judge(shelf=shelf, rarity=lambda _: 0.5, calibration=UNKNOWN)
    judged = judge.rank(understand("管理办法自多少年1月1日起施行？"), hits)
    assert judged[0].hit.passage is last
