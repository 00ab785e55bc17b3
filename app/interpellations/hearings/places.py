"""What hearings show in the sitting room."""

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.foundation.actors import Actor
from app.interpellations.models import Hearing, Interpellation
from app.interpellations.rules.states import WORDS
from app.sittings.room.views import ItemView
from app.sittings.words import ItemKind
from app.web.places import fill

from .guest import hearing_of_guest


def in_room(session: Session, item: ItemView | None) -> str:
    """Show to those who sit the file that the item under discussion is about. One read, for such an item alone."""
    if item is None or item.kind is not ItemKind.INTERPELLATION:
        return ""
    heard = (
        select(Interpellation, Hearing)
        .join(Hearing, Hearing.interpellation_id == Interpellation.id)
        .where(Hearing.agenda_item_id == item.id)
        .options(joinedload(Interpellation.action))
    )
    row = session.execute(heard).first()
    if row is None:
        return ""
    file, hearing = row
    return render_template(
        "pages/interpellations/in_room.html", file=file, hearing=hearing, state_word=WORDS[file.state]
    )


def of_guest(session: Session, who: tuple[Actor, int]) -> str:
    """Lead the person summoned to a sitting, who looks at its public view, to their place. One read."""
    actor, sitting_id = who
    hearing_id = hearing_of_guest(session, actor.person_id, sitting_id) if actor.person_id else None
    return render_template("pages/interpellations/guest_link.html", hearing_id=hearing_id) if hearing_id else ""


fill("room.item", "hearings", in_room)
fill("room.guest", "hearings", of_guest)
