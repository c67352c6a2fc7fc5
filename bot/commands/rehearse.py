"""`xuehui rehearse`: play a dialogue and print every message of both sides."""

import logging
from pathlib import Path

import typer

from bot.commands.common import fail, one_line, run_async
from bot.logs import configure_logs
from bot.rehearsal.script import Script, ScriptFault, load_script
from bot.rehearsal.stage import NotSeen, temporary_stage
from bot.rehearsal.transcript import Line
from bot.settings import SettingsInvalid


def rehearse(path: Path, *, as_json: bool) -> None:
    configure_logs(level=logging.ERROR)  # only what goes wrong: the dialogue is the output
    if not path.is_file():
        raise fail(f"找不到对话文件 {path}")
    try:
        script = load_script(path)
        run_async(lambda: _play(script, as_json=as_json))
    except (ScriptFault, NotSeen) as error:
        raise fail(f"{path} {error}") from error
    except SettingsInvalid as error:
        raise fail(str(error)) from error
    if not as_json:
        typer.echo(f"\n演练完毕，{len(script.steps)} 步全部相符。")


async def _play(script: Script, *, as_json: bool) -> None:
    async with temporary_stage(script, _print_json if as_json else _print) as stage:
        await stage.play()


def _print(line: Line) -> None:
    arrow = "▶" if line.direction == "in" else "◀"
    indented = line.text.replace("\n", "\n      ")
    typer.echo(f"{arrow} {line.person}：{indented}")
    if line.files:
        typer.echo(f"      📎 {'、'.join(line.files)}")
    if line.buttons:
        typer.echo(f"      ［{'］［'.join(choice.label for choice in line.buttons)}］")


def _print_json(line: Line) -> None:
    one_line(
        step=line.step,
        person=line.person,
        door=line.door,
        direction=line.direction,
        text=line.text,
        buttons=[choice.label for choice in line.buttons],
        files=list(line.files),
        ms=line.ms,
    )
