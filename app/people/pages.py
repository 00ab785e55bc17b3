"""Sign-in, sign-out, invitation and the account page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM
from app.foundation.clock import local_date
from app.foundation.errors import Invalid
from app.web import identity
from app.web.acts import local_path
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor
from app.web.problems import problem_of
from app.web.security import limiter

from . import operations
from .models import Person
from .passwords import DEMO_PASSWORD, password_matches
from .queries import person_by_email

blueprint = Blueprint("people", __name__)


def _sign_in_page(status: int = 200, **context: object) -> tuple[str, int]:
    accounts: list[object] = []
    if house().settings.trial:
        with reading() as session:
            # What a person may be is known by features above this one: they say it through the house.
            accounts = house().notes["demo_accounts"](session, local_date(house().units.clock()))
    page = render_template("pages/people/sign_in.html", accounts=accounts, demo_password=DEMO_PASSWORD, **context)
    return page, status


@blueprint.get("/connexion")
@public
def sign_in() -> Response | tuple[str, int]:
    """Show the sign-in form; `compte` fills in the address."""
    next_page = local_path(request.args.get("suite", "/"))
    if current_actor().signed_in:
        return redirect(next_page, 303)
    return _sign_in_page(next_page=next_page, email=request.args.get("compte", "")[:200])


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
        # Accounts of the demonstration have a published password: outside a trial they open nothing.
        shut = person is None or person.disabled_at or (person.demo and not house().settings.trial)
        if shut or not known:
            return _sign_in_page(422, email=email, next_page=next_page, refused=True)
        assert person is not None
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


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30/minute", methods=["POST"])
def invitation(token: str) -> Response | tuple[str, int]:
    """Let an invited person choose their password; opening the link alone does nothing."""
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
    identity.sign_in(person.id, person.session_generation)
    flash(_("Bienvenue. Votre mot de passe est enregistré."), "success")
    return redirect("/", 303)
