"""The guide as tagged PDF (PDF/UA-1): the template is ours, the words of the contract are data and never markup."""

from pathlib import Path
from typing import Any

from app.foundation.press import printed
from app.web.french import typeset

TEMPLATE = Path(__file__).with_name("guide.typ")


def print_guide(content: dict[str, Any], *, version: str, digest: str) -> bytes:
    """Return the guide as a file; the same guide gives the same pages."""
    data = _said(content | {"version": version}) | {"digest": digest}
    return printed(TEMPLATE.read_bytes(), data)


def _said(content: dict[str, Any]) -> dict[str, Any]:
    return {name: _set(value) for name, value in content.items()}


def _set(value: Any) -> Any:
    """Return the words with the spaces that French wants, wherever they stand."""
    match value:
        case str():
            return typeset(value)
        case dict():
            return _said(value)
        case list():
            return [_set(one) for one in value]
    return value
