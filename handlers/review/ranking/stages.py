"""What a whole list is moved by, step after step: each step its states and its words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A move of the workflow that heads make for many at once."""

    move: str
    label: str
    document: bool = False
    reason: bool = False


SHORTLIST, PASS_OVER, ANNOUNCE = "shortlist", "pass_over", "announce"
SELECT, PUBLISH = "select", "publish"
STAGES = (
    Stage(move=SHORTLIST, label="确定拟入选"),
    Stage(move=PASS_OVER, label="其余未入选", reason=True),
    Stage(move=ANNOUNCE, label="拟入选的开始公示", document=True),
    Stage(move=SELECT, label="公示期满的入选"),
    Stage(move=PUBLISH, label="入选的发布", document=True),
)
# Those that take one of the places there are.
TAKEN = ("shortlisted", "notice", "objection", "selected", "published")
ON_NOTICE = ("notice", "objection")


def stage(move: str) -> Stage:
    return next(each for each in STAGES if each.move == move)
