"""The command line speaks Chinese, also about how it was called."""

import re

import pytest

from bot.command_line import application
from tests.bot.commands.conftest import Call

COMMANDS = [
    command.callback.__name__ for command in application.registered_commands if command.callback
] + [
    f"{group.name} {command.name}"
    for group in application.registered_groups
    if group.typer_instance
    for command in group.typer_instance.registered_commands
]
ENGLISH = re.compile(r"\b(usage|options?|arguments?|commands?|show|exit|error|required|path>)\b")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese(command: str, call: Call) -> None:
    called = call(*command.split(), "--help")
    assert called.code == 0
    assert called.out.startswith(f"用法：xuehui {command}".strip())
    assert "显示这段帮助。" in called.out
    own_name, page = f"xuehui {command}", called.out.lower()
    assert ENGLISH.search(page.replace(own_name, "")) is None
    assert "more" not in called.out


def test_every_command_is_listed(call: Call) -> None:
    listed = call("--help").out
    assert [name for name in COMMANDS if f"  {name.split()[0]} " not in listed] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["inde"], "没有「inde」这个命令。用法请看：xuehui --help"),
        (["--bogus"], "没有「--bogus」这个选项。用法请看：xuehui --help"),
        (["ask", "--jso", "x"], "没有「--jso」这个选项。用法请看：xuehui ask --help"),
        (["index"], "还要写上 PATH…。用法请看：xuehui index --help"),
        (["evaluate"], "还要写上 --questions。用法请看：xuehui evaluate --help"),
        (["keys", "rotat"], "没有「rotat」这个命令。用法请看：xuehui keys --help"),
        (["invite"], "还要写上 NAME。用法请看：xuehui invite --help"),
        (["journal", "export", "a.xlsx", "--year", "x"], "--year 的写法不对。用法请看：xuehui"),
        (["doctor", "now"], "「now」是多出来的。用法请看：xuehui doctor --help"),
        (["evaluate", "--corpus"], "选项 --corpus 后面要写内容。"),
        (["rehearse", "--json=3", "x"], "选项 --json 后面不用写内容。"),
    ],
)
def test_a_wrong_call_gets_one_sentence(words: list[str], sentence: str, call: Call) -> None:
    called = call(*words)
    assert (called.code, called.out) == (2, "")
    assert called.err.startswith(sentence)
    assert called.err.count("\n") == 1


def test_no_command_shows_the_help(call: Call) -> None:
    called = call()
    assert "命令：" in called.out + called.err
