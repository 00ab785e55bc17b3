"""Capacities of a day with what proves them, and the acts they opened."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.conferences.models import Conference, GroupMember, Mandate, PresidencyTerm, Seat, ThematicGroup
from app.conferences.queries.capacities import OFFICES, capacities_of_all, running
from app.conferences.queries.reglement import changes_of, settings_of_day
from app.foundation.actors import Actor, Capacity, CapacityKind

from .acts import ACTS, IN_A_GROUP, AnySitting
from .carried import Carried, carried_on
from .evidence import Recorded, SittingOfDay, latest, recorded, sittings_of

WORDS = {
    CapacityKind.CHAIR: "Présidence",
    CapacityKind.DELEGATE: "Siège votant",
    CapacityKind.OBSERVER: "Siège d’observation",
    CapacityKind.SECRETARY: "Secrétariat",
    CapacityKind.PARTNER: "Représentation de l’État",
    CapacityKind.GROUP_MEMBER: "Membre du groupe",
}
SUBSTITUTE = "Suppléance de la présidence"
STATUTE = "La loi : la région préside (CGCT, art. L. 1111-9-1)"


@dataclass(frozen=True, kw_only=True)
class Held:
    """One capacity of one person: from when to when, and by which act."""

    person_id: int
    name: str
    capacity: Capacity
    words: str
    of: str
    """The institution or the group it comes from."""
    since: date
    until: date | None
    """First day on which it no longer runs; None while no end is on record."""
    proof: str
    recorded_on: date | None
    """When it was written here; None for what was there before the journal."""

    @property
    def recorded_late(self) -> bool:
        """Tell whether it was put on record after it began."""
        return self.recorded_on is not None and self.recorded_on > self.since


@dataclass(frozen=True, kw_only=True)
class Power:
    """An act, the rule in its own words, and each capacity that opened it."""

    words: str
    rule: str
    held: tuple[Held, ...]

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Return each person once, with the capacities that opened the act to them."""
        by_person = sorted(self.held, key=lambda one: (one.name, one.person_id))
        grouped = [list(ones) for _id, ones in groupby(by_person, key=lambda one: one.person_id)]
        return tuple((ones[0].name, ", ".join(f"{one.words} – {one.of}" for one in ones)) for ones in grouped)

    @property
    def capacities(self) -> tuple[tuple[str, int], ...]:
        """Return the kinds of capacity that opened the act, each with how many had it."""
        return tuple(Counter(one.words for one in self.held).items())


@dataclass(frozen=True, kw_only=True)
class Powers:
    """Who could do what in a conference on a day."""

    day: date
    held: tuple[Held, ...]
    acts: tuple[Power, ...]
    sittings: tuple[SittingOfDay, ...]
    carried: tuple[Carried, ...]


def who_could(session: Session, conference: Conference, day: date, *, inside: bool = False) -> Powers:
    """Return every capacity in force that day with its proof, and what each opened. Ten reads.

    `inside`: the reader belongs to the conference, and reads of powers that its public record does not tell.
    """
    mandates = _mandates(session, conference.id, day)
    members = _members(session, conference.id, day)
    people = {m.person_id: m.person for m in mandates} | {m.person_id: m.person for m in members if m.person}
    capacities = capacities_of_all(session, [id for id in people if id is not None], day)
    terms = [term for term in _terms(session, conference.id, day) if term.runs_on(day)]
    found = _Found(conference, mandates, members, terms, recorded(session, conference))
    held = tuple(
        found.held(person_id, people[person_id].name, capacity)
        for person_id, theirs in capacities.items()
        for capacity in theirs
        if capacity.conference_id == conference.id
    )
    held = tuple(sorted(held, key=lambda one: (list(WORDS).index(one.capacity.kind), one.of, one.name)))
    acts = tuple(_acts(session, conference, held, settings_of_day(conference, changes_of(session, conference), day)))
    carried = tuple(carried_on(session, conference, day, inside=inside))
    sittings = sittings_of(session, conference, day)
    return Powers(day=day, held=held, acts=acts, sittings=sittings, carried=carried)


def _acts(session: Session, conference: Conference, held: Sequence[Held], reglement: dict[str, Any]) -> Iterator[Power]:
    sitting = AnySitting(conference_id=conference.id, reglement=reglement)
    for act in ACTS:
        # Each capacity is put to the policy alone, so that the page says which one opened the door.
        opened = tuple(one for one in held if act.open_to(_alone(one), sitting))
        yield Power(words=act.words, rule=act.rule, held=opened)
    named = {one.capacity.group_id for one in held if one.capacity.group_id is not None}
    groups = session.scalars(select(ThematicGroup).where(ThematicGroup.id.in_(named)).order_by(ThematicGroup.id))
    for group in groups if named else ():
        of_group = AnySitting(conference_id=conference.id, reglement=reglement, group_id=group.id)
        opened = tuple(one for one in held if IN_A_GROUP.open_to(_alone(one), of_group))
        yield Power(words=f"{IN_A_GROUP.words} «\u00a0{group.name}\u00a0»", rule=IN_A_GROUP.rule, held=opened)


