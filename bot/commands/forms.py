"""`xuehui forms`: what can be filed, checked, shown, and taken elsewhere."""

import time
from pathlib import Path

import typer

from bot.commands.common import fail
from bot.commands.forms_common import catalogue_or_exit, form_or_exit
from forms.checks.lock import write_lock
from forms.checks.whole import Findings, check_folder
from forms.exports.outline import outline
from forms.exports.titles import WORKFLOWS
from forms.loading import CATALOGUE
from forms.specification import Catalogue
from storage.clock import SystemClock

GOOD = "{forms} 张表、{fields} 个项目、{policy} 个政策参数都没有问题（{seconds:.1f} 秒）。"
BAD = "共 {count} 处要改。改好后请再检查一次。"
NEW = "· 有 {count} 个新名字还没有记入 names.lock；发布前请运行 xuehui forms check --lock。"
LOCKED = "names.lock 里新记了 {count} 个名字。"


def check(folder: Path | None, *, lock: bool) -> None:
    began = time.monotonic()
    folder = folder or CATALOGUE
    findings = check_folder(folder, SystemClock().now().replace(tzinfo=None))
    for fault in findings.faults:
        typer.echo(f"✗ {fault}")
    if findings.faults or findings.catalogue is None:
        raise fail(BAD.format(count=len(findings.faults)))
    if lock:
        write_lock(folder, findings.new)
        typer.echo(LOCKED.format(count=len(findings.new)))
    elif findings.new:
        typer.echo(NEW.format(count=len(findings.new)))
    typer.echo(_good(findings, findings.catalogue, time.monotonic() - began))


def list_forms() -> None:
    for form in catalogue_or_exit().forms.values():
        asked = sum(spec.asked for spec in form.fields)
        flow = WORKFLOWS[form.workflow]
        typer.echo(f"{form.id:<22}{form.title}（{form.module}，{flow}，最多{asked}项）")


def show(form_id: str) -> None:
    catalogue = catalogue_or_exit()
    typer.echo(outline(form_or_exit(catalogue, form_id), catalogue))


def _good(findings: Findings, catalogue: Catalogue, seconds: float) -> str:
    fields = sum(1 + len(spec.fields) for form in catalogue.forms.values() for spec in form.fields)
    return GOOD.format(
        forms=len(catalogue.forms), fields=fields, policy=len(catalogue.policy), seconds=seconds
    )
