"""What the room shows to one reader, in a handful of statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.conferences.rules.settings import Reglement
from app.foundation.actors import VISITOR, Actor
from app.foundation.clock import local_date
from app.foundation.unit_of_work import require
from app.institutions.queries import search
from app.sittings import roles
from app.sittings.models import Sitting
from app.sittings.policies import may_enter_room
from app.sittings.proxies.queries import in_force
from app.sittings.rules.attendance import quorum

from . import ballot_building, building, rows
from .ballot_building import Here
from .building import Reader
from .permissions import NOTHING, permissions_of
from .power_views import powers_view
from .room_view import RoomView
from .views import PlaceView, QuorumView, Role, SittingView


def role_of(actor: Actor, sitting: Sitting, asked: str | None = None) -> tuple[Role, tuple[Role, ...]]:
    """Return the seat from which the actor looks, and the others they may take; `asked` prefers one of them."""
    require(actor, may_enter_room, sitting, hidden="Cette séance n’existe pas, ou n’est pas publique.")
    mine = [Role.CHAIR] if roles.chairs(actor, sitting) else []
    mine += [Role.SECRETARY] if roles.keeps_record(actor, sitting) else []
    mine += [Role.MEMBER] if roles.takes_part(actor, sitting) else []
    mine += [Role.GALLERY] if sitting.public and roles.announced(sitting) else []
    return next((role for role in mine if role == asked), mine[0]), tuple(mine)


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """The door of the room: which sitting, who stands there and from where they may look."""

    found: rows.Found
    actor: Actor
    role: Role
    roles: tuple[Role, ...]


def entrance(session: Session, sitting_id: int, actor: Actor, *, asked: str | None = None) -> Entrance:
    """Return the door of the room for the actor, or raise `NotFound` when the sitting is not for them."""
    found = rows.sitting_with_head(session, sitting_id)
    role, mine = role_of(actor, found.sitting, asked)
    return Entrance(found=found, actor=actor, role=role, roles=mine)


def threshold(door: Entrance, now: datetime) -> RoomView:
    """Return what can be said of the room without going in: the sitting, and no content."""
    sitting = door.found.sitting
    public = door.role is Role.GALLERY
    reglement = Reglement.from_json(sitting.reglement)
    return RoomView(
        role=door.role,
        roles=door.roles,
        now=now,
        position=door.found.position,
        can=NOTHING if public else permissions_of(door.actor, sitting),
        sitting=_sitting_view(sitting),
        person_id=None if public else door.actor.person_id,
        warning_seconds=reglement.speaking_warning_seconds,
        usual_base=reglement.ballot_base,
        usual_majority=reglement.ballot_majority,
        speaking_quotas=reglement.speaking_quotas,
    )


def room_of(session: Session, door: Entrance, now: datetime) -> RoomView:
    """Return the room as whoever stands at the door sees it. Behind closed doors the public sees nothing of it."""
    empty = threshold(door, now)
    if empty.hidden:
        return empty
    reader = Reader(
        member=door.role is not Role.GALLERY,
        bureau=door.role in (Role.CHAIR, Role.SECRETARY),
        person_id=empty.person_id,
    )
    return replace(empty, **_content(session, door.found, reader, now))


def with_owners(session: Session, room: RoomView, words: str) -> RoomView:
    """Return the room with the institutions that answer to the words, for who records what they must do."""
    if not room.can.record_decision or not words.strip():
        return room
    found = search(session, words)
    named = tuple(
        (f.institution.id, f"{f.institution.name} ({f.within})" if f.within else f.institution.name) for f in found
    )
    return replace(room, found_owners=named, owner_words=words)


def _placed(name: str, within: str) -> str:
    return f"{name} ({within})" if within else name


def gallery_of(session: Session, sitting_id: int, now: datetime) -> RoomView:
    """Return the room as everybody may see it, whoever asks."""
    return room_of(session, entrance(session, sitting_id, VISITOR), now)


def _content(session: Session, found: rows.Found, reader: Reader, now: datetime) -> dict[str, Any]:
    sitting = found.sitting
    reglement = Reglement.from_json(sitting.reglement)
    items, notes = (
        rows.items_with_notes(session, sitting.id) if reader.bureau else (rows.items(session, sitting.id), [])
    )
    day = local_date(sitting.opened_at or now)
    places = building.place_views(
        rows.places(session, sitting, day), rows.presences(session, sitting.id), found.connected, reader
    )
    motions, ballots = rows.motions_and_ballots(session, sitting.id)
    roll = rows.roll_under_way(session, sitting.id) if ballots else []
    seats_here = {p.seat_id for p in places if p.here and p.seat_id}
    powers = powers_view(in_force(session, sitting, now), seats_here)
    here = Here({p.person_id for p in places if p.here and p.person_id}, powers)
    item_views = building.item_views(items, reader)
    motion_views = building.motion_views(motions, reader)
    return {
        "items": item_views,
        "notes": building.note_views(notes),
        "places": places,
        "speeches": building.speech_views(rows.speeches(session, sitting.id), places, reader),
        "motions": motion_views,
        "ballots": ballot_building.ballot_views(ballots, roll, here, item_views, motion_views, reader=reader),
        "my_votes": ballot_building.my_votes(roll, powers, reader),
        "powers": powers,
        "decisions": building.decision_views(rows.decisions(session, sitting.id), reader),
        "quorum": quorum_view(places, reglement, second_call=sitting.reconvened_from_id is not None),
    }


def quorum_view(places: Sequence[PlaceView], reglement: Reglement, *, second_call: bool) -> QuorumView:
    """Return the quorum on voting places that somebody holds."""
    voting = {n: place for n, place in enumerate(places) if place.voting and place.holder}
    here = [n for n, place in voting.items() if place.here]
    counted = quorum(
        list(voting), here, share=reglement.quorum, strict=reglement.quorum_strict, second_call=second_call
    )
    return QuorumView(
        present=counted.present,
        required=counted.needed,
        waived=second_call,
        seats=counted.seats,
        reached=counted.reached,
    )


def _sitting_view(sitting: Sitting) -> SittingView:
    return SittingView(
        id=sitting.id,
        stream=sitting.stream,
        title=sitting.title,
        conference=sitting.conference.name,
        slug=sitting.conference.slug,
        timezone=sitting.conference.timezone,
        group=sitting.group.name if sitting.group else None,
        state=sitting.state,
        attendance=sitting.attendance,
        place=sitting.place,
        public=sitting.public,
        starts_at=sitting.starts_at,
        opened_at=sitting.opened_at,
        suspended_at=sitting.suspended_at,
        closed_at=sitting.closed_at,
        closed_doors_since=sitting.closed_doors_since,
        quorum_lost_at=sitting.quorum_lost_at,
        without_quorum=sitting.without_quorum,
        floor_closed=sitting.floor_closed,
        floor_version=sitting.floor_version,
        agenda_version=sitting.agenda_version,
        current_item_id=sitting.current_item_id,
    )
