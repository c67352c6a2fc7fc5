"""The lines of a notice, and which of them are letterhead, title, signature or heading."""

import re
from dataclasses import dataclass

from knowledge.numbering import HAN, mark_of
from knowledge.reading.dating import DATE
from knowledge.reading.front_matter import ends_front
from knowledge.reading.imprint import ORGANISATION
from knowledge.reading.spacing import bare

LONGEST_TITLE_LINE = 60
CONTACT = re.compile(
    "(?:业务|项目|会务|材料)?"
    "(?:联系|咨询|办公|监督|服务|报名|投诉|举报|受理|邮寄|通讯|通信|寄送|送交|报送|递交|收件|电子)*"
    "(?:人及?电?话?|电话|方式|手机号?码?|传真|邮箱|邮件|地址|地点|邮编|邮政编码|网址|官网|微信号?|热线)"
    "(?:[（(][^）)]{1,12}[）)])?[:：]"
)
CONTACT_HEADING = re.compile("联系|咨询|电话|地址")
CONTENTS = "目录"
LEADER = re.compile(r"(?:[.．…·・]{3,}|…{2,})[ \t　]*[-—－(（]?[ ]*\d{1,3}[ ]*[-—－)）]?[ \t　]*$")
PAGE_BEHIND = re.compile(r"(?<=[一-鿿)])\d{1,3}$")
ATTACHMENTS = re.compile(r"附件[ 　]*[:：]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank, where it stands, and whether blank lines set it apart."""

    text: str
    start: int
    end: int
    apart: bool


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines, position = [], 0
    raw = text.split("\n")
    for i, content in enumerate(raw):
        if content.strip():
            before, after = i == 0 or not raw[i - 1].strip(), i + 1 < len(raw)
            apart = before and after and not raw[i + 1].strip()
            lines.append(
                Line(text=content, start=position, end=position + len(content), apart=apart)
            )
        position += len(content) + 1
    return lines


def front_length(lines: list[Line], title: str) -> int:
    """How many lines at the beginning are letterhead, title and number."""
    count = 0
    for line in lines[:12]:
        stripped = line.text.strip()
        if ends_front(stripped) and not is_number_line(stripped):
            break
        if not is_number_line(stripped) and len(stripped) > LONGEST_TITLE_LINE:
            break
        count += 1
        if not any(is_number_line(later.text.strip()) for later in lines[count : count + 4]):
            nothing_left = bare(title) in bare("".join(each.text for each in lines[:count]))
            if nothing_left or is_number_line(stripped):
                break
    return count if count < len(lines) else 0


def repeats_title(line: Line, title: str) -> bool:
    """The title printed again over the text it names, whole or in pieces."""
    short, whole = bare(line.text), bare(title)
    if mark_of(line.text) is not None or not whole or len(short) > len(whole) + 10:
        return False
    return short in whole or whole in short


def is_number_line(line: str) -> bool:
    """「国发〔2019〕5号」 or 「第707号」, alone."""
    return bool(re.fullmatch(r".{0,14}(?:[〔\[（(]\d{4}[〕\])）]|第)\s*\d{1,5}\s*号", line))


def signature_lines(lines: list[Line]) -> set[int]:
    """A line that is only a date, and the organisations right above it."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if not DATE.fullmatch(line.text.strip()):
            continue
        found.add(i)
        for above in range(i - 1, max(i - 4, -1), -1):
            if not ORGANISATION.fullmatch(lines[above].text.strip()):
                break
            found.add(above)
    return found


def contents_lines(lines: list[Line]) -> set[int]:
    """A table of contents: lines that end in dots and a page, or come again below 「目录」."""
    found = {i for i, line in enumerate(lines) if LEADER.search(line.text)}
    start = next((i for i, line in enumerate(lines) if bare(line.text) == CONTENTS), None)
    if start is None:
        return found
    names = [PAGE_BEHIND.sub("", _folded(line.text)) for line in lines]
    found.add(start)
    again = [name in names[i + 1 :] for i, name in enumerate(names)]
    for i in range(start + 1, len(lines)):
        # One or two may be worded differently further down.
        if i not in found and not any(again[i : i + 3]):
            break
        found.add(i)
    return found


def _folded(text: str) -> str:
    return re.sub("[.．、:：]", "", bare(text))


def is_plain_heading(line: Line) -> bool:
    """A short line set apart by blank lines that is no sentence: 「申报条件」."""
    stripped = line.text.strip()
    return line.apart and len(stripped) <= 30 and not re.search(r"[。；！？：，、:;.|]", stripped)


def is_contact(line: Line) -> bool:
    """「联系电话：…」 at the beginning of a line."""
    return CONTACT.match(re.sub(r"[ 　\t]", "", line.text)) is not None


def contact_lines(lines: list[Line]) -> set[int]:
    """Lines that tell where to turn to and belong to the notice, not to the item above them."""
    found: set[int] = set()
    for i in range(len(lines) - 1, -1, -1):
        if not is_contact(lines[i]):
            continue
        after = mark_of(lines[i + 1].text) if i + 1 < len(lines) else None
        # Where the numbering goes on below, it is a line of that numbered item.
        if i + 1 in found or after is None or after.rank <= HAN:
            found.add(i)
    return found
