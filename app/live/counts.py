"""The counts of a sitting that pass by: how many have voted, how many are present. Never who chose what."""

from typing import Any

from sqlalchemy.orm import Session

from app.foundation.clock import clock_of, local_date
from app.journal.streams import split
from app.sittings.attendance.queries import quorum_of
from app.sittings.ballots.queries import roll_size, turnout
from app.sittings.models import Sitting

from .states import state_source


def turnout_now(session: Session, _stream: str, key: str) -> dict[str, Any]:
    """Return how many seats have voted, of how many on the roll; `key` is `turnout:<ballot>`."""
    ballot_id = int(key.partition(":")[2])
    return {"cast": turnout(session, ballot_id), "enrolled": roll_size(session, ballot_id)}


def presence_now(session: Session, stream: str, _key: str) -> dict[str, Any]:
    """Return the quorum as it is now."""
    _kind, id = split(stream)
    return quorum_of(session, session.get_one(Sitting, id), local_date(clock_of(session)())).to_json()


state_source(("ballot.voted",), key=lambda payload: f"turnout:{payload['ballot_id']}", value=turnout_now)
state_source(("presence.entered", "presence.left"), key=lambda _payload: "presence", value=presence_now)
