"""Every file that comes in by a door is shown to the scanner, when there is one, before its command runs."""

from typing import Any

import structlog

from app.foundation.errors import Invalid
from app.foundation.files import Upload
from app.foundation.scanning import Scanner, ScannerSilent

from .house import House

log = structlog.get_logger()


def scan(home: House, command: str, arguments: dict[str, Any]) -> None:
    """Look into the files of a command; nothing is known of them but how it ended."""
    if not home.settings.clamd:
        return
    scanner = Scanner(home.settings.clamd)
    for field, value in arguments.items():
        if isinstance(value, Upload):
            _scan(home, scanner, command, field, value)


def _scan(home: House, scanner: Scanner, command: str, field: str, upload: Upload) -> None:
    ended = "clean"
    try:
        scanner.check(upload.content, field)
    except Invalid:
        ended = "infected"
        log.warning("upload_infected", command=command, size=len(upload.content))
        raise
    except ScannerSilent as fault:
        ended = "unchecked"
        log.error("scanner_silent", command=command, why="; ".join(getattr(fault, "__notes__", ())))
        raise
    finally:
        if "metrics" in home.notes:
            home.notes["metrics"].uploads.labels(ended).inc()
