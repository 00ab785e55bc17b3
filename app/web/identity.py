"""Who is asking: the signed-in account becomes an Actor.

`current_user` appears here only; sockets claim through `claimed_account`.
"""

from flask import Flask, g
from flask import session as cookie
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy.orm import Session

from app.foundation.actors import VISITOR, Actor
from app.foundation.clock import local_date

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


def read_actor(home: House, session: Session, claim: Account | None) -> Actor:
    """Return the actor behind a cookie, with the capacities in force now; a visitor when it is no longer valid."""
    if claim is None:
        return VISITOR
    account = home.read_account(session, claim.person_id)
    if account is None or account.generation != claim.generation:
        return VISITOR
    return Actor(
        person_id=account.person_id,
        name=account.name,
        administrator=account.administrator,
        capacities=home.read_capacities(session, account.person_id, local_date(home.units.clock())),
    )


def current_actor() -> Actor:
    """Return the actor of the current request, read once."""
    if "actor" not in g:
        with house().units.reading() as session:
            g.actor = read_actor(house(), session, claimed_account())
    actor: Actor = g.actor
    return actor
