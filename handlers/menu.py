"""What a menu may hold, and the commands that every door offers."""

from collections.abc import Mapping
from enum import StrEnum


class MenuItem(StrEnum):
    """Where the menu leads."""

    HOME = "home"
    HELP = "help"
    EXAMPLES = "examples"
    NOTICES = "notices"
    MINE = "mine"
    WAITING = "waiting"


# By the command's name on Telegram: the words that do the same when they are typed.
COMMANDS: Mapping[str, str] = {
    "menu": "菜单",
    "help": "帮助",
    "forms": "办理申报",
    "filings": "我的申报",
    "me": "我是谁",
    "notices": "有哪些通知",
    "questions": "我问过的问题",
}
