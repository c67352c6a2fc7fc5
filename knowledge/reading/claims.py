"""What a document says it does to others: 「《…》同时废止」; for staff to confirm."""

import re
from collections.abc import Iterator

from knowledge.reading.document_number import number_in
from knowledge.reading.reading import Act, Claimed
from knowledge.reading.spacing import bare, squeeze

LONGEST = 1500  # what is longer is no sentence, and costs its square
SENTENCE = re.compile(r"[^。；\n]+[。；]?")
NUMBER = r"[一-鿿]{1,14}[〔\[［（(【]\d{4}[〕\]］）)】](?:第)?\d{1,5}号"
CITED = re.compile(
    rf"《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?:[（(](?P<number>{NUMBER})[^）)]*[）)])?"
    rf"|(?P<alone>{NUMBER})(?:文件?|通知)"
)
# What it stands on, or is itself, is not what it ends.
BASIS = re.compile("(?:根据|依据|依照|按照|参照|遵照|贯彻|落实|经|执行)[^，。；、《》]{0,12}$")
ENDED = re.compile(
    "(?:同时|相应|一并|即行|即|随之|均|予以|自行)?(?:废止|停止执行|不再执行|不再适用|失效|作废|不再有效)"
)
NOT_ENDED = re.compile(
    "(?:不|未|尚未|是否|或者?|及时|依法|建议|申请)[^，。；]{0,3}$|(?:如|若)[^，。；]{0,12}$"
)
REPLACING = re.compile("(?:代替|取代|替代|替换)(?:原有?的?)?[^，。；《》]{0,12}$")
REPLACED = re.compile("^[^，。；《》]{0,16}(?:由|被|以)本[^，。；]{0,10}(?:代替|取代|替代|替换)")
AMENDING = re.compile("(?:决定|现)?(?:对|修改|修订|将)(?:原)?[^，。；《》]{0,12}$")
AMENDED = re.compile(
    "^[^。；]{0,40}?(?:作如下|作出如下|作以下|做如下|进行如下|部分)(?:修改|修订|调整)|^[^。；]{0,60}?修[改订]为"
)
OWN_TITLE = re.compile(
    "关于(?:修改|修订|废止|宣布废止)(.+?)(?:等[^《》]{0,10})?(?:部分条款)?的(?:决定|通知|公告|通告)$"
)


def claims_in(text: str, title: str) -> tuple[Claimed, ...]:
    """Each act on each document once, in the order of the text; `title` is the text's own."""
    found: dict[tuple[Act, str], Claimed] = {}
    for claim in (*_of_title(title), *_of_sentences(text)):
        found.setdefault((claim.act, bare(claim.title) or claim.document_number or ""), claim)
    return tuple(found.values())


def _of_title(title: str) -> Iterator[Claimed]:
    own = OWN_TITLE.search(title)
    if not own:
        return
    act = Act.REPEALS if "废止" in title[: own.start(1)][own.start() :] else Act.AMENDS
    for cited in CITED.finditer(own[1]):
        yield _claimed(act, cited, title)


def _of_sentences(text: str) -> Iterator[Claimed]:
    for match in SENTENCE.finditer(text):
        sentence = match[0].strip()
        cited = list(CITED.finditer(sentence)) if len(sentence) <= LONGEST else []
        if not cited:
            continue
        ended = ENDED.search(sentence, cited[0].end())
        if ended and NOT_ENDED.search(sentence[: ended.start()]):
            ended = None
        for one in cited:
            act = _act(sentence, one, ended)
            if act and not BASIS.search(sentence[: one.start()]):
                yield _claimed(act, one, sentence)


def _act(sentence: str, cited: re.Match[str], ended: re.Match[str] | None) -> Act | None:
    before, behind = sentence[: cited.start()], sentence[cited.end() :]
    if REPLACING.search(before) or REPLACED.search(behind):
        return Act.REPLACES
    if AMENDING.search(before) and AMENDED.search(behind):
        return Act.AMENDS
    # Between the document and its end stand only others and a few words.
    between = (
        sentence[cited.end() : ended.start()] if ended and ended.start() >= cited.end() else None
    )
    if (
        between is not None
        and len(CITED.sub("", between)) <= 16
        and "，" not in CITED.sub("", between)[:-1]
    ):
        return Act.REPEALS
    return None


def _claimed(act: Act, cited: re.Match[str], sentence: str) -> Claimed:
    printed = cited["number"] or cited["alone"]
    number = number_in(printed) or squeeze(printed) if printed else None
    title = (cited["title"] or "").replace("〈", "《").replace("〉", "》")
    return Claimed(act=act, title=title, document_number=number, sentence=sentence)
