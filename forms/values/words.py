"""Words: free text, names of people, names of places."""

import re
from dataclasses import dataclass

from forms.values.kind import Complaint, Kind, normalise, sentence_lines, sentences

DOTS = re.compile("[•‧∙・･⋅᛫·]")
DOT_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f])\s*[.。·]\s*(?=[^\x00-\x7f])")
BLANK_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


# No name holds these; a question asked in between does.
ASKING = re.compile("什么|怎么|多少|如何|哪里|哪些|哪个|为何|吗$|呢$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Kind[str]):
    """Free text of `least` to `most` characters, on one line unless `lines`."""

    least: int = 1
    most: int = 200
    lines: bool = False

    def read(self, text: str) -> str:
        words = sentence_lines(text) if self.lines else sentences(text)
        if not words:
            raise Complaint("没有收到内容。请再填一次。")
        if len(words) < self.least:
            raise Complaint(f"太短了：至少{self.least}个字，现在是{len(words)}个。请补充后再填。")
        if len(words) > self.most:
            raise Complaint(f"太长了：最多{self.most}个字，现在是{len(words)}个。请缩短后再填。")
        return words


@dataclass(frozen=True, slots=True)
class PersonName(Kind[str]):
    """A person's name: 2–20 characters, with · inside the names of some peoples."""

    def read(self, text: str) -> str:
        name = DOTS.sub("·", normalise(text))
        name = BLANK_BESIDE_HAN.sub("", DOT_BETWEEN_HAN.sub("·", name))
        if "?" in name or "\ufffd" in name:  # what old software prints for a rare character
            raise Complaint("姓名里有问号，可能是生僻字没有显示出来。请重新填写姓名。")
        if ASKING.search(name):
            raise Complaint("这里要填姓名。请只填姓名，例如：张三。")
        if any(c.isnumeric() and not c.isalpha() for c in name):
            raise Complaint("姓名里不应有数字。请只填姓名。")
        if not 2 <= len(name) <= 20:
            raise Complaint("姓名应为2到20个字。请填写完整姓名。")
        if not all(c.isalpha() or c in "·.-' " for c in name) or not name[0].isalpha():
            raise Complaint("姓名里有不能用的符号。请只填姓名，少数民族姓名可用「·」。")
        return name


@dataclass(frozen=True, slots=True)
class Place(Kind[str]):
    """The name of a city or county, 2–20 characters; any place, not only known ones."""

    def read(self, text: str) -> str:
        name = normalise(text)
        if not 2 <= len(name) <= 20 or not all(c.isalpha() or c in "· " for c in name):
            raise Complaint("地名应为2到20个字，例如「云州市」。请再填一次。")
        return name
