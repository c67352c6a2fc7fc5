"""Chinese text → tokens for lexical search: character bigrams, digits and Latin words whole."""

import re
import unicodedata
from functools import lru_cache

RUN = re.compile(r"[一-鿿㐀-䶿]+|[a-z]+|\d+(?:\.\d+)?")
BLANK_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


# The field's own short forms: people say the short one, statutes print the long one.
SHORT_FORMS = {"科学技术协会": "科协", "科学技术普及": "科普", "社会团体": "社团"}
LONG_FORM = re.compile("|".join(SHORT_FORMS))


class TokensMissing(RuntimeError):
    """The tokeniser finds nothing in Chinese: lexical search would be silently dead."""


@lru_cache(maxsize=1)
def folding() -> dict[int, str]:
    """Traditional → simplified, one character for one, so that places in the text stay."""
    import opencc  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    traditional = "".join(map(chr, range(0x4E00, 0x9FFF)))
    simplified = opencc.OpenCC("t2s").convert(traditional)
    if len(simplified) != len(traditional):
        return {}
    return {ord(a): b for a, b in zip(traditional, simplified, strict=True) if a != b}


def simplify(text: str) -> str:
    """Traditional characters as simplified ones; everything else stays."""
    return text.translate(folding())


def fold(text: str) -> str:
    """Simplified, half-width, lower case."""
    return unicodedata.normalize("NFKC", text).translate(folding()).lower()


@lru_cache(maxsize=8192)
def packed(text: str) -> str:
    """Folded and without blanks; the same passages come up again and again."""
    return re.sub(r"\s", "", fold(text))


def shorten(folded: str) -> str:
    """With the field's short forms instead of the long ones."""
    return LONG_FORM.sub(lambda found: SHORT_FORMS[found[0]], folded)


def tokenise(text: str) -> list[str]:
    """「遴选100名」 → 遴选, 100, 名; blanks inside Chinese do not count."""
    tokens: list[str] = []
    plain = BLANK_BETWEEN_HAN.sub("", fold(text))
    for run in RUN.findall(shorten(plain)):
        if run[0].isascii() or len(run) == 1:
            tokens.append(run)
        else:
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
    return tokens


def require_tokens() -> None:
    """A default tokeniser that sees one word in a Chinese sentence finds almost nothing."""
    if len(tokenise("今年遴选一百名青年人才")) < 2:
        raise TokensMissing
