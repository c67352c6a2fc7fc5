"""What is said while something is taken in; everything from files and people is escaped."""

from collections.abc import Sequence
from datetime import date
from html import escape

from handlers.days import day
from handlers.notices.naming import cut, fact_lines, quoted
from handlers.notices.outline import drawn
from handlers.notices.reading import Progress, Stage
from handlers.notices.remark_texts import sentences
from handlers.notices.taking.duplicates import Alike
from handlers.notices.taking.understood import Understood
from handlers.notices.words import ACTS
from knowledge.reading.reading import Due
from storage.intakes import Intake
from storage.notice_records import NoticeRecord

SEND = (
    "请把要收录的文件发给我：Word、PDF、扫描件或照片、网页、表格都行，一次发几个也行；"
    "也可以只发一个网址。我读完先给您核对，您确认以后才会用来回答问题。"
)
SEND_NEW = "请把{what}的新版本发给我（文件或网址）。我读完先给您核对。"
STAGES = {
    Stage.WAITING: "前面还有文件在读，{name}稍等一会儿……",
    Stage.CONVERTING: "正在转换{name}……",
    Stage.EXTRACTING: "正在读{name}……",
    Stage.RECOGNISING: "正在识别{name}……",
    Stage.UNDERSTANDING: "读完了，正在整理{name}……",
}
PAGES = "正在读{name}……第 {page}/{pages} 页"
LATER = (
    "收到{name}。这份要读一会儿，您先忙别的，读完我把内容发给您核对。"
    "发「待确认的文件」可以看读到哪里了。"
)
STILL = "{name}正在读，读完我把内容发给您核对。"
HEAD, CHECK = "<b>读完了，请核对</b>", "没问题就点「收录」；哪一项不对，点「改内容」。"
COUNTED = "正文 {characters} 字，分成 {passages} 段。"
OUTLINE, ATTACHED, LOOK_OUT = "<b>大纲</b>", "<b>附件</b>", "<b>请留意</b>"
DUES, CLAIMS = "<b>里面提到的期限</b>", "<b>说到别的文件</b>"
DUE, GUESSED = "• {day}：{what}", "（日子是推算的，请核对）"
OVER = "（已经过了）"
CLAIM = "• {act}{what}"
MORE = "……还有 {many} 项"
ALIKE = "<b>库里有一份很像的</b>\n{what}，{how}。是它的新版本吗？"
OF_YEAR = (
    "<b>库里有前面一年的</b>\n这像是{what}（{year}年的）的新版本。"
    "换成新版本，旧的标为「已被替代」；两份都留，各管各的年份。"
)
SAME_NAME, SHARE = "标题和文号相同", "{percent}% 的内容一样"
REPLACES = "收录以后，{what}会标为「已被替代」，引用它的回答会注明。"
SAME = "这份已经收录过了，内容一字不差：{what}。这次发来的没有再留。"
WHO = "{what}\n谁可以看？看不到的人，问起来也查不到它。"
DONE = "<b>已收录</b>{what}，共 {passages} 段，现在就能问到。{readers}。"
REPLACED = "{what}已标为「已被替代」。"
DUES_FOUND = "里面有 {many} 处像是期限、还没有到，点「从通知里找期限」核对后，会提醒各学会。"
RELATIONS_FOUND = "它说到库里的别的文件，请核对是不是："
NOTHING_IN_IT = "这份文件没有可以引用的正文，请先核对原件，再发一次。"
OUTLINE_OF, NO_OUTLINE = "<b>{what}的大纲</b>{page}", "没有认出标题，正文按段落引用。"
ASIDE = "好的，先放着。随时发「待确认的文件」接着核对。"
DROPPED = "好的，不收了。文件和读出的文字都已删除。"
NONE_WAITING = "没有待确认的文件。要收录，点「收录通知」，或者直接把文件发给我。"
WAITING = (
    "<b>待确认的文件</b>：{many} 份\n只有您看得到，确认前不会用来回答问题。点一份，接着核对。"
)
GONE_MEANWHILE = "这份文件刚才已经放弃了，没有收录。"
BROKEN = "{name}读了几次都没有读完，没有收下。请另存一份再发；还不行，请告诉管理员。"
CHANGED, AS_NEW, AS_OTHER = "改好了。", "好的，作为新版本。", "好的，另存一份，不动原来那份。"
OF_LINES = 10
LONGEST_NAME, LONGEST_LINE = 40, 60


def named(intake: Intake) -> str:
    return f"《{escape(cut(intake.file_name or intake.source, LONGEST_NAME))}》"


def progress(name: str, at: Progress) -> str:
    """Plain text: it is shown while the answer is on its way."""
    name = f"《{cut(name, LONGEST_NAME)}》"
    if at.pages:
        return PAGES.format(name=name, page=at.page, pages=at.pages)
    return STAGES[at.stage].format(name=name)


def card(
    found: Understood, nearest: Alike | None, replaced: NoticeRecord | None, today: date
) -> list[str]:
    """In parts, a blank line between them."""
    reading = found.reading
    facts = fact_lines(reading, always=("document_number", "issuer", "issued"))
    counted = COUNTED.format(characters=len(reading.text), passages=len(found.passages))
    claims = [
        CLAIM.format(act=ACTS[each.act], what=quoted(each.title, each.document_number))
        for each in reading.claims
    ]
    return [
        "\n".join([*facts, counted]),
        _part(OUTLINE, drawn(found.outline), len(found.headings)),
        _part(ATTACHED, [f"• {_line(each)}" for each in reading.attachments]),
        _part(DUES, [_due(each, today) for each in reading.dues]),
        _part(CLAIMS, claims),
        _part(LOOK_OUT, [f"• {escape(each)}" for each in sentences(reading.remarks)]),
        _nearest(nearest),
        REPLACES.format(what=_record(replaced)) if replaced else "",
    ]


def _part(head: str, lines: Sequence[str], total: int | None = None) -> str:
    if not lines:
        return ""
    shown = lines[:OF_LINES]
    more = (total or len(lines)) - len(shown)
    return "\n".join([head, *shown, *([MORE.format(many=more)] if more > 0 else [])])


def _line(text: str) -> str:
    return escape(cut(text, LONGEST_LINE))


def _due(due: Due, today: date) -> str:
    said = DUE.format(day=day(due.day), what=_line(due.obligation))
    if due.day < today:
        return f"{said}{OVER}"
    return f"{said}{GUESSED}" if due.guessed else said


def _nearest(nearest: Alike | None) -> str:
    if nearest is None:
        return ""
    if nearest.year:
        return OF_YEAR.format(what=_record(nearest.record), year=nearest.year)
    how = SHARE.format(percent=round(nearest.share * 100)) if nearest.share else SAME_NAME
    return ALIKE.format(what=_record(nearest.record), how=how)


def _record(record: NoticeRecord) -> str:
    return quoted(record.title, record.document_number)


def waiting(many: int) -> str:
    """Each of them stands on its button."""
    return WAITING.format(many=many) if many else NONE_WAITING
