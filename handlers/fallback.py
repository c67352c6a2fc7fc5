"""Nobody meets silence: whatever no room took gets a way forward."""

from aiogram import Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Message

from handlers.hearing import InPrivate
from handlers.replies import reply

router = Router(name="fallback")

UNKNOWN_COMMAND = "这个命令我不认识。发送「帮助」可以看到能办的事，也可以直接打字提问。"
NOT_TEXT = "收到了，不过我现在只看得懂文字。请把想问的事用一句话写给我，例如：年检材料什么时候交？"
NOT_FILES = (
    "文件收到了，不过这种文件我现在还不会读。学会秘书和工作人员要导入名册的，请用我发的模板填好再发；"
    "有想问的事，请用一句话写给我，例如：年检材料什么时候交？"
)
IN_PRIVATE = "这件事关系到个人信息，请不要在群里办。请点我的头像，和我单独聊。"
OLD_BUTTON = "这个按钮已经过期了。发送「菜单」重新开始，或者直接打字提问。"


@router.message()
@router.edited_message()
async def unknown(message: Message) -> SendMessage:
    if message.document:
        return reply(message, NOT_FILES)
    return reply(message, UNKNOWN_COMMAND if message.text else NOT_TEXT)


@router.callback_query()
async def stale(query: CallbackQuery) -> SendMessage:
    """In a group the buttons of one's own affairs lead nowhere, however new they are."""
    is_private = await InPrivate()(query)
    return reply(query, OLD_BUTTON if is_private else IN_PRIVATE)
