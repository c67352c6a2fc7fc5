"""What an answer is worth, in words: on buttons, in exports, to staff."""

from collections.abc import Mapping

RATINGS: Mapping[str, str] = {"up": "👍 有用", "down": "👎 没答好"}
# Why it was not good; anything else is in the asker's own words.
REASONS: Mapping[str, str] = {
    "beside": "答非所问",
    "outdated": "内容过时",
    "partly": "没说全",
}
TIERS: Mapping[str, str] = {
    "direct": "有明确规定",
    "related": "有相关规定",
    "not_found": "没有找到依据",
}
OTHER, UNSAID = "其他（请写一句）", "跳过"
