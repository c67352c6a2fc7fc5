"""A .docx as it is read by people: numbers, tables and footnotes written out. Only in the sandbox.

Read from the XML itself: what was inserted with changes tracked counts, what was deleted or is
hidden does not, and nothing outside the file is ever asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from knowledge.reading.composing import Composer
from knowledge.reading.package import Package, child, name_of, number, value
from knowledge.reading.reading import Extract
from knowledge.reading.word_numbering import Numbering, numbering_of
from knowledge.reading.word_runs import Runs, is_deleted, is_prompt, outermost
from knowledge.reading.word_styles import PLAIN, Style, default_style, styles_of

BODY = "word/document.xml"
BLOCKS = frozenset({"p", "tbl"})
CONTENTS = "Table of Contents"
MOST_COLUMNS = 100


def extract_word(path: Path, name: str) -> Extract:
    with ZipFile(path) as archive:
        package = Package(archive, name)
        styles = package.get_tree("word/styles.xml")
        document = _Document(
            styles=styles_of(styles),
            default=default_style(styles),
            numbering=numbering_of(package.get_tree("word/numbering.xml")),
            runs=Runs(_notes(package, "footnotes") | _notes(package, "endnotes")),
        )
        body = child(package.tree(BODY), "body")
        for block in _blocks(body):
            document.add(block)
    return document.extract()


def _notes(package: Package, kind: str) -> dict[str, str]:
    """Footnotes or endnotes by their reference; separators are none."""
    root = package.get_tree(f"word/{kind}.xml")
    plain = Runs({})
    return {
        f"{kind}:{value(note, 'id')}": " ".join(map(plain.text, outermost(note, "p"))).strip()
        for note in (root if root is not None else ())
        if value(note, "type") in ("", "normal")
    }


def _blocks(node: Element | None) -> Iterator[Element]:
    """Paragraphs and tables in their order; wrappers are looked through, a contents list not."""
    for each in node if node is not None else ():
        if name_of(each) in BLOCKS:
            yield each
        elif name_of(each) == "sdt":
            gallery = value(child(each, "sdtPr", "docPartObj", "docPartGallery"))
            if gallery != CONTENTS and not is_prompt(each):
                yield from _blocks(child(each, "sdtContent"))
        elif name_of(each) not in ("del", "moveFrom", "sectPr", "Fallback"):
            yield from _blocks(each)


@dataclass(slots=True, kw_only=True)
class _Document:
    styles: dict[str, Style]
    default: str
    numbering: Numbering
    runs: Runs
    composer: Composer = field(default_factory=Composer)

    def add(self, block: Element) -> None:
        if name_of(block) == "tbl":
            self.composer.table(self._rows(block))
            self._tell_notes()
            return
        key = value(child(block, "pPr", "pStyle")) or self.default
        style = self.styles.get(key, PLAIN)
        if style.is_contents or style.is_hidden:
            return
        text = self.runs.text(block)
        if not text.strip():
            self.composer.gap()
            return
        if style.is_title and self.composer.title is None:
            self.composer.title = " ".join(text.split())
        self.composer.say(self._label(block, style, key) + text, _level(block, style))
        self._tell_notes()

    def extract(self) -> Extract:
        self.composer.leave_out("text boxes", self.runs.boxes)
        self.composer.leave_out("pictures", self.runs.pictures)
        return self.composer.extract()

    def _label(self, paragraph: Element, style: Style, key: str) -> str:
        own = child(paragraph, "pPr", "numPr")
        list_id = value(child(own, "numId")) or style.list_id
        at = child(own, "ilvl")
        list_id = self._linked(list_id)
        if at is not None:
            depth = number(at)
        elif style.depth is not None:
            depth = style.depth
        else:
            depth = self.numbering.depth_of_style(list_id, key)
        return self.numbering.label(list_id, depth) if list_id not in ("", "0") else ""

    def _linked(self, list_id: str) -> str:
        """A list may be defined by a style that names another list."""
        link = self.numbering.style_links.get(list_id)
        other = self.styles.get(link or "", PLAIN).list_id
        return other or list_id

    def _rows(self, table: Element) -> Iterator[list[str]]:
        """A cell over several columns leads empty ones; one merged upwards says it again."""
        above: list[str] = []
        for row in outermost(table, "tr"):
            if is_deleted(row):
                continue
            cells = [""] * min(number(child(row, "trPr", "gridBefore")), MOST_COLUMNS)
            for cell in outermost(row, "tc"):
                merged = child(cell, "tcPr", "vMerge")
                if merged is not None and value(merged) != "restart" and len(cells) < len(above):
                    cells.append(above[len(cells)])
                else:
                    cells.append(self._cell(cell))
                span = number(child(cell, "tcPr", "gridSpan"), otherwise=1)
                cells += [""] * min(max(span - 1, 0), MOST_COLUMNS)
                if len(cells) > MOST_COLUMNS:
                    break
            above = cells
            yield cells

    def _cell(self, cell: Element) -> str:
        said = []
        for paragraph in outermost(cell, "p"):
            key = value(child(paragraph, "pPr", "pStyle")) or self.default
            label = self._label(paragraph, self.styles.get(key, PLAIN), key)
            said.append(label + self.runs.text(paragraph))
        return " ".join(said)

    def _tell_notes(self) -> None:
        for note in self.runs.taken():
            self.composer.say(f"注：{note}")


def _level(paragraph: Element, style: Style) -> int:
    own = child(paragraph, "pPr", "outlineLvl")
    if own is None:
        return style.level
    return number(own) + 1 if number(own) < 9 else 0
