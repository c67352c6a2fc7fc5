"""The conversation of whoever invites: role, society, name."""

from collections.abc import Sequence
from datetime import date, timedelta

from forms.values import Complaint, Date, PersonName
from handlers.callbacks import Go
from handlers.desk import Attached, Button, Desk, Reply
from handlers.guide import Draft, Finish, Guide, Option, Question, question
from handlers.people import conversations
from handlers.people.finding import society_question
from handlers.people.invitations import texts
from handlers.people.invitations.service import Inviting, Sheet
from handlers.place_words import LABELS as LABELS_OF
from handlers.places import Place
from handlers.rights import Action, givable
from handlers.roles import LABELS
from storage.roles import OF_A_SOCIETY, Role

NEXT: tuple[Button, ...] = (
    ("再邀请一位", Go(to=Place.INVITE)),
    (LABELS_OF[Place.INVITATIONS], Go(to=Place.INVITATIONS)),
)
BY_LABEL = {label: role for role, label in LABELS.items()}


def guides(inviting: Inviting) -> tuple[Guide, ...]:
    return (
        Guide(
            name=conversations.INVITE,
            title="发邀请",
            questions=(
                _role(),
                society_question(Action.INVITE, relevant=_needs_society),
                question("name", texts.ASK_NAME, PersonName(), hint=texts.NAME_HINT),
                _until(),
            ),
            summary=_summary,
            finish=_finish(inviting),
            done="发出邀请",
        ),
    )


def _needs_society(draft: Draft) -> bool:
    of_a_society = draft.get("role") in [role.value for role in OF_A_SOCIETY]
    return of_a_society and "society_id" not in draft.facts


def _roles(draft: Draft, desk: Desk) -> list[Role]:
    """From a society's page: the roles of a society."""
    society_id = draft.facts.get("society_id")
    roles = givable(desk.person, society_id)
    return [each for each in roles if not society_id or each in OF_A_SOCIETY]


def _role() -> Question:
    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        society_id = draft.facts.get("society_id")
        society = await desk.archive.societies.get(society_id) if society_id else None
        text = texts.ask_role(society.name if society else None)
        return text, [Option(key=each, label=LABELS[each]) for each in _roles(draft, desk)]

    async def read(said: str, draft: Draft, desk: Desk) -> str:
        roles = _roles(draft, desk)
        role = BY_LABEL.get(said.strip()) or next((each for each in roles if each == said), None)
        if role not in roles:
            labels = "、".join(LABELS[each] for each in roles)
            raise Complaint(f"请从这些里选一个：{labels}。" if roles else texts.CANNOT)
        return str(role)

    return Question(
        name="role", ask=ask, read=read, relevant=lambda draft: "role" not in draft.facts
    )


def _until() -> Question:
    """Experts are asked for a time; other roles end when somebody ends them."""

    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return texts.ASK_UNTIL, ()

    async def read(said: str, _draft: Draft, desk: Desk) -> str:
        day = Date(earliest=desk.now.date() + timedelta(days=1)).read(said)
        return day.isoformat()

    return Question(
        name="until",
        ask=ask,
        read=read,
        hint=texts.UNTIL_HINT,
        optional=True,
        relevant=lambda draft: draft.get("role") == Role.EXPERT,
    )


async def _summary(draft: Draft, desk: Desk) -> str:
    society_id = draft.get("society_id") if draft.get("role") in OF_A_SOCIETY else None
    society = await desk.archive.societies.get(society_id) if society_id else None
    role = LABELS[Role(draft.get("role"))]
    until = _day(draft.get("until"))
    return texts.summary(role, society.name if society else None, draft.get("name"), until)


def _finish(inviting: Inviting) -> Finish:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        role = Role(draft.get("role"))
        society_id = draft.get("society_id") if role in OF_A_SOCIETY else None
        until = _day(draft.get("until"))
        identity = await inviting.give(desk, role, draft.get("name"), society_id, until=until)
        return sheet_reply(await inviting.sheet(desk, identity))

    return finish


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def sheet_reply(sheet: Sheet) -> Reply:
    caption = texts.caption(sheet.invitation)
    picture = Attached(file_id=sheet.picture_id, picture=True, caption=caption)
    return Reply(text=texts.sheet(sheet), buttons=NEXT, files=(picture,))
