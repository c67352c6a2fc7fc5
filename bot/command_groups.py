"""Commands with commands of their own: keys and the journal."""

from pathlib import Path
from typing import Annotated

import typer

from bot.usage import ChineseCommand, ChineseGroup


def _group(text: str) -> typer.Typer:
    return typer.Typer(
        cls=ChineseGroup,
        help=text,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
    )


keys = _group("封存个人信息的密钥：生成、查看、轮换。")
journal = _group("日志：谁在什么时候做了什么；核对、导出。")


@keys.command("new", cls=ChineseCommand)
def keys_new() -> None:
    """生成一个新密钥并打印出来（名字:密钥），可写进 XUEHUI_KEYS。"""
    from bot.commands import keys as command  # noqa: PLC0415

    command.new()


@keys.command("list", cls=ChineseCommand)
def keys_list() -> None:
    """列出密钥的名字，以及每个密钥还封存着多少项；不显示密钥本身。"""
    from bot.commands import keys as command  # noqa: PLC0415

    command.list_keys()


@keys.command("rotate", cls=ChineseCommand)
def keys_rotate() -> None:
    """换一个新密钥，把全部封存的信息和文件改用它；机器人不用停，中断了再运行一次即可。"""
    from bot.commands import keys as command  # noqa: PLC0415

    command.rotate()


@journal.command("verify", cls=ChineseCommand)
def journal_verify(
    noted: Annotated[
        str, typer.Option("--noted", help="以前抄下来的末条指纹，看它还在不在", metavar="DIGEST")
    ] = "",
) -> None:
    """核对日志有没有被改过、删过、插过，并给出末条指纹。"""
    from bot.commands import journal as command  # noqa: PLC0415

    command.verify(noted)


@journal.command("export", cls=ChineseCommand)
def journal_export(
    path: Annotated[Path, typer.Argument(help="导出到哪个文件（.xlsx）", metavar="FILE.xlsx")],
    year: Annotated[
        int | None, typer.Option("--year", help="只要这一年的", metavar="YEAR")
    ] = None,
) -> None:
    """把日志导出为表格。"""
    from bot.commands import journal as command  # noqa: PLC0415

    command.export(path, year)
