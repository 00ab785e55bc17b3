"""Signing in by password, and signing out."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM
from app.foundation.clock import local_date
from app.foundation.errors import TooMany
from app.web import identity
from app.web.acts import local_path
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from .. import operations
from ..entering import enter, leave, opens
from ..familiarity import familiar_device
from ..freshness import confirm_first, is_fresh
from ..models import Person
from ..passwords import DEMO_PASSWORD, password_matches
from ..providers import pages as providers
from ..queries import person_by_email
from ..throttling import Guesses
from ..words import Proof
from .blueprint import blueprint

TRIED = "address_tried"
"""Kept until somebody signs in here, for the page that sends a link to it."""


def sign_in_page(status: int = 200, **context: Any) -> tuple[str, int]:
    """Show the sign-in form, in a trial with the accounts one may try."""
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
    """Show the sign-in form; `compte` fills in the address. With `confirmer`, one shows again who one is."""
    next_page = local_path(request.args.get("suite", "/"))
    email, actor = request.args.get("compte", "")[:200], current_actor()
    if actor.signed_in and "confirmer" not in request.args:
        return redirect(next_page, 303)
    if not actor.signed_in:
        return sign_in_page(next_page=next_page, email=email)
    with reading() as session:
        person = session.get_one(Person, actor.person_id)
    known = person.password_hash is not None
    return sign_in_page(next_page=next_page, email=person.email, confirming=True, passwordless=not known)


@blueprint.post("/connexion")
@public
def sign_in_now() -> Response | tuple[str, int]:
    """Open a session, or say that the pair is not known."""
    email, password = request.form.get("email", "")[:200], request.form.get("password", "")[:1000]
    next_page = local_path(request.form.get("suite", "/"))
    with reading() as session:
        person = person_by_email(session, email)
    guesses = Guesses("password", email, familiar_device(person.id if person else None))
    try:
        guesses.count()
    except TooMany as refusal:
        return sign_in_page(429, email=email, next_page=next_page, refused=refusal.detail)
    # The password is compared whoever asks: neither the words nor the work tell whether there is an account.
    if not password_matches(person.password_hash if person else None, password) or not opens(person):
        with house().units.begin(SYSTEM) as work:
            operations.note_failed_sign_in(work, person)
        cookie[TRIED] = email
        refused = _("L’adresse ou le mot de passe ne correspond pas. Vérifiez les deux.")
        return sign_in_page(422, email=email, next_page=next_page, refused=refused)
    guesses.right()
    assert person is not None
    with house().units.begin(SYSTEM) as work:
        operations.strengthen_password(work, work.session.get_one(Person, person.id), password=password)
    return enter(person.id, Proof.PASSWORD, suite=next_page)


@blueprint.post("/deconnexion")
@public
def sign_out() -> Response:
    """End the session of this browser, and the one at the provider that opened it."""
    farewell = providers.farewell()
    leave()
    if farewell is not None:
        return _forgotten(farewell)
    flash(_("Vous êtes déconnecté."), "success")
    return _forgotten(redirect("/", 303))


def _forgotten(response: Response) -> Response:
    """Have the browser forget what was being written: the next person at this computer finds nothing of it."""
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


@blueprint.post("/compte/deconnexion-partout")
def sign_out_everywhere() -> Response:
    """End every session of the person, who has just shown who they are."""
    if not is_fresh():
        return confirm_first("/compte")
    with house().units.begin(current_actor()) as work:
        operations.sign_out_everywhere(work, work.session.get_one(Person, current_actor().person_id))
    identity.sign_out()
    flash(_("Toutes vos sessions sont fermées, sur tous vos appareils."), "success")
    return _forgotten(redirect(url_for("people.sign_in"), 303))
