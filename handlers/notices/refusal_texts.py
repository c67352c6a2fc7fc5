"""What whoever sent a file or a link is told when it cannot be read; plain sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from knowledge.reading.errors import (
    Bomb,
    Damaged,
    EmptyDocument,
    Encrypted,
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
)

TEXTS: Mapping[type[ReadingError], Callable[[Any], str]] = {
    UnknownFormat: lambda _: "这种文件我读不了。请另存为 .docx 或 .pdf 后再发。",
    Mismatched: lambda _: "文件名的结尾和内容对不上。请用原来的软件打开，另存后再发。",
    EmptyDocument: lambda _: "这份文件里没有读出文字。请确认有内容，保存后再发。",
    NotText: lambda _: "这个文本文件的编码认不出来。请另存为 UTF-8 或 .docx 后再发。",
    TooLarge: lambda e: f"文件太大，最多{e.limit // 2**20}兆。请压缩图片或分成几份再发。",
    Encrypted: lambda _: "这份文件加了密码，打不开。请取消密码后再发。",
    Macros: lambda _: "这份文件带有宏，不能接收。请另存为不带宏的文件后再发。",
    Damaged: lambda _: "这份文件打不开，可能没有传完整。请另存一份后再发。",
    Bomb: lambda _: "这份文件的内部结构不正常，为安全起见没有打开。请另存为 PDF 后再发。",
    NoOffice: lambda _: "这是旧格式，我这里打不开。请另存为 .docx 或 .pdf 后再发。",
    TimedOut: lambda _: "这份文件读了很久也没有读完。请分成几份再发。",
    OutOfMemory: lambda _: "这份文件太复杂，读不完。请分成几份再发。",
    NotRead: lambda _: "这份文件没有读成。请另存一份再发；还不行，请换成 PDF。",
    NotFetched: lambda _: "这个网址没有取到文件。请在浏览器里打开核对，或者下载后把文件发给我。",
}


def sentence(error: ReadingError) -> str:
    return TEXTS[type(error)](error)
