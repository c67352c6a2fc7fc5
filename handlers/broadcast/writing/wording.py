"""What may stand in an announcement: its text, addresses, labels, choices of a poll."""

import re
from dataclasses import dataclass

from forms.values import Complaint, Kind, Text, Website, normalise
from handlers.announced import MOST_CHOICES
from handlers.markup import LONGEST, formatted, length, plain

LABEL = Text(least=1, most=20)
LONGEST_CHOICE = 30
FILE_IT = "填报：{title}"
NO_TEXT = "没有看到文字。请把通知的正文发给我。"
TOO_LONG = (
    "这段文字有{count}字，一条通知最多{most}字，多了{over}字。请删短些再发，长的内容可以做成附件。"
)
EMPTY_FILE = "这个文件是空的。请在电脑上打开确认有内容，再发一次。"
TOO_MANY_FILES = (
    "一条通知最多带{most}个图片和附件，这一个没有收。要换，先点「完成」，再去掉原来的。"
)
TOO_MANY_LINKS = "一条通知最多放{most}个链接。要换，先去掉原来的按钮。"
TOO_MANY_FORMS = "一条通知最多放{most}张表单。要换，先去掉原来的按钮。"
NOT_SECURE = "只能用 https 开头的网址，别人的手机才不会提示不安全。请换一个再发。"
LIKE_A_BUTTON = "选项不能和别的按钮重名。请换个说法再发一次。"
TOO_FEW = "至少要有2个选项，一行写一个，或者用顿号隔开。请再发一次。"
TOO_MANY = "最多10个选项。请合并一些再发一次。"
TOO_LONG_CHOICE = "「{choice}」太长了，每个选项最多{most}字。请改短再发一次。"
TWICE = "「{choice}」写了两遍。请改一个再发一次。"


def read(said: str) -> str:
    """HTML as every door shows it; raises Complaint for nothing at all, and for too much."""
    text = formatted(said)
    if not plain(text).strip():
        raise Complaint(NO_TEXT)
    if (count := length(text)) > LONGEST:
        raise Complaint(TOO_LONG.format(count=count, most=LONGEST, over=count - LONGEST))
    return text


@dataclass(frozen=True, slots=True)
class Address(Kind[str]):
    """Of a page one can open without a warning: https, and written or put in front."""

    def read(self, text: str) -> str:
        said = normalise(text)
        if said.lower().startswith("http://"):
            raise Complaint(NOT_SECURE)
        address = Website().read(said)
        return f"https://{address.removeprefix('https://').removeprefix('http://')}"


ADDRESS = Address()


@dataclass(frozen=True, slots=True)
class PollChoices(Kind[list[str]]):
    """A choice a line, or with 、 between them."""

    def read(self, text: str) -> list[str]:
        choices = [normalise(each) for each in re.split(r"[\n、；;]+", text)]
        choices = [each for each in choices if each]
        if len(choices) < 2:
            raise Complaint(TOO_FEW)
        if len(choices) > MOST_CHOICES:
            raise Complaint(TOO_MANY)
        for n, each in enumerate(choices):
            if len(each) > LONGEST_CHOICE:
                raise Complaint(TOO_LONG_CHOICE.format(choice=each[:10], most=LONGEST_CHOICE))
            if each in choices[:n]:
                raise Complaint(TWICE.format(choice=each))
        return choices


CHOICES = PollChoices()


def host(address: str) -> str:
    """「www.example.org」: where it leads, as somebody should know before they press."""
    return address.removeprefix("https://").partition("/")[0]
