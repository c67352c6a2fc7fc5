"""What staff have answered once is the answer to the same question."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from knowledge.alike import alike, gist
from knowledge.answering import cite, compact
from knowledge.notice import Answer, Notice, Tier, Validity
from knowledge.questions import Question
from knowledge.reader import Reader
from knowledge.shelf import Shelf
from knowledge.validity import validity_of


def reworded(notice: Notice, question: str, reply: str) -> Notice:
    """An answer as it is kept: the question is its title and stands before the reply."""
    text = f"{question}\n{reply}"
    digest = sha256(text.encode()).hexdigest()
    return replace(notice, title=question, text=text, digest=digest)


def reply_of(notice: Notice) -> str:
    return notice.text.partition("\n")[2]


def reviewed(question: Question, shelf: Shelf, reader: Reader) -> Answer | None:
    """The newest one that counts today and may be read; its whole text is quoted."""
    asked = gist(question.text)
    found = [
        notice
        for notice in shelf.answers.values()
        if reader.visible(notice.id)
        and alike(gist(notice.title), asked)
        and validity_of(notice, reader.today) is Validity.CURRENT
        and shelf.of_notice[notice.id]
    ]
    if not found:
        return None
    newest = max(found, key=lambda each: (each.issued or date.min, each.id))
    return _quoted(question, newest, shelf, reader)


def _quoted(question: Question, notice: Notice, shelf: Shelf, reader: Reader) -> Answer:
    passages = shelf.of_notice[notice.id]
    citation = cite(shelf, passages[0], reader, passages[0].start, passages[-1].end)
    text = compact(citation.quote)
    return Answer(question=question.text, tier=Tier.DIRECT, text=text, citations=(citation,))
