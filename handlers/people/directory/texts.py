"""What is said about people."""

from html import escape

from handlers.days import day
from handlers.people.directory.service import Hits, PersonPage
from handlers.people.fields import STATES
from handlers.roles import last_day, standing_text
from storage.members import Member
from storage.people import Person
from storage.roles import Holder, Standing

ASK = "要查哪个学会或哪个人？发名称或姓名，一部分也行。"
NOTHING = "没有找到与「{words}」有关的学会或人。请换个词再查。"
FOUND = "找到这些，请选择："
SURE = "确定结束「{name}」的{role}身份吗？对方马上就不能再办理相关的事。"
ENDED = "已结束「{name}」的{role}身份。"
TOLD = "您的{role}身份已经结束。有疑问请联系科协工作人员或本学会秘书。"


def hits(found: Hits) -> str:
    return FOUND if found else NOTHING.format(words=escape(found.words[:30]))


def member_line(member: Member) -> str:
    """A button: plain text. Two of one name are told apart by where they work."""
    place = f"，{member.workplace}" if member.workplace else ""
    return f"会员 {member.name}（{member.society}{place}）"[:60]


def person_line(person: Person) -> str:
    """A button: plain text. Two of one name are told apart by what they are."""
    role = f"，{standing_text(person.standings[0])}" if person.standings else ""
    return f"{person.name}{role}"[:60]


def page(found: PersonPage) -> str:
    person = found.person
    lines = [f"<b>{escape(person.name)}</b>", f"登录的入口：{found.doors} 个"]
    lines += [f"• {_standing(each, found)}" for each in found.history[-12:]]
    lines += [
        f"• 会籍：{escape(each.society)}，{STATES[each.state]}" for each in found.members[:8]
    ]
    return "\n".join(lines)


def _standing(standing: Standing, found: PersonPage) -> str:
    holds = standing.id in {each.id for each in found.person.standings}
    began = f"{day(standing.began_at)}起" if standing.began_at else ""
    ended = f"，到{last_day(standing.until)}" if standing.until else ""
    giver = found.givers.get(standing.given_by or "")
    by = f"，由{escape(giver)}授予" if giver else ""
    past = "" if holds else "（已结束）"
    return f"{escape(standing_text(standing))}{past}：{began}{ended}{by}"


def sure(holder: Holder) -> str:
    return SURE.format(name=escape(holder.name), role=_role(holder))


def ended(holder: Holder) -> str:
    return ENDED.format(name=escape(holder.name), role=_role(holder))


def told(holder: Holder) -> str:
    return TOLD.format(role=_role(holder))


def _role(holder: Holder) -> str:
    return escape(standing_text(holder.standing))
