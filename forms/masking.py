"""Numbers that belong to a person, replaced by their last four digits inside any text."""

import re
import unicodedata

from stdnum.cn import uscc

from forms.values import Complaint, ResidentId

DOTS = "••••"
# People group digits; copied pages put invisible characters between them.
GAP = r"[ \t\u00a0\u2009\u202f\u3000\-－‐‑–—\u200b-\u200d\u2060\ufeff]{0,2}"
IDENTITY = rf"\d{{6}}{GAP}\d{{4}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}\d{{3}}{GAP}[\dXxＸｘ]"
GROUPS = ((3, 4, 4), (4, 3, 4), (3, 3, 5), (5, 3, 3))
MOBILE = "|".join(
    rf"1[3-9３-９]\d{{{first - 2}}}{GAP}\d{{{second}}}{GAP}\d{{{third}}}"
    for first, second, third in GROUPS
).replace("1[", "[1１][")
AMOUNT = r"(?!(?:[.．]\d{1,2})? ?[元万亿])"
NAKED = re.compile(rf"(?<!\d)(?:{IDENTITY}|(?:(?:[+＋]|00)?86{GAP}|0)?(?:{MOBILE}){AMOUNT})(?!\d)")
NUMBER = re.compile(
    r"(?=[+＋\dA-Za-z])"  # most characters are none of these: three times as fast
    rf"(?:(?P<code>(?<![0-9A-Za-z])[0-9A-Za-z]{{18}}(?![0-9A-Za-z]))"
    rf"|{NAKED.pattern})"
)
RUN = re.compile(r"\d{3}")


def mask(text: str) -> str:
    """Identity and mobile numbers as 「••••1234」; everything else as it was."""
    if not RUN.search(text):
        return text
    return NUMBER.sub(_masked, text)


def last_four(value: str) -> str:
    """The end of a number a person may be shown to recognise it."""
    kept = [c for c in unicodedata.normalize("NFKC", value) if c.isalnum()]
    return "".join(kept[-4:]).upper()


def _masked(found: re.Match[str]) -> str:
    if not (code := found["code"]):
        return DOTS + last_four(found[0])
    if uscc.is_valid(code) and not _is_identity(code):
        return code
    return NAKED.sub(lambda inner: DOTS + last_four(inner[0]), code)


def _is_identity(code: str) -> bool:
    # Not stdnum's is_valid: it stumbles over the permits of Hong Kong, Macau and Taiwan.
    try:
        ResidentId().read(code)
    except Complaint:
        return False
    return True
