"""The doors in words."""

DOORS = {
    "web": "网页",
    "telegram": "Telegram",
    "command line": "命令行",
    "house": "自动",
    "demo": "演示",
}
