"""What kind of thing a Chinese question asks for, and which of its words must be met."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from knowledge.aspects import aspect_of
from knowledge.glossary import Glossary, Named, bundled
from knowledge.kinds import SIGNS, Kind
from knowledge.numbering import to_number
from knowledge.plain_words import printed_for
from knowledge.words import fold, simplify, tokenise

LONGEST_QUESTION = 300


COMPILED = tuple((kind, re.compile("|".join(signs))) for kind, signs in SIGNS)
UNIT = re.compile(
    r"(?:多少|几)个?([名人位个项家次届篇所件条户种台类批轮门步级间分场章节款国本份字亩吨张])"
)
NOUN = re.compile(r"哪(?:一)?个([一-鿿]{2})")
IMPRINT = re.compile(
    "印发|发布|成文|出台|下发|发文|公布|文号|颁布|(?:谁|单位|部门|机关|时候|哪[天年])发的"
)
SCAFFOLD = re.compile(
    "请问一?下?|你好|您好|麻烦|想问一?下?|我想知道|想知道|想了解|告诉我|帮我查?|查一?下|一下"
    "|是不是|能不能|可不可以|要不要|有没有|需不需要|会不会|是否|能否|可否|为什么|为何"
    "|是?[什啥]么?时[候间]|是?什么地[方点]|什么样|是什么|有什么|做什么|干什么|什么|啥"
    "|哪些|哪个|哪家|哪里|哪儿|哪一?[天年日月]|哪位|哪几[个项种]?|在哪|几号|几点|何时|何地|何种"
    "|多少|多久|多长时间|多长|多大|怎么样|怎么办|怎么做|怎么|怎样|如何|第几|由谁|谁"
    "|(?<![重主必需摘概首只])要(?![点求素件闻])|今年|现在|目前|关于|对于|应该|应当|可以|需要|必须|规定"
    "|几(?=[名人位个项家次届篇所件条户种年天月])|[的了吗呢吧啊嘛呀么？?！!，,。．]"
)
PLACES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北"
    "|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
    "|广州|深圳|成都|杭州|武汉|西安|南京|郑州|洛阳|长沙|沈阳|哈尔滨|长春|济南|青岛|合肥|福州"
    "|厦门|南昌|南宁|昆明|贵阳|兰州|西宁|银川|太原|石家庄|呼和浩特|乌鲁木齐|海口|苏州|宁波"
    "|大连|美国|日本|英国|法国|德国|俄罗斯|韩国|印度"
)
SPECIFIC = re.compile(rf"{PLACES}|《[^》]{{2,40}}》|[a-z]{{2,}}|\d+(?:\.\d+)?")
# The words that ask; what stands after them, or else right before, is what is asked about.
ASKING = re.compile(
    "[什啥]么?时[候间]|什么地[方点]|多少钱?|多久|多长时?间?|多大|几点|第?几(?!乎)"
    "|哪(?:[些里儿]|一?[个位家天年月日期届])|在哪|谁|什么|啥|怎么|怎样|如何|何时|何地|为什么|为何"
    "|是不是|能不能|可不可以|要不要|有没有|需不需要|会不会|是否|能否|可否|算不算|吗"
)
MEASURE = re.compile("个?(?:工作日|小时|分钟|[名位人个项家次届期批天年月日岁元份种条件篇所本])?")
PARTICLES = frozenset("到从在去来把被让就都也还又才只再和与及或")
NEAR = 4
SHORTEST = 5  # characters of a question without its mark
NUMERALS = re.compile(r"[〇零一二三四五六七八九十百千]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What of a question should be met: a token, or a plain word by any of its official ones.

    `alike` are other names of what the token is a part of.
    """

    token: str
    printed: tuple[str, ...] = ()
    asked: bool = False
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it is looked up: short, simplified, with the kind of answer it wants."""

    text: str
    kind: Kind
    unit: str | None
    noun: str | None
    tokens: tuple[str, ...]
    content: frozenset[str]
    terms: tuple[Term, ...]
    official: tuple[str, ...]
    specifics: frozenset[str]
    aspect: frozenset[str] = frozenset()
    about_imprint: bool = False
    names: tuple[Named, ...] = ()


def understand(raw: str, glossary: Glossary | None = None) -> Question:
    """Cut to a sane length, fold, and find kind, content words and specifics."""
    text = simplify(clean(raw))
    folded = fold(text)
    content = tokenise(SCAFFOLD.sub(" | ", folded))
    names = (bundled() if glossary is None else glossary).names_in(folded)
    terms, official = terms_of(folded)
    unit, noun = UNIT.search(folded), NOUN.search(folded)
    return Question(
        text=text,
        kind=kind_of(folded),
        unit=unit[1] if unit else None,
        noun=noun[1] if noun else None,
        tokens=tuple(content or tokenise(folded)),
        content=frozenset(content),
        terms=tuple(with_names(term, names) for term in terms),
        official=official,
        specifics=frozenset(SPECIFIC.findall(folded)),
        aspect=aspect_of(folded),
        about_imprint=bool(IMPRINT.search(folded)),
        names=tuple(names),
    )


def with_names(term: Term, names: Iterable[Named]) -> Term:
    """A token of a name is met by the other names of the same thing, too."""
    alike = [other for name in names if term.token in name.said for other in name.others]
    return replace(term, alike=tuple(alike)) if alike and not term.printed else term


def terms_of(folded: str) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms of a question, and the tokens of official words to look for besides its own."""
    asking = ASKING.search(folded)
    start, end = asking.span() if asking else (len(folded), len(folded))
    counted = MEASURE.match(folded, end)
    unit = counted.span() if counted and asking and asking[0][-1] in "少几" else (end, end)
    end = unit[1]
    plain = printed_for(folded)
    official = {token for _, _, words in plain for word in words for token in tokenise(word)}
    open_text = list(SCAFFOLD.sub(lambda found: "|" * len(found[0]), folded))
    for first, last in (unit, *((first, last) for first, last, _ in plain)):
        open_text[first:last] = "|" * (last - first)
    rest = "".join(open_text)
    # What the asking words themselves say is checked as the kind of the answer.
    spoken = [each for each in plain if not (start <= each[0] and each[1] <= end)]
    begin, finish = end, len(folded)
    if not tokenise(rest[end:]) and not any(last > end for _, last, _ in spoken):
        begin, finish = max(start - NEAR, 0), start
    spoken_near = any(begin < last and first < finish for first, last, _ in spoken)
    near = set() if spoken_near and finish == start else set(tokenise(rest[begin:finish]))
    tokens = [token for token in tokenise(rest) if token not in PARTICLES]
    found = {token: Term(token=token, asked=token in near) for token in tokens}
    for first, last, words in spoken:
        asked = begin < last and first < finish
        found[folded[first:last]] = Term(token=folded[first:last], printed=words, asked=asked)
    return tuple(found.values()), tuple(sorted(official))


def clean(raw: str) -> str:
    """Printable, on one line, no longer than anybody asks."""
    head = raw[: LONGEST_QUESTION * 4]
    return " ".join("".join(c if c.isprintable() else " " for c in head).split())[
        :LONGEST_QUESTION
    ]


def sounds_like_one(text: str) -> bool:
    """Whether somebody seems to ask rather than to answer: a mark, or a word that asks."""
    folded = fold(text.strip())
    return folded.endswith("?") or (len(folded) >= SHORTEST and bool(ASKING.search(folded)))


def kind_of(folded: str) -> Kind:
    """The first sign that stands in the question; a question without one names a topic."""
    return next((kind for kind, sign in COMPILED if sign.search(folded)), Kind.TOPIC)


def meets(specifics: frozenset[str], context: Callable[[], str]) -> bool:
    """Whether every name and number of the question stands in the text around the passage."""
    if not specifics:
        return True
    plain = re.sub(r"\s", "", fold(context()))
    numbers = {str(to_number(numeral)) for numeral in NUMERALS.findall(plain)}
    return all(
        specific in numbers or re.sub(r"[《》\s]", "", specific) in plain for specific in specifics
    )
