"""What the journal says, in words: deeds are kept in English, people read them in Chinese."""

from collections.abc import Mapping
from typing import Any

from forms.rosters import MEMBERS
from handlers.doors import DOORS
from handlers.duties.topic_words import LABELS as TOPICS
from handlers.filing_words import in_words
from handlers.journal_actions import ACTIONS
from handlers.people.fields import STATES
from handlers.people.societies import fields
from handlers.rating_words import RATINGS, TIERS
from handlers.roles import LABELS
from storage.journal import Link

Names = Mapping[str, str]
TITLE = "日志"
HEADINGS = ("序号", "时间", "经手人", "入口", "事情", "对象", "说明", "指纹")
FIELDS = {
    "action": "事情",
    "bad": "有问题",
    "by": "经由",
    "changed": "更改",
    "correction": "更正",
    "count": "数量",
    "counts": "数量",
    "days": "有效天数",
    "digest": "指纹",
    "due": "截止",
    "failures": "次数",
    "field": "栏目",
    "fields": "栏目",
    "figure": "参数",
    "files": "文件",
    "filing": "申报件",
    "form": "表单",
    "from": "原为",
    "instead": "代",
    "kind": "表格",
    "last": "最后一行",
    "members_informed": "已告知会员",
    "memberships": "会籍",
    "merged": "并入访客记录",
    "move": "办理",
    "new": "新增",
    "objection": "异议",
    "people": "人数",
    "person": "人员",
    "purpose": "用途",
    "questions": "提问",
    "rating": "评价",
    "reasons": "说明原因的项数",
    "reason": "原因",
    "role": "身份",
    "roles": "身份",
    "same": "没有变化",
    "societies": "学会",
    "society": "学会",
    "sort": "条件",
    "source": "来源",
    "state": "状态",
    "tag": "标签",
    "tier": "把握",
    "to": "改为",
    "topic": "提醒",
    "until": "到",
    "whole": "完整号码",
    "workflow": "流程",
    "written": "已写入",
    "year": "年度",
    # What the rounds let go of.
    "closed pages": "已退出的网页",
    "deliveries": "发送记录",
    "drafts": "没填完的内容",
    "filing drafts": "没提交的草稿和本人的申请",
    "invitations": "过期邀请",
    "messages of closed pages": "已退出网页的聊天",
    "numbers of members who left": "退会会员的号码",
    "web messages": "网页聊天记录",
}
CORRECTIONS = {
    "waiting": "待核对",
    "accepted": "已采纳",
    "refused": "未采纳",
    "withdrawn": "已撤回",
}
VALUES = (
    {str(key): label for key, label in (*LABELS.items(), *STATES.items())}
    | {**TIERS}
    | CORRECTIONS
    | {str(topic): label for topic, label in TOPICS.items()}
    | {
        "import": "表格导入",
        "membership": "会员身份",
        "members": "会员名册",
        "rosters": "多个学会的名册",
        "societies": "学会",
        "invitations": "邀请名单",
    }
    | {str(rating): label for rating, label in RATINGS.items()}
    | {"not_ours": "不归科协管", "repeated": "重复的问题", "elsewhere": "已在别处答复"}
    | fields.TITLES
    | {column.name: column.title for column in MEMBERS.columns}
    | {"name": "名称（姓名）"}  # of a society, or of a member
)
NOBODY, GONE = "（系统）", "（已删除）"


def action_words(action: str) -> str:
    return ACTIONS.get(action, action)


def door_words(door: str) -> str:
    return DOORS.get(door, door)


def detail_words(detail: Mapping[str, Any], names: Names) -> str:
    """「身份：管理员；有效天数：7」."""
    return "；".join(
        f"{FIELDS.get(name, name)}：{_value(value, names)}"
        for name, value in in_words(detail).items()
    )


def ids_in(link: Link) -> set[str]:
    """What may stand for somebody or something with a name."""
    said = {link.entry.object, link.entry.person_id or ""}
    return said | {value for value in link.entry.detail.values() if isinstance(value, str)}


def row_of(link: Link, names: Names) -> list[Any]:
    """The cells under HEADINGS; whoever is gone is said to be, what is gone keeps its number."""
    entry = link.entry
    return [
        link.number,
        entry.at.strftime("%Y-%m-%d %H:%M:%S"),
        names.get(entry.person_id, GONE) if entry.person_id else NOBODY,
        door_words(entry.door),
        action_words(entry.action),
        names.get(entry.object, entry.object),
        detail_words(entry.detail, names),
        link.digest,
    ]


def _value(value: Any, names: Names) -> str:
    if isinstance(value, Mapping):
        return f"（{detail_words(value, names)}）"
    if isinstance(value, (list, tuple)):
        return "、".join(_value(each, names) for each in value) or "无"
    if value is None:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    return VALUES.get(str(value)) or names.get(str(value)) or str(value)