def _alone(held: Held) -> Actor:
    return Actor(person_id=held.person_id, name=held.name, capacities=(held.capacity,))


class _Found:
    """The rows of the day, from which each capacity is told with its dates and its act."""

    def __init__(
        self,
        conference: Conference,
        mandates: Sequence[Mandate],
        members: Sequence[GroupMember],
        terms: Sequence[PresidencyTerm],
        written: Recorded,
    ) -> None:
        self._mandates = {(m.person_id, m.seat_id): m for m in mandates}
        self._offices = {(m.person_id, OFFICES[m.office]): m for m in mandates if m.office is not None}
        self._members = {(m.person_id, m.group_id): m for m in members}
        self._term = next(iter(terms), None)
        self._conference = conference
        self._written = written

    def held(self, person_id: int, name: str, capacity: Capacity) -> Held:
        """Return the capacity with what proves it."""
        if capacity.kind is CapacityKind.GROUP_MEMBER:
            said = self._of_group(self._members[person_id, capacity.group_id or 0])
        elif capacity.seat_id is None:
            said = self._of_office(self._offices[person_id, capacity.kind])
        else:
            said = self._of_seat(self._mandates[person_id, capacity.seat_id], capacity)
        return Held(person_id=person_id, name=name, capacity=capacity, words=_words(capacity), **said._asdict())

    def _of_group(self, member: GroupMember) -> "_Said":
        of = f"{member.group.name}, {member.institution.name}"
        return _Said(
            of, member.named_on, member.ended_on, "Nomination par la conférence", self._written.members.get(member.id)
        )

    def _of_office(self, mandate: Mandate) -> "_Said":
        written = self._written.mandates.get(mandate.id)
        return _Said(self._conference.name, mandate.starts_on, mandate.ends_on, mandate.proof, written)

    def _of_seat(self, mandate: Mandate, capacity: Capacity) -> "_Said":
        assert mandate.seat is not None
        since = max(mandate.starts_on, mandate.seat.starts_on)
        until = _first(mandate.ends_on, mandate.seat.ends_on)
        written = self._written.mandates.get(mandate.id)
        said = _Said(mandate.seat.institution.name, since, until, mandate.proof, written)
        if capacity.kind is not CapacityKind.CHAIR:
            return said
        if self._term is None:
            return said._replace(proof=f"{STATUTE}\u00a0; {mandate.proof}")
        by = self._term.decision or "Présidence inscrite au registre"
        interim = " (intérim)" if self._term.interim else ""
        return said._replace(
            since=max(since, self._term.starts_on),
            until=_first(until, self._term.last_day_excluded),
            proof=f"{by}{interim}\u00a0; {mandate.proof}",
            # Somebody presides once both are written: that they hold the seat, and that it is its turn.
            recorded_on=latest(written, self._written.terms.get(self._term.id)),
        )


class _Said(NamedTuple):
    of: str
    since: date
    until: date | None
    proof: str
    recorded_on: date | None


def _words(capacity: Capacity) -> str:
    substitute = capacity.kind is CapacityKind.CHAIR and capacity.seat_id is None
    return SUBSTITUTE if substitute else WORDS[capacity.kind]


def _first(*ends: date | None) -> date | None:
    return min((end for end in ends if end is not None), default=None)


def _mandates(session: Session, conference_id: int, day: date) -> Sequence[Mandate]:
    return session.scalars(
        select(Mandate)
        .where(Mandate.conference_id == conference_id, running(Mandate.starts_on, Mandate.ends_on, day))
        .options(joinedload(Mandate.person), joinedload(Mandate.seat).joinedload(Seat.institution))
        .order_by(Mandate.id)
    ).all()


def _members(session: Session, conference_id: int, day: date) -> Sequence[GroupMember]:
    return session.scalars(
        select(GroupMember)
        .join(ThematicGroup, ThematicGroup.id == GroupMember.group_id)
        .where(
            ThematicGroup.conference_id == conference_id,
            GroupMember.person_id.is_not(None),
            running(GroupMember.named_on, GroupMember.ended_on, day),
        )
        .options(joinedload(GroupMember.person), joinedload(GroupMember.group), joinedload(GroupMember.institution))
        .order_by(GroupMember.id)
    ).all()


def _terms(session: Session, conference_id: int, day: date) -> Sequence[PresidencyTerm]:
    return session.scalars(
        select(PresidencyTerm)
        .where(
            PresidencyTerm.conference_id == conference_id,
            PresidencyTerm.starts_on <= day,
            PresidencyTerm.ends_on > day,
        )
        # An interim that runs comes before the term it stands in for.
        .order_by(PresidencyTerm.interim.desc(), PresidencyTerm.id)
    ).all()
