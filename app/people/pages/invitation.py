"""The personal link of an invitation. Opening it does nothing: mail scanners open links."""

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
from ..entering import enter
from ..models import Person
from ..providers.clients import configured
from ..words import Proof
from .blueprint import blueprint


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Response | tuple[str, int]:
    """Let an invited person choose their password, then go on to `suite`."""
    with house().units.begin(SYSTEM) as work:
        person = work.session.get_one(Person, operations.open_invitation(work, token).person_id)
    if request.method == "GET":
        return render_template("pages/people/invitation.html", person=person, problem=None), 200
    try:
        with house().units.begin(SYSTEM) as work:
            person = operations.accept_invitation(work, token=token, password=request.form.get("password", ""))
    except Invalid as refusal:
        problem = problem_of(refusal)
        return render_template("pages/people/invitation.html", person=person, problem=problem), refusal.status
    response = enter(person.id, Proof.INVITATION, suite=local_path(request.args.get("suite", "/")))
    flash(_("Bienvenue. Votre mot de passe est enregistré."), "success")
    return response


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
