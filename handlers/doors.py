"""The doors in words."""

from storage.web import WEB_BOT_ID

DOORS = {
    "web": "网页",
    "telegram": "Telegram",
    "command line": "命令行",
    "house": "自动",
    "demo": "演示",
}


def door_of(bot_id: int) -> str:
    return DOORS["web"] if bot_id == WEB_BOT_ID else DOORS["telegram"]
