"""The command line's own words, in Chinese: help pages, and what is wrong with a command."""

import re
import sys
from collections.abc import Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

HELP: Mapping[str, str] = {
    r"^Usage: ": "用法：",
    r"\[OPTIONS\]": "[选项]",
    r"COMMAND \[ARGS\]\.\.\.": "命令 [参数]…",
    r" \[more\]\.\.\.": "",
    r"\{(.+?)\}\.\.\.": r"\1",
    r"^Arguments:$": "参数：",
    r"^Options:$": "选项：",
    r"^Commands:$": "命令：",
    r"Show this message and exit\.": "显示这段帮助。",
    r" *\[required\]": "（必填）",
    r" <(?:list\[)?(?:Path|path|str|file)\]?>": "",
}
FAULTS: Mapping[str, str] = {
    r"No such command '(.*?)'.*": "没有「{}」这个命令",
    r"No such option: (\S+).*": "没有「{}」这个选项",
    r"Missing \w+ '(.*?)'.*": "还要写上 {}",
    r"Missing command.*": "还要写上命令",
    r"Got unexpected extra argument\(s\) \((.*)\)": "「{}」是多出来的",
    r"Option '(.*?)' requires an argument.*": "选项 {} 后面要写内容",
    r"Option '(.*?)' does not take a value.*": "选项 {} 后面不用写内容",
    r"Invalid value for '(.*?)': .*": "{} 的写法不对",
}


def in_chinese(page: str) -> str:
    """A help page with its fixed words translated."""
    for word, chinese in HELP.items():
        page = re.sub(word, chinese, page, flags=re.MULTILINE)
    return page


def sentence(fault: TyperException, program: str) -> str:
    """What is wrong with a command, and where to look; help itself stays as it is."""
    message = fault.format_message()
    for pattern, chinese in FAULTS.items():
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return f"{chinese.format(*match.groups())}。用法请看：{program} --help"
    return message


class ChineseCommand(TyperCommand):
    """A command with a Chinese help page."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """All commands; what is wrong with how they were called is said in one sentence."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))

    def main(self, *args: Any, **extra: Any) -> Any:
        try:
            code = super().main(*args, **(extra | {"standalone_mode": False}))
        except TyperException as fault:
            context = getattr(fault, "ctx", None)
            program = context.command_path if context else self.name
            typer.echo(sentence(fault, str(program)), err=True)
            sys.exit(fault.exit_code)
        sys.exit(code or 0)
