"""What is said around the questions of a form."""

from collections.abc import Iterable, Sequence
from html import escape

from forms.specification import FormSpec
from handlers.casework.case import Case
from handlers.casework.texts import by_when, named
from handlers.days import day

PUT_ASIDE = "{title}已存为草稿，随时可以接着填。发「我的草稿」就能找到它。"
LEAVING = "这一份已经填的都还在。要怎么办？"
DROPPED = "{title}已删去。"
PASSED = "这一步已经过去了，我们接着往下："
FIRST = "这是第一项，前面没有了。"
NO_SUCH_LINE = "没有这一行。要改哪一项，发它前面的编号。"
NOT_OPEN = "这一项这次不用改，只改退回的几项就行。"
COMPUTED = "这一项是自动算出来的，不用填。"
GONE_ON = "这一份刚刚在别处有改动，已经给您换成最新的。"
WARNED = "请核对：{sentence}\n确实如此，就用一句话说明原因；填错了，点「改一改」。"
WRONG = "请核对：{sentence}"
WITHOUT_HINT = "照着问题回答就行。"
HELP = (
    "{hint}\n"
    "随时可以发：返回（改上一项）、跳过（选填时）、先放一放（存成草稿）、看已填的、取消。\n"
    "也可以直接打字问政策，答完接着填。想在电脑上填，发「下载表格」，填好把文件发回来。"
)
NOT_BY_YOU = {
    "secretary": "这张表由学会秘书填报。您可以下载看看，要填的话请联系学会秘书。",
    "anyone": "填这张表要先登录：有邀请码的发「输入邀请码」，是会员的发「会员认证」。",
}
NOT_ANY_MORE = "您现在的身份不能再填这张表。填过的都还在，请学会现在的秘书接着办。"


def begun(case: Case, carried: int, source: str) -> str:
    """Above the first question."""
    lines = [f"<b>{escape(case.form.title)}</b>", escape(case.form.purpose)]
    if carried:
        lines.append(f"已从{escape(source)}带出 {carried} 项，提交前请核对。")
    lines.append("可以一项一项答，也可以一句话说几项。随时能停，答过的都会留着。")
    return "\n".join(lines)


def handed_in(case: Case, next_names: list[str], said: Sequence[str] = ()) -> str:
    """The receipt in the chat: number, what happens next, by when, and what has followed."""
    number = case.filing.number or ""
    lines = [f"已提交 ✓　回执编号：<b>{escape(number)}</b>", f"「{escape(case.title)}」"]
    lines += [f"现在的状态：{escape(case.state.label)}。", *said]
    if next_names:
        lines.append(f"已通知{escape('、'.join(next_names[:3]))}办理。")
    if case.filing.due:
        when = by_when(case.filing.due, tentative=case.filing.due_tentative)
        lines.append(f"预计在{when}有结果。")
    lines.append("有进展会马上告诉您。发「我的申报」随时查看。")
    return "\n".join(lines)


def handed_in_already(case: Case) -> str:
    at = case.filing.submitted_at
    when = f"{day(at)}" if at else ""
    return f"{named(case)}{when}已经提交过了，不用再交。发「我的申报」看进展。"


def line_refused(is_there: bool, *, mending: bool) -> str:
    """Why a line of the summary cannot be changed."""
    if not is_there:
        return NO_SUCH_LINE
    return NOT_OPEN if mending else COMPUTED


def put_aside(case: Case) -> str:
    return PUT_ASIDE.format(title=f"「{escape(case.title)}」")


def introduced(form: FormSpec) -> str:
    lines = [f"<b>{escape(form.title)}</b>", escape(form.purpose), f"谁来填：{escape(form.actor)}"]
    lines.append(f"共{sum(each.asked for each in form.fields)}项以内，只问和您有关的。")
    if form.after:
        lines.append(f"办好以后：{escape(form.after)}")
    return "\n".join(lines)


def warned(sentence: str, grounds: Iterable[str]) -> str:
    """What is odd about an answer, and what that rests on."""
    whole = WARNED.format(sentence=escape(sentence))
    return "\n".join([whole, *(f"<i>{escape(each)}</i>" for each in grounds)])


def help_with(hint: str, grounds: Iterable[str]) -> str:
    explained = "\n".join([escape(hint) or WITHOUT_HINT, *map(escape, grounds)])
    return HELP.format(hint=explained)
