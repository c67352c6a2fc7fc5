"""`xuehui forms export`: a form for other programs, or for people with an office program."""

from pathlib import Path

import typer

from bot.commands.common import fail
from bot.commands.forms_common import catalogue_or_exit, form_or_exit
from bot.commands.tables_common import written
from forms.documents.blank import form_document
from forms.exports.workbook import form_book
from forms.exports.xlsform import xlsform

ONE_OF = "请写明导出成什么：--xlsx FILE.xlsx、--docx FILE.docx 或 --xlsform FILE.xlsx。"
NOTES = "有 {count} 条规则在别的程序里做不到，已写成提示，收上来后要另行核对："


def export(
    form_id: str, as_xlsform: Path | None, as_xlsx: Path | None, as_docx: Path | None
) -> None:
    catalogue = catalogue_or_exit()
    form = form_or_exit(catalogue, form_id)
    if not any((as_xlsform, as_xlsx, as_docx)):
        raise fail(ONE_OF)
    if as_xlsx:
        written(as_xlsx, form_book(form))
    if as_docx:
        written(as_docx, form_document(form))
    if as_xlsform:
        exported = xlsform(form, catalogue)
        written(as_xlsform, exported.content)
        if exported.kept_as_notes:
            typer.echo(NOTES.format(count=len(exported.kept_as_notes)))
            for rule in exported.kept_as_notes:
                typer.echo(f"- {rule}")
