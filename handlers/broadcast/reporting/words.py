"""Why an announcement did not reach somebody, in words; reasons are kept in English."""

from storage.arrivals import Arrival

ARRIVALS = {
    Arrival.SENT: "已送到",
    Arrival.PENDING: "还没轮到",
    Arrival.UNCERTAIN: "没有把握",
    Arrival.HELD: "暂停投递",
    Arrival.FAILED: "没发出",
    Arrival.EXPIRED: "到期没发",
    Arrival.CANCELLED: "停发",
    Arrival.NOWHERE: "没有入口",
    Arrival.LEFT_OUT: "没有列入",
}
LEFT_OUT = {
    "held": "各个入口都暂停了投递",
    "no door": "还没有登录过",
    "withdrawn": "已撤回同意或注销",
    "muted": "自己关掉了通知公告",
}
REASONS = {
    "TelegramForbiddenError": "对方停用了机器人，或把它屏蔽了",
    "TelegramUnauthorizedError": "机器人的令牌不对，请管理员检查设置",
    "TelegramNotFound": "对方的聊天已经不在了",
    "TelegramBadRequest": "对方的聊天找不到，或者这条内容发不过去",
    "TelegramEntityTooLarge": "附件太大，发不过去",
    "TelegramServerError": "对方的服务器几次都出错",
    "TelegramNetworkError": "没有等到回音",
    "TelegramRetryAfter": "对方要求放慢，一直没有轮到",
    "TelegramConflictError": "另一个程序正用着同一个机器人",
    "RestartingTelegram": "对方的服务器正在重启",
    "ClientDecodeError": "回音看不懂",
    "process ended": "发到一半程序停了",
    "LookupError": "附件后来去掉了",
    "file not sent": "附件没有发出来",
}
OTHER = "别的原因，请看日志或问管理员"


def why(arrival: Arrival, reason: str) -> str:
    """Empty where the arrival says it all."""
    if arrival is Arrival.LEFT_OUT:
        return LEFT_OUT.get(reason, "不在可以发的范围里")
    if not reason:
        return ""
    return REASONS.get(reason, OTHER)


def why_held(reason: str) -> str:
    return REASONS.get(reason, "对方不收我们的消息")
