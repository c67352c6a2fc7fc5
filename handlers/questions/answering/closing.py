"""Why a question may be closed without an answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What staff press, and what whoever waits is told."""

    key: str
    label: str
    told: str


CLOSINGS = (
    Closing(key="not_ours", label="不归科协管", told="这件事不归科协管，请向负责的单位咨询。"),
    Closing(
        key="repeated",
        label="重复的问题",
        told="和已经答复过的一个问题相同，答复在「我问过的问题」里。",
    ),
    Closing(
        key="elsewhere",
        label="已在别处答复",
        told="已经在别处答复过您。没有收到的话，请再问一次。",
    ),
)
