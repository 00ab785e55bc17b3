"""S3, S4: who is present at an instant, whether the quorum is met, and which proxies hold.

Presence is a set of half-open intervals: present from `entered_at`, no longer at `left_at`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Protocol

from app.foundation.errors import Refused
from app.foundation.french import count
from app.sittings.words import PresenceMode


class PresenceInterval(Protocol):
    """One entry and, once it happened, the exit; the stored entity fits."""

    @property
    def seat_id(self) -> int: ...  # noqa: D102 - the names are the documentation
    @property
    def mode(self) -> PresenceMode: ...  # noqa: D102
    @property
    def entered_at(self) -> datetime: ...  # noqa: D102
    @property
    def left_at(self) -> datetime | None: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Stay:
    """An uninterrupted presence of a seat, whatever the way of attending; `left_at` is None while it lasts."""

    seat_id: int
    entered_at: datetime
    left_at: datetime | None = None


def present_at(presences: Iterable[PresenceInterval], instant: datetime) -> dict[int, PresenceMode]:
    """Return how each seat present at that instant attends; of two overlapping ways the latest entry counts."""
    inside = [p for p in presences if p.entered_at <= instant and (p.left_at is None or instant < p.left_at)]
    return {p.seat_id: p.mode for p in sorted(inside, key=lambda p: (p.entered_at, p.mode))}


def stays(presences: Iterable[PresenceInterval]) -> list[Stay]:
    """Return each seat's presence with overlapping and touching intervals joined, by seat then time."""
    joined: list[Stay] = []
    for p in sorted(presences, key=lambda p: (p.seat_id, p.entered_at)):
        if p.left_at is not None and p.left_at <= p.entered_at:
            continue
        last = joined[-1] if joined and joined[-1].seat_id == p.seat_id else None
        if last is None or (last.left_at is not None and last.left_at < p.entered_at):
            joined.append(Stay(seat_id=p.seat_id, entered_at=p.entered_at, left_at=p.left_at))
        else:
            until = None if last.left_at is None or p.left_at is None else max(last.left_at, p.left_at)
            joined[-1] = Stay(seat_id=p.seat_id, entered_at=last.entered_at, left_at=until)
    return joined


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """The quorum at an instant, over voting seats."""

    seats: int
    present: int
    needed: int
    required: bool

    @property
    def reached(self) -> bool:
        """Tell whether the assembly may decide."""
        return self.present >= self.needed if self.required else self.present > 0

    @property
    def missing(self) -> int:
        """Return how many more seats must be present."""
        return max(0, self.needed - self.present) if self.required else 0

    @property
    def sentence(self) -> str:
        """Say the quorum with its computation."""
        here = f"{count(self.present, 'présent')} sur {count(self.seats, 'siège votant', 'sièges votants')}"
        if not self.required:
            return f"{here}. Seconde convocation : aucun quorum n’est exigé."
        if self.reached:
            return f"Quorum atteint : {here}, il en faut {self.needed}."
        return f"Quorum non atteint : {here}, il en faut {self.needed}, il en manque {self.missing}."

    def to_json(self) -> dict[str, Any]:
        """Return what is frozen into a ballot."""
        return {
            "seats": self.seats,
            "present": self.present,
            "needed": self.needed,
            "required": self.required,
            "reached": self.reached,
        }


def quorum(
    voting_seats: Collection[int],
    present: Collection[int],
    *,
    share: Fraction = Fraction(1, 2),
    strict: bool = True,
    second_call: bool = False,
) -> Quorum:
    """Return the quorum: more than `share` of the voting seats (at least `share` when not strict).

    Only seats present themselves count, never proxies; an observer's presence changes nothing.
    """
    seats = frozenset(voting_seats)
    exact = share * len(seats)
    needed = exact.numerator // exact.denominator + 1 if strict else -(-exact.numerator // exact.denominator)
    return Quorum(
        seats=len(seats),
        present=len(seats & frozenset(present)),
        needed=min(max(needed, 1), max(len(seats), 1)),
        required=not second_call,
    )


def check_entering(*, seated: bool, already_present: bool) -> None:
    """S3: presence is an act of a seat, made once at a time."""
    if not seated:
        raise Refused("Seul un siège de la conférence signe la feuille de présence.", rule="S3")
    if already_present:
        raise Refused(
            "Ce siège est déjà présent. Notez d’abord sa sortie s’il a changé de place ou de mode.", rule="S3"
        )


def check_leaving(presence: PresenceInterval | None, at: datetime) -> None:
    """S3: one leaves after having entered."""
    if presence is None or presence.left_at is not None:
        raise Refused("Ce siège n’est pas présent. Notez d’abord son entrée.", rule="S3")
    if at < presence.entered_at:
        raise Refused("La sortie précède l’entrée. Corrigez l’heure de sortie.", rule="S3")


def modes(present: Mapping[int, PresenceMode]) -> dict[PresenceMode, int]:
    """Return how many seats attend in each way."""
    return {mode: sum(m is mode for m in present.values()) for mode in PresenceMode}
