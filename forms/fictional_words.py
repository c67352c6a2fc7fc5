"""Words that fit a label, about people and places that do not exist."""

from random import Random

from forms.fictional import NAMES

# Words in a label that say what belongs there; the first that fits.
BY_LABEL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("学会全称", ("云岭省数学会", "云岭省材料学会")),
    ("英文名称", ("Yunling Mathematical Society",)),
    ("活动名称", ("云岭省数学学术年会", "云岭省材料科学研讨会")),
    ("单位、职称", ("云岭大学，教授",)),
    ("单位及职务", ("云岭大学教授", "云岭研究院研究员")),
    ("单位与职务", ("云岭研究院，副研究员",)),
    ("单位", ("云岭大学", "云岭研究院")),
    ("地点", ("云州市云岭会议中心二楼报告厅",)),
    ("住所", ("云州市学府路1号", "云州市科学路2号")),
    ("文号", ("云岭科协〔2026〕1号",)),
    ("起止", ("2018.07—2022.06",)),
    ("平台", ("云岭会议，不公开直播",)),
    ("车牌", ("云Z00000",)),
    ("名称", ("云岭省数学会", "云岭省应用数学学会")),
    ("姓名", NAMES),
    ("理事长", NAMES),
    ("秘书长", NAMES),
    ("法定代表人", NAMES),
    ("联系人", NAMES),
    ("审核人", NAMES),
    ("参加人", NAMES),
)
FILLER = "这是为检查表单而写的样例，其中的人和事都是虚构的。"


def words(label: str, least: int, most: int, dice: Random) -> str:
    """Words fit for the label, as many as are needed and no more."""
    fitting = next((each for word, each in BY_LABEL if word in label), (f"{label}（样例）",))
    text = dice.choice(fitting)
    while len(text) < least:
        text += ("" if text.endswith("。") else "。") + FILLER
    return text[:most]
