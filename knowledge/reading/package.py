"""Parts of an archive of XML, each of them within bounds and without tricks."""

from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, normpath
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from knowledge.reading.errors import Bomb, Damaged

LARGEST_PART, HEAD, CHUNK = 24 * 2**20, 4096, 2**20
# A text of a million characters in runs of a few words; what has more takes a minute to build.
MOST_ELEMENTS = 500_000
# Of a workbook: what its own reader takes in before the first row.
MOST_BEFORE_ROWS, MOST_MERGES = 2_000_000, 20_000
ROWS = "xl/worksheets/"


class Package:
    """An archive that has been looked at for bombs, opened part by part."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        self._elements = 0
        self.parts = frozenset(archive.namelist())

    def tree(self, part: str) -> Element:
        """A part as a tree; raises Bomb or Damaged."""
        if part not in self.parts:
            raise Damaged(self._name, "part missing")
        if self._archive.getinfo(part).file_size > LARGEST_PART:
            raise Bomb(self._name, "size")
        try:
            content = self._archive.read(part)
            self._elements += elements_in(content)
            if self._elements > MOST_ELEMENTS:
                raise Bomb(self._name, "elements")
            found: Element = fromstring(content, forbid_dtd=True)
        except DefusedXmlException as error:
            raise Bomb(self._name, "entities") from error
        except ParseError as error:
            raise Damaged(self._name, "XML") from error
        return found

    def get_tree(self, part: str) -> Element | None:
        """None where there is no such part."""
        return self.tree(part) if part in self.parts else None

    def targets(self, part: str) -> dict[str, str]:
        """Relations of a part: id → the part within the archive it leads to."""
        folder, _, file = part.rpartition("/")
        relations = self.get_tree(f"{folder}/_rels/{file}.rels".lstrip("/"))
        if relations is None:
            return {}
        return {
            each.get("Id", ""): within(dirname(part), each.get("Target", ""))
            for each in relations
            if each.get("TargetMode") != "External"
        }


def refuse_tricks(file: IO[bytes], name: str) -> None:
    """For a reader of workbooks whose own parser may not mind: types of document, no end."""
    with ZipFile(file) as archive:
        for part in archive.infolist():
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    _refuse_tricks(stream, name, has_rows=part.filename.startswith(ROWS))
    file.seek(0)


def _refuse_tricks(stream: IO[bytes], name: str, *, has_rows: bool) -> None:
    """Rows are read as they come, and only so many."""
    chunk = stream.read(HEAD)
    if b"<!DOCTYPE" in chunk:
        raise Bomb(name, "entities")
    elements = merges = 0
    while chunk:
        elements += 0 if has_rows else elements_in(chunk)
        merges += chunk.count(b"mergeCell ")
        if elements > MOST_BEFORE_ROWS or merges > MOST_MERGES:
            raise Bomb(name, "elements")
        chunk = stream.read(CHUNK)


def elements_in(content: bytes) -> int:
    """Not fewer than there are; told without building them."""
    return content.count(b"<") - content.count(b"</")


def within(folder: str, target: str) -> str:
    return normpath(target if target.startswith("/") else f"{folder}/{target}").lstrip("/")


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def name_of(node: Element) -> str:
    return local(node.tag) if isinstance(node.tag, str) else ""


def child(node: Element | None, *names: str) -> Element | None:
    """The first child of this name, and its first child of the next."""
    for name in names:
        node = next(children(node, name), None)
    return node


def children(node: Element | None, name: str) -> Iterator[Element]:
    return (each for each in (node if node is not None else ()) if name_of(each) == name)


def value(node: Element | None, attribute: str = "val") -> str:
    """An attribute whatever its namespace; empty where there is none."""
    if node is None:
        return ""
    return next((said for key, said in node.items() if local(key) == attribute), "")


def number(node: Element | None, attribute: str = "val", otherwise: int = 0) -> int:
    said = value(node, attribute)
    return min(int(said), 10**6) if said.isdecimal() else otherwise
