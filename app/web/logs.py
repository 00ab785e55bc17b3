"""One line of JSON per event on the error output.

Never a request body, a cookie or a local variable: they are personal. What a library says in an error may quote a row:
addresses, networks and secrets are struck out of every line.
"""

import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Final

import structlog

STRUCK_OUT: Final = (
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "<courriel>"),
    (re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"), "<réseau>"),
    (re.compile(r"(?<![\w:])(?=(?:[0-9a-fA-F]*:){3})[0-9a-fA-F:]{5,39}(?![\w:])"), "<réseau>"),
    # A key of ours: 43 signs of base64 without a break. Names of Python have fewer digits and capitals at once.
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{40,}(?![\w-])"), "<secret>"),
)


def without_persons(_logger: object, _level: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Strike out of a line what would name somebody or open something."""
    return {name: _struck(value) for name, value in line.items()}


def _struck(value: Any) -> Any:
    if isinstance(value, str):
        for pattern, instead in STRUCK_OUT:
            value = pattern.sub(instead, value)
    return value


def configure() -> None:
    """Set structlog up once; tracebacks are plain text, without the values of variables."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            without_persons,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
