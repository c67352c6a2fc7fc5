"""The notices at hand and their passages, and which vector belongs to which passage."""

import hashlib
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable

from knowledge.notice import Notice, Passage, Source
from knowledge.numbering import mark_of
from knowledge.passages import carried
from knowledge.reading import Reading

# Short names are introduced at the beginning.
FRONT = 3000
NAMESPACE = uuid.UUID("6f1c1e1a-6c56-5b0c-9b0e-3a9a2f6d5c11")


SHORT_NAME = re.compile(
    "(?:《([一-鿿\\d]{4,30})》)?[（(]?(?:以下|下)?(?:统一?)?简称(?:为)?[“《「:：]?([一-鿿]{2,12})[”》」]?(?=[)）,，。;；])"
)


class Shelf:
    """What is in memory; vectors are named by the text they stand for, so none is made twice."""

    def __init__(self) -> None:
        self.notices: dict[str, Notice] = {}
        self.answers: dict[str, Notice] = {}  # those that staff have given
        self.passages: dict[str, Passage] = {}
        self.items: dict[tuple[str, int], list[Passage]] = defaultdict(list)
        self.of_notice: dict[str, tuple[Passage, ...]] = {}
        self.names: dict[str, str] = {}
        self.key_of: dict[str, str] = {}
        self.by_key: dict[str, list[str]] = defaultdict(list)

    def put(self, notice: Notice, passages: Iterable[Passage]) -> None:
        """Take a notice in; one with the same id must have been dropped before."""
        self.notices[notice.id] = notice
        if notice.kind is Source.ANSWER:
            self.answers[notice.id] = notice
        self.names[notice.id] = "\n".join((notice.title, *short_names(notice)))
        self.of_notice[notice.id] = tuple(passages)
        for passage in self.of_notice[notice.id]:
            key = key_for(passage)
            self.passages[passage.id] = passage
            self.items[passage.item].append(passage)
            self.key_of[passage.id] = key
            self.by_key[key].append(passage.id)

    def drop(self, notice_id: str) -> tuple[list[str], list[str]]:
        """Take a notice out: its passage ids, and the vectors nobody needs any more."""
        gone, orphans = [], []
        for passage in self.of_notice.pop(notice_id, ()):
            gone.append(passage.id)
            del self.passages[passage.id]
            self.items.pop(passage.item, None)
            key = self.key_of.pop(passage.id)
            self.by_key[key].remove(passage.id)
            if not self.by_key[key]:
                del self.by_key[key]
                orphans.append(key)
        self.notices.pop(notice_id, None)
        self.answers.pop(notice_id, None)
        self.names.pop(notice_id, None)
        return gone, orphans

    def holds(self, passage: Passage) -> bool:
        """Whether it stands here still, and as it was."""
        return self.passages.get(passage.id) is passage

    def words_of(self, passage: Passage) -> str:
        """What lexical search looks at: title, number, headings, text."""
        notice = self.notices[passage.notice_id]
        names = self.names[passage.notice_id]
        parts = (names, notice.document_number or "", *passage.heading_path, passage.lead)
        return "\n".join((*parts, passage.text))

    def headings(self) -> list[str]:
        """Every heading once, without its number."""
        return headings_of(self.passages.values())

    def successor_of(self, notice: Notice) -> str | None:
        """What replaced it, as it is quoted; None where that is not at hand."""
        other = self.notices.get(notice.replaced_by or "")
        if other is None:
            return None
        number = f"（{other.document_number}）" if other.document_number else ""
        return f"《{other.title}》{number}"

    def places(self, notice_id: str, start: int, end: int) -> tuple[int, int] | None:
        """Ordinals of the first and the last passage that stand between these characters."""
        inside = [
            each.ordinal
            for each in self.of_notice.get(notice_id, ())
            if each.start < end and each.end > start
        ]
        return (inside[0], inside[-1]) if inside else None

    def neighbours(self, passage: Passage) -> list[Passage]:
        """The passages of the same item, in order."""
        return self.items[passage.item]


def short_names(notice: Notice) -> list[str]:
    """「…年度检查（以下简称年检）」: what people call the matter of the notice."""
    names: dict[str, None] = {}
    for whole, short in SHORT_NAME.findall(notice.text[:FRONT]):
        if whole and alike(whole, notice.title):
            names |= {whole: None, short: None}
        elif shortens(short, notice.title):
            names[short] = None
    return [name for name in names if name not in notice.title]


def alike(name: str, title: str) -> bool:
    """Whether most of a name is said in the title."""
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    return sum(pair in title for pair in pairs) > len(pairs) / 2


def shortens(name: str, title: str) -> bool:
    """Whether all characters of a short name stand in the title, in their order."""
    rest = iter(title)
    return all(character in rest for character in name)


def key_for(passage: Passage) -> str:
    """The name of a vector: the same text has the same name."""
    return hashlib.sha256(carried(passage).encode()).hexdigest()[:32]


def shelve(reading: Reading, source: str | None = None) -> Notice:
    """A Notice from a Reading; the same file name and content give the same id."""
    source = source or reading.name
    return Notice(
        id=uuid.uuid5(NAMESPACE, f"{source}\n{reading.digest}").hex,
        title=reading.title,
        document_number=reading.document_number,
        issuer=reading.issuer,
        issued=reading.issued,
        kind=reading.kind,
        addressees=reading.addressees,
        effective=reading.effective,
        expires=reading.expires,
        headings=reading.headings,
        source=source,
        digest=reading.digest,
        text=reading.text,
    )


def headings_of(passages: Iterable[Passage]) -> list[str]:
    """Every heading once, without its number."""
    found = {p.heading_path[-1] for p in passages if p.heading_path}
    marks = ((heading, mark_of(heading)) for heading in sorted(found))
    words = (heading[mark.end :].strip() if mark else heading for heading, mark in marks)
    return [heading for heading in words if len(heading) > 4]
