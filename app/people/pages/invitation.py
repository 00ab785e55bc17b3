"""The personal link of an invitation. Opening it does nothing: mail scanners open links."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM
from app.foundation.errors import Invalid, NotFound
from app.web.acts import local_path
from app.web.guards import public
from app.web.house import house
from app.web.problems import problem_of

from .. import operations
from ..entering import enter, sitting_of
from ..models import Person
from ..providers.clients import configured
from ..words import Proof
from .blueprint import blueprint


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Response | tuple[str, int]:
    """Let an invited person in at once, or once they have chosen a password, then go on to `suite`."""
    with house().units.begin(SYSTEM) as work:
        person = work.session.get_one(Person, operations.open_invitation(work, token).person_id)
    if request.method == "GET":
        return _page(person), 200
    at_once = request.form.get("act") == "enter"
    try:
        with house().units.begin(SYSTEM) as work:
            password = None if at_once else request.form.get("password", "")
            person = operations.accept_invitation(work, token=token, password=password)
    except Invalid as refusal:
        return _page(person, problem_of(refusal)), refusal.status
    response = enter(person.id, Proof.INVITATION, suite=local_path(request.args.get("suite", "/")))
    if not at_once:
        flash(_("Bienvenue. Votre mot de passe est enregistré."), "success")
    elif person.password_hash is None:
        flash(_("Bienvenue. Pour revenir : un lien par courriel, ou une clé d’accès depuis « Mon compte »."), "success")
    return response


def _page(person: Person, problem: dict[str, Any] | None = None) -> str:
    sitting = sitting_of(person.id) if local_path(request.args.get("suite", "/")) == "/" else None
    return render_template("pages/people/invitation.html", person=person, sitting=sitting, problem=problem)


@blueprint.post("/invitation/<token>/sans-mot-de-passe")
@public
def invitation_without_password(token: str) -> Response:
    """Let an invited person in once by their link, to sign in from now on by a provider that they link at once."""
    if not configured(house()):
        raise NotFound(_("Ce site ne propose que le mot de passe."))
    with house().units.begin(SYSTEM) as work:
        person = operations.accept_invitation(work, token=token, password=None)
    response = enter(person.id, Proof.INVITATION, suite="/compte/identites")
    flash(_("Bienvenue. Reliez maintenant votre identité : elle remplacera le mot de passe."), "success")
    return response
