"""Places where something is held: 在…办, 地点…, or a hall's name alone."""

import re
from collections.abc import Iterator

from forms.proposing.naming_words import NamingWords
from forms.proposing.proposals import Strength
from forms.proposing.words import VENUE
from forms.specification import FieldSpec, FieldType

LABEL = re.compile("(?:地点|会场|住所|地址)$")
SIGNS = r"[\u4e00-\u9fffA-Za-z0-9·()\-\" ]"
FLOOR = "[东西南北一二三四五六七八九十0-9A-Z]+[楼层号室座厅]"
NAME = rf"{SIGNS}{{2,40}}?(?:{VENUE})(?:{FLOOR})*(?:{SIGNS}{{0,16}}(?:{VENUE}))?"
HELD = re.compile(rf"(?:在|于|到)(?P<name>{NAME})(?=办|举办|举行|召开|开|进行|集中|组织|,|$)")
TOLD = re.compile(
    rf"\s?(?:设|安排|放|选|就|还|暂|也|应该?|改|换)?(?:定|设|成|到)?(?:在|于|是|为|:)?\s?(?P<name>{NAME})\s*$"
)
ALONE = re.compile(rf"[\u4e00-\u9fff]{{2}}{NAME}")
NO_PLACE = re.compile(
    "主办|承办|协办|支持|合作|单位|联系|教授|由|[是的我们]|来自|面向|参加|邀请|学校"
)


def is_venue(spec: FieldSpec) -> bool:
    return spec.type is FieldType.TEXT and bool(LABEL.search(spec.label))


def venues(words: NamingWords, text: str) -> Iterator[tuple[int, int, Strength]]:
    for hit in words.all.finditer(text):
        if found := TOLD.match(text, hit.end()):
            yield *found.span("name"), Strength.CUED
            return
    if words.own is None:
        return
    for found in HELD.finditer(text):
        if not NO_PLACE.search(found["name"]):
            yield *found.span("name"), Strength.CUED
            return
    if ALONE.fullmatch(text) and not NO_PLACE.search(text):
        yield 0, len(text), Strength.BARE
