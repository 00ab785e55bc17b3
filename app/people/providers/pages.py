"""Going to a provider and coming back; what is decided with an identity that has no account; leaving."""

from datetime import timedelta

import structlog
from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.foundation.errors import NotFound
from app.foundation.throttle import Allowance, slow_down
from app.people.entering import enter
from app.people.familiarity import familiar_device
from app.people.freshness import confirm_first, is_fresh
from app.people.models import Person
from app.people.throttling import network, spend_mail
from app.people.words import Proof as ProofOfIdentity
from app.web.acts import local_path
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import browser, operations
from .authority import Distrusted
from .clients import client_of, configured
from .faults import Fault, TurnedAway, fault_of
from .models import Passage
from .protocol import Client, Proof
from .queries import waiting_passage
from .rules import SESSION_LASTS, Attestation, has_second_factor
from .words import MANNERS, ProviderName, Purpose

log = structlog.get_logger()
blueprint = Blueprint("providers", __name__)
PASSAGES = Allowance(most=120, per=60)
"""For one network: a whole assembly may sit behind one address."""
ONE = "<any(proconnect, franceconnect):provider>"


@blueprint.record_once
def _install(state: object) -> None:
    """Let the sign-in page offer what is configured, whoever renders it."""
    state.app.jinja_env.globals["identity_providers"] = lambda: [  # type: ignore[attr-defined]  # Flask's setup state
        {"name": name.value, "manner": MANNERS[name]} for name in configured(house())
    ]


@blueprint.errorhandler(TurnedAway)
def _turned_away(refusal: TurnedAway) -> tuple[str, int]:
    log.info("provider_sign_in_refused", fault=refusal.fault.value, why=refusal.why)
    return render_template("pages/people/providers/refused.html", refusal=refusal), refusal.status


def client_for(provider: str) -> tuple[ProviderName, Client]:
    """Return a configured provider's client, or raise `NotFound`."""
    name = ProviderName(provider)
    client = client_of(house(), name)
    if client is None:
        raise NotFound(_("%(provider)s n’est pas proposé sur ce site.", provider=MANNERS[name].label))
    return name, client


def way_to(
    name: ProviderName, client: Client, *, purpose: Purpose, key: str, next_page: str, again: bool = False
) -> str:
    """Prepare a passage of this browser and return the address of the provider's page."""
    slow_down(house().throttle.spend(f"provider:{network()}", PASSAGES))
    try:
        client.authority.published()
        with house().units.begin(current_actor()) as work:
            departure = operations.start(work, name, purpose=purpose, browser=key, next_page=next_page)
        return client.way_in(state=departure.state, nonce=departure.nonce, again=again)
    except Distrusted as fault:
        raise TurnedAway(fault.fault, client.manner.label, why=str(fault)) from fault


@blueprint.get(f"/connexion/{ONE}")
@public
def go(provider: str) -> Response:
    """Send the person to the provider's sign-in page; with `confirmer`, they show there again who they are."""
    name, client = client_for(provider)
    next_page = local_path(request.args.get("suite", "/"))
    again = "confirmer" in request.args and client.manner.asks_again
    if current_actor().signed_in and not again:
        return redirect(next_page, 303)
    key = browser.key_or_new()
    way = way_to(name, client, purpose=Purpose.SIGN_IN, key=key, next_page=next_page, again=again)
    return browser.keep(redirect(way, 303), key)


@blueprint.get(f"/connexion/{ONE}/retour")
@public
def come_back(provider: str) -> Response:
    """Take what the provider says of the person, check it, and open their session."""
    name, client = client_for(provider)
    slow_down(house().throttle.spend(f"provider:{network()}", PASSAGES))
    if "error" in request.args and "state" not in request.args and browser.key():
        # Some forget the state when they refuse. Nothing is opened or ended by telling why.
        raise TurnedAway(fault_of(request.args["error"]), client.manner.label, why="said without a state")
    with house().units.begin(current_actor()) as work:
        passage = operations.come_back(work, name, state=request.args.get("state", ""), browser=browser.key())
    proof = _proof(client, nonce=passage.nonce)
    with house().units.begin(current_actor()) as work:
        passage = work.session.get_one(Passage, passage.id)
        person = operations.settle(
            work, passage, proof.attestation, id_token=proof.id_token, demo_opens=house().settings.trial
        )
    if person is None:
        return redirect(url_for("providers.waiting"), 303)
    if passage.purpose is Purpose.LINK:
        flash(_("Cette identité %(provider)s est déjà reliée à votre compte.", provider=client.manner.label), "success")
        return redirect(url_for("provider_account.identities"), 303)
    return _open(person, proof.attestation, passage)


