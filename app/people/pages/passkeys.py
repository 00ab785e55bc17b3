"""Passkeys: what the page's script asks for, and the forms that bring the answers back."""

from typing import Any

from flask import abort, jsonify, redirect, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM
from app.foundation.errors import Invalid, NotSignedIn
from app.foundation.throttle import Allowance, slow_down
from app.foundation.unit_of_work import UnitOfWork
from app.web.acts import local_path
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor
from app.web.problems import problem_of

from .. import operations, passkeys
from ..agents import agent_in_words
from ..entering import enter
from ..factors import factors_of
from ..models import Passkey, Person
from ..passkeys import Site
from ..pending import half_signed_in
from ..throttling import network
from ..words import Ceremony, Proof
from .blueprint import blueprint
from .protection import protection_page, show_recovery_codes
from .second_factor import second_factor_page
from .sign_in import sign_in_page

KEY = "passkey_challenge"
ASKED = Allowance(most=240, per=600)


def site() -> Site | None:
    """Return the site as passkeys know it, None where there can be none."""
    settings = house().settings
    return passkeys.site_of(settings.public_url, request.host, trial=settings.trial)


def _site() -> Site:
    return site() or abort(404)


def _ask(work: UnitOfWork, ceremony: Ceremony, person_id: int | None = None) -> bytes:
    slow_down(house().throttle.spend(f"passkey:{network()}", ASKED))
    challenge = operations.ask_passkey(work, ceremony, person_id)
    # The answer must come from this very browser.
    cookie[KEY] = passkeys.readable(challenge)
    return challenge


def _answer() -> str:
    answer = request.form.get("credential", "")[:20_000]
    if cookie.pop(KEY, None) != passkeys.readable(passkeys.challenge_in(answer)):
        raise Invalid(passkeys.UNKNOWN)
    return answer


def _known(person_id: int) -> tuple[Passkey, ...]:
    with reading() as session:
        return factors_of(session, person_id, house().sealer).passkeys


@blueprint.post("/connexion/cle/demande")
@public
def ask_to_sign_in() -> Response:
    """Say what a passkey must sign to open a session; any passkey of the site may answer."""
    with house().units.begin(SYSTEM) as work:
        challenge = _ask(work, Ceremony.SIGN_IN)
    return jsonify(passkeys.to_prove(_site(), (), challenge, alone=True))


@blueprint.post("/connexion/cle")
@public
def sign_in_by_passkey() -> Response | tuple[str, int]:
    """Open a session: the device has recognised its person, which counts for both factors."""
    suite = local_path(request.form.get("suite", "/"))
    try:
        person = _proved_by(None)
    except Invalid as refusal:
        return sign_in_page(422, email="", next_page=suite, refused=refusal.detail)
    return enter(person.id, Proof.PASSKEY, suite=suite, second_factor=True)


def _proved_by(person_id: int | None) -> Person:
    try:
        with house().units.begin(SYSTEM) as work:
            return operations.prove_by_passkey(work, answer=_answer(), site=_site(), person_id=person_id)
    except Invalid:
        with house().units.begin(SYSTEM) as work:
            operations.note_failed_sign_in(work, work.session.get(Person, person_id) if person_id else None)
        raise


@blueprint.post("/connexion/second-facteur/cle/demande")
@public
def ask_second_factor() -> Response:
    """Say what one of the person's passkeys must sign, after a first proof."""
    half = half_signed_in()
    if half is None:
        raise NotSignedIn("Trop de temps a passé : recommencez la connexion.")
    with house().units.begin(SYSTEM) as work:
        challenge = _ask(work, Ceremony.SECOND_FACTOR, half.person.id)
    return jsonify(passkeys.to_prove(_site(), _known(half.person.id), challenge, alone=False))


@blueprint.post("/connexion/second-facteur/cle")
@public
def prove_by_passkey() -> Response | tuple[str, int]:
    """Show the second factor by a passkey."""
    half = half_signed_in()
    if half is None:
        return redirect(url_for("people.sign_in"), 303)
    try:
        _proved_by(half.person.id)
    except Invalid as refusal:
        return second_factor_page(half, problem_of(refusal)), 422
    return enter(half.person.id, half.proof, suite=half.suite, second_factor=True)


@blueprint.post("/compte/cles/demande")
def ask_to_register() -> Response:
    """Say what a new passkey must sign."""
    with house().units.begin(current_actor()) as work:
        person = work.session.get_one(Person, current_actor().person_id)
        challenge = _ask(work, Ceremony.REGISTER, person.id)
    return jsonify(passkeys.to_register(_site(), person, _known(person.id), challenge))


@blueprint.post("/compte/cles")
def add_passkey() -> Response | str | tuple[str, int]:
    """Keep a new passkey."""
    name = _("Clé de %(agent)s", agent=agent_in_words(request.user_agent.string))
    try:
        with house().units.begin(current_actor()) as work:
            person = work.session.get_one(Person, current_actor().person_id, with_for_update=True)
            made = operations.add_passkey(work, person, answer=_answer(), site=_site(), name=name)
    except Invalid as refusal:
        return protection_page(problem_of(refusal)), 422
    return show_recovery_codes(made)


def elsewhere() -> str | None:
    """Return where the same trial has a name, and so passkeys; None outside a trial."""
    host, _, port = request.host.partition(":")
    if not house().settings.trial or host != "127.0.0.1":
        return None
    return f"http://localhost:{port}/connexion?suite=/compte/protection"


@blueprint.app_context_processor
def _passkeys() -> dict[str, Any]:
    """Let pages ask whether passkeys can exist here, or where."""
    return {"passkeys_here": site, "passkeys_elsewhere": elsewhere}
