"""Who is asking: the signed-in account becomes an Actor.

`current_user` appears here only; sockets claim through `claimed_account`.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from flask import Flask, g
from flask import session as cookie
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from app.foundation.accounts import AccountFacts, digest
from app.foundation.actors import VISITOR, Actor, Capacity, until_second_factor
from app.foundation.clock import local_date
from app.foundation.gathering import Gathering

from .house import House, house

SEEN_EVERY = timedelta(minutes=10)
LONGEST_KEY = 100


class Account:
    """What Flask-Login keeps in the session cookie: the person and the key of the device."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, person_id: int, key: str) -> None:
        self.person_id = person_id
        self.key = key
        self.key_digest = digest(key)

    def get_id(self) -> str:
        """Return `<person>.<key>`; ending the device in the database ends the cookie."""
        return f"{self.person_id}.{self.key}"


def install(app: Flask) -> None:
    """Teach Flask-Login to read accounts, and note when a device was last seen."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_parse)

    @app.after_request
    def _note_seen(response: Response) -> Response:
        actor: Actor = g.get("actor", VISITOR)
        now = house().units.clock()
        if actor.sign_in and actor.sign_in.seen_at < now - SEEN_EVERY:
            house().note_seen(house().engine, actor.sign_in.device_id, now)
        return response


def _parse(id: str) -> Account | None:
    person, _, key = id.partition(".")
    plausible = person.isascii() and person.isdecimal() and len(person) < 10 and 0 < len(key) < LONGEST_KEY
    return Account(int(person), key) if plausible else None


def sign_in(person_id: int, key: str) -> None:
    """Open a session for the person, in a fresh cookie: nothing of the session before goes on in it."""
    cookie.clear()
    login_user(Account(person_id, key), remember=False)
    g.pop("actor", None)


def sign_out() -> None:
    """Forget everything the cookie of this browser holds."""
    logout_user()
    cookie.clear()
    g.pop("actor", None)


def claimed_account() -> Account | None:
    """Return what the cookie claims, before the database has confirmed it."""
    # The object itself, not Flask-Login's proxy: it outlives the request.
    return current_user._get_current_object() if current_user.is_authenticated else None


def read_actor(home: House, claim: Account | None) -> Actor:
    """Return the actor behind a cookie, with the capacities in force now; a visitor when it is no longer valid.

    Read from the database at each request; requests of the same instant are read together.
    """
    if claim is None:
        return VISITOR
    desk: Gathering[Account, Actor] = home.notes.setdefault("actors", Gathering(partial(read_actors, home)))
    return desk.ask(claim)


def read_actors(home: House, claims: Sequence[Account]) -> list[Actor]:
    """Return the actor behind each cookie, all read in the same three statements."""
    people = [claim.person_id for claim in claims]
    with home.units.reading() as session:
        accounts = home.read_accounts(session, [claim.key_digest for claim in claims])
        capacities = home.read_capacities(session, people, local_date(home.units.clock()))
    required = home.settings.second_factor_required
    actors = [_actor(claim, accounts.get(claim.key_digest), capacities.get(claim.person_id, ())) for claim in claims]
    return [until_second_factor(actor) for actor in actors] if required else actors


def _actor(claim: Account, account: AccountFacts | None, capacities: tuple[Capacity, ...]) -> Actor:
    if account is None or account.person_id != claim.person_id:
        return VISITOR
    return Actor(
        person_id=account.person_id,
        name=account.name,
        administrator=account.administrator,
        capacities=capacities,
        sign_in=account.sign_in,
    )


def read_again() -> None:
    """What the person may do has just changed: the rest of this request asks the database anew."""
    g.pop("actor", None)


def current_actor() -> Actor:
    """Return the actor of the current request, read once."""
    if "actor" not in g:
        g.actor = read_actor(house(), claimed_account())
    actor: Actor = g.actor
    return actor
