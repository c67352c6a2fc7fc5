"""Whether everything a person reads is there, in Chinese, short, and says what to do."""

import re
from collections.abc import Iterator

from forms.policies import is_sound
from forms.specification import Catalogue, FieldSpec, FieldType, FormSpec

HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]{2,}")
# Words everybody reads: formats, and what people call things.
KNOWN_LATIN = frozenset({"PDF", "AAAAA", "AAAA", "AAA", "AA", "Word", "Excel", "WPS"})
# What several answers are separated by.
BETWEEN = re.compile("[、，,；;]")
DOING = re.compile("请|可以|填|选|改|核对|联系|跳过")
LONGEST_MESSAGE = 80


def silent(spec: FieldSpec) -> Iterator[tuple[str, str]]:
    """The key and a sentence, for every text of a field that is missing or unkind."""
    yield from _text("label", spec.label)
    if not spec.hint:
        yield "name", "请写「hint」：一句话告诉填的人怎么填"
    yield from _text("hint", spec.hint or "（无）")
    if spec.constraint:
        yield from _message(spec.constraint_message)
    elif spec.constraint_message:
        yield "constraint_message", "有「constraint_message」却没有「constraint」"
    for key, labels in spec.options.items():
        if not any(HAN.search(label) or label.isascii() for label in labels[:1]):
            yield "choices", f"选项「{key}」的标签要写成中文"
        if spec.type is FieldType.SELECT_MULTIPLE and BETWEEN.search(labels[0]):
            yield "choices", f"选项「{labels[0]}」里不能有顿号、逗号、分号：多选是用它们隔开的"


def _message(sentence: str) -> Iterator[tuple[str, str]]:
    key = "constraint_message"
    yield from _text(key, sentence)
    if not sentence.endswith("。"):
        yield key, "要写成一句完整的话，以「。」结束"
    if not DOING.search(sentence):
        yield key, "要告诉填的人怎么办，例如「请核对后再填」"
    if len(sentence) > LONGEST_MESSAGE:
        yield key, f"最多{LONGEST_MESSAGE}个字，现在是{len(sentence)}个"


def _text(key: str, text: str) -> Iterator[tuple[str, str]]:
    if not HAN.search(text):
        yield key, "要写成中文"
    for word in LATIN.findall(text):
        if word not in KNOWN_LATIN:
            yield key, f"不要用外文词「{word}」"


def silent_form(form: FormSpec) -> Iterator[tuple[str, str]]:
    for key in ("title", "purpose", "actor", "module"):
        yield from _text(key, getattr(form, key))
    if not form.words:
        yield "id", "请写「words」：人们会用哪些词来找这张表"


def unfounded(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Policy parameters without meaning, basis, group or sense."""
    for name, parameter in catalogue.policy.items():
        if not HAN.search(parameter.meaning) or not HAN.search(parameter.basis):
            yield name, "要用中文写明「meaning」和「basis」"
        if not parameter.group:
            yield name, "请写「group」：在参数表里排在哪一组"
        if not is_sound(parameter):
            yield name, "「value」要在「least」和「most」之间"


def needless(spec: FieldSpec) -> Iterator[tuple[str, str]]:
    """What contradicts itself without any answer being tried."""
    if spec.type is FieldType.CALCULATION:
        for key in ("required", "constraint", "default"):
            if getattr(spec, key):
                yield key, "自动计算的项目不提问，不能写这个"
    if spec.required is True and spec.type is FieldType.REPEAT and spec.least == 0:
        yield "least", "必填的重复组至少要有一行"
