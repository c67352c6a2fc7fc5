"""What a whole list is moved by, step after step: each step its states and its words."""

from collections.abc import Mapping
from dataclasses import dataclass

SHORTLIST, PASS_OVER, ANNOUNCE = "shortlist", "pass_over", "announce"
SELECT, PUBLISH = "select", "publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A move of the workflow that heads make for many at once."""

    move: str
    label: str
    state: str  # where what it moves stands
    document: bool = False
    reason: bool = False
    opinions: tuple[str, ...] = ()  # offered to be pressed

    def is_open(self, with_scores: int, scored: int, counts: Mapping[str, int]) -> bool:
        """Whether there is anything to make it for."""
        if self.move == SHORTLIST:
            return with_scores > 0
        return scored > 0 if self.move == PASS_OVER else counts.get(self.state, 0) > 0


STAGES = (
    Stage(move=SHORTLIST, label="确定拟入选", state="scoring", opinions=("同意", "同意拟入选")),
    Stage(move=PASS_OVER, label="其余未入选", state="scoring", reason=True),
    Stage(move=ANNOUNCE, label="拟入选的开始公示", state="shortlisted", document=True),
    Stage(move=SELECT, label="公示期满的入选", state="notice", opinions=("同意", "同意入选")),
    Stage(move=PUBLISH, label="入选的发布", state="selected", document=True),
)
# Those that take one of the places there are.
TAKEN = ("shortlisted", "notice", "objection", "selected", "published")
ON_NOTICE = ("notice", "objection")


def stage(move: str) -> Stage:
    return next(each for each in STAGES if each.move == move)
