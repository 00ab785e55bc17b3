"""Where somebody who comes in is expected: the sitting under way where they have a place."""

from sqlalchemy.orm import Session

from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.web.house import house

from .duties import belongs
from .now import LiveView, sittings_under_way


def expected_at(session: Session, person_id: int) -> LiveView | None:
    """Return the sitting under way where the person has a place; None without one, or when several run at once."""
    today = local_date(house().units.clock())
    held = house().read_capacities(session, [person_id], today).get(person_id, ())
    if not held:
        return None
    actor = Actor(person_id=person_id, capacities=held)
    theirs = [sitting for sitting in sittings_under_way(session, actor) if belongs(actor, sitting)]
    return theirs[0] if len(theirs) == 1 else None
