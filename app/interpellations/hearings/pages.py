"""The personal link of a summons. Opening it does nothing: mail scanners open links."""

from typing import Any

from flask import flash, g, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM, Actor
from app.foundation.errors import Refused
from app.interpellations.pages.blueprint import blueprint
from app.people.entering import enter
from app.people.rules import FRESH
from app.people.words import Proof
from app.sittings.words import PresenceMode
from app.web.following import followed
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor
from app.web.problems import problem_of

from . import attending, letters
from .guest import guest_place


@blueprint.get("/audition/<token>")
@public  # the link is the right to read what it opens
def hearing_pass(token: str) -> str:
    """Say who is expected, when and where; the room opens on the day."""
    return _page(token)


@blueprint.post("/audition/<token>")
@public  # as above; it signs in the one person it was sent to
def enter_by_pass(token: str) -> Response | tuple[str, int]:
    """Note the person present and lead them to the room, under their own account."""
    mode = PresenceMode.REMOTE if request.form.get("mode") == PresenceMode.REMOTE else PresenceMode.ROOM
    try:
        with house().units.begin(SYSTEM) as reading:
            person = attending.expected(reading, token).person
        with house().units.begin(Actor(person_id=person.id, name=person.name)) as work:
            attending.attend(work, token, mode=mode)
            hearing_id = attending.expected(work, token).hearing_id
            room = f"/auditions/{hearing_id}"
    except Refused as refusal:
        return _page(token, problem_of(refusal)), refusal.status
    # The link serves all day, and may be forwarded: it opens the room, not what protects the account.
    response = enter(person.id, Proof.LINK, suite=room, proved_ago=2 * FRESH)
    flash(_("Votre présence est notée. Vous parlerez en premier quand la présidence appellera votre point."), "success")
    return response


@blueprint.get("/auditions/<int:id>")
def guest(id: int) -> str:
    """Show the person heard their place in the room."""
    with reading() as session:
        shown = _guest(session, id)
        live = followed(session, current_actor(), shown["place"].sitting.stream)
        when = letters.when(shown["place"].sitting)
        return render_template("pages/interpellations/guest.html", live=live, when=when, **shown)


@blueprint.get("/auditions/<int:id>/place")
def guest_part(id: int) -> str:
    """Show the inside of that place, for an open page to stay true."""
    with reading() as session:
        return render_template("pages/interpellations/guest_place.html", **_guest(session, id))


def _guest(session: Session, id: int) -> dict[str, Any]:
    place = guest_place(session, current_actor(), min(id, 2**31 - 1))
    g.timezone = place.sitting.conference.timezone
    return {"place": place, "here": f"/auditions/{id}"}


def _page(token: str, problem: dict[str, object] | None = None) -> str:
    with house().units.begin(SYSTEM) as work:
        found = attending.expected(work, token)
        return render_template("pages/interpellations/hearing_pass.html", found=found, problem=problem)
