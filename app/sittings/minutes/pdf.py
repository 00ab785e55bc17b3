"""Minutes as tagged PDF (PDF/UA-1): the template is ours, the texts of people are data and never markup."""

from pathlib import Path
from typing import Any

from app.foundation.press import printed
from app.sittings.words import MinutesState
from app.web.french import typeset

from .views import MinutesPage, RecordPage

TEMPLATE = Path(__file__).with_name("minutes.typ")


def _print(data: dict[str, Any]) -> bytes:
    return printed(TEMPLATE.read_bytes(), _typeset(data))


def _typeset(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _typeset(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_typeset(inner) for inner in value]
    return typeset(value) if isinstance(value, str) else value


def minutes(doc: dict[str, Any], page: MinutesPage) -> bytes:
    """Print minutes with their state, their signatures and their fingerprint."""
    kept = page.kept
    return _print(
        {
            "kind": "minutes",
            "doc": doc,
            "state": page.state_words,
            "watermark": "PROJET" if page.draft else "",
            "fingerprint": "" if page.state is MinutesState.DRAFT else page.fingerprint,
            "signatures": [f"{s['name']}, {s['quality']}" for s in (kept.signatures if kept else [])],
        }
    )


def decisions_record(page: RecordPage) -> bytes | None:
    """Print the record of decisions, None before the sitting."""
    if page.doc is None:
        return None
    return _print(
        {
            "kind": "record",
            "doc": page.doc,
            "state": "complet" if page.complete else "provisoire",
            "watermark": "" if page.complete else "PROVISOIRE",
            "fingerprint": "",
            "signatures": [],
        }
    )