def _proof(client: Client, *, nonce: str) -> Proof:
    label, args = client.manner.label, request.args
    if "error" in args:
        raise TurnedAway(fault_of(args["error"]), label, why="said by the provider")
    try:
        return client.redeem(code=args.get("code", ""), nonce=nonce, issuer=args.get("iss"))
    except Distrusted as fault:
        raise TurnedAway(fault.fault, label, why=str(fault)) from fault


def _open(person: Person, attested: Attestation, passage: Passage) -> Response:
    return enter(
        person.id,
        ProofOfIdentity.PROVIDER,
        suite=local_path(passage.next_page),
        second_factor=has_second_factor(attested.level),
        # A provider that cannot ask again may have answered from a session opened this morning, by whoever sat there.
        proved_ago=timedelta() if MANNERS[passage.provider].asks_again else SESSION_LASTS,
    )


@blueprint.get("/connexion/identite")
@public
def waiting() -> str:
    """Ask what to do with an identity that has no account: link it to one's own, or open one."""
    with reading() as session:
        passage, attested = _waiting(session)
        return render_template(
            "pages/people/providers/waiting.html",
            manner=MANNERS[passage.provider],
            attested=attested,
            code_sent=passage.code_digest is not None,
            refused=request.args.get("code") == "refuse",
            own=session.get(Person, current_actor().person_id) if current_actor().signed_in else None,
        )


def _waiting(session: Session) -> tuple[Passage, Attestation]:
    passage = waiting_passage(session, browser.key(), house().units.clock())
    if passage is None or passage.attested is None:
        raise TurnedAway(Fault.NOTHING_WAITING, "")
    return passage, Attestation(**passage.attested)


@blueprint.post("/connexion/identite/relier")
def link() -> Response:
    """Link the identity that waits to the account of who is signed in."""
    if not is_fresh():
        return confirm_first("/connexion/identite")
    with house().units.begin(current_actor()) as work:
        linked = operations.link(work, browser=browser.key())
    label = MANNERS[linked.provider].label
    flash(_("%(provider)s est relié à votre compte : il vous connecte désormais.", provider=label), "success")
    return redirect(url_for("provider_account.identities"), 303)


@blueprint.post("/connexion/identite/code")
@public
def send_code() -> Response:
    """Send a code to the attested address."""
    with reading() as session:
        spend_mail(_waiting(session)[1].email, familiar_device(None))
    with house().units.begin(current_actor()) as work:
        operations.ask_for_account(work, browser=browser.key())
    return redirect(url_for("providers.waiting"), 303)


@blueprint.post("/connexion/identite/ouvrir")
@public
def open_account() -> Response:
    """Open an account with the code received, and sign in."""
    with house().units.begin(current_actor()) as work:
        person = operations.open_account(work, browser=browser.key(), code=request.form.get("code", ""))
    if person is None:
        return redirect(url_for("providers.waiting", code="refuse"), 303)
    opened = enter(person.id, ProofOfIdentity.PROVIDER)
    flash(_("Bienvenue. Votre compte est ouvert."), "success")
    return opened


@blueprint.post("/connexion/identite/abandonner")
@public
def forget() -> Response:
    """Forget the identity that waits in this browser."""
    with house().units.begin(current_actor()) as work:
        operations.forget_waiting(work, browser=browser.key())
    flash(_("Rien n’a été gardé de cette identité."), "success")
    return browser.forget(redirect(url_for("people.sign_in"), 303))


def farewell() -> Response | None:
    """Return the page that also ends the session at the provider, None when no provider opened this one.

    A page and not a redirection: the security policy of forms would stop it at the door of another site.
    """
    with house().units.begin(current_actor()) as work:
        leaving = operations.leave(work, browser=browser.key())
    client = client_of(house(), leaving.provider) if leaving else None
    if leaving is None or client is None:
        return None
    back = f"{house().settings.public_url}/connexion/{leaving.provider.value}/deconnexion"
    try:
        way = client.way_out(id_token=leaving.id_token, state=leaving.state, come_back_to=back)
    except Distrusted as fault:
        log.info("provider_sign_out_impossible", fault=fault.fault.value, why=str(fault))
        return None
    label = client.manner.label
    page = render_template("pages/people/providers/crossing.html", way=way, label=label, leaving=True)
    return make_response(page) if way else None


@blueprint.get(f"/connexion/{ONE}/deconnexion")
@public
def come_out(provider: str) -> Response:
    """Say that the session is closed there too, if this return is the one that was asked for."""
    name, client = client_for(provider)
    with house().units.begin(current_actor()) as work:
        agreed = operations.left(work, name, state=request.args.get("state", ""), browser=browser.key())
    if agreed:
        flash(_("Vous êtes déconnecté, ici et chez %(provider)s.", provider=client.manner.label), "success")
        return browser.forget(redirect("/", 303))
    flash(
        _("Ce retour de %(provider)s ne répond à aucune demande de ce navigateur.", provider=client.manner.label),
        "warning",
    )
    return redirect("/", 303)
