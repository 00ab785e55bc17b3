"""The real contracts of the Hauts-de-France as public documents of 2019 to 2021 tell them, with the catalogue."""

from importlib.resources import files
from typing import Any

from app.contracts.importing.reading import parse


def shipped(name: str) -> list[Any]:
    """Return one of the files that come with the product, read like any other."""
    return parse((files(__package__) / f"{name}.json").read_text(encoding="utf-8"), f"{name}.json")
