"""What is said around the sending of an announcement."""

from collections.abc import Sequence
from html import escape

from handlers.announced import Content
from handlers.broadcast.cast import Cast
from handlers.doors import door_of
from handlers.markup import opening
from storage.people import Address

SHOWN = 300
LOOK = "【预览】下面就是大家会看到的样子："
LOOKED = "【预览到这里】"
DOORS = "网页和 Telegram 上都是这样：先是正文{buttons}{pieces}。"
WITH_BUTTONS = "，按钮在正文下面，点一下就行，也可以发按钮上的字"
WITH_PIECES = "，图片直接显示，附件点开下载"
PREVIEW_ONLY = "预览里的按钮点了不算数。"
TRIED = "已发给您自己：{doors}。和大家收到的一模一样，按钮点了不算数。"
NO_DOOR = "您自己的入口现在都收不到消息，没有发。请换一个入口登录再试。"
ASK_TIME = "什么时候发？例如：明天上午九点、12月8日 9:00。选「定好就发」，就是核准以后马上发。"
ASK_END = "到什么时候就不再发？例如：12月10日 18:00。到那时还没送到的，就不再送了。"
NOW, NEVER = "定好就发", "不设到期"
NIGHT = "{at}是休息时间（晚上十点到早上七点）。就这个时间，还是改到{nine}？"
AS_SAID, AT_NINE = "就这个时间", "改到早上九点"
TIME_SET, END_SET = "时间定好了。", "到期时间定好了。"
PAUSED = "先停一停：还没发出的都等着，点「接着发」继续。"
RESUMED = "接着发了。"
STOP = "要停发「{title}」吗？还没发出去的都不再发，已经收到的人不受影响。停了就不能再接着发。"
STOPPED = "停下了，没发出去的不再发。要再发，先「复制一份」。"
WITHDRAW = (
    "要撤回「{title}」吗？没发的不再发；发出去的，能删的都替大家删掉"
    "（Telegram 上发出超过48小时的删不了，会换成「此通知已撤回」）。撤了就不能恢复。"
)
WITHDRAWN = "撤回了，正在从大家那里删掉。"
SURE_STOP, SURE_WITHDRAW, NOT_NOW = "确定停发", "确定撤回", "先不动"
ASK_MEND = (
    "请把更正以后的正文整个发给我，会代替大家已经收到的那一条；图片、附件和按钮不变。\n"
    "现在是：\n<blockquote>{text}</blockquote>"
)
SUMMARY = "<b>更正通知</b>\n改成：\n<blockquote>{text}</blockquote>\n{how}"
HOW_FEW = "确定以后，收到过的{count}人那里会直接换成新的。"
HOW_MANY = "这条发给了{count}人，更正也要另一位同事同意。确定以后就请同事看。"
MENDED = "好的，正在把更正送到收到过的人那里。"
MEND_ASKED = "已请{names}看，其中一位同意就更正。"
MEND_ALONE = (
    "更正记下了，可现在没有别的工作人员能同意。"
    "请管理员用「发邀请」再请一位同事；很急的话，可以先「撤回」。"
)
PLEASE_MEND = (
    "<b>请您同意一份更正</b>\n{by}要更正已经发给{count}人的通知「{title}」，改成：\n"
    "<blockquote>{text}</blockquote>\n您同意了，大家手里的才会换。"
)


def looked(content: Content) -> str:
    some = content.choices or content.confirm or content.forms or content.links
    buttons = WITH_BUTTONS if some else ""
    doors = DOORS.format(buttons=buttons, pieces=WITH_PIECES if content.pieces else "")
    return "\n".join([LOOKED, doors, *([PREVIEW_ONLY] if some else [])])


def tried(doors: Sequence[Address]) -> str:
    if not doors:
        return NO_DOOR
    names = "、".join(dict.fromkeys(door_of(each.bot_id) for each in doors))
    return TRIED.format(doors=names)


def stop(cast: Cast) -> str:
    return STOP.format(title=escape(cast.row.title))


def withdraw(cast: Cast) -> str:
    return WITHDRAW.format(title=escape(cast.row.title))


def ask_mend(cast: Cast) -> str:
    return ASK_MEND.format(text=escape(opening(cast.content.text, SHOWN)))


def summary(cast: Cast, text: str, above: int) -> str:
    count = int(cast.fact("count") or 0)
    how = HOW_MANY if count > above else HOW_FEW
    said = escape(opening(text, SHOWN))
    return SUMMARY.format(text=said, how=how.format(count=count))


def mend_asked(names: Sequence[str]) -> str:
    return MEND_ASKED.format(names=escape("、".join(names))) if names else MEND_ALONE


def please_mend(cast: Cast, by: str) -> str:
    mend = cast.mend or {"text": ""}
    return PLEASE_MEND.format(
        by=escape(by),
        count=cast.fact("count"),
        title=escape(cast.row.title),
        text=escape(opening(mend["text"], SHOWN)),
    )
