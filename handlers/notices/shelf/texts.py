"""What staff are told of the notices on the shelf; everything from outside is escaped."""

from collections.abc import Sequence
from datetime import date
from html import escape

from handlers.citing import link, notice_page
from handlers.days import day
from handlers.notices.naming import cut, fact_lines, named, quoted
from handlers.notices.shelf.shown import Shown
from handlers.notices.words import ACTS, READERS
from knowledge.labels import worth_of
from knowledge.notice import Audience, Standing
from knowledge.reading.reading import Act
from storage.notice_records import NoticeRecord
from storage.notice_relations import Relation, RelationState

HEAD = "<b>通知库</b>：共 {total} 份{page}"
EMPTY = "<b>通知库</b>还是空的。点「收录通知」，或者直接把文件发给我。"
FOOT = "点一份，看详情、改内容、换新版本或删除。"
ASK_WORDS = "要找哪一份？发标题里的词、文号或年份，例如：年检 2026。"
FOUND, NOT_FOUND = "<b>找到 {many} 份</b>", "没有找到「{words}」。换个词，或发「通知库」看全部。"
STANDING, COUNTS = "现在：{how}", "有效"
READERS_LINE = "谁能看：{who}"
SOURCE = "{day}收录{by}，共 {passages} 段"
BY = "，经手人{name}"
ON_PAGE = "在网页上看全文"
FILE, LINK = "原件：{name}", "来源：{name}"
REMARKS = "<b>读的时候</b>"
RELATIONS, ABOUT = "<b>它说到别的文件</b>", "<b>别的文件说到它</b>"
RELATION, OF_IT = "• {act}{what}：{state}", "• {by}说要{act}它：{state}"
STATES = {
    RelationState.PROPOSED: "等您核对",
    RelationState.CONFIRMED: "已核对",
    RelationState.REFUSED: "已说不是",
}
NOT_HERE = "库里没有"
WHO = "{what}\n谁可以看？现在是：{who}。改了马上生效。"
READERS_SET = "好的，现在{who}。已经改了，马上生效。"
STANDING_SET = {
    Standing.CURRENT: "好的，现在是有效的。",
    Standing.SUPERSEDED: "好的，标为「已被替代」。引用它的回答会注明，有新的先用新的。",
    Standing.REPEALED: "好的，标为「已废止」。引用它的回答会注明。",
}
RETIRE = "{what}\n现在：{how}\n要改成什么？标了以后还查得到，只是每次引用都会注明。"
ASK_EXPIRY = "{what}到哪一天失效？（这一天仍然有效）例如：2026年12月31日。"
EXPIRY_SET = "好的，有效到{day}，过了这一天，引用它的回答会注明。"
CHANGED = "改好了，马上生效。"
RELATION_ASKED = (
    "{by}里有这句话：\n<blockquote>{sentence}</blockquote>\n意思是它{act}{what}吗？{then}"
)
THEN = {
    Act.REPEALS: "点「是」，那一份就标为「已废止」。",
    Act.REPLACES: "点「是」，那一份就标为「已被替代」。",
    Act.AMENDS: "点「是」只作记录，那一份仍然有效。",
}
NOT_IN_LIBRARY = "库里现在没有{what}，不用核对；以后收录了，会再请您看。"
DECIDED = "这一条已经核对过了：{state}。"
YES_DONE = {
    Act.REPEALS: "好的，{what}已标为「已废止」。",
    Act.REPLACES: "好的，{what}已标为「已被替代」。",
    Act.AMENDS: "好的，记下了，{what}有修改。",
}
NO_DONE = "好的，记下了，不是这个意思。"
SURE = "要删除{what}吗？共 {passages} 段，删除以后问起来查不到，原件也一起删掉。{mentions}"
SURER = "再问一次：确定删除{what}？删了不能恢复。只是不再有效的，请用「有效、失效」标一下就好。"
MENTIONS = "有 {dues} 个期限、{casts} 条通知发布提到它：它们都会留着，只是不再指向原文。"
DELETED = "已删除{what}：文字、索引和原件都没有了。"
NO_FILE = "这份没有留原件。"
HERE_IS_FILE = "这是原件："
SENTENCE = 300


def listed(total: int, number: int, pages: int) -> str:
    """Each notice stands on its button."""
    if not total:
        return EMPTY
    page = f"（第 {number + 1}/{pages} 页）" if pages > 1 else ""
    return f"{HEAD.format(total=total, page=page)}\n{FOOT}"


def _readers(record: NoticeRecord) -> str:
    return READERS[Audience(record.audience)]


def found(many: int, words: str) -> str:
    if not many:
        return NOT_FOUND.format(words=escape(words))
    return f"{FOUND.format(many=many)}\n{FOOT}"


def how(seen: Shown, today: date) -> str:
    """「有效」, 「已被《…》替代」."""
    other = seen.successor
    successor = named(other.title, other.document_number) if other else None
    return escape(worth_of(seen.record, today, successor)) or COUNTS


def one(seen: Shown, today: date, before: str = "") -> str:
    record = seen.record
    by = BY.format(name=escape(seen.taken_in_by)) if seen.taken_in_by else ""
    source = SOURCE.format(day=day(record.indexed_at.date()), by=by, passages=seen.passages)
    origin = _origin(record)
    facts = [
        *fact_lines(record),
        STANDING.format(how=how(seen, today)),
        READERS_LINE.format(who=_readers(record)),
        source,
        link(notice_page(record.id), ON_PAGE),
        *([origin] if origin else []),
    ]
    remarks = [f"• {escape(cut(each, SENTENCE))}" for each in record.remarks[:6]]
    parts = [
        before,
        "\n".join(facts),
        _part(RELATIONS, [_says(each) for each in seen.says[:8]]),
        _part(ABOUT, [_of_it(each, other) for each, other in seen.said_of_it[:8]]),
        _part(REMARKS, remarks),
    ]
    return "\n\n".join(filter(None, parts))


def _origin(record: NoticeRecord) -> str:
    if record.source.startswith(("http://", "https://")):
        return LINK.format(name=escape(cut(record.source, 200)))
    return FILE.format(name=escape(cut(record.file_name, 80))) if record.file_name else ""


def _part(head: str, said: Sequence[str]) -> str:
    return "\n".join([head, *said]) if said else ""


def _says(said: Relation) -> str:
    state = STATES[said.state] if said.other_id else NOT_HERE
    what = quoted(said.title, said.document_number)
    return RELATION.format(act=ACTS[Act(said.act)], what=what, state=state)


def _of_it(said: Relation, by: NoticeRecord) -> str:
    act, state = ACTS[Act(said.act)], STATES[said.state]
    return OF_IT.format(by=quoted(by.title), act=act, state=state)


def relation(said: Relation, by: NoticeRecord) -> str:
    what = quoted(said.title, said.document_number)
    if said.other_id is None:
        return NOT_IN_LIBRARY.format(what=what)
    if said.state is not RelationState.PROPOSED:
        return DECIDED.format(state=STATES[said.state])
    return RELATION_ASKED.format(
        by=quoted(by.title),
        sentence=escape(cut(said.sentence, SENTENCE)),
        act=ACTS[Act(said.act)],
        what=what,
        then=THEN[Act(said.act)],
    )


def sure(seen: Shown, dues: int, casts: int) -> str:
    mentions = MENTIONS.format(dues=dues, casts=casts) if dues or casts else ""
    what = quoted(seen.record.title, seen.record.document_number)
    return SURE.format(what=what, passages=seen.passages, mentions=mentions)
