"""The first second of `xuehui run`: refuse before anything heavy is loaded."""

from bot.commands.common import fail, folder_or_exit, settings_or_exit
from knowledge.vectors import is_owned

IN_USE = "数据文件夹正被另一个学会助手使用，请先停掉它再启动。"


def start() -> None:
    settings = settings_or_exit()
    folder_or_exit(settings)
    if is_owned(settings.index):
        raise fail(IN_USE)
    from bot.commands.run import run  # noqa: PLC0415 - takes seconds

    run(settings)
