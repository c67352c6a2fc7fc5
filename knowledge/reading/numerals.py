"""Numbers as a word processor writes them in front of a paragraph."""

HAN = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
COUNTING = (
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "koreanCounting",
)  # fmt: skip
CIRCLED = (
    "decimalEnclosedCircle", "decimalEnclosedCircleChinese", "decimalEnclosedFullstop",
    "decimalEnclosedParen",
)  # fmt: skip
SILENT = ("bullet", "none")


def written(number: int, form: str) -> str:
    """`form` is the numFmt of ECMA-376; one we do not know is written in digits."""
    if form in SILENT:
        return ""
    if form in COUNTING:
        return counted(number, HAN, "十百千")
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return counted(number, LEGAL, "拾佰仟")
    if form in CIRCLED and 1 <= number <= 20:
        return chr(ord("①") + number - 1) if "Circle" in form else enclosed(number, form)
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman"):
        return roman(number) if form == "upperRoman" else roman(number).lower()
    return _other(number, form)


def _other(number: int, form: str) -> str:
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord("０") + int(digit)) for digit in str(number))
    if form == "ideographTraditional":
        return STEMS[(number - 1) % len(STEMS)]
    if form == "ideographZodiac":
        return BRANCHES[(number - 1) % len(BRANCHES)]
    return str(number)


def enclosed(number: int, form: str) -> str:
    return f"{number}." if form == "decimalEnclosedFullstop" else f"({number})"


def counted(number: int, digits: str, units: str) -> str:
    """「二十一」「一百零三」; from ten thousand on digit by digit."""
    if not 0 < number < 10_000:
        return "".join(digits[int(digit)] for digit in str(number))
    zero = "零"
    said = ""
    for place, digit in enumerate(reversed(str(number))):
        unit = units[place - 1] if place else ""
        if digit != "0":
            said = digits[int(digit)] + unit + said
        elif said and not said.startswith(zero):
            said = zero + said
    one = digits[1] + units[0]
    return said[1:] if said.startswith(one) and number < 20 else said


def roman(number: int) -> str:
    said = ""
    for worth, letters in ROMAN:
        times, number = divmod(number, worth)
        said += letters * min(times, 10)
    return said
