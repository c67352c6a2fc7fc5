"""What is said about announcements; everything that came from outside is escaped."""

from collections.abc import Mapping, Sequence
from html import escape

from handlers.announced import READ, Content, Piece
from handlers.broadcast.audience.texts import SHORT, conditions
from handlers.broadcast.cast import Cast
from handlers.broadcast.writing import wording
from handlers.broadcast.writing.groups import GROUPS, STATES
from handlers.broadcast.writing.service import MOST_PIECES, Listed, View
from handlers.casework.event_texts import moment
from handlers.days import short_day
from handlers.markup import LONGEST, length, opening
from handlers.roles import LABELS as ROLES
from storage.audiences import Breakdown
from storage.broadcasts import Broadcast, BroadcastState

SHOWN, NAMED = 240, 5
OVERVIEW = "<b>通知发布</b>\n写一次，看清发给谁，两个人点头，再看着它送到。"
NONE_YET = "还没有通知。点「写通知」开始，或者转发一份收录的通知。"
GROUP = "<b>{title}</b>（{total}条，第{number}/{pages}页）"
GROUP_EMPTY = "<b>{title}</b>\n现在没有。"
ROW = "• {title} · {by} · {day}"
ASK_TEXT = (
    f"请把通知的正文发给我，最多{LONGEST}字。\n"
    "加粗、斜体、下划线和链接都会照样保留（在 Telegram 里选中文字就能加）。"
    "第一行会作标题，在列表里用来认它。"
)
ASK_TEXT_AGAIN = "请把新的正文整个发给我，会代替原来的。图片、附件和按钮都不变。"
TEXT_HINT = "像平常发消息一样，把正文写在一条消息里。图片和附件下一步再发。"
TEXT_FIRST = "请先发正文，图片和附件下一步再发。"
TAKEN = "正文收好了，{count}字。"
REWRITTEN = "正文换好了，{count}字。"
ASK_FILES = (
    f"要带图片或附件，现在一个一个发给我（一共最多{MOST_PIECES}个，每个20兆以内）。"
    "不带，或者发完了，点「完成」。"
)
SO_FAR = "已经有：{names}（一共{count}个）。"
PIECE_TAKEN = "收好了：{name}（{kind}）。"
NO_TEXT_NOW = "现在收的是图片和附件，这段文字没有收。要改文字，先点「完成」，再点「改内容」。"
FULL = "图片和附件已经够{most}个了，点「完成」接着往下。"
CAPTION_LEFT = "图上附的文字没有收；要的话，请加到正文里。"
PICTURE, DOCUMENT = "图片", "附件"
TAKEN_BACK = "拿回来了，现在是草稿，可以改。改好要重新送核准。"
PIECES_DROPPED = "图片和附件都去掉了。"
DISCARD = "要删除这份草稿吗？删了就找不回来。\n{title}"
DISCARDED = "草稿删了。"
COPIED = "复制好了：一份新的草稿，内容和按钮一样；发给谁、什么时候发都要重新定，也要重新核准。"
NO_BUTTONS = "还没有按钮。"
BUTTONS = "<b>这条通知的按钮</b>"
ABOUT_BUTTONS = (
    "链接：打开一个网页；表单：点了就开始填；已阅：让大家点一下表示看过；"
    "投票：几个选项里选一个（问题写在正文里）。"
)
ASK_ADDRESS = "要打开的网址是什么？例如 https://www.example.org/tongzhi"
ASK_LABEL = "按钮上写什么？最多20字，例如：会议手册。"
ASK_FORM = "要大家填哪一张表？点一下，或者发它的名字。"
ASK_POLL = "有哪些选项？一行写一个，或者用顿号隔开，2到10个。问题请写在正文里。"
MANDATORY = "不想收通知的人也发（必须送达）"
NO_TEXT_YET = "还没有正文，点「写内容」"
NOBODY_YET = "还没有选，点「发给谁」"


def overview(counts: Sequence[int]) -> str:
    if not any(counts):
        return f"{OVERVIEW}\n\n{NONE_YET}"
    held = " · ".join(f"{group.title}{count}" for group, count in zip(GROUPS, counts, strict=True))
    return f"{OVERVIEW}\n\n{held}"


def listed(found: Listed) -> str:
    title = GROUPS[found.group].title
    if not found.rows:
        return GROUP_EMPTY.format(title=title)
    head = GROUP.format(title=title, total=found.total, number=found.number + 1, pages=found.pages)
    return "\n".join([head, *(_row(each, found.names) for each in found.rows)])


def _row(row: Broadcast, names: Mapping[str, str]) -> str:
    by = escape(names.get(row.created_by or "", "已离开"))
    return ROW.format(
        title=escape(opening(row.title, 40)), by=by, day=short_day(row.send_at or row.created_at)
    )


