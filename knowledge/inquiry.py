"""One question from finding to judging: all its readings, the reranker, and what still counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.currency import in_force
from knowledge.judging import Judge, Judged
from knowledge.questions import Question
from knowledge.reader import Reader
from knowledge.reranking import Reranker, rerank
from knowledge.search import Hit, Search
from knowledge.years import years_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was looked at closely, and all hits; both best first."""

    judged: Sequence[Judged]
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """Looks at one shelf for one question; several readings count alike."""

    search: Search
    judge: Judge
    reranker: Reranker | None = None

    async def look(self, readings: Sequence[Question], reader: Reader) -> Found:
        """The last reading is the fullest."""
        found = [await self.search.find(reading, reader.visible) for reading in readings]
        hits = self._here(found[0] if len(found) == 1 else together(found))
        if self.reranker is not None:
            ranked = await rerank(self.reranker, readings[-1].text, hits, self.search.shelf)
            hits = self._here(ranked)
        judged = agreed([self.judge.rank(reading, hits) for reading in readings])
        years = years_in(readings[-1].text)
        counting = in_force(judged, self.search.shelf, reader.today, years)
        seen = {each.hit.passage.id for each in counting}
        rest = [hit for hit in hits if hit.passage.id not in seen]
        return Found(judged=counting, hits=[each.hit for each in counting] + rest)

    def _here(self, hits: Sequence[Hit]) -> list[Hit]:
        """Without what was taken away or changed while somebody was looking for it."""
        return [hit for hit in hits if self.search.shelf.holds(hit.passage)]


def together(found: Sequence[Sequence[Hit]]) -> list[Hit]:
    """The mean of the scores; what one reading does not find at all counts nothing there."""
    best: dict[str, Hit] = {}
    for hits in found:
        for hit in hits:
            part = hit.score / len(found)
            known = best.get(hit.passage.id)
            if known is None:
                best[hit.passage.id] = replace(hit, score=part)
                continue
            cosines = [each for each in (known.cosine, hit.cosine) if each is not None]
            best[hit.passage.id] = replace(
                known,
                score=known.score + part,
                cosine=max(cosines, default=None),
                lexical=max(known.lexical, hit.lexical),
            )
    return sorted(best.values(), key=lambda hit: -hit.score)


def agreed(judgements: Sequence[Sequence[Judged]]) -> list[Judged]:
    """Each passage as the reading sees it that is surer of it, at the mean of its ranks."""
    if len(judgements) == 1:
        return list(judgements[0])
    by_id: dict[str, list[Judged]] = {}
    for each in (one for judged in judgements for one in judged):
        by_id.setdefault(each.hit.passage.id, []).append(each)
    merged = []
    for views in by_id.values():
        surest = max(views, key=lambda view: view.certainty())
        mean = sum(view.rank for view in views) / len(views)
        merged.append(replace(surest, behind=surest.behind + surest.rank - mean))
    return sorted(merged, key=lambda each: -each.rank)
