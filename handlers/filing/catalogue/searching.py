"""Finding a form by what people call it: its title, its words, alone or after 「我要填」."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.specification import Catalogue, FormSpec
from handlers.place_words import WORDS

LONGEST = 24
VERBS = "填写|填报|填|报送|上报|申报|申请|报名|报|提交|交|办理|办|更新|变更|做|写"
WISH, HOW = "(?:我?想要?|我?要)", "(?:怎么|怎样|如何)"
BEFORE = re.compile(
    rf"(?:请|帮我|麻烦)*(?:{WISH}{HOW}?(?:{VERBS})?|{HOW}?(?:{VERBS}))(?:一下|一份|一个|一张)?"
)
AFTER = re.compile(rf"{HOW}(?:{VERBS})$")
# What people put behind a word and mean the same form.
REST = frozenset(
    {
        *("", "学会", "表", "表格", "的表", "报告", "材料", "申请", "申请表"),
        *("活动", "方案", "备案", "报名"),
    }
)
BRACKETS = re.compile(r"[（(](.+?)[)）]")
TAKEN = frozenset(word for words in WORDS.values() for word in words)


@dataclass(frozen=True, slots=True)
class FormIndex:
    """Forms by the words they are known by; a word of a menu is none of them."""

    words: Mapping[str, tuple[str, ...]]
    titles: frozenset[str]
    followers: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "FormIndex":
        words: dict[str, list[str]] = {}
        for form in catalogue.forms.values():
            for word in _names(form):
                words.setdefault(word, []).append(form.id)
        known = {word: tuple(ids) for word, ids in words.items() if word not in TAKEN}
        titles = frozenset(name for form in catalogue.forms.values() for name in _titles(form))
        return cls(known, titles, _followers(catalogue))

    def find(self, said: str) -> tuple[str, ...]:
        """The forms a whole message names, and those that follow them; none for a question."""
        text = plain(said)
        if not text or len(text) > LONGEST or text in TAKEN:
            return ()
        if exact := self.words.get(text):
            return exact if text in self.titles else _once(self._with_followers(exact))
        text = text.rstrip("?")  # 「怎么填年检？」
        if (asked := AFTER.sub("", text)) != text:
            return self._about(asked)
        begun = BEFORE.match(text)
        return self._about(text[begun.end() :]) if begun else ()

    def _about(self, text: str) -> tuple[str, ...]:
        if exact := self.words.get(text):
            return exact
        found = [
            form
            for word, forms in self.words.items()
            if word in text and text.replace(word, "", 1) in REST | self.words.keys()
            for form in forms
        ]
        return _once(found)

    def _with_followers(self, found: tuple[str, ...]) -> Iterator[str]:
        yield from found
        for form in found:
            yield from self.followers.get(form, ())


def plain(said: str) -> str:
    """As words are compared: without blanks and marks at the end."""
    text = unicodedata.normalize("NFKC", said).casefold()
    return re.sub(r"\s", "", text).strip('。.!！~～「」《》"')


def _names(form: FormSpec) -> set[str]:
    return _titles(form) | {plain(each) for each in form.words}


def _titles(form: FormSpec) -> set[str]:
    """The title, what it is without its brackets, and what stands in them."""
    short, inner = BRACKETS.sub("", form.title), BRACKETS.findall(form.title)
    return {plain(each) for each in (form.title, short, *inner)}


def _followers(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """What is filed when another form's business is over: a forum's summary."""
    found: dict[str, list[str]] = {}
    for form in catalogue.forms.values():
        spec = form.field(form.closes) if form.closes else None
        if spec and spec.of:
            found.setdefault(spec.of, []).append(form.id)
    return {form: tuple(ids) for form, ids in found.items()}


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
