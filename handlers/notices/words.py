"""What fields, kinds, readers and standings of notices are called."""

from knowledge.notice import Audience, Source
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
# What staff may mend of an answer; its text is only the reply.
ANSWER_LABELS = {"title": "问题", "text": "答复", "expires": "失效日期"}
KINDS = {Source.NOTICE: "通知", Source.LAW: "法规", Source.ANSWER: "答复"}
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
ACTS = {Act.REPEALS: "废止", Act.REPLACES: "替代", Act.AMENDS: "修改"}
CHOSEN = (Audience.ALL, Audience.MEMBERS, Audience.SECRETARIES, Audience.STAFF)
