"""What a fetched file is to be called: an ending its content has, a name people would know."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from knowledge.reading.errors import Looks
from knowledge.reading.extracting import FORMATS, WITH_MACROS
from knowledge.reading.looks import by_head

OFFICE = "application/vnd.openxmlformats-officedocument"
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/ofd": ".ofd",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    f"{OFFICE}.wordprocessingml.document": ".docx",
    f"{OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{OFFICE}.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
}
# Servers call files by old or general names; the file's own name is the better witness.
GENERAL = ("application/octet-stream", "application/x-download", "application/force-download", "")
FAMILIES = {".doc": (".wps", ".docx", ".rtf"), ".xls": (".et", ".xlsx"), ".ppt": (".pptx", ".dps")}
BY_LOOKS = {Looks.PDF: ".pdf", Looks.HTML: ".html", Looks.RICH: ".rtf", Looks.OFD: ".ofd"}
LONGEST = 100
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def file_name(url: str, headers: Mapping[str, str], head: bytes, told: str | None) -> str | None:
    """None for what is no kind of file we could read; `told` is the server's own name for it."""
    name = _readable(told) if told else unquote(PurePosixPath(urlsplit(url).path).name)
    name = FORBIDDEN.sub(" ", name).strip(" .")[-LONGEST:]
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix.lower()
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    known = suffix in FORMATS or suffix in WITH_MACROS
    ending = ENDINGS.get(kind)
    if ending and suffix in FAMILIES.get(ending, ()):
        ending = suffix
    if ending is None and (kind in GENERAL or known):
        ending = suffix if known and suffix else BY_LOOKS.get(by_head(head))
    if ending is None:
        return None
    return f"{stem or urlsplit(url).hostname}{ending}"


def _readable(name: str) -> str:
    """Headers are Latin letters; what many servers put there is UTF-8 or GB18030."""
    try:
        raw = name.encode("latin-1")
    except UnicodeEncodeError:
        return unquote(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return unquote(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return unquote(name)
