"""Guided: confirm a membership, correct one's own data."""

import re
from collections.abc import Sequence
from html import escape

from forms.values import Complaint, normalise
from handlers.desk import Desk, Reply
from handlers.guide import Draft, Guide, Option, Question
from handlers.people import consent, conversations
from handlers.people.field_questions import TAKEN_BACK, answered, field_questions
from handlers.people.fields import COLUMNS
from handlers.people.finding import find
from handlers.people.member_buttons import on_roster
from handlers.people.membership import keyboards, texts
from handlers.people.membership.confirming import Confirming, Outcome, Verdict
from handlers.people.membership.service import AT_ONCE, BY_SECRETARY, Belonging
from handlers.people.roster_line import MemberGone
from handlers.people.secretaries import is_news, write_to

DIGITS = re.compile(r"[0-9]{3}[0-9X]|1[0-9]{10}|[0-9]{17}[0-9X]")
NO_DIGITS = "请发末四位，例如 1234；身份证号末位是X的，例如 123X。"
ENOUGH = "只用末四位核对，不用发完整号码。"


def guides(confirming: Confirming, belonging: Belonging, keep_left_days: int) -> tuple[Guide, ...]:
    ask_consent = consent.consent_question(keep_left_days)
    return _confirm(confirming, ask_consent), _correct(belonging, ask_consent)


def _confirm(confirming: Confirming, ask_consent: Question) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        if consent.declined(draft):
            return Reply(text=consent.DECLINED)
        society_id, name = draft.get("society_id"), draft.get("name")
        meant = draft.facts.get("member_id") or ""
        found = await confirming.confirm(desk, society_id, name, draft.get("digits"), meant=meant)
        return await _said(desk, found)

    return Guide(
        name=conversations.CONFIRM,
        title=texts.CONFIRM,
        prepare=consent.prepare,
        questions=(ask_consent, _society(), _name(), _digits()),
        finish=finish,
    )


async def _said(desk: Desk, found: Outcome) -> Reply:
    """Wrong digits are asked for again."""
    match found.verdict:
        case Verdict.WRONG:
            raise Complaint(texts.WRONG.format(left=found.left))
        case Verdict.CONFIRMED | Verdict.ALREADY:
            member = await desk.archive.members.get(found.members[0].id)
            if member is None:
                raise MemberGone
            text = texts.page(member, texts.confirmed(found))
            return Reply(text=text, buttons=keyboards.page(member))
        case Verdict.TAKEN | Verdict.UNCLEAR if await is_news(desk, found.members[0].id):
            rows = on_roster(found.members)
            letters = await write_to(desk, found.members[0].society_id, texts.letter(found), *rows)
            return Reply(text=texts.outcome(found), letters=letters)
    return Reply(text=texts.outcome(found))


def _society() -> Question:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return "您是哪个学会的会员？请写学会名称，写几个字也行。", ()

    return Question(
        name="society_id",
        ask=ask,
        read=read_society,
        hint="写学会名称里的几个字，我来找。",
        relevant=lambda draft: consent.agreed(draft) and not draft.facts.get("society_id"),
    )


async def read_society(said: str, _draft: Draft, desk: Desk) -> str:
    return await find(said, desk)


def _name() -> Question:
    kind = COLUMNS["name"].kind

    async def ask(draft: Draft, desk: Desk) -> tuple[str, Sequence[Option]]:
        society = await desk.archive.societies.get(draft.get("society_id"))
        where = f"在「{escape(society.name)}」" if society else ""
        return f"您{where}登记的姓名是？", ()

    async def read(said: str, _draft: Draft, _desk: Desk) -> str:
        name: str = kind.read(said)
        return name

    return Question(
        name="name",
        ask=ask,
        read=read,
        hint="填名册上登记的姓名。",
        relevant=lambda draft: consent.agreed(draft) and not draft.facts.get("name"),
    )


def _digits() -> Question:
    async def ask(_draft: Draft, _desk: Desk) -> tuple[str, Sequence[Option]]:
        return f"身份证号或手机号的末四位是？{TAKEN_BACK}", ()

    async def read(said: str, _draft: Draft, _desk: Desk) -> str:
        number = re.sub(r"\s", "", normalise(said)).upper()
        if not DIGITS.fullmatch(number):
            raise Complaint(NO_DIGITS)
        return number[-4:]

    return Question(
        name="digits",
        ask=ask,
        read=read,
        hint=ENOUGH,
        secret=True,
        relevant=consent.agreed,
    )


def _correct(belonging: Belonging, ask_consent: Question) -> Guide:
    async def finish(draft: Draft, desk: Desk) -> Reply:
        if consent.declined(draft):
            return Reply(text=consent.DECLINED)
        field, plain = answered(draft)
        member = await belonging.correct(desk, draft.facts["member_id"], field, plain)
        if field in AT_ONCE:
            text = texts.page(member, texts.CORRECTED)
            return Reply(text=text, buttons=keyboards.page(member))
        letters = await write_to(
            desk,
            member.society_id,
            texts.letter_correction(member, field, plain or ""),
            *on_roster([member]),
        )
        return Reply(text=texts.asked(field), letters=letters)

    return Guide(
        name=conversations.CORRECT_MINE,
        title="更正我的信息",
        prepare=consent.prepare,
        questions=(
            ask_consent,
            *field_questions(
                (*AT_ONCE, *BY_SECRETARY), relevant=consent.agreed, but=("identity",)
            ),
        ),
        finish=finish,
    )
