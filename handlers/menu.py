"""What a menu may hold."""

from enum import StrEnum


class MenuItem(StrEnum):
    """Where the menu leads."""

    HOME = "home"
    HELP = "help"
    EXAMPLES = "examples"
    NOTICES = "notices"
    MINE = "mine"
    WAITING = "waiting"
