"""The live side of a conference: who may read its stream, and what a newcomer must know."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.foundation.actors import Actor, CapacityKind
from app.foundation.clock import clock_of, local_date
from app.foundation.errors import NotFound
from app.foundation.facts import BUREAU, MEMBERS, PUBLIC, seat_audience
from app.journal.streams import STREAM_KINDS, Audiences, Described, StreamKind

from .models import Conference
from .policies import BUREAU as BUREAU_KINDS
from .queries.calendar import sittings_of
from .queries.composition import act_on, composition_on
from .queries.finalites import finalites_of
from .queries.presidency import presidency_of
from .wire import wire

MANDATED = (
    CapacityKind.DELEGATE,
    CapacityKind.OBSERVER,
    CapacityKind.CHAIR,
    CapacityKind.SECRETARY,
    CapacityKind.PARTNER,
)


def audiences(session: Session, actor: Actor, id: int) -> Audiences | None:
    """Return what the actor may read of the conference's record; None when there is no such conference."""
    if session.scalar(select(Conference.id).where(Conference.id == id)) is None:
        return None
    members = (MEMBERS,) if actor.holds(id, *MANDATED) else ()
    bureau = (BUREAU,) if actor.holds(id, *BUREAU_KINDS) else ()
    return (PUBLIC, *members, *bureau, *map(seat_audience, sorted(actor.seats_in(id))))


def snapshot(session: Session, id: int, _audiences: Audiences) -> dict[str, Any]:
    """Return the conference as it is now: composition, presidency, finalités, next sittings. All of it is public."""
    conference = session.get_one(Conference, id)
    today = local_date(clock_of(session)())
    presidency = presidency_of(session, conference, today)
    composition = composition_on(session, id, today, chairing=presidency.chairing, act=act_on(session, id, today))
    return {
        "conference": {"id": id, "slug": conference.slug, "name": conference.name},
        "composition": wire(composition),
        "presidency": wire(presidency),
        "finalites": [wire(finalite) for finalite in finalites_of(session, conference, today)],
        "next_sittings": [wire(sitting) for sitting in sittings_of(session, conference, today).coming],
    }


def describe(session: Session, id: int) -> Described:
    """Return the name and the page of a conference."""
    conference = session.get(Conference, id)
    if conference is None:
        raise NotFound("Cette conférence n’existe pas.")
    return Described(title=conference.name, href=f"/conferences/{conference.slug}", timezone=conference.timezone)


STREAM_KINDS["conference"] = StreamKind(audiences=audiences, snapshot=snapshot, describe=describe)
