"""The live side of a file: the public follows what is public, the desk what is its own."""

from typing import Any

from sqlalchemy.orm import Session, joinedload

from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.foundation.facts import BUREAU, MEMBERS, PUBLIC
from app.interpellations import standing
from app.interpellations.models import Interpellation
from app.interpellations.policies import may_read_file
from app.journal.streams import STREAM_KINDS, Audiences, Described, StreamKind

DESK_AUDIENCES: Audiences = (PUBLIC, MEMBERS, BUREAU)
"""What those who work on a file read of its record."""


def audiences(session: Session, actor: Actor, id: int) -> Audiences | None:
    """Return what the actor may read of the file's record: `members` is the requester's, `bureau` the desk's."""
    file = session.get(Interpellation, id, options=[joinedload(Interpellation.contract)])
    if file is None:
        return None
    if not may_read_file(actor, file):
        return ()
    mine = standing.is_requester(actor, file)
    desk = standing.at_desk(actor, file)
    public = (PUBLIC,) if standing.was_filed(file) else ()
    return (*public, *((MEMBERS,) if mine or desk else ()), *((BUREAU,) if desk else ()))


def snapshot(session: Session, id: int, _audiences: Audiences) -> dict[str, Any]:
    """Return the file as it is now, as far as it is public."""
    file = session.get_one(Interpellation, id)
    return {
        "interpellation": {
            "id": id,
            "number": file.number,
            "state": file.state.value,
            "supports": file.supports,
        }
    }


def describe(session: Session, id: int) -> Described:
    """Return the name and the page of a file; its number names it, a title may have to be hidden one day."""
    file = session.get(Interpellation, id)
    if file is None or file.number is None:
        raise NotFound("Cette interpellation n’existe pas.")
    return Described(title=f"Interpellation n° {file.number}", href=f"/interpellations/{file.number}")


STREAM_KINDS["interpellation"] = StreamKind(audiences=audiences, snapshot=snapshot, describe=describe)
