"""The text of a Word paragraph, run by run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.reading.package import child, name_of, value

# Deleted, an older program's version of the same, instructions, readings above characters.
UNSEEN = frozenset(
    {"del", "moveFrom", "Fallback", "txbxContent", "rt", "instrText", "delText", "delInstrText"}
)
BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
PICTURES = frozenset({"blip", "imagedata"})
BOX = "□"


@dataclass(slots=True)
class Runs:
    """Reads paragraphs; counts what cannot be said in words, remembers the notes met."""

    notes: dict[str, str]
    boxes: int = 0
    pictures: int = 0
    _met: list[str] = field(default_factory=list)

    def text(self, paragraph: Element) -> str:
        return "".join(self._said(paragraph))

    def taken(self) -> list[str]:
        """The notes met since this was last asked."""
        met, self._met = self._met, []
        return [self.notes[key] for key in met if self.notes.get(key)]

    def _said(self, node: Element) -> Iterator[str]:
        for each in node:
            name = name_of(each)
            if name == "t":
                yield each.text or ""
            elif name == "r":
                if child(each, "rPr", "vanish") is None:
                    yield from self._said(each)
            elif name in BREAKS:
                yield BREAKS[name]
            elif name == "sym":
                yield BOX
            elif name in NOTES:
                self._met.append(f"{NOTES[name]}:{value(each, 'id')}")
            else:
                yield from self._inside(each, name)

    def _inside(self, node: Element, name: str) -> Iterator[str]:
        if name == "txbxContent":
            self.boxes += any(each.text for each in node.iter() if name_of(each) == "t")
        elif name in PICTURES:
            self.pictures += 1
        elif name not in UNSEEN and not name.endswith("Pr") and not is_prompt(node):
            yield from self._said(node)


def outermost(node: Element, name: str) -> Iterator[Element]:
    """Elements of this name, not those inside one; wrappers are looked through."""
    for each in node:
        if name_of(each) == name:
            yield each
        elif name_of(each) not in UNSEEN and not is_prompt(each):
            yield from outermost(each, name)


def is_prompt(node: Element) -> bool:
    """A control nobody has filled in: 「单击此处输入文字」."""
    return name_of(node) == "sdt" and child(node, "sdtPr", "showingPlcHdr") is not None


def is_deleted(row: Element) -> bool:
    return child(row, "trPr", "del") is not None
