"""Signing a browser in and out: the cookie and the device, together."""

from datetime import timedelta
from typing import Any

from flask import redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM
from app.foundation.errors import NotFound
from app.web import identity
from app.web.house import house, reading
from app.web.identity import claimed_account, current_actor

from . import operations, pending
from .agents import agent_in_words
from .factors import factors_of
from .familiarity import familiar_device, remember_device
from .models import Device, Person
from .words import Proof


def enter(
    person_id: int,
    proof: Proof,
    *,
    suite: str = "/",
    second_factor: bool = False,
    proved_ago: timedelta = timedelta(),
) -> Response:
    """Sign the person in on this browser, under a new key and in a new cookie, and go on to `suite`.

    `proved_ago`: how old what the person showed may be; what protects the account asks for something newer.
    Whoever was going nowhere in particular goes to the sitting under way where they have a place.

    Whoever was signed in here before is signed out: their key no longer opens anything. A person who has a second
    factor, and has not shown it yet, is asked for it first.
    """
    leave()
    with house().units.begin(SYSTEM) as work:
        person = work.session.get_one(Person, person_id)
        if not opens(person):
            raise NotFound("Ce compte est fermé. Écrivez-nous pour le rouvrir : /contact.")
        if not second_factor and factors_of(work.session, person_id, house().sealer).ready:
            return pending.begin(person, proof, suite=suite, now=work.now())
        agent = agent_in_words(request.user_agent.string)
        key = operations.open_device(
            work,
            person,
            proof=proof,
            agent=agent,
            second_factor=second_factor,
            familiar=familiar_device(person_id) is not None,
            proved_ago=proved_ago,
        )
    identity.sign_in(person_id, key)
    suite = (room_of(person_id) or suite) if suite == "/" else suite
    # Whoever is to be given more once a second factor is there is led to it, and may put it off.
    response = redirect(url_for("people.protect", suite=suite) if current_actor().withheld else suite, 303)
    remember_device(response, person_id)
    return response


def sitting_of(person_id: int) -> Any:
    """Return the one sitting under way where the person has a place, with its title and its room, or None."""
    with reading() as session:
        # Sittings are known by features above this one: they say it through the house.
        return house().notes["expected_at"](session, person_id)


def room_of(person_id: int) -> str | None:
    """Return the room of that sitting."""
    sitting = sitting_of(person_id)
    return sitting.follow_href if sitting else None


def opens(person: Person | None) -> bool:
    """Tell whether the account can be entered at all."""
    # Accounts of the demonstration have a published password: outside a trial they open nothing.
    return person is not None and person.disabled_at is None and (not person.demo or house().settings.trial)


def leave() -> None:
    """Sign this browser out, its open sockets included."""
    claim = claimed_account()
    if claim is not None and current_actor().signed_in:
        with house().units.begin(current_actor()) as work:
            device = _device_of(work.session, claim.key_digest)
            if device is not None:
                operations.end_device(work, device)
    identity.sign_out()


def _device_of(session: Session, key_digest: str) -> Device | None:
    return session.scalars(select(Device).where(Device.key_digest == key_digest)).one_or_none()
