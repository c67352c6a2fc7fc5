"""Commands with commands of their own: keys, the journal, tables in and out."""

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


imports = _group("从表格导入学会、会员：先核对，再写入，和聊天里一样。")
exports = _group("把学会、会员名册导出为表格。")
Workbook = Annotated[Path, typer.Argument(help="表格文件（.xlsx）", metavar="FILE.xlsx")]
Check = Annotated[bool, typer.Option("--check", help="只看会有什么变化，不写入")]
Bad = Annotated[
    Path | None, typer.Option("--bad", help="把有问题的行标好写到这个文件", metavar="FILE.xlsx")
]
Society = Annotated[
    str, typer.Option("--society", help="只限这个学会（全称或统一社会信用代码）", metavar="NAME")
]


@imports.command("societies", cls=ChineseCommand)
def import_societies(path: Workbook, check: Check = False, bad: Bad = None) -> None:
    """导入学会名录：按统一社会信用代码、再按名称对上已有的学会。"""
    from bot.commands import tables as command  # noqa: PLC0415

    command.take_in("societies", path, "", bad, check=check)


@imports.command("members", cls=ChineseCommand)
def import_members(
    path: Workbook, society: Society = "", check: Check = False, bad: Bad = None
) -> None:
    """导入会员名册；重复导入不会重复。"""
    from bot.commands import tables as command  # noqa: PLC0415

    command.take_in("members", path, society, bad, check=check)


@exports.command("societies", cls=ChineseCommand)
def export_societies(
    path: Workbook,
    whole: Annotated[
        bool, typer.Option("--whole", help="含联系人的完整手机号；会记入日志")
    ] = False,
) -> None:
    """导出学会名录，版式与导入模板相同；不加 --whole 时不含联系人手机。"""
    from bot.commands import tables_out as command  # noqa: PLC0415

    command.hand_out("societies", path, "", whole=whole)


@exports.command("members", cls=ChineseCommand)
def export_members(
    path: Workbook,
    society: Society = "",
    whole: Annotated[
        bool, typer.Option("--whole", help="含完整的身份证号和手机号；会记入日志")
    ] = False,
) -> None:
    """导出会员名册；不加 --whole 时号码只列末四位。"""
    from bot.commands import tables_out as command  # noqa: PLC0415

    command.hand_out("members", path, society, whole=whole)


forms = _group("表单：检查写得对不对、列出、查看、导出。")
FormId = Annotated[str, typer.Argument(help="表单的编号，见 forms list", metavar="ID")]


@forms.command("check", cls=ChineseCommand)
def forms_check(
    folder: Annotated[
        Path | None, typer.Option("--folder", help="检查这个文件夹里的表单", metavar="PATH")
    ] = None,
    lock: Annotated[
        bool, typer.Option("--lock", help="没有问题时，把新名字记入 names.lock")
    ] = False,
) -> None:
    """检查所有表单：写法、引用、类型、永远问不到的项目、改名、每句提示；并各造一份样例试填。"""
    from bot.commands import forms as command  # noqa: PLC0415

    command.check(folder, lock=lock)


@forms.command("list", cls=ChineseCommand)
def forms_list() -> None:
    """列出能填的表。"""
    from bot.commands import forms as command  # noqa: PLC0415

    command.list_forms()


@forms.command("show", cls=ChineseCommand)
def forms_show(form_id: FormId) -> None:
    """用文字列出一张表：问什么、什么时候问、有哪些规则、依据哪些政策参数。"""
    from bot.commands import forms as command  # noqa: PLC0415

    command.show(form_id)


@forms.command("export", cls=ChineseCommand)
def forms_export(
    form_id: FormId,
    as_xlsform: Annotated[
        Path | None,
        typer.Option("--xlsform", help="导出为 XLSForm（ODK、Kobo 等能用）", metavar="FILE.xlsx"),
    ] = None,
    as_xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="导出为可以填写的表格", metavar="FILE.xlsx")
    ] = None,
    as_docx: Annotated[
        Path | None, typer.Option("--docx", help="导出为可以填写的文档", metavar="FILE.docx")
    ] = None,
) -> None:
    """导出一张表：给别的程序用，或给人填。"""
    from bot.commands import forms_out as command  # noqa: PLC0415

    command.export(form_id, as_xlsform, as_xlsx, as_docx)
