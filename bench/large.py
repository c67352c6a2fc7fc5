"""A library of twenty thousand passages: how long an answer and one more notice take."""

import resource
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from bench.remembering import Remembering
from knowledge.embedding import Embedder
from knowledge.library import Library
from knowledge.notice import Notice
from knowledge.reader import all_readable
from knowledge.vectors import ChromaVectors
from storage.clock import SystemClock


async def opened(notices: Sequence[Notice], embedder: Embedder, vectors: ChromaVectors) -> Library:
    """All of them indexed."""
    library = Library(vectors=vectors, embedder=embedder)
    await library.open(notices)
    await library.catch_up()
    return library


async def measure(
    notices: Sequence[Notice], questions: Sequence[str], embedder: Remembering, folder: Path
) -> dict[str, Any]:
    """Every question once with its vector at hand, once with the model asked for it."""
    begun, made = perf_counter(), embedder.made
    library = await opened(notices, embedder, ChromaVectors(folder))
    indexed, made = perf_counter() - begun, embedder.made - made
    searched = await times(library, questions)
    await library.close()
    begun = perf_counter()
    library = Library(vectors=ChromaVectors(folder), embedder=embedder.model)
    await library.open(notices)
    read_in = perf_counter() - begun
    asked = await times(library, questions)
    figures = {
        "large: passages": library.size[1],
        f"large: indexing, {made} vectors made, s": round(indexed, 1),
        "large: read in again, s": round(read_in, 1),
        "large: asked": len(questions),
        "large: search and judge p50, ms": round(searched[49], 1),
        "large: search and judge p95, ms": round(searched[94], 1),
        "large: with the question's vector p50, ms": round(asked[49], 1),
        "large: with the question's vector p95, ms": round(asked[94], 1),
        "large: one more notice searchable after, s": await one_more(library, notices[0]),
        "large: peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    await library.close()
    return figures


async def times(library: Library, questions: Sequence[str]) -> list[float]:
    """Hundredths of the milliseconds taken, after one question that is not counted."""
    reader = all_readable(SystemClock().now().date())
    await library.ask("热身", reader)
    taken = []
    for question in questions:
        started = perf_counter()
        await library.ask(question, reader)
        taken.append((perf_counter() - started) * 1000)
    return quantiles(taken, n=100)


async def one_more(library: Library, known: Notice) -> float:
    begun = perf_counter()
    text = f"{known.text}\n会员单位的代表每届任期为四年零七个月。"
    await library.add(replace(known, id="one-more", text=text))
    answer = await library.ask(
        f"{known.title}代表每届任期四年零七个月", all_readable(SystemClock().now().date())
    )
    taken = perf_counter() - begun
    if not any(each.notice_id == "one-more" for each in answer.citations):
        raise RuntimeError("the new notice is not found")
    return round(taken, 2)
