"""What is said of calendars for telephones."""

from html import escape

PRIVATE_NAME, PUBLIC_NAME = "学会待办", "学会活动"
LINK = (
    "<b>订阅到手机日历</b>\n"
    "这是您自己的日历链接，里面有您的待办期限和报了名的活动，会自己更新：\n"
    "<code>{private}</code>\n\n"
    "<b>苹果手机</b>：复制链接 → 打开「设置」→「日历」→「账户」→「添加账户」→「其他」→"
    "「添加已订阅的日历」→ 粘贴链接。\n"
    "<b>安卓手机、电脑</b>：在日历软件里找「通过网址添加日历」或「订阅日历」，粘贴链接。\n\n"
    "谁有这个链接，谁就能看到您的待办，请不要转发。不小心给了别人，就换一个新的。\n"
    "只想看大家都能看的活动，用这个：\n<code>{public}</code>"
)
SURE = "要换一个新链接吗？旧链接马上失效，手机日历里要重新添加一次。"
RENEWED = "换好了，旧链接已经失效。请用新的链接重新添加：\n\n"


def link(private: str, public: str, before: str = "") -> str:
    return before + LINK.format(private=escape(private), public=escape(public))
