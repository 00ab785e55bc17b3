"""What a clause is for the person who writes it."""

from dataclasses import dataclass

from .reading import Asked


@dataclass(frozen=True, kw_only=True)
class Form:
    """A clause as a person meets it: its title, its rule, why it is there, its fields."""

    title: str
    rule: str
    purpose: str
    fields: tuple[Asked, ...] = ()
