"""Who is asking: the signed-in account becomes an Actor.

`current_user` appears here only; sockets claim through `claimed_account`.
"""

from collections.abc import Sequence
from functools import partial

from flask import Flask, g
from flask import session as cookie
from flask_login import LoginManager, current_user, login_user, logout_user

from app.foundation.accounts import AccountFacts
from app.foundation.actors import VISITOR, Actor, Capacity
from app.foundation.clock import local_date
from app.foundation.gathering import Gathering

from .house import House, house


class Account:
    """What Flask-Login keeps in the session cookie: the person and the generation of their sessions."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, person_id: int, generation: int) -> None:
        self.person_id = person_id
        self.generation = generation

    def get_id(self) -> str:
        """Return `<person>.<generation>`; raising the generation ends every older session."""
        return f"{self.person_id}.{self.generation}"


def install(app: Flask) -> None:
    """Teach Flask-Login to read accounts."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_parse)


def _parse(id: str) -> Account | None:
    person, _, generation = id.partition(".")
    return Account(int(person), int(generation)) if person.isdecimal() and generation.isdecimal() else None


def sign_in(person_id: int, generation: int) -> None:
    """Open a session for the person, in a fresh cookie: nothing of the session before goes on in it."""
    cookie.clear()
    login_user(Account(person_id, generation), remember=False)


def sign_out() -> None:
    """End the session of this browser."""
    logout_user()


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
        accounts = home.read_accounts(session, people)
        capacities = home.read_capacities(session, people, local_date(home.units.clock()))
    return [_actor(claim, accounts.get(claim.person_id), capacities.get(claim.person_id, ())) for claim in claims]


def _actor(claim: Account, account: AccountFacts | None, capacities: tuple[Capacity, ...]) -> Actor:
    if account is None or account.generation != claim.generation:
        return VISITOR
    return Actor(
        person_id=account.person_id,
        name=account.name,
        administrator=account.administrator,
        capacities=capacities,
    )


def current_actor() -> Actor:
    """Return the actor of the current request, read once."""
    if "actor" not in g:
        g.actor = read_actor(house(), claimed_account())
    actor: Actor = g.actor
    return actor
