"""What somebody is told about themselves."""

from html import escape

from handlers.days import day, short_day
from handlers.doors import door_of
from handlers.people.me.service import OpenDoor
from handlers.roles import last_day, standing_text
from storage.people import Person
from storage.roles import Standing

NO_ROLES = (
    "您现在是访客，可以提问和查通知。\n"
    "收到邀请的，发「输入邀请码或登录码」；是学会会员的，发「会员认证」。"
)
CHOOSE_SOCIETY = "您在几个学会有身份。请选择现在代表哪一个，以后填报都会写明："
ONE_SOCIETY = "您只在一个学会有身份，不用选择。"
DOORS = "<b>您登录的入口</b>"
DOORS_HELP = "不认识的入口请马上退出。退出后，那里看不到您的聊天记录。"
CODE = (
    "您的登录码：<b>{code}</b>\n"
    "十分钟内有效，只能用一次。请在另一个入口（网页或 Telegram）发这六位数字。\n"
    "不要告诉任何人，工作人员也不会向您要。"
)
ENDED_HERE = "好的，本入口已退出。您在这里又是访客了，发「菜单」看看能办的事。"


def who(person: Person) -> str:
    head = f"<b>{escape(person.name)}</b>"
    if not person.standings:
        return f"{head}\n{NO_ROLES}"
    lines = ["您的身份：", *map(_line, person.standings)]
    acting = next(
        (each.society for each in person.standings if each.society_id == person.acting_for), None
    )
    if person.acting_for and acting:
        lines.append(f"正在代表：{escape(acting)}")
    return "\n".join([head, *lines])


def _line(standing: Standing) -> str:
    since = f"，{day(standing.began_at)}起" if standing.began_at else ""
    until = f"，到{last_day(standing.until)}" if standing.until else ""
    return f"• {escape(standing_text(standing))}{since}{until}"


def doors(found: list[OpenDoor]) -> str:
    return "\n".join([DOORS, *(f"• {_door(each)}" for each in found), DOORS_HELP])


def _door(door: OpenDoor) -> str:
    seen = door.session.seen_at if door.session else None
    last = f"，最近 {short_day(seen)} {seen:%H:%M}" if seen else ""
    here = "（就是这里）" if door.here else ""
    return f"{escape(name_of(door))}，{day(door.linked_at)}登录{last}{here}"


def name_of(door: OpenDoor) -> str:
    device = door.session.device if door.session else None
    return " · ".join(filter(None, [door_of(door.bot_id), device]))


def ended(door: OpenDoor) -> str:
    return ENDED_HERE if door.here else f"好的，已退出：{escape(name_of(door))}。"


def acting_for(name: str) -> str:
    return f"好的，您现在代表「{escape(name)}」。要换，发「我是谁」。"
