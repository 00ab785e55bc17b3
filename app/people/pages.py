"""Sign-in, sign-out, invitation and the account page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM
from app.foundation.errors import DomainError
from app.web import identity
from app.web.acts import local_path
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor
from app.web.problems import problem_of
from app.web.security import limiter

from . import operations
from .models import Person
from .passwords import password_matches
from .queries import demo_accounts, person_by_email

blueprint = Blueprint("people", __name__)


def _sign_in_page(status: int = 200, **context: object) -> tuple[str, int]:
    with reading() as session:
        accounts = demo_accounts(session) if house().settings.trial else []
        return render_template("pages/people/sign_in.html", demo_accounts=accounts, **context), status


@blueprint.get("/connexion")
@public
def sign_in() -> tuple[str, int]:
    """Show the sign-in form."""
    return _sign_in_page(next_page=local_path(request.args.get("suite", "/")))


@blueprint.post("/connexion")
@public
@limiter.limit("30/minute")
def sign_in_now() -> Response | tuple[str, int]:
    """Open a session, or say that the pair is not known."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    next_page = local_path(request.form.get("suite", "/"))
    with reading() as session:
        person = person_by_email(session, email) if "\x00" not in email else None
        known = password_matches(person.password_hash if person else None, password)
        if person is None or not known or person.disabled_at:
            return _sign_in_page(422, email=email, next_page=next_page, refused=True)
        identity.sign_in(person.id, person.session_generation)
    return redirect(next_page, 303)


@blueprint.post("/deconnexion")
@public
def sign_out() -> Response:
    """End the session of this browser."""
    identity.sign_out()
    flash(_("Vous êtes déconnecté."), "success")
    return redirect("/", 303)


@blueprint.post("/compte/deconnexion-partout")
def sign_out_everywhere() -> Response:
    """End every session of the person."""
    with house().units.begin(current_actor()) as work:
        operations.sign_out_everywhere(work, work.session.get_one(Person, current_actor().person_id))
    identity.sign_out()
    flash(_("Toutes vos sessions sont fermées, sur tous vos appareils."), "success")
    return redirect(url_for("people.sign_in"), 303)


@blueprint.get("/compte")
def account() -> str:
    """Show the person's account and capacities."""
    with reading() as session:
        person = session.get_one(Person, current_actor().person_id)
        return render_template("pages/people/account.html", person=person, capacities=current_actor().capacities)


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30/minute", methods=["POST"])
def invitation(token: str) -> Response | tuple[str, int]:
    """Let an invited person choose their password; opening the link alone does nothing."""
    problem = None
    try:
        with house().units.begin(SYSTEM) as work:
            person = work.session.get_one(Person, operations.open_invitation(work, token).person_id)
            if request.method == "POST":
                operations.accept_invitation(work, token=token, password=request.form.get("password", ""))
    except DomainError as error:
        if error.status != 422:
            raise
        problem = problem_of(error)
    if request.method == "POST" and problem is None:
        identity.sign_in(person.id, person.session_generation)
        flash(_("Bienvenue. Votre mot de passe est enregistré."), "success")
        return redirect("/", 303)
    status = problem["status"] if problem else 200
    return render_template("pages/people/invitation.html", person=person, problem=problem), status
