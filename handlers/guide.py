"""What a guided conversation is made of: one question a message, a deed at the end."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.values import Kind
from handlers.desk import Desk, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the answers a question offers."""

    key: str
    label: str


class Several(Exception):
    """What was said fits several things; the person has to choose. `sentence` is plain text."""

    def __init__(self, sentence: str, options: Sequence[Option]) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.options = tuple(options)


@dataclass(kw_only=True)
class Draft:
    """The accepted answers by question name, as JSON; `facts` is what was known before."""

    facts: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    offered: list[list[str]] = field(default_factory=list)
    confirmed: bool = False

    def get(self, name: str) -> Any:
        return self.answers.get(name, self.facts.get(name))

    def as_dict(self) -> dict[str, Any]:
        return {"facts": self.facts, "answers": self.answers, "offered": self.offered}


def always(_draft: Draft) -> bool:
    return True


Finish = Callable[[Draft, Desk], Awaitable[Reply]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`ask` gives a text and answers to choose from; `read` a value to keep.

    `read` raises Complaint for what it cannot take and Several where it fits more than one thing.
    """

    name: str
    ask: Callable[[Draft, Desk], Awaitable[tuple[str, Sequence[Option]]]]
    read: Callable[[str, Draft, Desk], Awaitable[Any]]
    hint: str = ""
    optional: bool = False
    secret: bool = False  # the answer is taken back from the chat
    relevant: Callable[[Draft], bool] = always


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Questions in their order; `summary` is shown before `finish` does the deed.

    A Complaint raised by `finish` leads back to the last question. `prepare` looks up facts before
    the first one.
    """

    name: str
    title: str
    questions: tuple[Question, ...]
    finish: Finish
    summary: Callable[[Draft, Desk], Awaitable[str]] | None = None
    prepare: Callable[[Draft, Desk], Awaitable[None]] | None = None
    done: str = "确定"
    formatted: bool = False  # what is said is heard as HTML, with its bold and its links

    @property
    def is_worth_resuming(self) -> bool:
        """A single question without a summary is asked again as quickly as it is resumed."""
        return len(self.questions) > 1 or self.summary is not None

    def next(self, draft: Draft) -> Question | None:
        unanswered = (each for each in self.questions if each.name not in draft.answers)
        return next((each for each in unanswered if each.relevant(draft)), None)

    def place(self, question: Question, draft: Draft) -> tuple[int, int]:
        """第几, 共几: among the questions that concern this person."""
        concerning = [
            each for each in self.questions if each.relevant(draft) or each.name in draft.answers
        ]
        return concerning.index(question) + 1, len(concerning)


def question(
    name: str,
    text: str,
    kind: Kind[Any],
    *,
    hint: str = "",
    optional: bool = False,
    secret: bool = False,
    relevant: Callable[[Draft], bool] = always,
) -> Question:
    """The plain sort: a fixed text, one kind of value, its labels as answers to choose from."""

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return text, [Option(key=label, label=label) for label in kind.labels]

    async def read(said: str, _draft: Draft, _desk: Desk) -> Any:
        return kind.plain(kind.read(said))

    return Question(
        name=name,
        ask=ask,
        read=read,
        hint=hint,
        optional=optional,
        secret=secret,
        relevant=relevant,
    )
