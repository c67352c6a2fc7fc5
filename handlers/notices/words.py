"""What fields, kinds, readers and standings of notices are called."""

from datetime import date

from handlers.days import day
from knowledge.notice import Audience, Source, Standing
from knowledge.reading.reading import Act

LABELS = {
    "title": "标题",
    "document_number": "文号",
    "issuer": "发文机关",
    "issued": "成文日期",
    "addressees": "主送",
    "effective": "施行日期",
    "expires": "失效日期",
    "kind": "类别",
}
KINDS = {Source.NOTICE: "通知", Source.LAW: "法规", Source.ANSWER: "问答"}
AUDIENCES = {
    Audience.ALL: "全体",
    Audience.MEMBERS: "会员",
    Audience.SECRETARIES: "秘书",
    Audience.STAFF: "工作人员",
}
READERS = {
    Audience.ALL: "所有人都能看",
    Audience.MEMBERS: "会员、秘书和工作人员能看",
    Audience.SECRETARIES: "学会秘书、负责人和工作人员能看",
    Audience.STAFF: "只有工作人员能看",
}
SUPERSEDED, REPEALED = "已被替代", "已废止"
EXPIRED, NOT_YET = "{day}已失效", "{day}起施行"
ACTS = {Act.REPEALS: "废止", Act.REPLACES: "替代", Act.AMENDS: "修改"}
CHOSEN = (Audience.ALL, Audience.MEMBERS, Audience.SECRETARIES, Audience.STAFF)


def mark(
    standing: str, effective: date | None, expires: date | None, today: date, successor: str = ""
) -> str:
    """「〔已废止〕」 where a notice does not count; empty where it does. `successor` is escaped."""
    if standing == Standing.REPEALED:
        return f"〔{REPEALED}〕"
    if standing == Standing.SUPERSEDED:
        return f"〔已被{successor}替代〕" if successor else f"〔{SUPERSEDED}〕"
    if expires and expires < today:
        return f"〔{EXPIRED.format(day=day(expires))}〕"
    if effective and effective > today:
        return f"〔{NOT_YET.format(day=day(effective))}〕"
    return ""
