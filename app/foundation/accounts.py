"""What the door-frame must know of an account to recognise who is asking."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AccountFacts:
    """What the door-frame must know of an account."""

    person_id: int
    name: str
    administrator: bool
    generation: int
