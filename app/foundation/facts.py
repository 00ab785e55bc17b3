"""The shape of a fact: what happened, in which stream, and who may read it."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

PUBLIC = "public"
MEMBERS = "members"
BUREAU = "bureau"


def seat_audience(seat_id: int) -> str:
    """Return the audience made of one seat's devices."""
    return f"seat:{seat_id}"


CATALOGUE: dict[str, type["Fact"]] = {}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A fact in the past tense. Subclasses set `kind` (`<noun>.<past verb>`) and add JSON-ready fields.

    `stream` names the object's record (`sitting:12`); `audience` is one of `public`, `members`, `bureau`, `seat:<id>`.
    """

    kind: ClassVar[str]
    changes_rights: ClassVar[bool] = False
    """Whether open sockets must be asked again what they may read."""
    stream: str
    audience: str = PUBLIC

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Enter the fact in the catalogue; two facts cannot share a kind."""
        super().__init_subclass__(**kwargs)
        known = CATALOGUE.setdefault(cls.kind, cls)
        if known.__qualname__ != cls.__qualname__:
            raise TypeError(f"fact kind {cls.kind!r} is taken by {known.__qualname__}")

    def payload(self) -> dict[str, Any]:
        """Return the fields of the fact itself, ready for JSON."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("stream", "audience")}
