"""Question → answer in three tiers; every word of it stands in a notice."""

from collections.abc import Sequence

from knowledge import certainty
from knowledge.calibration import UNKNOWN, Calibration
from knowledge.judging import Judged
from knowledge.notice import Answer, Citation, Passage, Tier
from knowledge.questions import Question
from knowledge.reader import Reader
from knowledge.shelf import Shelf
from knowledge.validity import since, validity_of

CLOSE = 0.2
MOST_CITATIONS = 3
# Measured on questions with and without an answer; by words alone less can be expected.
ENOUGH, ENOUGH_BY_WORDS = 0.52, 0.42
LEAST = 0.22
NOT_FOUND = "在已有的文件里没有找到与这个问题有关的内容。您可以换一种说法再问，或者转给工作人员。"
EMPTY = "请告诉我您想问什么，例如：今年青年人才托举工程选多少人？"
RELATED = "以下条款与您的问题有关，但没有直接写明答案："


def answer(
    question: Question,
    judged: Sequence[Judged],
    shelf: Shelf,
    reader: Reader,
    calibration: Calibration = UNKNOWN,
) -> Answer:
    """The extractive answer; `judged` come best first."""
    if not question.text:
        return Answer(question=question.text, tier=Tier.NOT_FOUND, text=EMPTY)
    if not question.tokens or not judged:
        return Answer(question=question.text, tier=Tier.NOT_FOUND, text=NOT_FOUND)
    at_hand, sure = likelihoods(judged[0])
    if at_hand < calibration.least or _certainty(judged, judged[0]) < LEAST:
        return Answer(
            question=question.text,
            tier=Tier.NOT_FOUND,
            text=NOT_FOUND,
            certainty=sure,
            at_hand=at_hand,
        )
    close = [each for each in judged if each.rank >= judged[0].rank - CLOSE]
    direct = [each for each in close if answers(each, _certainty(judged, each), calibration)]
    if direct:
        _, sure = likelihoods(direct[0])
        citations = _cite(shelf, direct, reader)
        text, tier = compact(citations[0].quote), Tier.DIRECT
    else:
        citations = _cite(shelf, judged, reader)
        lines = (f"{number}. {compact(c.quote)}" for number, c in enumerate(citations, start=1))
        text, tier = "\n".join((RELATED, *lines)), Tier.RELATED
    return Answer(
        question=question.text,
        tier=tier,
        text=text,
        citations=citations,
        certainty=sure,
        at_hand=at_hand,
    )


def likelihoods(judged: Judged) -> tuple[float, float]:
    """How likely the matter is at hand, and how likely this quote answers."""
    by_meaning = judged.hit.cosine is not None
    at_hand = certainty.at_hand(judged.signs, by_meaning=by_meaning)
    return at_hand, certainty.likely(judged.signs, by_meaning=by_meaning)


def answers(judged: Judged, points: float, calibration: Calibration = UNKNOWN) -> bool:
    """Whether a quote answers, not only touches, the question."""
    enough = ENOUGH_BY_WORDS if judged.hit.cosine is None else ENOUGH
    sure = points - judged.beside_the_point >= enough
    if judged.hit.cosine is not None:
        sure = sure and likelihoods(judged)[1] >= calibration.enough
    return judged.evidence is not False and judged.met and sure


def compact(quote: str) -> str:
    """A quote as it is read aloud: its lines without the blank ones between them."""
    return "\n".join(line.strip() for line in quote.split("\n") if line.strip())


def cite(
    shelf: Shelf,
    passage: Passage,
    reader: Reader,
    start: int | None = None,
    end: int | None = None,
) -> Citation:
    """A citation whose quote is cut from the notice itself, with what it is worth today.

    What replaced it is named only to those who may read that.
    """
    notice = shelf.notices[passage.notice_id]
    validity = validity_of(notice, reader.today)
    start = passage.start if start is None else start
    end = passage.end if end is None else end
    return Citation(
        passage_id=passage.id,
        notice_id=notice.id,
        notice=notice.title,
        document_number=notice.document_number,
        heading_path=passage.heading_path,
        quote=notice.text[start:end],
        start=start,
        end=end,
        kind=notice.kind,
        issued=notice.issued,
        validity=validity,
        since=since(notice, validity),
        successor=shelf.successor_of(notice) if reader.visible(notice.replaced_by or "") else None,
        places=shelf.places(notice.id, start, end),
    )


def _certainty(judged: Sequence[Judged], one: Judged) -> float:
    ahead = one is judged[0] and len(judged) > 1
    return one.certainty(judged[0].rank - judged[1].rank if ahead else 0.0)


def _cite(shelf: Shelf, judged: Sequence[Judged], reader: Reader) -> tuple[Citation, ...]:
    # Entries of one list are quoted once, with the whole list.
    spans = {(j.hit.passage.notice_id, j.start, j.end): j for j in reversed(judged)}
    chosen = [j for j in judged if spans[j.hit.passage.notice_id, j.start, j.end] is j]
    return tuple(
        cite(shelf, j.hit.passage, reader, j.start, j.end) for j in chosen[:MOST_CITATIONS]
    )
