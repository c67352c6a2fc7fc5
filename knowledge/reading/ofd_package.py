"""The parts of an OFD (GB/T 33190): a zip of XML, found from OFD.xml by their locations.

No reader of this format is well kept: those for Python either need an AGPL library to draw with or
parse XML unguarded; what a text needs of the standard is small. Names are compared without their
namespace, of which several are in use.
"""

import posixpath
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile, ZipFile

from defusedxml import ElementTree

from knowledge.reading.package import MOST_ELEMENTS, elements_in

LARGEST_PART = 16 * 2**20


class Broken(Exception):
    """A part that should be there is not, or cannot be parsed."""


class Package:
    """One document of an OFD: its pages, templates and pictures by their identifiers."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        root = text_in(self.parsed("OFD.xml"), "DocRoot")
        self.root = located("", root)
        self.document = self.parsed(self.root)
        common = first(self.document, "CommonData")
        self.box = box_of(first(common, "PageArea"))
        self.templates = {
            each.get("ID", ""): located(self.root, each.get("BaseLoc", ""))
            for each in children(common, "TemplatePage")
        }

    def pages(self) -> list[str]:
        listed = children(first(self.document, "Pages"), "Page")
        return [located(self.root, each.get("BaseLoc", "")) for each in listed]

    def pictures(self, page: Any, place: str) -> dict[str, str]:
        """Name of the file by identifier, of the whole document and of one page."""
        common = first(self.document, "CommonData")
        wanted = [
            located(base, each.text or "")
            for base, parent in ((self.root, common), (place, page))
            for kind in ("PublicRes", "DocumentRes", "PageRes")
            for each in children(parent, kind)
        ]
        return {key: name for each in wanted for key, name in self._media(each)}

    def _media(self, place: str) -> Iterator[tuple[str, str]]:
        try:
            resources = self.parsed(place)
        except Broken:
            return
        base = posixpath.join(located(place, resources.get("BaseLoc", "")), "x")
        for media in (each for each in resources.iter() if local(each) == "MultiMedia"):
            name = self._names.get(located(base, text_in(media, "MediaFile")).lower())
            if name:
                yield media.get("ID", ""), name

    def parsed(self, place: str) -> Any:
        """The root element of a part; raises Broken."""
        name = self._names.get(place.lower())
        if name is None:
            raise Broken(place)
        try:
            with self._archive.open(name) as part:
                content = part.read(LARGEST_PART + 1)
            if len(content) > LARGEST_PART or elements_in(content) > MOST_ELEMENTS:
                raise Broken("too large")
            return ElementTree.fromstring(content, forbid_dtd=True)
        except (ElementTree.ParseError, BadZipFile, OSError, RuntimeError, EOFError) as error:
            raise Broken(place) from error


def located(base: str, place: str) -> str:
    """A location as a name in the archive: absolute, or beside the part it stands in."""
    place = place.strip().replace("\\", "/")
    joined = place if place.startswith("/") else posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath(joined).lstrip("/") if joined else ""


def local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    return (each for each in (element if element is not None else ()) if local(each) == name)


def first(element: Any, name: str) -> Any:
    return next(children(element, name), None)


def text_in(element: Any, name: str) -> str:
    """The text of the first descendant called so."""
    return next(((each.text or "").strip() for each in element.iter() if local(each) == name), "")


def box_of(area: Any) -> tuple[float, ...] | None:
    """(x, y, width, height) in millimetres."""
    found = first(area, "PhysicalBox")
    values = numbers(found.text if found is not None else "")
    return tuple(values[:4]) if len(values) >= 4 and values[2] > 0 and values[3] > 0 else None


def numbers(text: str | None) -> list[float]:
    """What can be read as numbers, in order."""
    found: list[float] = []
    for each in (text or "").replace(",", " ").split():
        try:
            found.append(float(each))
        except ValueError:
            continue
    return found
