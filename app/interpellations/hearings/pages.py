"""The personal link of a summons. Opening it does nothing: mail scanners open links."""

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM, Actor
from app.foundation.errors import Refused
from app.interpellations.pages.blueprint import blueprint
from app.people.entering import enter
from app.people.words import Proof
from app.sittings.words import PresenceMode
from app.web.guards import public
from app.web.house import house
from app.web.problems import problem_of

from . import attending


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
            sitting = attending.attend(work, token, mode=mode)
            room = f"/seances/{sitting.id}/salle"
    except Refused as refusal:
        return _page(token, problem_of(refusal)), refusal.status
    response = enter(person.id, Proof.LINK, suite=room)
    flash(_("Votre présence est notée. Vous parlerez en premier quand la présidence appellera votre point."), "success")
    return response


def _page(token: str, problem: dict[str, object] | None = None) -> str:
    with house().units.begin(SYSTEM) as work:
        found = attending.expected(work, token)
        return render_template("pages/interpellations/hearing_pass.html", found=found, problem=problem)
