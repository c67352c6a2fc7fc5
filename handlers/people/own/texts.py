"""What the corner says; everything that came from outside is escaped here."""

from collections.abc import Mapping
from html import escape
from typing import Any

from handlers.doors import door_of
from handlers.people.fields import NUMBERS, STATES, TITLES, masked
from handlers.roles import LABELS
from storage.members import MemberState
from storage.personal import Gathered

SHOWN = 8
HEAD = "<b>我的数据</b>\n这里保存着您的这些资料，只用来为您办事："
WAYS = "您可以把它们全部导出成一张表格，也可以撤回同意，把它们全部删除。"
CORRECT = "要更正会员资料，请发送「我的会籍」。"
EXPORTED = (
    "您的数据都在这个表格里，每一类一页。里面有您完整的号码，请妥善保管。\n"
    "我们这边的这份表格一天后自动删除。"
)
LAST_ADMINISTRATOR = (
    "您是现在唯一的管理员，删除后就没有人能管理这里了。"
    "请先邀请另一位管理员，等对方接受后再来删除。"
)
WILL_GO = "<b>撤回同意并删除</b>\n将马上删除，不能恢复："
WILL_STAY = (
    "会留下的：\n"
    "• 操作日志留一个内部编号，没有您的姓名和号码。\n"
    "• 学会自己的公开信息，例如负责人、联系人的姓名，由学会更正。\n"
    "• 已经提交的申报和附件，是学会的记录，里面填写的内容会留下；办理经过中不再有您的姓名。\n"
    "• 您本人的申请（如青托申报）会一并删除；已经公示或入选的，是公开的结果，会留下，"
    "名称里不再有您的姓名。\n"
    "• 名册上还没有由您本人认证的那一行；要删除它，请先办会员认证，或联系学会秘书。\n"
    "• 您与别人的往来中对方手里的消息，按保存期限删除。\n"
    "• Telegram 里的聊天记录在您自己手里，请在 Telegram 里清空。\n"
    "想留一份，请先发「取消」，再点「导出我的数据」。"
)
WORD = "删除"
TYPE_IT = "确定要删除，请输入两个字：<b>删除</b>"
NOT_THE_WORD = "没有删除任何东西。确定要删除，请只输入「删除」两个字；不删了，请发「取消」。"
ERASED = (
    "已经全部删除，同意也已撤回。从现在起，您在这里是一位新的访客。\n"
    "以后还需要时，直接打字提问就行，发送「菜单」看看能办的事。"
)
MEMBER_GONE = (
    "{society}的一名会员撤回同意并删除了本人资料（会员号 {number}），名册上已没有这一行。"
)


def kept(gathered: Gathered) -> str:
    ways = [WAYS, CORRECT] if gathered["memberships"] else [WAYS]
    return "\n".join([HEAD, *_lines(gathered), "", *ways])


def will_go(gathered: Gathered) -> str:
    return "\n".join([WILL_GO, *_lines(gathered), "", WILL_STAY])


def member_gone(society: str, number: str | None) -> str:
    return MEMBER_GONE.format(society=escape(society), number=escape(number or "未登记"))


def _lines(gathered: Gathered) -> list[str]:
    """Whatever there is none of is not mentioned."""
    name = "、".join(escape(row["name"]) for row in gathered["person"])
    facts = [
        ("姓名", name),
        ("登录的入口", _several(door_of(row["bot_id"]) for row in gathered["doors"])),
        ("身份", _several(_role(row) for row in gathered["roles"])),
        ("会籍", _several(_membership(row) for row in gathered["memberships"])),
        ("另外", _counts(gathered)),
    ]
    return [f"• {title}：{text}" for title, text in facts if text]


COUNTED = (
    ("同意记录", ("consents",), "条"),
    ("提问", ("questions",), "个"),
    ("文件", ("files",), "个"),
    ("网页聊天记录", ("messages",), "条"),
    ("更正申请", ("corrections",), "条"),
    ("邀请", ("invitations",), "个"),
    ("没填完的内容和导入", ("drafts", "imports"), "份"),
    ("申报", ("filings",), "件"),
    ("申报的附件", ("attachments",), "个"),
    ("办理和评审意见", ("moves", "scores"), "条"),
    ("提醒记录", ("reminders", "digests", "mutes"), "条"),
    ("订阅", ("subscriptions", "calendar_links"), "个"),
    ("记为已办的事", ("duties_done",), "件"),
    ("操作记录", ("deeds",), "条"),
)


def _counts(gathered: Gathered) -> str:
    counted = [
        (title, sum(len(gathered[kind]) for kind in kinds), unit) for title, kinds, unit in COUNTED
    ]
    return "，".join(f"{title} {count} {unit}" for title, count, unit in counted if count)


def _several(parts: Any) -> str:
    shown = [escape(part) for part in dict.fromkeys(parts)]
    more = f"等 {len(shown)} 项" if len(shown) > SHOWN else ""
    return "、".join(shown[:SHOWN]) + more


def _role(row: Mapping[str, Any]) -> str:
    label = LABELS[row["role"]]
    ended = "，已结束或有期限" if row["until"] else ""
    return f"{label}（{row['society']}{ended}）" if row["society"] else f"{label}{ended}"


def _membership(row: Mapping[str, Any]) -> str:
    state = STATES[MemberState(row["state"])]
    numbers = [f"{TITLES[name]}{masked(name, row[name])}" for name in NUMBERS if row[name]]
    return "，".join([f"{row['society']}（{state}）", *numbers])
