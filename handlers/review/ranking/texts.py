"""What the ranking says; everything that came from outside is escaped."""

from collections.abc import Sequence, Set
from html import escape

from forms.moving import Given
from forms.specification import FormSpec
from handlers.days import day
from handlers.review.ranking.board import Ranked
from handlers.review.ranking.publishing import Notice, said
from handlers.review.ranking.service import Board, Done
from handlers.review.scored import candidate

WHICH = "要看哪一张表的评审排名？"
NOTHING = "还没有在专家评审的。"
TITLE = "<b>评审排名 · {form}</b>"
PLACES = "名额{places}个{quoted}，已经用了{taken}个。"
UNCONFIRMED = "（参照有关规定，以省科协最新通知为准）"
STANDING = "拟入选 {shortlisted}，公示 {notice}，异议处理 {objection}，入选 {selected}"
IN_SCORING = "在评审的{many}份，{scored}份有了分数，{waiting}份还缺评分。"
PAGE = "第 {number}/{pages} 页："
DOWNLOADED = "公示名单在这里，只有可以公开的项目，可以直接张贴或者上网。"
EXPORTED = "排名表在这里。缺评分的、专家分歧大的都注明了。"
ASK_MANY = "拟入选前几名？有分数的共{many}份，{left}"
LEFT = "名额还剩{left}个。"
NO_QUOTA = "没有规定名额。"
TOO_MANY = "有分数的只有{many}份。请填1到{many}之间的数。"
NOBODY = "现在没有可以这样办的。发「评审排名」看看各件办到哪一步。"
ASK_REASON_OVER = "这样一共{total}个，超过名额{places}个{quoted}。为什么要超？写明原因才能继续。"
ASK_OPINION = "您的意见？点一个，或者自己写。"
ASK_REASON = "为什么未入选？这句话会发给每一位申报人，请写得客气、清楚。"
ASK_NUMBER = "请发文件的文号，例如：云岭科协发〔2026〕12号。"
ASK_DAY = "这份文件的成文日期是哪一天？"
FUTURE = "成文日期不会晚于今天，请核对后再填。"
SUMMARY = "<b>{label} · {form}</b>\n一共{many}件：\n{names}"
CUT = "最后一名{name}：平均{mean}分。"
TIE = "注意：第{first}名和下一名同分（{mean}），请核对怎样取舍。"
LACKING = "注意：其中{many}件还有专家没有评。"
WIDE = "注意：其中{many}件专家分歧大，最高最低相差20分以上。"
NONE_CHOSEN = "注意：还没有确定拟入选的，现在办，所有在评审的都会未入选。"
DONE = "办好了{many}件：{label}。申报人都会收到消息。"
REFUSED = "没有办的：\n{lines}"
NOT_RIPE = "另有{many}件公示期未满或在处理异议，这次不办。"
OVER = "（超名额原因：{reason}）"
SHOWN = 12


def quoted(board: Board) -> str:
    return "" if board.quota is None or board.quota.confirmed else UNCONFIRMED


def head(board: Board) -> str:
    lines = [TITLE.format(form=escape(board.form.title))]
    if board.places is not None:
        lines.append(PLACES.format(places=board.places, quoted=quoted(board), taken=board.taken))
    counts = {each: board.counts.get(each, 0) for each in board.counts}
    if any(counts.values()):
        lines.append(STANDING.format(**counts))
    lacking = sum(not each.scores or each.waiting > 0 for each in board.scored)
    many, scored = len(board.scored), len(board.with_scores)
    said = IN_SCORING.format(many=many, scored=scored, waiting=lacking)
    return "\n".join([*lines, said if board.scored else NOTHING])


def board(found: Board, page: Sequence[Ranked], number: int, pages: int) -> str:
    lines = [line(each) for each in page]
    top = PAGE.format(number=number + 1, pages=pages) if pages > 1 else ""
    return "\n".join(filter(None, [head(found), top, *lines]))


def line(each: Ranked) -> str:
    """「1. 江望舒（云岭省材料学会）平均 88.33，3 个分数，分歧大」."""
    filing = each.filing
    name = escape(filing.title or filing.number or "")
    society = f"（{escape(filing.society)}）" if filing.society else ""
    number = f"{candidate(each.number)} " if each.number else ""
    parts = (
        ["还没有分数"]
        if each.mean is None
        else [f"平均 {each.mean}", f"{len(each.scores)} 个分数"]
    )
    parts += [f"缺 {each.waiting} 个"] if each.waiting else []
    parts += [f"分歧大（差 {each.spread} 分）"] if each.is_wide else []
    rank = f"{each.rank}." if each.rank else "•"
    return f"{rank} {number}{name}{society}：{'，'.join(parts)}"


def chosen(board_: Board, ids: Set[str], label: str, opinion: str) -> str:
    """Those that were chosen, with what a head should look at before."""
    taken = [each for each in board_.scored if each.filing.id in ids]
    rest = [each for each in board_.with_scores if each.filing.id not in ids]
    lines = [_summary(label, board_.form, [name_of(each) for each in taken])]
    if taken:
        lines.append(CUT.format(name=name_of(taken[-1]), mean=taken[-1].mean))
    if taken and rest and rest[0].mean == taken[-1].mean:
        lines.append(TIE.format(first=len(taken), mean=taken[-1].mean))
    if lacking := sum(each.waiting > 0 for each in taken):
        lines.append(LACKING.format(many=lacking))
    if wide := sum(each.is_wide for each in taken):
        lines.append(WIDE.format(many=wide))
    return "\n".join([*lines, f"意见：{escape(opinion)}"])


def name_of(each: Ranked) -> str:
    return escape(each.filing.title or each.filing.number or "")


def summary(label: str, form: FormSpec, names: Sequence[str], given: Given) -> str:
    lines = [_summary(label, form, [escape(name) for name in names])]
    if given.document_number and given.document_date:
        lines.append(f"文号：{escape(given.document_number)}（{day(given.document_date)}）")
    pairs = (("意见", given.opinion), ("原因", given.reason))
    return "\n".join([*lines, *(f"{title}：{escape(words)}" for title, words in pairs if words)])


def _summary(label: str, form: FormSpec, names: Sequence[str]) -> str:
    shown = list(names)
    if len(shown) > SHOWN:
        shown = [*shown[: SHOWN - 2], "……", shown[-1]]
    return SUMMARY.format(
        label=label, form=escape(form.title), many=len(names), names="、".join(shown)
    )


def done(label: str, outcome: Done, waiting: int = 0) -> str:
    lines = [DONE.format(many=outcome.moved, label=label)] if outcome.moved else []
    if outcome.refused:
        said = "\n".join(f"• {escape(name)}：{escape(why)}" for name, why in outcome.refused[:20])
        lines.append(REFUSED.format(lines=said))
    if waiting:
        lines.append(NOT_RIPE.format(many=waiting))
    return "\n".join(lines)


def notice(found: Notice) -> str:
    lines = [f"<b>{escape(found.form.title)}公示名单</b>", *map(escape, said(found))]
    return "\n".join(lines)
