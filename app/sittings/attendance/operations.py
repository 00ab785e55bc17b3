"""The only writers of presence."""

from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import select

from app.conferences.models import Seat
from app.conferences.queries.capacities import capacities_of
from app.foundation.actors import Actor
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.people.models import Person
from app.sittings import roles
from app.sittings.models import Presence, Sitting
from app.sittings.proxies import suspension
from app.sittings.rules.attendance import Quorum
from app.sittings.rules.lifecycle import check_presence_mode
from app.sittings.words import CONVENED_OR_LIVE, PresenceMode

from . import policies
from .events import PresenceEntered, PresenceLeft, QuorumLost, QuorumReached
from .queries import affiliation, holders, quorum_of


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where somebody sits: a seat, or only their person (member of a group, State)."""

    seat_id: int | None
    person_id: int


class Who(TypedDict):
    """What both facts of presence say of somebody."""

    stream: str
    audience: str
    seat_id: int | None
    person_id: int
    name: str
    institution: str
    on_behalf: bool
    by: str


def enter(
    work: UnitOfWork,
    sitting: Sitting,
    *,
    mode: PresenceMode,
    seat_id: int | None = None,
    person_id: int | None = None,
) -> list[Presence]:
    """Mark the actor present, or on their behalf the holder of a seat or a person; return the presences opened."""
    places = _allowed_places(work, sitting, seat_id, person_id)
    _check_attended(sitting)
    check_presence_mode(sitting.attendance, mode)
    newly = [place for place in places if not _current(work, sitting, place)]
    powers = suspension.about_to_enter(work, sitting, {place.seat_id for place in newly})
    before = quorum_of(work.session, sitting, work.today())
    otherwise = [presence for place in places if (presence := _otherwise(work, sitting, place, mode))]
    for presence in otherwise:
        _close(work, presence)
    opened = [_open(work, sitting, place, mode) for place in places if not _current(work, sitting, place)]
    after = quorum_of(work.session, sitting, work.today())
    for presence in otherwise:
        work.record(_left(work, sitting, presence, after))
    for presence in opened:
        work.record(_entered(work, sitting, presence, after))
    suspension.suspended(work, sitting, powers)
    _tell_quorum(work, sitting, before, after)
    return opened


def welcome(work: UnitOfWork, sitting: Sitting, *, mode: PresenceMode) -> Presence:
    """Note the actor present as somebody whom the assembly hears, outside its seats. Part of an act already allowed."""
    work.allow(anyone)
    _check_attended(sitting)
    check_presence_mode(sitting.attendance, mode)
    assert work.actor.person_id is not None
    place = Place(seat_id=None, person_id=work.actor.person_id)
    current = _current(work, sitting, place)
    if current is not None:
        return current
    opened = _open(work, sitting, place, mode)
    work.record(_entered(work, sitting, opened, quorum_of(work.session, sitting, work.today())))
    return opened


def farewell(work: UnitOfWork, sitting: Sitting, person_id: int) -> None:
    """Note gone somebody whom the assembly has heard, if they are there. Part of an act already allowed."""
    work.allow(anyone)
    current = _current(work, sitting, Place(seat_id=None, person_id=person_id))
    if current is None or current.affiliation:
        return
    _close(work, current)
    work.record(_left(work, sitting, current, quorum_of(work.session, sitting, work.today())))


def leave(
    work: UnitOfWork, sitting: Sitting, *, seat_id: int | None = None, person_id: int | None = None
) -> list[Presence]:
    """Mark the actor gone, or somebody on their behalf; return the presences closed."""
    places = _allowed_places(work, sitting, seat_id, person_id)
    _check_attended(sitting)
    before = quorum_of(work.session, sitting, work.today())
    closed = [presence for place in places if (presence := _current(work, sitting, place))]
    if not closed:
        raise IllegalTransition("Cette personne n’est pas notée présente.")
    for presence in closed:
        _close(work, presence)
    after = quorum_of(work.session, sitting, work.today())
    for presence in closed:
        work.record(_left(work, sitting, presence, after))
    suspension.resumed(work, sitting, suspension.given_by(work, sitting, {p.seat_id for p in closed}))
    _tell_quorum(work, sitting, before, after)
    return closed


def _check_attended(sitting: Sitting) -> None:
    if sitting.state not in CONVENED_OR_LIVE:
        raise IllegalTransition(
            "La présence se note de la convocation à la levée de la séance.", state=sitting.state.value
        )


def _allowed_places(work: UnitOfWork, sitting: Sitting, seat_id: int | None, person_id: int | None) -> list[Place]:
    own = places_of(work.actor, sitting)
    if seat_id is None and person_id in (None, work.actor.person_id):
        work.allow(policies.may_attend, sitting)
        return own
    mine = [place for place in own if place.seat_id is not None and place.seat_id == seat_id]
    if mine:
        work.allow(policies.may_attend, sitting)
        return mine
    work.allow(policies.may_keep_attendance, sitting)
    return _place_of_seat(work, sitting, seat_id) if seat_id else _places_of_person(work, sitting, person_id)


def places_of(actor: Actor, sitting: Sitting) -> list[Place]:
    """Return where the actor sits in the sitting: their seats, or only their person."""
    if actor.person_id is None:
        return []
    seats = actor.seats_in(sitting.conference_id) if sitting.group_id is None else frozenset()
    return [Place(seat_id=seat, person_id=actor.person_id) for seat in sorted(seats)] or [
        Place(seat_id=None, person_id=actor.person_id)
    ]


def _place_of_seat(work: UnitOfWork, sitting: Sitting, seat_id: int) -> list[Place]:
    day, conference = work.today(), sitting.conference_id
    found = holders(work.session, conference, day, seat_id=seat_id) if sitting.group_id is None else []
    if not found:
        raise Refused("Ce siège n’a pas de titulaire aujourd’hui dans cette séance.", rule="S3")
    return [Place(seat_id=seat_id, person_id=found[0].person.id)]


def _places_of_person(work: UnitOfWork, sitting: Sitting, person_id: int | None) -> list[Place]:
    other = Actor(person_id=person_id, capacities=capacities_of(work.session, person_id or 0, work.today()))
    if not roles.takes_part(other, sitting):
        raise Refused("Cette personne n’est ni membre de cette séance ni représentante de l’État.", rule="S3")
    return places_of(other, sitting)


def _current(work: UnitOfWork, sitting: Sitting, place: Place) -> Presence | None:
    query = select(Presence).where(Presence.sitting_id == sitting.id, Presence.left_at.is_(None))
    if place.seat_id is not None:
        query = query.where(Presence.seat_id == place.seat_id)
    else:
        query = query.where(Presence.seat_id.is_(None), Presence.person_id == place.person_id)
    return work.session.scalars(query).one_or_none()


def _otherwise(work: UnitOfWork, sitting: Sitting, place: Place, mode: PresenceMode) -> Presence | None:
    """Return the presence under way at that place, if it is in another way or of a former holder."""
    current = _current(work, sitting, place)
    same = current is None or (current.mode, current.person_id) == (mode, place.person_id)
    return None if same else current


def _open(work: UnitOfWork, sitting: Sitting, place: Place, mode: PresenceMode) -> Presence:
    assert work.actor.person_id is not None
    seat = work.session.get(Seat, place.seat_id) if place.seat_id else None
    opened: Presence = work.add(
        Presence(
            sitting_id=sitting.id,
            seat_id=place.seat_id,
            person_id=place.person_id,
            mode=mode,
            affiliation=affiliation(work.session, sitting, place.person_id, seat, work.today()),
            entered_at=work.now(),
            entered_by_id=work.actor.person_id,
        )
    )
    return opened


def _close(work: UnitOfWork, presence: Presence) -> None:
    presence.left_at = work.now()
    presence.left_by_id = work.actor.person_id
    work.session.flush()


def _who(work: UnitOfWork, sitting: Sitting, presence: Presence) -> Who:
    person = work.session.get_one(Person, presence.person_id)
    return {
        "stream": sitting.stream,
        "audience": sitting.audience,
        "seat_id": presence.seat_id,
        "person_id": person.id,
        "name": person.name,
        "institution": presence.affiliation or (presence.seat.institution.name if presence.seat else ""),
        "on_behalf": person.id != work.actor.person_id,
        "by": work.actor.name,
    }


def _entered(work: UnitOfWork, sitting: Sitting, presence: Presence, quorum: Quorum) -> PresenceEntered:
    return PresenceEntered(
        mode=presence.mode.value,
        entered_at=presence.entered_at.isoformat(),
        quorum=quorum.to_json(),
        **_who(work, sitting, presence),
    )


def _left(work: UnitOfWork, sitting: Sitting, presence: Presence, quorum: Quorum) -> PresenceLeft:
    return PresenceLeft(left_at=work.now().isoformat(), quorum=quorum.to_json(), **_who(work, sitting, presence))


def _tell_quorum(work: UnitOfWork, sitting: Sitting, before: Quorum, after: Quorum) -> None:
    if before.reached == after.reached:
        return
    told = {"stream": sitting.stream, "audience": sitting.audience}
    if after.reached:
        sitting.quorum_lost_at = None
        work.record(QuorumReached(quorum=after.to_json(), **told))
        return
    sitting.quorum_lost_at = work.now()
    work.record(QuorumLost(quorum=after.to_json(), lost_at=work.now().isoformat(), **told))
