"""Lines of text in the picture of a page: where they are, and what they say."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

# The sandbox keeps numpy from those who can do without; this cannot.
if sys.modules.get("numpy", sys) is None:
    del sys.modules["numpy"]

import cv2
import numpy as np
from rapidocr import RapidOCR

# Where lines are is seen at 960 pixels; each is then read 48 pixels high, as the model wants it,
# and squeezed: 24 pixels a character are read as well as 48, in half the time.
DETECTED_AT, HEIGHT, SQUEEZE = 960, 48, 0.55
MOST_LINES, MOST_WIDTH = 500, 80_000
TRIED, UNSURE = 4, 0.75
LOWEST_SCORE, FAINTEST = 0.3, 30
SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.max_side_len": 4096,
    "Global.min_side_len": 30,
    "Global.text_score": 0.0,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": DETECTED_AT,
    "Rec.rec_batch_num": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A stretch of text: its corners from the top left clockwise, and how sure the model is."""

    corners: Any
    text: str = ""
    score: float = 0.0


class Eyes:
    """The two models, loaded once; they are files of the package, nothing is fetched."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        self._engine = RapidOCR(params=SETTINGS)

    def see(self, picture: Any) -> tuple[list[Seen], tuple[int, int], bool]:
        """What stands in an RGB picture, its (width, height) when upright, and if it was all."""
        pixels = np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])
        found = self._places(pixels)
        if lies_on_its_side(found):
            pixels = np.ascontiguousarray(np.rot90(pixels))
            found = self._places(pixels)
        if self._stands_on_its_head(pixels, found):
            found = [turned_over(each, pixels) for each in reversed(found)]
            pixels = np.ascontiguousarray(np.rot90(pixels, 2))
        seen: list[Seen] = []
        spent = 0
        for place in found:
            strip = strip_of(pixels, place.corners)
            spent += strip.shape[1]
            if spent > MOST_WIDTH:
                break
            seen.append(self._read(strip, place))
        height, width = pixels.shape[:2]
        kept = [each for each in seen if each.text.strip() and each.score > LOWEST_SCORE]
        return kept, (width, height), len(seen) == len(found)

    def _places(self, pixels: Any) -> list[Seen]:
        share = min(DETECTED_AT / max(pixels.shape), 1.0)
        small = cv2.resize(pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        if np.ptp(small) < FAINTEST:
            return []
        found = self._engine(small, use_det=True, use_cls=False, use_rec=False)
        boxes = [] if found.boxes is None else found.boxes
        return [
            Seen(corners=np.asarray(box, dtype=np.float32) / share) for box in boxes[:MOST_LINES]
        ]

    def _read(self, strip: Any, place: Seen) -> Seen:
        found = self._engine(strip, use_det=False, use_cls=False, use_rec=True)
        if not found.txts:
            return place
        return replace(place, text=found.txts[0], score=float(found.scores[0]))

    def _scores(self, strips: Sequence[Any]) -> list[float]:
        return [self._read(strip, Seen(corners=None)).score for strip in strips]

    def _stands_on_its_head(self, pixels: Any, found: Sequence[Seen]) -> bool:
        """By its longest lines: what cannot be read may be read the other way round."""
        longest = sorted(found, key=lambda each: -size_of(each.corners)[0])[:TRIED]
        strips = [strip_of(pixels, each.corners) for each in longest]
        scores = self._scores(strips)
        if not scores or np.mean(scores) > UNSURE:
            return False
        turned = [np.ascontiguousarray(np.rot90(strip, 2)) for strip in strips]
        others = self._scores(turned)
        return bool(np.mean(others) > np.mean(scores) + 0.1)


def _corners(width: float, height: float) -> Any:
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)


def size_of(corners: Any) -> tuple[float, float]:
    width = max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[3] - corners[2]))
    height = max(np.linalg.norm(corners[0] - corners[3]), np.linalg.norm(corners[1] - corners[2]))
    return float(width), float(height)


def turned_over(place: Seen, pixels: Any) -> Seen:
    """Where it is when the page has been turned by half a circle."""
    height, width = pixels.shape[:2]
    corners = np.array([width, height], dtype=np.float32) - np.roll(place.corners, 2, axis=0)
    return replace(place, corners=corners)


def lies_on_its_side(found: Sequence[Seen]) -> bool:
    """Most of its lines run downwards."""
    sizes = [size_of(each.corners) for each in found]
    tall = sum(height > 1.5 * width for width, height in sizes)
    return tall > 3 and tall > 0.6 * len(sizes)


def strip_of(pixels: Any, corners: Any) -> Any:
    """One line, straight, of the height the model wants."""
    width, height = (max(int(each), 4) for each in size_of(corners))
    matrix = cv2.getPerspectiveTransform(corners, _corners(width, height))
    strip = cv2.warpPerspective(
        pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    wide = min(max(int(width * HEIGHT / height * SQUEEZE), HEIGHT // 2), 4_000)
    return cv2.resize(strip, (wide, HEIGHT), interpolation=cv2.INTER_AREA)


def slope_of(found: Sequence[Seen]) -> float:
    """The sine of the angle the page is turned by, of its longer lines."""
    slopes = []
    for each in found:
        width, height = size_of(each.corners)
        if width > 5 * height:
            slopes.append(float(each.corners[1][1] - each.corners[0][1]) / width)
    return float(np.median(slopes)) if slopes else 0.0
