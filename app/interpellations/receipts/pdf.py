"""The accusé de réception as tagged PDF (PDF/UA-1)."""

from pathlib import Path
from typing import Any

from app.foundation.french import day
from app.foundation.press import printed
from app.web.french import typeset

from .content import Mentions, paragraphs

TEMPLATE = Path(__file__).with_name("receipt.typ")


def print_receipt(mentions: Mentions, *, sent_on: str) -> bytes:
    """Return the PDF; the same mentions give the same pages on every machine."""
    data = {
        "title": f"Accusé de réception de l’interpellation {mentions.number}",
        "author": mentions.secretariat,
        "sent": f"Envoyé le {sent_on}",
        "footer": f"Interpellation {mentions.number}, reçue le {day(mentions.received_on)}",
        "parts": paragraphs(mentions),
    }
    said = {name: _typeset(value) for name, value in data.items()}
    return printed(TEMPLATE.read_bytes(), said)


def _typeset(value: Any) -> Any:
    return typeset(value) if isinstance(value, str) else [[typeset(words) for words in part] for part in value]
