"""The roll of a ballot as it is counted: who was present, who was represented, what each chose and by which power."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from app.sittings.models import Ballot, ProxyGiven, Sitting
from app.sittings.proxies.queries import in_force, proxy_wire, seats_present, state
from app.sittings.rules.ballots import Cast, Result
from app.sittings.words import ProxyState

from .queries import Voter, voters

ENDED = "ended"
"""A power that served in the ballot and is no longer in force when it closes: the vote cast stays."""


@dataclass(frozen=True, kw_only=True)
class Roll:
    """The lines of the roll, the powers in force and the seats present, all at the same instant."""

    voters: tuple[Voter, ...]
    powers: tuple[ProxyGiven, ...]
    present: frozenset[int]

    def casts(self) -> list[Cast]:
        """Return the votes received."""
        return [Cast(seat_id=v.line.seat_id, choice=v.choice, weight=v.line.weight) for v in self.voters if v.choice]

    def represented(self, voter: Voter) -> bool:
        """Tell whether an absent seat counts by a power: one that acts, or by which it voted."""
        if voter.present:
            return False
        return voter.power is not None or voter.line.seat_id in self._acting

    @cached_property
    def _acting(self) -> frozenset[int]:
        return frozenset(p.principal_seat_id for p in self.powers if state(p, self.present) is ProxyState.ACTING)

    def weight(self) -> Decimal:
        """Return the weight of the whole roll."""
        return _weight(self.voters)

    def weight_present(self) -> Decimal:
        """Return the weight of those present themselves."""
        return _weight(v for v in self.voters if v.present)

    def weight_represented(self) -> Decimal:
        """Return the weight of those who count by a power."""
        return _weight(v for v in self.voters if self.represented(v))

    def published(self, counted: Result, seats: Decimal) -> dict[str, Any]:
        """Return the result as it is frozen: the count, the names, and the powers of that instant."""
        return {
            **counted.to_json(),
            "turnout": sum(v.choice is not None for v in self.voters),
            "roll": len(self.voters),
            "present": sum(v.present for v in self.voters),
            "present_weight": str(self.weight_present()),
            "represented": sum(self.represented(v) for v in self.voters),
            "represented_weight": str(self.weight_represented()),
            "seats_weight": str(seats),
            "proxies": self._powers(),
            "votes": [self._named(v) for v in self.voters],
        }

    def _powers(self) -> list[dict[str, Any]]:
        used = {v.power.id: v.power for v in self.voters if v.power is not None}
        standing = {power.id: state(power, self.present).value for power in self.powers}
        known = {power.id: power for power in self.powers} | used
        return [
            {**proxy_wire(power), "state": standing.get(id, ENDED), "voted": id in used}
            for id, power in sorted(known.items())
        ]

    def _named(self, voter: Voter) -> dict[str, Any]:
        seat = voter.line.seat
        return {
            "seat_id": seat.id,
            "institution": seat.institution.name,
            "level": seat.level.value,
            "name": voter.line.person.name,
            "weight": str(voter.line.weight.normalize()),
            "present": voter.present,
            "represented": self.represented(voter),
            "choice": voter.choice.value if voter.choice else None,
            "on_behalf": voter.on_behalf,
            "by_proxy": _carrier(voter.power) if voter.power else None,
        }


def roll_at(session: Session, sitting: Sitting, ballot: Ballot, at: datetime) -> Roll:
    """Return the roll of a ballot with presences and powers as they are at this instant."""
    return Roll(
        voters=tuple(voters(session, ballot)),
        powers=tuple(in_force(session, sitting, at)),
        present=seats_present(session, sitting.id),
    )


def _weight(lines: Iterable[Voter]) -> Decimal:
    return sum((v.line.weight for v in lines), Decimal(0))


def _carrier(power: ProxyGiven) -> dict[str, Any]:
    return {
        "proxy_id": power.id,
        "seat_id": power.holder_seat_id,
        "name": power.holder.name,
        "institution": power.holder_seat.institution.name,
    }
