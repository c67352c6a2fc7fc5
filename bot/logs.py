"""Structured log lines: facts, never message texts, never tokens, nobody's numbers."""

import logging
import sys
from uuid import uuid4

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from forms.masking import mask

FACTS: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=False),
)


def configure_logs(*, secrets: tuple[str, ...] = (), level: int = logging.INFO) -> None:
    """One JSON object a line, or coloured lines on a terminal."""
    rendering = [*_rendering(sys.stderr.isatty()), _redacting(secrets)]
    structlog.configure(
        processors=[*FACTS, *rendering],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    _configure_others(rendering)


def _configure_others(rendering: list[Processor]) -> None:
    """The libraries' own log lines, in the same form, from warnings on."""
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)  # some libraries set their own loggers to DEBUG
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=list(FACTS), processors=[remove, *rendering]
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _rendering(terminal: bool) -> list[Processor]:
    if terminal:
        # Rich tracebacks show local variables, and those hold what people wrote.
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(exception_formatter=plain)]
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def _redacting(secrets: tuple[str, ...]) -> Processor:
    def redact(_logger: WrappedLogger, _name: str, line: EventDict) -> str:
        text = str(line)  # the renderer before has made it one
        for secret in secrets:
            text = text.replace(secret, "***")
        return mask(text)  # an exception may quote what somebody typed

    return redact


def incident_number() -> str:
    """Twelve hexadecimal digits in which no redaction sees somebody's mobile number."""
    while mask(number := uuid4().hex[:12]) != number:
        continue
    return number
