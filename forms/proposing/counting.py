"""Which number belongs to which field: counts, amounts of money, shares."""

import re
from collections.abc import Iterator, Sequence

from forms.drafts import Place
from forms.proposing.amounts import Amount, amounts_in
from forms.proposing.lexicon import Lexicon
from forms.proposing.message import Clause
from forms.proposing.nothing import nothing
from forms.proposing.proposals import Candidate, Strength
from forms.specification import FieldSpec, FieldType

# What may stand between a word and its number.
BETWEEN = re.compile(
    r"(?:总?人?数|人员|单位|代表|总额|总共|一共|合计|大?约|预计|计划|大概|共|为|是|有|:|达到?|在|"
    r"名额|拟?设|改[成为到]|变[成为]|调整[为到]|应该?[是为]|增加到|减少到|花了?|支出|用了?|到了?|来了|参加|参会|开了?|召开|的|了|\s|,|第|各|仅|只)*"
)
NOT_SO_MANY = re.compile(
    r"(?:不是|不到|不足|超过|至少|最多|近|上|少于|多于|高于|低于|增加了?|减少了?|新增|下降了?|提高了?)\s?$"
)
# A unit says whose number it is only where nothing else is counted: 300人, 办300人的论坛.
BEFORE_ALONE = re.compile(
    "(?:我们|本次|这次|活动|会议|现场|大?约|大概|共|一共|总共|合计|计划|预计|打算|拟|办|举办|召开|开|有|是|来|到|"
    "一[场个次]|为|也|都|改[成为到]|,| )*"
)
AFTER_ALONE = re.compile("$|左右|参加|参会|到会|出席|规模|的|线[上下]|现场|上下|吧")
Cue = tuple[int, int, FieldSpec]


def counts(lexicon: Lexicon, clauses: Sequence[Clause]) -> list[Candidate]:
    return [each for clause in clauses for each in _in(lexicon, clause)]


def _in(lexicon: Lexicon, clause: Clause) -> Iterator[Candidate]:
    cues = list(lexicon.counts.found(clause.text))
    amounts = list(amounts_in(clause.text))
    for n, amount in enumerate(amounts):
        if NOT_SO_MANY.search(clause.text[: amount.start]):
            continue
        begun = amounts[n - 1].end if n else 0
        then = amounts[n + 1].start if n + 1 < len(amounts) else None
        found = _cue(cues, amount, clause.text, begun, then)
        if found and not found[2].calculation and _fits(found[2], amount):
            yield _candidate(clause, amount, found)
    if not amounts:
        yield from nothing(cues, clause)


def _cue(
    cues: Sequence[Cue], amount: Amount, text: str, begun: int, then: int | None
) -> Cue | None:
    """The word before the number, right behind it, or its unit, in this order."""
    words = [cue for cue in cues if cue[1] - cue[0] > 1]
    before = [cue for cue in words if begun <= cue[0] and cue[1] <= amount.start]
    if before:
        near = before[-1]
        return near if BETWEEN.fullmatch(text[near[1] : amount.start]) else None
    for cue in words:
        if cue[0] == amount.end and (then is None or not BETWEEN.fullmatch(text[cue[1] : then])):
            return cue
    if not amount.unit or not _alone(amount, text):
        return None
    return next((cue for cue in cues if cue[:2] == _unit(amount)), None)


def _alone(amount: Amount, text: str) -> bool:
    before, after = text[: amount.start], text[amount.end :]
    return amount.ordinal or bool(BEFORE_ALONE.fullmatch(before) and AFTER_ALONE.match(after))


def _unit(amount: Amount) -> tuple[int, int]:
    return amount.end - len(amount.unit), amount.end


def _candidate(clause: Clause, amount: Amount, cue: Cue) -> Candidate:
    start, end, spec = cue
    said = amount.number + ("" if spec.type is FieldType.INTEGER else amount.unit)
    return Candidate(
        place=Place(spec.name),
        spec=spec,
        said=_in_label(spec, said),
        start=clause.start + min(start, amount.start),
        end=clause.start + max(end, amount.end),
        strength=Strength.BARE if (start, end) == _unit(amount) else Strength.CUED,
    )


def _in_label(spec: FieldSpec, said: str) -> str:
    """「活动资金（万元）」 is answered with 10 by 10万元."""
    in_label = spec.type is FieldType.DECIMAL and "万元" in spec.label and not spec.unit
    return said.removesuffix("元").removesuffix("万") if in_label else said.removesuffix("%")


def _fits(spec: FieldSpec, amount: Amount) -> bool:
    """A price is no count, the eighth no number of people."""
    if amount.ordinal and "届" not in spec.label:
        return False
    if spec.type is FieldType.MONEY:
        return amount.is_money or not amount.unit
    if spec.type is FieldType.DECIMAL:
        return amount.unit == "" or amount.unit in spec.label or _in_ten_thousands(spec, amount)
    return not amount.is_money and amount.unit != "%"


def _in_ten_thousands(spec: FieldSpec, amount: Amount) -> bool:
    return "万元" in spec.label and amount.unit == "元" and amount.number[-1] == "万"
