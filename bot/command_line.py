"""The command line; each command is a module and is imported when it is called."""

from pathlib import Path
from typing import Annotated

import typer

from bot import command_groups
from bot.usage import ChineseCommand, ChineseGroup

application = typer.Typer(
    name="xuehui",
    cls=ChineseGroup,
    help="学会助手：学会与科协的聊天助手。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
application.add_typer(command_groups.keys, name="keys")
application.add_typer(command_groups.journal, name="journal")
application.add_typer(command_groups.imports, name="import")
application.add_typer(command_groups.exports, name="export")
application.add_typer(command_groups.forms, name="forms")

Paths = Annotated[
    list[Path],
    typer.Argument(help="文件或文件夹（.docx、.pdf、.xlsx、.txt、网页、图片等）", metavar="PATH…"),
]
Notices = Annotated[
    list[Path] | None,
    typer.Option("--notices", help="只根据这些文件或文件夹回答，用临时索引", metavar="PATH"),
]
AsJson = Annotated[bool, typer.Option("--json", help="每行输出一个 JSON 对象")]


@application.command(cls=ChineseCommand)
def run() -> None:
    """启动所有已配置的入口（网页，以及设置了令牌的 Telegram）。"""
    from bot.commands import start as command  # noqa: PLC0415

    command.start()


@application.command(cls=ChineseCommand)
def doctor() -> None:
    """检查设置、数据库、索引和各入口，说明缺什么、怎么办。"""
    from bot.commands import doctor as command  # noqa: PLC0415

    command.doctor()


@application.command(cls=ChineseCommand)
def index(
    paths: Paths,
    largest: Annotated[
        int, typer.Option("--largest", help="再大的文件不收（兆）", metavar="MB", min=1, max=500)
    ] = 20,
) -> None:
    """把通知收进数据文件夹；没有变化的文件跳过，变化的替换。"""
    from bot.commands import index as command  # noqa: PLC0415

    command.index(paths, largest)


@application.command(cls=ChineseCommand)
def ask(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="问题；写 - 则从标准输入每行读一个", metavar="QUESTION|-"),
    ] = None,
    notices: Notices = None,
    as_json: AsJson = False,
) -> None:
    """在终端里提问，按通知原文回答并注明出处。"""
    from bot.commands import ask as command  # noqa: PLC0415

    command.ask(words or [], notices or [], as_json=as_json)


@application.command(cls=ChineseCommand)
def evaluate(
    questions: Annotated[
        Path, typer.Option("--questions", help="问题文件（.jsonl）", metavar="FILE.jsonl")
    ],
    notices: Notices = None,
    more: Annotated[list[Path] | None, typer.Argument(hidden=True)] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="每行一个段落的 .jsonl", metavar="FILE.jsonl")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """用标准问题衡量检索与回答，输出各项指标。"""
    from bot.commands import evaluate as command  # noqa: PLC0415

    command.evaluate(questions, [*(notices or []), *(more or [])], corpus, as_json=as_json)


@application.command(cls=ChineseCommand)
def calibrate(
    questions: Annotated[
        Path | None,
        typer.Option(
            "--questions", help="问题文件（.jsonl），用其中有答案的", metavar="FILE.jsonl"
        ),
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="每行一个段落的 .jsonl", metavar="FILE.jsonl")
    ] = None,
) -> None:
    """量一量语义模型多近才算有关，把结果存入数据文件夹。"""
    from bot.commands import calibrate as command  # noqa: PLC0415

    command.calibrate(questions, corpus)


@application.command(cls=ChineseCommand)
def rehearse(
    script: Annotated[Path, typer.Argument(help="对话文件（.yaml）", metavar="FILE.yaml")],
    as_json: AsJson = False,
) -> None:
    """按对话文件演练一遍，打印双方的每条消息和按钮；有一步不符就停下并指出行号。"""
    from bot.commands import rehearse as command  # noqa: PLC0415

    command.rehearse(script, as_json=as_json)


@application.command(cls=ChineseCommand)
def invite(
    name: Annotated[str, typer.Argument(help="被邀请人的姓名", metavar="NAME")],
    role: Annotated[
        str,
        typer.Option(
            "--role",
            help="身份：administrator（管理员）、staff_head（部门负责人）、staff（工作人员）",
            metavar="ROLE",
        ),
    ] = "administrator",
) -> None:
    """邀请第一位管理员（或工作人员），给出六位邀请码和链接。"""
    from bot.commands import invite as command  # noqa: PLC0415

    command.invite(name, role)


@application.command(cls=ChineseCommand)
def backup(
    path: Annotated[Path, typer.Argument(help="备份到哪个文件（.tar）", metavar="FILE.tar")],
    without_keys: Annotated[
        bool, typer.Option("--without-keys", help="不带密钥；密钥要另行保管")
    ] = False,
) -> None:
    """把数据库、文件和密钥备份成一个文件；机器人不用停。"""
    from bot.commands import backup as command  # noqa: PLC0415

    command.backup(path, without_keys=without_keys)


@application.command(cls=ChineseCommand)
def restore(
    path: Annotated[Path, typer.Argument(help="备份文件（.tar）", metavar="FILE.tar")],
    replace: Annotated[
        bool, typer.Option("--replace", help="数据文件夹不空时，先把原来的移到一边")
    ] = False,
) -> None:
    """从备份恢复到空的数据文件夹，并逐项检查；机器人要先停。"""
    from bot.commands import restore as command  # noqa: PLC0415

    command.restore(path, replace=replace)