def one(view: View) -> str:
    """The page of one: short, everything in its line."""
    cast, row = view.cast, view.cast.row
    content = cast.content
    lines = [
        f"<b>通知 · {STATES[cast.state]}</b>",
        *_said(content),
        *_pieces(content),
        *_buttons(content),
        f"发给：{_audience(view)}",
        *conditions(view.conditions),
        *([MANDATORY] if row.mandatory else []),
        f"时间：{_when(row)}",
        *([f"{moment(row.expires_at)}还没发到的，就不再发"] if row.expires_at else []),
        f"作者：{escape(view.names.get(row.created_by or '', '已离开'))}",
        *_decision(view),
    ]
    return "\n".join(lines)


def _said(content: Content) -> list[str]:
    if not content.text:
        return [NO_TEXT_YET]
    shown = escape(opening(content.text, SHOWN))
    return [f"<blockquote>{shown}</blockquote>", f"正文{length(content.text)}字"]


def _pieces(content: Content) -> list[str]:
    if not content.pieces:
        return []
    names = "、".join(escape(each.name) for each in content.pieces[:NAMED])
    more = "等" if len(content.pieces) > NAMED else ""
    return [f"附件：{names}{more}（{len(content.pieces)}个）"]


def _buttons(content: Content) -> list[str]:
    found = [f"「{escape(label)}」" for label in _labels(content)]
    return [f"按钮：{''.join(found)}"] if found else []


def _labels(content: Content) -> list[str]:
    return [
        *content.choices,
        *([READ] if content.confirm else []),
        *(label for _, label in content.forms),
        *(label for _, label in content.links),
    ]


def _audience(view: View) -> str:
    if view.audience is None:
        return NOBODY_YET
    if (count := view.cast.fact("count")) is not None:
        return f"{count}人（核准时的名单）"
    return audience(view.audience)


def audience(found: Breakdown) -> str:
    """「120人（学会秘书100、学会负责人20）；另有3人发不到：还没有登录过2、…」."""
    roles = "、".join(f"{role_words(role)}{count}" for role, count in found.by_role.items())
    said = f"{found.total}人{f'（{roles}）' if roles and found.total else ''}"
    if not found.excluded:
        return said
    reasons = "、".join(
        f"{SHORT.get(reason, reason)}{count}" for reason, count in found.excluded.items()
    )
    return f"{said}；另有{sum(found.excluded.values())}人发不到：{reasons}"


def role_words(role: str) -> str:
    known = {str(each): label for each, label in ROLES.items()}
    return escape(known.get(role, role) or "没有身份")


def _when(row: Broadcast) -> str:
    if row.finished_at and row.state is BroadcastState.DONE:
        return f"{moment(row.finished_at)}发完"
    if row.send_at:
        return moment(row.send_at)
    return "定好以后马上发"


def _decision(view: View) -> list[str]:
    row, lines = view.cast.row, []
    if row.state is BroadcastState.DRAFT and row.reason:
        who = escape(view.names.get(row.decided_by or "", "同事"))
        lines.append(f"上次{who}退回：{escape(row.reason)}")
    elif row.decided_by and row.state is not BroadcastState.DRAFT:
        lines.append(f"核准：{escape(view.names.get(row.decided_by, '已离开'))}")
    if row.copied_from:
        lines.append("复制自以前的一条通知")
    if row.edition:
        lines.append(f"发出后更正过{row.edition}次")
    if view.cast.mend:
        who = escape(view.names.get(view.cast.mend.get("by", ""), "同事"))
        lines.append(f"{who}写了一份更正，等另一位同事同意：")
        mended = escape(opening(view.cast.mend["text"], SHOWN))
        lines.append(f"<blockquote>{mended}</blockquote>")
    return lines


def buttons(content: Content) -> str:
    lines = [
        *(f"• 投票：{escape(each)}" for each in content.choices),
        *([f"• {READ}"] if content.confirm else []),
        *(f"• {escape(label)}（表单）" for _, label in content.forms),
        *(
            f"• {escape(label)}（打开 {escape(wording.host(url))}）"
            for url, label in content.links
        ),
    ]
    return "\n".join([BUTTONS, *(lines or [NO_BUTTONS]), "", ABOUT_BUTTONS])


def so_far(content: Content) -> str:
    names = "、".join(escape(each.name) for each in content.pieces)
    return SO_FAR.format(names=names, count=len(content.pieces)) if names else ""


def taken(piece: Piece, caption: str | None) -> str:
    kind = PICTURE if piece.picture else DOCUMENT
    said = PIECE_TAKEN.format(name=escape(piece.name), kind=kind)
    return f"{said}{CAPTION_LEFT}" if caption else said


def discard(cast: Cast) -> str:
    return DISCARD.format(title=escape(cast.row.title))
