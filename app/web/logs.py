"""One line of JSON per event on the error output.

Never a request body, a cookie or a local variable: they are personal.
"""

import sys

import structlog


def configure() -> None:
    """Set structlog up once; tracebacks are plain text, without the values of variables."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
