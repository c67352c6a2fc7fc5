"""One table: a domain error becomes a polite sentence; anything else gets an incident number."""

from handlers.ask.service import NothingOpened, OnlyNumber, QuestionEmpty, QuestionTooLong
from handlers.attachments import FileGone, FileTooLarge
from handlers.rights import NotForThisRole, NotThisSociety

SENTENCES: dict[type[Exception], str] = {
    QuestionEmpty: "没有看到文字。请用一句话说出您想问的事，例如：年检材料什么时候交？",
    QuestionTooLong: (
        "这段话有点长，我怕抓不住重点，所以先没有处理。"
        "请用一两句话（500字以内）说出您想问的事，长的材料可以分几次问。"
    ),
    OnlyNumber: (
        "没有这个编号的按钮。请发最近那条消息里按钮前面的数字，"
        "或者发送「菜单」看看能办的事，也可以直接打字提问。"
    ),
    NotThisSociety: "您没有办理这个学会事务的身份。发送「我是谁」可以看到您能代表的学会。",
    NotForThisRole: "这件事由工作人员办理。您可以直接打字提问，或发送「菜单」看看能办的事。",
    FileTooLarge: "这个文件超过 20 MB，收不下。请压缩或分成几份后再发。",
    FileGone: "这个文件没有取到。请把它再发一次；如果还不行，请换一个网络再试。",
    NothingOpened: "这条回答对应的原文现在打不开，可能通知刚刚更新过。请把问题再发一次。",
}

INCIDENT = (
    "抱歉，刚才这一步没有办成，您之前填的和问的都还在。"
    "请过一会儿再试；如果还不行，请把编号 <code>{incident}</code> 告诉工作人员。"
)


def apology(error: Exception, incident: str) -> tuple[str, bool]:
    """The sentence, and whether such an error is part of ordinary life here."""
    for kind in type(error).__mro__:
        if kind in SENTENCES:
            return SENTENCES[kind], True
    return INCIDENT.format(incident=incident), False
