"""One's own data as the pages of a workbook: a heading and a reading for every kind."""

import html
import re
from collections.abc import Mapping
from typing import Any

from forms.sheets.book import Leaf
from handlers import doors
from handlers.journal_actions import ACTIONS
from handlers.journal_words import CORRECTIONS
from handlers.people.fields import STATES
from handlers.people.own import announced, filed, reminded, words
from handlers.people.own.reading import Kind, as_json, plain, worded
from handlers.people.societies import fields
from handlers.rating_words import RATINGS, TIERS
from handlers.roles import LABELS
from storage.members import MemberState
from storage.personal import Gathered

TAG = re.compile(r"<[^>]*>")


def shown_text(row: Mapping[str, Any]) -> str:
    """A bubble without its markup, with the buttons below and the names of its files."""
    text = html.unescape(TAG.sub("", row["html"]))
    buttons = [f"［{button['text']}］" for line in row["buttons"] for button in line]
    files = [f"（文件：{file.get('name', '')}）" for file in row["files"]]
    return "\n".join(filter(None, [text, "".join(buttons), *files]))


def of(gathered: Gathered) -> list[Leaf]:
    return [
        Leaf(title=kind.title, headings=tuple(kind.columns), rows=kind.rows(gathered[kind.name]))
        for kind in KINDS
    ]


BASICS = {
    "姓名": plain("name"),
    "首次来访": plain("created_at"),
    "当前代表的学会": plain("acting_for"),
}
DOORS = {
    "方式": lambda row: doors.door_of(row["bot_id"]),
    "账号": lambda row: str(row["account"]),
    "绑定时间": plain("linked_at"),
    "浏览器": plain("device"),
    "最近使用": plain("seen_at"),
    "收不到消息": lambda row: "是" if row["held"] else "",
}
ROLES = {
    "身份": worded("role", LABELS),
    "学会": plain("society"),
    "开始": plain("began_at"),
    "结束": plain("until"),
}
MEMBERSHIPS = {
    "学会": plain("society"),
    "姓名": plain("name"),
    "身份证号": plain("identity"),
    "手机号": plain("mobile"),
    "会员号": plain("member_number"),
    "入会日期": plain("joined_on"),
    "工作单位": plain("workplace"),
    "职称": plain("job_title"),
    "专业方向": plain("speciality"),
    "状态": lambda row: STATES[MemberState(row["state"])],
    "状态时间": plain("state_since"),
}
CONSENTS = {
    "用途": worded("purpose", words.PURPOSES),
    "说明的版本": plain("wording"),
    "方式": worded("door", doors.DOORS),
    "同意时间": plain("given_at"),
    "撤回时间": plain("withdrawn_at"),
}
QUESTIONS = {
    "问题": plain("text"),
    "回答": worded("tier", TIERS),
    "提问时间": plain("asked_at"),
    "转工作人员": plain("opened_at"),
    "引用的条目": lambda row: "、".join(row["passages"]),
    "转的原因": worded("reason", words.QUESTION_REASONS),
    "评价": worded("rating", RATINGS),
    "评价理由": plain("rating_reason"),
    "答复": plain("reply"),
    "答复时间": plain("replied_at"),
    "结束时间": plain("closed_at"),
}
INTAKES = {
    "来源": plain("source"),
    "文件名": plain("file_name"),
    "指纹": plain("file_digest"),
    "读到的内容": as_json("reading"),
    "改动": as_json("changes"),
    "没收下的原因": as_json("refused"),
    "时间": plain("created_at"),
}
FILES = {
    "文件名": plain("name"),
    "字节": plain("size"),
    "指纹": plain("digest"),
    "保存时间": plain("stored_at"),
    "删除时间": plain("forget_at"),
}
MESSAGES = {
    "时间": plain("at"),
    "谁": lambda row: "我" if row["mine"] else "学会助手",
    "内容": shown_text,
}
CORRECTED = {
    "学会": plain("society"),
    "项目": worded("field", fields.TITLES),
    "原来": plain("before"),
    "改为": plain("after"),
    "申请时间": plain("at"),
    "结果": worded("state", CORRECTIONS),
    "理由": plain("reason"),
}
INVITATIONS = {
    "我发出的": lambda row: "是" if row["is_given"] else "",
    "被邀请人": plain("name"),
    "身份": worded("role", LABELS),
    "学会": plain("society"),
    "发出时间": plain("given_at"),
    "有效期至": plain("expires_at"),
    "使用时间": plain("used_at"),
    "撤回时间": plain("withdrawn_at"),
}
DRAFTS = {"办理的事": plain("kind"), "已填内容": as_json("data")}
IMPORTS = {
    "种类": plain("kind"),
    "学会": plain("society"),
    "文件名": plain("file"),
    "状态": worded("state", words.IMPORTS),
    "时间": plain("created_at"),
}
DEEDS = {
    "时间": plain("at"),
    "方式": worded("door", doors.DOORS),
    "操作": worded("action", ACTIONS),
    "对象": plain("object"),
    "内容": as_json("detail"),
}
KINDS = (
    Kind(name="person", title="基本信息", columns=BASICS),
    Kind(name="doors", title="登录的入口", columns=DOORS),
    Kind(name="roles", title="身份", columns=ROLES),
    Kind(name="memberships", title="会籍", columns=MEMBERSHIPS),
    Kind(name="consents", title="同意记录", columns=CONSENTS),
    Kind(name="questions", title="提问", columns=QUESTIONS),
    Kind(name="intakes", title="送来的文件", columns=INTAKES),
    Kind(name="files", title="文件", columns=FILES),
    Kind(name="messages", title="网页聊天记录", columns=MESSAGES),
    Kind(name="corrections", title="更正申请", columns=CORRECTED),
    Kind(name="invitations", title="邀请", columns=INVITATIONS),
    Kind(name="drafts", title="没填完的内容", columns=DRAFTS),
    Kind(name="imports", title="导入", columns=IMPORTS),
    *filed.KINDS,
    *announced.KINDS,
    *reminded.KINDS,
    Kind(name="deeds", title="操作记录", columns=DEEDS),
)
