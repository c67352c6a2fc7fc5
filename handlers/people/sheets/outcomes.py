"""What is said about an import: on its way, checked, done."""

from collections.abc import Sequence
from html import escape

from forms.masking import mask
from handlers.people.importing.books import Table
from handlers.people.importing.plans import Fate
from handlers.people.importing.tally import Tally
from handlers.people.sheets.changes import changed, shortened

CHECKING = "正在检查《{name}》：已看 {rows:,} 行…"
APPLYING = "正在导入《{name}》：{bar} {rows:,} / {total:,} 行"
COUNTS = "共 {total:,} 行：新增 {new:,}，更改 {changed:,}，没有变化 {same:,}，有问题 {bad:,}。"
INVITATION_COUNTS = "共 {total:,} 行：要邀请 {new:,}，已有邀请码 {same:,}，有问题 {bad:,}。"
CHECKED = "<b>《{name}》检查完了，还没有写入。</b>"
DONE = "<b>《{name}》导入完了。</b>"
NOTHING_TO_DO = "没有要写入的内容。"
EMPTY = "《{name}》里没有填写内容。请填好后再发一次。"
CHANGES, PROBLEMS, MARKED = (
    "更改的例子：",
    "有问题的行：",
    "有问题的行已标在表格里，改好后再发给我。",
)
CONSENT = "导入会员信息前，请确认已告知会员：信息用来做什么、谁能看到、保留多久。"
IGNORED = "没有用到的列：{columns}"
BROKEN = (
    "抱歉，《{name}》没能处理完，已经停下来了。"
    "请稍后再发一次，已经写入的行不会重复；如果还不行，请联系工作人员。"
)
NOT_ANY_MORE = (
    "《{name}》没有继续导入：您现在没有办理这件事的身份。发送「我是谁」可以看到您的身份。"
)
GONE = "抱歉，《{name}》已经不在了。请再发一次。"
REFUSED = "《{name}》没有收：{why}"
BAR = 10


def progress(name: str, tally: Tally, total: int) -> str:
    """Plain text; with a bar once it is known how many rows there are."""
    if not total:
        return CHECKING.format(name=name, rows=tally.total)
    full = min(BAR, BAR * tally.total // total)
    bar = "▓" * full + "░" * (BAR - full)
    return APPLYING.format(name=name, bar=bar, rows=tally.total, total=total)


def checked(name: str, table: Table, tally: Tally) -> str:
    if not tally.total:
        return EMPTY.format(name=escape(name))
    lines = [CHECKED.format(name=escape(name)), counts(table, tally)]
    if tally.ignored:
        columns = "、".join(escape(shortened(each)) for each in tally.ignored[:5])
        lines.append(IGNORED.format(columns=columns))
    if tally.changed:
        lines += [CHANGES, *(changed(table.spec, plan) for plan in tally.changed)]
    if tally.bad:
        lines += [PROBLEMS, *problems(tally), MARKED]
    if not tally.good and table is not Table.INVITATIONS:
        lines.append(NOTHING_TO_DO)
    elif table is Table.MEMBERS:
        lines.append(CONSENT)
    return "\n".join(lines)


def done(name: str, table: Table, tally: Tally) -> str:
    return "\n".join([DONE.format(name=escape(name)), counts(table, tally)])


def counts(table: Table, tally: Tally) -> str:
    text = INVITATION_COUNTS if table is Table.INVITATIONS else COUNTS
    figures = {fate.value: tally.counts[fate] for fate in Fate}
    return text.format(total=tally.total, **figures)


def problems(tally: Tally) -> list[str]:
    return [
        f"• 第 {number} 行：{escape(mask(shortened(sentence, 150)))}"
        for number, sentence in tally.sentences()
    ]


def after_command(table: Table, tally: Tally) -> Sequence[str]:
    """For a terminal, without tags."""
    lines = [counts(table, tally)]
    lines += [f"第 {number} 行：{mask(sentence)}" for number, sentence in tally.sentences()]
    return lines
