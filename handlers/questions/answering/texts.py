"""What staff are asked and told while they answer; everything from people is escaped."""

from collections.abc import Sequence

from handlers.questions.answering.keeping import Kept
from handlers.questions.words import quoted
from knowledge.notice import Audience
from storage.questions import Question

TITLE = "答复问题"
ASK_TEXT = (
    "问题：{question}\n请写答复，会原样发给提问的人。证件号和手机号会隐去，联系方式请写座机。"
)
ASK_KEEP = "要不要收进问答库？收进去以后，别人再问同样的问题，就直接看到这个答复，注明科协和日期。"
KEEP, ONLY_REPLY = "收进问答库", "只答复提问的人"
ASK_WORDING = "在问答库里，这个问题怎么写？可以用原来的问法，也可以改写；不要带提问人的情况。"
ASK_AUDIENCE = "谁能看到这个答复？"
AUDIENCES = {
    Audience.ALL: "所有人",
    Audience.MEMBERS: "会员和学会的人",
    Audience.SECRETARIES: "学会秘书和负责人",
    Audience.STAFF: "只有工作人员",
}
HINT = "写清楚结论，再写依据和下一步找谁办。"
PREVIEW = "<b>将发给 {many} 位提问的人</b>："
NOBODY = "没有人在等这个答复，不会发给谁。"
KEPT = "<b>收进问答库</b>：{question}，{audience}可以看到。"
NOT_KEPT = "不收进问答库。"
CHECK = "请核对，没问题就点「确定」；要改发「返回」，不办了发「取消」。"
DONE = "已经答复，{many} 位提问的人会收到。"
DONE_SILENTLY = "答复已经记下。"
DONE_KEPT = "也收进了问答库，现在就能问到；要改或删，到「通知库」里找。"
ASK_CLOSING = "为什么不答复？提问的人会收到一句说明："
CLOSED = "关闭了{told}。"
TOLD = "，{many} 位提问的人会收到说明"


def ask_text(question: str) -> str:
    return ASK_TEXT.format(question=quoted(question))


def summary(waiting: Sequence[Question], letter: str, kept: Kept | None) -> str:
    """`letter` is what will be sent, as HTML."""
    people = len({each.person_id for each in waiting})
    lines = [PREVIEW.format(many=people), letter, ""] if people else [NOBODY, letter, ""]
    if kept:
        audience = AUDIENCES[kept.audience]
        lines.append(KEPT.format(question=quoted(kept.question), audience=audience))
    else:
        lines.append(NOT_KEPT)
    return "\n".join([*lines, CHECK])


def done(letters: int, *, kept: bool) -> str:
    said = DONE.format(many=letters) if letters else DONE_SILENTLY
    return f"{said}{DONE_KEPT}" if kept else said


def closed(letters: int) -> str:
    return CLOSED.format(told=TOLD.format(many=letters) if letters else "")
