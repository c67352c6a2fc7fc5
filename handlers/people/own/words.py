"""The names of doors, results and fields in one's own data."""

from forms.rosters import SOCIETIES
from handlers.doors import DOORS
from storage.web import WEB_BOT_ID

TIERS = {"direct": "有明确规定", "related": "有相关规定", "not_found": "没有找到依据"}
CORRECTIONS = {
    "waiting": "待核对",
    "accepted": "已采纳",
    "refused": "未采纳",
    "withdrawn": "已撤回",
}
IMPORTS = {
    "received": "已收到",
    "checked": "已检查",
    "approved": "导入中",
    "done": "已导入",
    "cancelled": "已取消",
    "refused": "读不了",
}
PURPOSES = {"membership": "会员身份核对和名册"}
SOCIETY_FIELDS = {column.name: column.title for column in SOCIETIES.columns}


def door_of(bot_id: int) -> str:
    return DOORS["web"] if bot_id == WEB_BOT_ID else DOORS["telegram"]
