"""The live side of a sitting: who may read its stream."""

from sqlalchemy.orm import Session, joinedload

from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.foundation.facts import BUREAU, MEMBERS, PUBLIC, seat_audience
from app.journal.streams import STREAM_KINDS, Audiences, Described, StreamKind

from . import roles
from .models import Sitting
from .policies import may_follow_sitting
from .snapshot import snapshot


def audiences(session: Session, actor: Actor, id: int) -> Audiences | None:
    """Return what the actor may read of the sitting's record; None when there is no such sitting.

    Behind closed doors the public reads nothing, what was public before included: the gallery is empty.
    """
    sitting = session.get(Sitting, id, options=[joinedload(Sitting.conference)])
    if sitting is None:
        return None
    if not may_follow_sitting(actor, sitting):
        return ()
    if not roles.inside(actor, sitting):
        return (PUBLIC,)
    bureau = (BUREAU,) if roles.bureau(actor, sitting) else ()
    seats = sorted(actor.seats_in(sitting.conference_id)) if roles.is_member(actor, sitting) else []
    return (PUBLIC, MEMBERS, *bureau, *map(seat_audience, seats))


def describe(session: Session, id: int) -> Described:
    """Return the name and the page of a sitting."""
    sitting = session.get(Sitting, id, options=[joinedload(Sitting.conference)])
    if sitting is None:
        raise NotFound("Cette séance n’existe pas.")
    return Described(title=sitting.title, href=f"/seances/{id}", timezone=sitting.conference.timezone)


STREAM_KINDS["sitting"] = StreamKind(audiences=audiences, snapshot=snapshot, describe=describe)
