"""Words that leave the chat: the sheet of who is late, and the draft of a word to them."""

from datetime import date
from html import escape

from handlers.days import day

HEADINGS = ("序号", "学会", "学科", "城市", "学会秘书", "期限", "事项")
SHEET = "还没办的学会"
TERMS = "报送换届方案（{year}年{month}月到期的）"
DRAFT_TITLE = "提醒：{what}"
BEFORE = "各位秘书，您好！「{what}」请在<b>{due}前</b>办好，目前还没有收到贵会的材料。"
AFTER = "各位秘书，您好！「{what}」的期限是<b>{due}</b>，已经过了，目前还没有收到贵会的材料。"
ASK = "请尽快办理；已经办了的，不用理会。有困难请直接回复或联系省科协学会学术部。"


def draft_title(what: str) -> str:
    return DRAFT_TITLE.format(what=what)


def draft_text(what: str, due: date, today: date) -> str:
    said = BEFORE if due >= today else AFTER
    return f"{said.format(what=escape(what), due=day(due))}\n{ASK}"
