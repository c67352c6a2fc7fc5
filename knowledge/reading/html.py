"""A saved web page: its main text, without what stands around it. Only in the sandbox."""

import re
from pathlib import Path
from typing import Any

from knowledge.reading.composing import Composer, clean
from knowledge.reading.errors import EmptyDocument
from knowledge.reading.html_blocks import blocks, plain, raw, said
from knowledge.reading.reading import Extract
from knowledge.reading.text import decode

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
SITE = re.compile(r"\s*[_|｜]\s*|\s+[-—–]+\s+|--+")
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "button", "select")
AROUND = ("nav", "header", "footer", "aside", "form")
FILES = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|rtf|zip|rar)(?:[?#]|$)", re.IGNORECASE)
TITLES = ("articletitle", "og:title")
FEW = 60  # characters: less is no main text


def extract_html(path: Path, name: str) -> Extract:
    from lxml import html  # noqa: PLC0415 - heavy

    text = decode_page(path.read_bytes(), name)
    if not text.strip():
        raise EmptyDocument(name)
    page = html.document_fromstring(without_declaration(text))
    for hidden in [each for each in page.iter() if is_unseen(each)]:
        if hidden.getparent() is not None:
            hidden.drop_tree()
    for each in page.iter():
        each.text, each.tail = unbroken(each.text), unbroken(each.tail)
    main = _main_text(page)
    composer = Composer()
    composer.title = _title(page, main)
    if composer.title and composer.title not in "".join(t for _, t, _ in main[:5]):
        composer.say(composer.title, 1)
    for kind, words, rows in main:
        if kind < 0:
            composer.table(rows)
        else:
            composer.say(words, kind)
    _attached(page, composer, "\n".join(words for _, words, _ in main))
    return composer.extract()


def decode_page(data: bytes, name: str) -> str:
    """UTF-8 if it is that, whatever the page says; else as it says; else GB18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = CHARSET.search(data[:4096])
    if told and not told[1].lower().startswith((b"utf", b"gb")):
        try:
            return data.decode(told[1].decode())
        except (LookupError, UnicodeDecodeError):
            return decode(data, name)
    return decode(data, name)


def without_declaration(text: str) -> str:
    """lxml takes no text that names an encoding."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def unbroken(text: str | None) -> str | None:
    """Where a line of the source ends, nothing ends: trafilatura would put a blank there."""
    return plain(raw(text), keep_ends=True) if text and ("\n" in text or "\r" in text) else text


def is_unseen(node: Any) -> bool:
    if not isinstance(node.tag, str):
        return True
    style, hidden = node.get("style") or "", node.get("hidden")
    return node.tag in UNSEEN or hidden is not None or bool(INVISIBLE.search(style))


def _main_text(page: Any) -> list[tuple[int, str, list[list[str]]]]:
    """By trafilatura; where it finds next to nothing, all but the frame of the page."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - heavy

    found = bare_extraction(page, include_comments=False, include_formatting=True)
    main = list(blocks(found.body)) if found is not None else []
    if _length(main) >= FEW:
        return main
    for around in [each for each in page.iter(*AROUND) if each.getparent() is not None]:
        around.drop_tree()
    whole = list(blocks(page.find("body") if page.find("body") is not None else page))
    return whole or main


def _length(main: list[tuple[int, str, list[list[str]]]]) -> int:
    return sum(len(words) + sum(len("".join(row)) for row in rows) for _, words, rows in main)


def _title(page: Any, main: list[tuple[int, str, list[list[str]]]]) -> str | None:
    """What the page calls itself, without the name of the site behind it."""
    for meta in page.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        if key in TITLES and (meta.get("content") or "").strip():
            return clean(meta.get("content"))
    first = [words for level, words, _ in main if level == 1]
    if len(first) == 1:
        return clean(first[0])
    title = page.find(".//title")
    words = clean(plain(said(title))) if title is not None else ""
    return SITE.split(words)[0] or None


def _attached(page: Any, composer: Composer, text: str) -> None:
    """Links to files that are not in the text yet."""
    names = (clean(plain(said(a))) for a in page.iter("a") if FILES.search(a.get("href") or ""))
    missing = [name for name in dict.fromkeys(names) if len(name) > 2 and name not in text]
    for name in missing[:30]:
        composer.say(name if name.startswith("附件") else f"附件：{name}")
