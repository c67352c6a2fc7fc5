"""The conversation of an answer: its text, whether it is kept, for whom; then a look at it."""

from collections.abc import Sequence

from forms.masking import mask
from forms.values import Choice, Text
from forms.values import Option as Answer
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.questions.answering import letters, texts
from handlers.questions.answering.keeping import Kept
from handlers.questions.answering.service import QuestionAnswering
from handlers.questions.queue.keyboards import BACK
from knowledge.notice import Audience

REPLY = "question-reply"
AS_ASKED = "as asked"
SAID, WORDING = Text(least=2, most=1500, lines=True), Text(least=4, most=200)
KEEPING = Choice(
    (
        Answer("yes", texts.KEEP, ("收进", "收", "是", "要")),
        Answer("no", texts.ONLY_REPLY, ("不收", "否", "不用", "只答复")),
    )
)
READERS = Choice(tuple(Answer(key.value, label) for key, label in texts.AUDIENCES.items()))


def guides(answering: QuestionAnswering) -> tuple[Guide, ...]:
    async def summary(draft: Draft, desk: Desk) -> str:
        waiting = await answering.waiting(desk, draft.facts["ids"])
        letter = letters.text(draft.facts["question"], draft.get("text"), desk.now)
        return texts.summary(waiting, letter, _kept(draft))

    async def finish(draft: Draft, desk: Desk) -> Reply:
        kept = _kept(draft)
        done = await answering.reply(desk, draft.facts["ids"], draft.get("text"), kept)
        text = texts.done(len(done.letters), kept=kept is not None)
        return Reply(text=text, buttons=(BACK,), letters=done.letters)

    return (
        Guide(
            name=REPLY,
            title=texts.TITLE,
            questions=(
                Question(name="text", ask=_ask_text, read=_read_text, hint=texts.HINT),
                _choice("keep", texts.ASK_KEEP, KEEPING),
                Question(name="wording", ask=_ask_wording, read=_read_wording, relevant=_keeps),
                _choice("audience", texts.ASK_AUDIENCE, READERS, only_kept=True),
            ),
            summary=summary,
            finish=finish,
        ),
    )


def _keeps(draft: Draft) -> bool:
    return bool(draft.get("keep") == "yes")


def _kept(draft: Draft) -> Kept | None:
    if not _keeps(draft):
        return None
    return Kept(question=draft.get("wording"), audience=Audience(draft.get("audience")))


async def _ask_text(draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
    return texts.ask_text(draft.facts["question"]), ()


async def _read_text(said: str, _draft: Draft, _desk: Desk) -> str:
    return mask(SAID.read(said))


async def _ask_wording(draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
    return texts.ASK_WORDING, [Option(key=AS_ASKED, label=draft.facts["question"])]


async def _read_wording(said: str, draft: Draft, _desk: Desk) -> str:
    if said == AS_ASKED:
        return str(draft.facts["question"])
    return mask(WORDING.read(said))


def _choice(name: str, text: str, choice: Choice, *, only_kept: bool = False) -> Question:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return text, [Option(key=each.key, label=each.label) for each in choice.options]

    async def read(said: str, _draft: Draft, _desk: Desk) -> str:
        return choice.read(said)

    relevant = _keeps if only_kept else (lambda _draft: True)
    return Question(name=name, ask=ask, read=read, relevant=relevant)
