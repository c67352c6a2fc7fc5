"""`xuehui forms`: what can be filed, checked, shown, and taken elsewhere."""

import time
from pathlib import Path

import typer

from bot.commands.common import fail
from bot.commands.tables_common import written
from forms.checks.names import write_lock
from forms.checks.whole import Findings, check_folder
from forms.exports.outline import WORKFLOWS, outline
from forms.exports.workbook import form_book
from forms.exports.xlsform import xlsform
from forms.loading import CATALOGUE, load_catalogue
from forms.nodes import SpecificationFault
from forms.specification import Catalogue, FormSpec
from storage.clock import SystemClock

UNKNOWN = "没有「{id}」这张表。可用：{known}。"
ONE_OF = "请写明导出成什么：--xlsform FILE.xlsx 或 --xlsx FILE.xlsx。"
GOOD = "{forms} 张表、{fields} 个项目、{policy} 个政策参数都没有问题（{seconds:.1f} 秒）。"
BAD = "共 {count} 处要改。改好后请再检查一次。"
NEW = "· 有 {count} 个新名字还没有记入 names.lock；发布前请运行 xuehui forms check --lock。"
LOCKED = "names.lock 里新记了 {count} 个名字。"
NOTES = "有 {count} 条规则在别的程序里做不到，已写成提示，收上来后要另行核对："


def check(folder: Path | None, *, lock: bool) -> None:
    began = time.monotonic()
    folder = folder or CATALOGUE
    findings = check_folder(folder, SystemClock().now().replace(tzinfo=None))
    for fault in findings.faults:
        typer.echo(f"✗ {fault}")
    if findings.faults or findings.catalogue is None:
        raise fail(BAD.format(count=len(findings.faults)))
    if lock:
        typer.echo(LOCKED.format(count=write_lock(findings.catalogue, folder)))
    elif findings.new:
        typer.echo(NEW.format(count=len(findings.new)))
    typer.echo(_good(findings, findings.catalogue, time.monotonic() - began))


def list_forms() -> None:
    for form in _catalogue().forms.values():
        asked = sum(spec.asked for spec in form.fields)
        flow = WORKFLOWS[form.workflow]
        typer.echo(f"{form.id:<22}{form.title}（{form.module}，{flow}，最多{asked}项）")


def show(form_id: str) -> None:
    catalogue = _catalogue()
    typer.echo(outline(_form(catalogue, form_id), catalogue))


def export(form_id: str, as_xlsform: Path | None, as_xlsx: Path | None) -> None:
    catalogue = _catalogue()
    form = _form(catalogue, form_id)
    if not as_xlsform and not as_xlsx:
        raise fail(ONE_OF)
    if as_xlsx:
        written(as_xlsx, form_book(form))
    if as_xlsform:
        exported = xlsform(form, catalogue)
        written(as_xlsform, exported.content)
        if exported.kept_as_notes:
            typer.echo(NOTES.format(count=len(exported.kept_as_notes)))
            for rule in exported.kept_as_notes:
                typer.echo(f"- {rule}")


def _good(findings: Findings, catalogue: Catalogue, seconds: float) -> str:
    fields = sum(1 + len(spec.fields) for form in catalogue.forms.values() for spec in form.fields)
    return GOOD.format(
        forms=len(catalogue.forms), fields=fields, policy=len(catalogue.policy), seconds=seconds
    )


def _catalogue() -> Catalogue:
    try:
        return load_catalogue()
    except SpecificationFault as fault:
        raise fail(f"✗ {fault}") from fault


def _form(catalogue: Catalogue, form_id: str) -> FormSpec:
    if form_id not in catalogue.forms:
        raise fail(UNKNOWN.format(id=form_id, known="、".join(catalogue.forms)))
    return catalogue.forms[form_id]
