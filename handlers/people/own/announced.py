"""What was announced to somebody, and the lists they are on, as pages of their workbook."""

from handlers.people.own.reading import Kind, plain, worded
from storage.audiences import HELD, MUTED, NO_DOOR, WITHDRAWN

LEFT_OUT = {
    None: "",
    HELD: "聊天拒收，暂停投递",
    NO_DOOR: "没有登录的入口",
    WITHDRAWN: "已撤回同意",
    MUTED: "本人关闭了通知",
}
ANNOUNCEMENTS = {
    "通知": plain("title"),
    "起草时间": plain("created_at"),
    "因哪个学会收到": plain("society"),
    "城市": plain("city"),
    "学科": plain("discipline"),
    "没有发的原因": worded("excluded", LEFT_OUT),
    "已阅时间": plain("read_at"),
    "点开时间": plain("clicked_at"),
    "各次点按": lambda row: "、".join(f"{at:%Y-%m-%d %H:%M}" for at in row["pressed"]),
    "投票": plain("answer"),
    "投票时间": plain("answered_at"),
}
LISTS = {"名单": plain("name"), "建立时间": plain("created_at")}
KINDS = (
    Kind(name="announcements", title="收到的通知", columns=ANNOUNCEMENTS),
    Kind(name="lists", title="所在的名单", columns=LISTS),
)
