"""What a person is told about a file or a link that did not become a notice."""

import re
from collections.abc import Callable
from typing import Any

from knowledge.reading.errors import (
    Bomb,
    Damaged,
    EmptyDocument,
    Encrypted,
    Looks,
    Macros,
    Mismatched,
    NoOffice,
    NotFetched,
    NotRead,
    NotText,
    OutOfMemory,
    ReadingError,
    TimedOut,
    TooLarge,
    UnknownFormat,
    Why,
)

LOOKS = {
    Looks.TEXT: "文本文件",
    Looks.HTML: "网页",
    Looks.PDF: "PDF 文件",
    Looks.WORD: "Word 文档（.docx）",
    Looks.WORKBOOK: "Excel 表格（.xlsx）",
    Looks.SLIDES: "演示文稿（.pptx）",
    Looks.OFD: "OFD 版式文件",
    Looks.OPEN: "开放文档（.odt 一类）",
    Looks.OLD: "旧版 Office 或 WPS 文件",
    Looks.RICH: "RTF 文档",
    Looks.IMAGE: "图片",
    Looks.ARCHIVE: "压缩包",
    Looks.OTHER: "别的文件",
}
NEWER = {
    ".xls": ".xlsx", ".et": ".xlsx", ".ods": ".xlsx", ".ppt": ".pptx", ".dps": ".pptx",
    ".odp": ".pptx",
}  # fmt: skip
LINKS = {
    Why.ADDRESS: "这个网址不完整。请从浏览器地址栏整条复制，再发一次。",
    Why.SCHEME: "只能打开 http 或 https 开头的网址。请从浏览器地址栏整条复制，再发一次。",
    Why.CREDENTIALS: "网址里带有用户名或密码，为安全起见没有打开。请去掉后再发。",
    Why.PORT: "这个网址的端口不常见，没有打开。请把文件存下来，直接发给我。",
    Why.PRIVATE: "这是内部网络的地址，我不能打开。请把文件存下来，直接发给我。",
    Why.UNKNOWN_HOST: "没有找到这个网站。请核对网址，再发一次。",
    Why.UNREACHABLE: "这个网站现在连不上。请过一会儿再发，或者把文件存下来，直接发给我。",
    Why.REDIRECTS: "这个网址一直在跳转，没有打开。请在浏览器里打开它，把最后的网址发给我。",
    Why.STATUS: "这个网页打不开，可能已经删除，或者要先登录。请把文件存下来，直接发给我。",
    Why.SLOW: "这个网站太慢，没有等到。请过一会儿再发，或者把文件存下来，直接发给我。",
    Why.KIND: "这个网址不是网页也不是文件，我读不了。请把文件存下来，直接发给我。",
}
TEXTS: dict[type[ReadingError], Callable[[Any], str]] = {
    UnknownFormat: lambda e: (
        f"{_ending(e.suffix)}的文件我读不了。"
        "请另存为 .docx、.xlsx、.pdf 或 .txt 后再发；拍照或扫描的图片也可以。"
    ),
    Mismatched: lambda e: (
        f"文件名以 {_ending(e.says)} 结尾，内容却是{LOOKS[e.found]}。"
        "请打开它，另存为对应的格式后再发，不要只改文件名。"
    ),
    EmptyDocument: lambda _: (
        "这个文件里没有读到文字，所以没有收。请打开看看内容在不在，保存后再发一次。"
    ),
    NotText: lambda _: (
        "这不是文本文件，或者文字编码认不出来。请另存为 .docx 或 UTF-8 文本后再发。"
    ),
    TooLarge: lambda e: (
        f"文件太大：{e.size / 2**20:.1f}MB，最多{e.limit // 2**20}MB。请压缩图片或分成几份再发。"
    ),
    Encrypted: lambda _: "这个文件加了密码，打不开。请取消密码，另存一份后再发。",
    Macros: lambda _: "这个文件带有宏，不能接收。请另存为不带宏的 .docx 或 .xlsx 后再发。",
    Damaged: lambda _: "这个文件打不开，可能没有传完整。请在电脑上打开，另存一份后再发。",
    Bomb: lambda _: (
        "这个文件的内部结构不正常，为安全起见没有打开。请把内容粘贴到新文档里，保存后再发。"
    ),
    NoOffice: lambda e: (
        f"{_ending(e.suffix)} 是旧格式，这里还没有装能打开它的软件。"
        f"请用 Word 或 WPS 打开，另存为 {NEWER.get(e.suffix, '.docx')} 后再发。"
    ),
    TimedOut: lambda _: "这个文件读了很久也没有读完。请分成几份，或者另存为 .docx 后再发。",
    OutOfMemory: lambda _: "这个文件太复杂，读不完。请分成几份，或者另存为 .docx 后再发。",
    NotRead: lambda _: (
        "这次没有读成，不一定是文件的问题。请再发一次；还不行，请另存为 .docx 再发。"
    ),
    NotFetched: lambda e: LINKS[e.why],
}


def sentence(refusal: ReadingError) -> str:
    """One or two short Chinese sentences: what is wrong, what to do."""
    return TEXTS[type(refusal)](refusal)


def _ending(suffix: str) -> str:
    """Only what looks like one: a file's name is anybody's."""
    return suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,9}", suffix) else "这样"
