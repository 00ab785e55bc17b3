"""What the browser found on the sample, as the journey that walks it wrote down. Read once."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from .sample import Page

FILE: Final = Path(__file__).with_name("looked_at.json")


@dataclass(frozen=True, kw_only=True)
class Look:
    """One page: how many times it was looked at (widths and colour schemes), and how many faults were left."""

    times: int
    faults: int


@dataclass(frozen=True, kw_only=True)
class Looks:
    """All of them, with what looked and when."""

    tool: str
    browser: str
    on: date
    pages: dict[Page, Look]

    @property
    def times(self) -> int:
        """Return how many looks there were."""
        return sum(look.times for look in self.pages.values())

    @property
    def faults(self) -> int:
        """Return how many faults were left."""
        return sum(look.faults for look in self.pages.values())


def read(file: Path = FILE) -> Looks:
    """Read what the journey wrote down."""
    written = json.loads(file.read_text())
    return Looks(
        tool=written["tool"],
        browser=written["browser"],
        on=date.fromisoformat(written["on"]),
        pages={Page(page): Look(**look) for page, look in written["pages"].items()},
    )
