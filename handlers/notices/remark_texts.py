"""What whoever sent a file is told of its reading; plain text."""

from collections.abc import Iterable

from knowledge.reading.reading import Remark, Remarked

PAGE = "第 {page} 页"
WHOLE = "这份文件"
TEXTS = {
    Remark.RECOGNISED: "{where}像是扫描件，已识别 {characters} 字，把握 {sure}。",
    Remark.POORLY_RECOGNISED: (
        "{where}是扫描件，识别了 {characters} 字，把握只有 {sure}，可能有错字，请对照原件看一看。"
    ),
    Remark.NO_TEXT: "{where}没有读出文字，里面的内容查不到。",
    Remark.LEFT_OUT: "{where}有 {count} 处{what}没有读。",
    Remark.CUT: "{where}太长，后面的没有读。",
    Remark.GUESSED_TITLE: "没有认出标题，先用了文件名，请改成正式的标题。",
    Remark.CONVERTED: "这是旧格式，先转换了再读，版式可能有出入。",
}
WHAT = {
    "picture": "图片",
    "pictures": "图片",
    "text box": "文本框",
    "text boxes": "文本框",
    "formula": "公式",
    "chart": "图表",
}
THING = "内容"
SHOWN = 6
ALL_WELL = "共 {pages} 页是扫描件，已识别 {characters} 字，把握最低 {sure}。"


def sentences(remarks: Iterable[Remarked]) -> list[str]:
    """Many pages that were recognised well are said at once, what is wrong each by itself."""
    known = list(remarks)
    well = [each for each in known if each.remark is Remark.RECOGNISED]
    others = [each for each in known if each.remark is not Remark.RECOGNISED]
    if len(well) > SHOWN // 2:
        said = ALL_WELL.format(
            pages=len(well),
            characters=sum(each.characters or 0 for each in well),
            sure=_percent(min(each.confidence or 0 for each in well)),
        )
        return [said, *map(_sentence, others)]
    return [_sentence(each) for each in known]


def _sentence(remark: Remarked) -> str:
    return TEXTS[remark.remark].format(
        where=PAGE.format(page=remark.page) if remark.page else WHOLE,
        characters=remark.characters or 0,
        sure=_percent(remark.confidence or 0),
        count=remark.count or 1,
        what=WHAT.get(remark.what or "", THING),
    )


def _percent(confidence: float) -> str:
    """No machine is quite sure."""
    return f"{min(int(confidence * 100 + 0.5), 99)}%"
