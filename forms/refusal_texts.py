"""What a person is told about a file that was not taken."""

from collections.abc import Callable
from typing import Any

from forms.refusals import (
    AnotherForm,
    Bomb,
    Damaged,
    FileRefused,
    Foreign,
    MissingColumns,
    NoHeader,
    NotADocument,
    NotAForm,
    NotAWorkbook,
    OutOfMemory,
    TimedOut,
    TooLarge,
    TooManyRows,
)

FOREIGN = {
    Foreign.EMPTY: "这个文件是空的（0字节）。请在电脑上打开确认有内容，保存后再发一次。",
    Foreign.ENCRYPTED: "这个表格加了密码，打不开。请取消密码、另存为 .xlsx 后再发。",
    Foreign.MACROS: "这个表格带有宏，不能接收。请另存为不带宏的 .xlsx 后再发。",
    Foreign.OLD_WORKBOOK: "这是旧版的 .xls 表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再发。",
    Foreign.OLD_DOCUMENT: "这是旧版的 .doc 文档。请填在表格里，再发 .xlsx 文件。",
    Foreign.WORD: "这是文字文档，不是表格。请把内容填进表格模板，再发 .xlsx 文件。",
    Foreign.WORKBOOK: "这个表格的类型不对。请用 Excel 或 WPS 打开，另存为 .xlsx 后再发。",
    Foreign.TEXT: "这是文本文件（如 CSV）。请用 Excel 或 WPS 打开，另存为 .xlsx 后再发。",
    Foreign.OTHER: "这不是 .xlsx 表格。请用我发的模板填写，保存后再发。",
}
FOREIGN_DOCUMENT = {
    **FOREIGN,
    Foreign.ENCRYPTED: "这个文档加了密码，打不开。请取消密码、另存为 .docx 后再发。",
    Foreign.MACROS: "这个文档带有宏，不能接收。请另存为不带宏的 .docx 后再发。",
    Foreign.OLD_WORKBOOK: "这是旧版的 .xls 表格。请另存为 .xlsx，不要只改文件名。",
    Foreign.OLD_DOCUMENT: (
        "这是旧版的 .doc 或 .wps 文档。请用 Word 或 WPS 打开，另存为 .docx 后再发。"
    ),
    Foreign.WORD: "这个文档的类型不对。请用 Word 或 WPS 打开，另存为 .docx 后再发。",
    Foreign.WORKBOOK: "这是表格，不是文档。请把文件名改回 .xlsx 结尾，再发一次。",
    Foreign.TEXT: "这是文本文件。请把内容填进我发的文档，保存后再发。",
    Foreign.OTHER: "这不是 .docx 文档。请用我发的文档填写，保存后再发。",
}
TEXTS: dict[type[FileRefused], Callable[[Any], str]] = {
    TooLarge: lambda e: (
        f"文件太大：{e.size / 2**20:.1f}MB，最多{e.limit // 2**20}MB。请去掉图片或分成几份再发。"
    ),
    TooManyRows: lambda e: f"行数太多：一次最多{e.limit}行。请分成几份再发。",
    TimedOut: lambda _: "这个文件读了很久也没有读完。请只留要填的那一页，另存后再发。",
    OutOfMemory: lambda _: "这个文件太复杂，读不完。请把内容粘贴到模板里（只粘贴值）再发。",
    NotAWorkbook: lambda e: FOREIGN[e.what],
    NotADocument: lambda e: FOREIGN_DOCUMENT[e.what],
    NotAForm: lambda e: (
        f"{e.ending or '这样'}的文件我读不了。请用我发的表格（.xlsx）或文档（.docx）填写后再发。"
    ),
    Damaged: lambda _: "这个文件打不开，可能没有传完整。请在电脑上打开、另存一份后再发。",
    Bomb: lambda _: "这个文件的内部结构不正常，为安全起见没有打开。请把内容粘贴到模板里再发。",
    NoHeader: lambda e: f"没找到表头。前十行里应有一行写着：{'、'.join(e.titles)}。请用模板填写。",
    MissingColumns: lambda e: f"表里缺少这几列：{'、'.join(e.titles)}。请补上后再发。",
    AnotherForm: lambda e: f"这份文档不是「{e.wanted}」。请用我发的那一份填写后再发。",
}


def sentence(refusal: FileRefused) -> str:
    """One or two short Chinese sentences: what is wrong, what to do."""
    return TEXTS[type(refusal)](refusal)
