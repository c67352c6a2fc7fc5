"""Runs inside the sandbox: limits itself, calls one function, prints JSON lines.

`python -m bot.sandbox_child module:function path arguments limits`. Nothing heavy is imported
here: the limits must be in force before anything reads the file.
"""

import importlib
import json
import os
import resource
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

OUT_OF_MEMORY = 75
TOGETHER = 100  # rows per line: a line costs the parent more than a row


def main() -> None:
    job, path, arguments, limits = sys.argv[1:]
    restrict(**json.loads(limits))
    # openpyxl looks for it and does without: a fifth of all the time a small file takes.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        for line in work(job, Path(path), json.loads(arguments)):
            tell(line)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # there may be none left to say so in words
    except Exception as error:  # noqa: BLE001 - the parent decides what it means
        tell(explanation(error))


def restrict(memory: int, cpu_seconds: int, written: int = 0) -> None:
    """Little memory, little time, no byte written to any file (or not many), no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def work(job: str, path: Path, arguments: dict[str, Any]) -> Iterator[dict[str, Any]]:
    module, _, name = job.partition(":")
    result = getattr(importlib.import_module(module), name)(path, **arguments)
    if not isinstance(result, Iterator):
        result = iter([result])
    while some := list(islice(result, TOGETHER)):
        yield {"some": some}
    yield {"end": True}


def explanation(error: Exception) -> dict[str, Any]:
    """A refusal with its facts; of anything else the type only: a message may quote the file."""
    facts = getattr(error, "facts", None)
    if callable(facts):
        kind = type(error)
        return {"refused": kind.__name__, "family": kind.__module__, "facts": facts()}
    return {"failed": type(error).__name__}


def tell(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
