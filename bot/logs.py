"""Structured log lines: facts, never message texts, never tokens."""

import logging
import sys

import structlog


def configure_logs(*, secrets: tuple[str, ...] = ()) -> None:
    """One JSON object a line, or coloured lines on a terminal."""

    def redact(_logger: object, _name: str, line: str) -> str:
        for secret in secrets:
            line = line.replace(secret, "***")
        return line

    stamp = structlog.processors.TimeStamper(fmt="iso", utc=False)
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        stamp,
    ]
    terminal = sys.stderr.isatty()
    rendering: list[structlog.types.Processor] = (
        [structlog.dev.ConsoleRenderer()]
        if terminal
        else [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    structlog.configure(
        processors=[*shared, *rendering, redact],  # type: ignore[list-item]
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *rendering,
                redact,  # type: ignore[list-item]
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("bm25s").setLevel(logging.WARNING)  # sets itself to DEBUG
