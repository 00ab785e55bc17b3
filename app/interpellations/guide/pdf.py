"""The guide as tagged PDF (PDF/UA-1): the template is ours, the words of the contract are data and never markup."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from app.web.french import typeset

TEMPLATE = Path(__file__).with_name("guide.typ")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Return only the fonts that the compiler brings, so that every machine prints the same pages."""
    return typst.Fonts(include_system_fonts=False)


def print_guide(content: dict[str, Any], *, version: str, digest: str) -> bytes:
    """Return the guide as a file; the same guide gives the same pages."""
    data = json.dumps(_said(content | {"version": version}) | {"digest": digest})
    press = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    printed = press.compile(
        input=TEMPLATE.read_bytes(), format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"]
    )
    assert isinstance(printed, bytes)
    return printed


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
