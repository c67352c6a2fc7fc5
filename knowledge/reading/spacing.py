"""The blanks official documents are printed with, and what is left without them."""

import re
import unicodedata
from functools import lru_cache


def squeeze(text: str) -> str:
    """Without blanks, save between two Latin words."""
    return re.sub(r"(?<![A-Za-z])[ \t　]+|[ \t　]+(?![A-Za-z])", "", text.strip())


@lru_cache(maxsize=8192)  # the same lines and titles are compared again and again
def bare(text: str) -> str:
    """Only what is compared between two ways of printing a title."""
    return re.sub(r"[《》“”\"\s]", "", unicodedata.normalize("NFKC", text))
