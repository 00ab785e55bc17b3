"""The fact that the demonstration is there."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import BUREAU, Fact

DEMO = "demo:1"


@dataclass(frozen=True, kw_only=True)
class DemoLoaded(Fact):
    """The demonstration was loaded on that day; its dates are counted from it."""

    kind: ClassVar[str] = "demo.loaded"
    stream: str = DEMO
    audience: str = BUREAU
    on: str
