"""What is said about figures; everything that came from outside is escaped."""

from collections.abc import Mapping, Sequence
from html import escape

from handlers.casework.quoting import said
from handlers.review.figures.service import Standing

TOP = (
    "<b>政策参数</b>：{many}个，已确认{confirmed}个。\n"
    "表单的规则按这些数字提醒、计算。没有确认的，对外都说「参照…，以省科协最新通知为准」。"
)
GROUP = "<b>{group}</b>"
CONFIRMED, UNCONFIRMED = "已确认", "未确认"
ONE = "<b>{meaning}</b>\n现在的值：{value}（{state}）\n依据：{basis}\n对外这样说：{said}"
WRITTEN = "原来的值：{value}，依据：{basis}"
BOUNDS = "可以填{least}到{most}之间的数。"
LISTED = "几项之间用顿号隔开。"
ASK_VALUE = "「{meaning}」现在是{value}。新的值？"
ASK_BASIS = "依据是什么？请写文号，例如：云岭科协发〔2026〕12号。"
ASK_CONFIRMED = "省科协确认过这个数了吗？没有确认的，对外仍说「参照…，以省科协最新通知为准」。"
SUMMARY = "<b>{meaning}</b>\n{before} → {after}（{state}）\n依据：{basis}"
AT_ONCE = "改了马上用于下一个问题，正在填的也一样；已经在办的，期限不变。"
DONE = "改好了。{at_once}"
CONFIRMED_NOW = "已经记为确认。"
SURE = "要恢复成目录里的值吗？{before} → {after}，依据也恢复原样。"
RESET = "已经恢复成目录里的值。"
ASK_WORDS = "找哪个参数？发一两个词，例如：公示、年龄。"
NOTHING = "没有找到带「{words}」的参数。换个词再试，或者看全部。"
FOUND = "找到{many}个："


def top(groups: Mapping[str, Sequence[Standing]]) -> str:
    every = [each for group in groups.values() for each in group]
    confirmed = sum(each.parameter.confirmed for each in every)
    return TOP.format(many=len(every), confirmed=confirmed)


def group(name: str, found: Sequence[Standing]) -> str:
    return "\n".join([GROUP.format(group=escape(name)), *map(line, found)])


def line(found: Standing) -> str:
    """「• 入选名单公示多少天：7（未确认）」."""
    return f"• {escape(found.parameter.meaning)}：{escape(found.shown)}（{state(found)}）"


def state(found: Standing) -> str:
    return CONFIRMED if found.parameter.confirmed else UNCONFIRMED


def one(found: Standing) -> str:
    parameter = found.parameter
    lines = [
        ONE.format(
            meaning=escape(parameter.meaning),
            value=escape(found.shown),
            state=state(found),
            basis=escape(parameter.basis),
            said=escape(said(parameter)),
        )
    ]
    if found.is_set:
        written = found.catalogue
        value = escape(_written(found))
        lines.append(WRITTEN.format(value=value, basis=escape(written.basis)))
    return "\n".join(lines)


def ask_value(found: Standing) -> str:
    asked = ASK_VALUE.format(meaning=escape(found.parameter.meaning), value=escape(found.shown))
    return asked + hint(found)


def hint(found: Standing) -> str:
    parameter = found.catalogue
    if isinstance(parameter.value, tuple):
        return LISTED
    if parameter.least is None or parameter.most is None:
        return ""
    return BOUNDS.format(least=parameter.least, most=parameter.most)


def summary(found: Standing, after: str, basis: str, *, confirmed: bool) -> str:
    said_ = SUMMARY.format(
        meaning=escape(found.parameter.meaning),
        before=escape(found.shown),
        after=escape(after),
        state=CONFIRMED if confirmed else UNCONFIRMED,
        basis=escape(basis),
    )
    return f"{said_}\n\n{AT_ONCE}"


def sure(found: Standing) -> str:
    return SURE.format(before=escape(found.shown), after=escape(_written(found)))


def found(words: str, standings: Sequence[Standing]) -> str:
    if not standings:
        return NOTHING.format(words=escape(words))
    return "\n".join([FOUND.format(many=len(standings)), *map(line, standings)])


def _written(found: Standing) -> str:
    from_catalogue = Standing(
        name=found.name, parameter=found.catalogue, catalogue=found.catalogue, is_set=False
    )
    return from_catalogue.shown
