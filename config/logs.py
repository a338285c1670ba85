"""Log lines by structlog: readable on one machine, JSON where a collector reads them."""

import logging.config
import re
from typing import Any

import structlog

# Libraries that tell more than a reader of the log wants to know.
CHATTY = ("fontTools", "weasyprint")
# Addresses whose last part opens something: an invitation, a new password, a confirmation.
SECRET = re.compile(r"(/join/|/confirm-email/|/password/reset/key/)[^/\s'\"?]+")
ERROR, UNAVAILABLE = 500, 503


class RefusalFilter(logging.Filter):
    """Tells in a line what is no fault of the program: a refusal, or a database that is away."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the traceback from a record about an answer below 500, or of 503."""
        status = getattr(record, "status_code", ERROR)
        if status < ERROR or status == UNAVAILABLE:
            record.exc_info = record.exc_text = None
        return True


def hide_secrets(_logger: Any, _name: str, line: str) -> str:
    """Return the line, in JSON or not, without what opens something to whoever reads the log."""
    return SECRET.sub(r"\1…", line)


def configure(options: dict[str, Any]) -> None:
    """Send structlog's and the standard library's records through one formatter."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_renderers(as_json=options["json"]),
            hide_secrets,
        ],
        "foreign_pre_chain": shared,
    }
    handler = {
        "class": "logging.StreamHandler",
        "formatter": "structured",
        "filters": ["refusals"],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"structured": formatter},
            "filters": {"refusals": {"()": RefusalFilter}},
            "handlers": {"console": handler},
            "loggers": {name: {"level": "ERROR"} for name in CHATTY},
            "root": {"handlers": ["console"], "level": options["level"]},
        }
    )


def _renderers(*, as_json: bool) -> list[Any]:
    """Return what makes a line of a record."""
    if as_json:
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    # Plain tracebacks: the values of variables may be somebody's answers, and belong in no log.
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
