"""Who acts, and in what capacities: a plain value that policies can read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class CapacityKind(StrEnum):
    """The capacities of DOMAIN.md section 7 that an act in the database can prove."""

    DELEGATE = "delegate"
    OBSERVER = "observer"
    CHAIR = "chair"
    SECRETARY = "secretary"
    PARTNER = "partner"
    GROUP_MEMBER = "group_member"
    CONTRACT_OFFICER = "contract_officer"
    WATCHER = "watcher"
    BODY_OFFICER = "body_officer"


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """One capacity in force on the day the actor was read.

    Most belong to a conference; a contract officer's belongs to an institution alone, a body officer's to a body,
    a watcher's to a contract.
    """

    kind: CapacityKind
    conference_id: int | None = None
    seat_id: int | None = None
    institution_id: int | None = None
    group_id: int | None = None
    contract_id: int | None = None
    body_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """How the person behind a request is signed in, on the device that asks."""

    device_id: int
    proved_at: datetime
    seen_at: datetime
    second_factor: bool = False


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person (or the system, or a visitor) with the capacities they hold now."""

    person_id: int | None = None
    name: str = ""
    administrator: bool = False
    system: bool = False
    capacities: tuple[Capacity, ...] = ()
    sign_in: SignIn | None = None
    withheld: bool = False
    """Whether capacities are kept back until this person has shown a second factor."""

    @property
    def signed_in(self) -> bool:
        """Tell whether a person is behind this actor."""
        return self.person_id is not None

    def holding(self, kind: CapacityKind, conference_id: int) -> Iterable[Capacity]:
        """Yield the capacities of that kind in that conference."""
        return (c for c in self.capacities if c.kind is kind and c.conference_id == conference_id)

    def holds(self, conference_id: int, *kinds: CapacityKind) -> bool:
        """Tell whether the actor has one of these capacities in that conference."""
        return any(c.conference_id == conference_id and c.kind in kinds for c in self.capacities)

    def seats_in(self, conference_id: int) -> frozenset[int]:
        """Return the seats (voting and observer) the actor holds in that conference."""
        return frozenset(
            c.seat_id for c in self.capacities if c.conference_id == conference_id and c.seat_id is not None
        )

    def voting_seats_in(self, conference_id: int) -> frozenset[int]:
        """Return the voting seats the actor holds in that conference."""
        return frozenset(c.seat_id for c in self.holding(CapacityKind.DELEGATE, conference_id) if c.seat_id is not None)

    def groups_in(self, conference_id: int) -> frozenset[int]:
        """Return the thematic groups the actor belongs to in that conference."""
        return frozenset(
            c.group_id for c in self.holding(CapacityKind.GROUP_MEMBER, conference_id) if c.group_id is not None
        )

    def officer_for(self) -> frozenset[int]:
        """Return the institutions whose contract officer the actor is."""
        return frozenset(
            c.institution_id
            for c in self.capacities
            if c.kind is CapacityKind.CONTRACT_OFFICER and c.institution_id is not None
        )

    def bodies_of(self) -> frozenset[int]:
        """Return the bodies in whose name the actor may act."""
        return frozenset(
            c.body_id for c in self.capacities if c.kind is CapacityKind.BODY_OFFICER and c.body_id is not None
        )

    def watches(self, contract_id: int, body_id: int | None = None) -> bool:
        """Tell whether a body (that one, when it is given) has designated the actor to watch that contract."""
        return any(
            c.kind is CapacityKind.WATCHER and c.contract_id == contract_id and body_id in (None, c.body_id)
            for c in self.capacities
        )


GUARDED = frozenset({CapacityKind.CHAIR, CapacityKind.SECRETARY})
"""With the administration of the platform, the capacities that ask for a second factor."""


def until_second_factor(actor: Actor) -> Actor:
    """Return the actor as they are until a second factor is shown: without the capacities that ask for one."""
    shown = actor.sign_in is not None and actor.sign_in.second_factor
    kept = tuple(capacity for capacity in actor.capacities if capacity.kind not in GUARDED)
    if shown or (kept == actor.capacities and not actor.administrator):
        return actor
    return replace(actor, administrator=False, capacities=kept, withheld=True)


VISITOR = Actor()
SYSTEM = Actor(system=True, name="Système")
