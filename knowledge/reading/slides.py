"""A .pptx: slide after slide, titles as headings, tables as tables. Only in the sandbox."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from knowledge.reading.composing import Composer
from knowledge.reading.package import Package, child, children, name_of, value
from knowledge.reading.reading import Extract

MAIN = "ppt/presentation.xml"
TITLES = ("title", "ctrTitle")
PICTURE = "pic"


def extract_slides(path: Path, name: str) -> Extract:
    composer = Composer()
    with ZipFile(path) as archive:
        package = Package(archive, name)
        targets = package.targets(MAIN)
        for each in children(child(package.tree(MAIN), "sldIdLst"), "sldId"):
            part = targets.get(relation_of(each), "")
            slide = package.get_tree(part)
            if slide is None or value(slide, "show") == "0":
                composer.leave_out("hidden slides")
                continue
            _tell(composer, child(slide, "cSld", "spTree"))
            composer.gap()
    return composer.extract()


def relation_of(node: Element) -> str:
    """`r:id`, not the slide's own `id`."""
    return next((said for key, said in node.items() if key.endswith("}id")), "")


def _tell(composer: Composer, tree: Element | None) -> None:
    shapes = list(tree if tree is not None else ())
    for shape in sorted(shapes, key=lambda each: not _is_title(each)):
        name = name_of(shape)
        if name == "grpSp":
            _tell(composer, shape)
        elif name == PICTURE:
            composer.leave_out("pictures")
        elif name == "graphicFrame":
            for table in (each for each in shape.iter() if name_of(each) == "tbl"):
                composer.table(_rows(table))
        elif _is_title(shape):
            composer.say(" ".join(_paragraphs(shape)), 2)
        else:
            for paragraph in _paragraphs(shape):
                composer.say(paragraph)


def _is_title(shape: Element) -> bool:
    return value(child(shape, "nvSpPr", "nvPr", "ph"), "type") in TITLES


def _rows(table: Element) -> Iterator[list[str]]:
    for row in children(table, "tr"):
        yield [" ".join(_paragraphs(cell)) for cell in children(row, "tc")]


def _paragraphs(node: Element) -> Iterator[str]:
    for paragraph in (each for each in node.iter() if name_of(each) == "p"):
        words = (
            "\n" if name_of(each) == "br" else each.text or ""
            for each in paragraph.iter()
            if name_of(each) in ("t", "br")
        )
        if text := "".join(words).strip():
            yield text
