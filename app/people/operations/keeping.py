"""What a person changes in their own account: name, password, address."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.foundation.accounts import digest
from app.foundation.actors import Actor
from app.foundation.errors import Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork, anyone

from .. import mails, policies, rules
from ..endings import end_devices
from ..events import AccountRenamed, AddressChangeAsked, AddressChanged, PasswordChanged, account_stream
from ..models import AddressChange, Device, Invitation, Person
from ..passwords import hash_password, is_outdated, password_matches
from ..queries import person_by_email
from ..words import Proof


def rename(work: UnitOfWork, person: Person, *, given_name: str, family_name: str) -> None:
    """Change the name by which the person is shown from now on; the record keeps what it said."""
    work.allow(policies.may_keep_own_account, person.id)
    rules.check_names(given_name, family_name)
    person.given_name, person.family_name = given_name.strip(), family_name.strip()
    work.record(AccountRenamed(stream=account_stream(person.id)))


def change_password(work: UnitOfWork, person: Person, *, current: str, password: str) -> None:
    """Replace the password, known or proved otherwise lately; the person's other devices are signed out."""
    work.allow(policies.may_keep_own_account, person.id)
    if person.password_hash is None or (not current and came_otherwise(work.session, work.actor)):
        work.allow(policies.may_change_protection, person.id, work.now())
    elif not password_matches(person.password_hash, current):
        error = {"pointer": "#/current", "detail": "Ce n’est pas votre mot de passe actuel."}
        raise Invalid("Le mot de passe actuel ne correspond pas.", errors=[error])
    rules.check_password(password, email=person.email, name=person.name)
    person.password_hash = hash_password(password)
    end_devices(work, person, but=work.actor.sign_in.device_id if work.actor.sign_in else None)
    _tell_new_password(work, person)


def came_otherwise(session: Session, actor: Actor) -> bool:
    """Tell whether something else than the password opened this session: its person may have forgotten it."""
    here = session.get(Device, actor.sign_in.device_id) if actor.sign_in else None
    return here is not None and here.proof is not Proof.PASSWORD


def _tell_new_password(work: UnitOfWork, person: Person) -> None:
    subject, text = mails.password_changed(person.name)
    mails.send(work, to=person.email, subject=subject, text=text)
    work.record(PasswordChanged(stream=account_stream(person.id)))


def strengthen_password(work: UnitOfWork, person: Person, *, password: str) -> None:
    """Hash again, with today's parameters, a password that has just been given and was right."""
    work.allow(policies.may_open_device)
    if person.password_hash is not None and is_outdated(person.password_hash):
        person.password_hash = hash_password(password)


def ask_address_change(work: UnitOfWork, person: Person, *, email: str) -> None:
    """Write to both addresses; an address that has an account is told so by mail only, at equal work."""
    work.allow(policies.may_keep_own_account, person.id)
    work.allow(policies.may_change_protection, person.id, work.now())
    former = _begin_address_change(work, person, email)
    subject, text = mails.former_address(person.name, f"/adresse/{former}", rules.ADDRESS_HOURS)
    mails.send(work, to=person.email, subject=subject, text=text)


def replace_address(work: UnitOfWork, person: Person, *, email: str) -> None:
    """Give another address to somebody recognised who no longer reads the former one: the new one alone confirms.

    The former one is told, so that whoever still reads it can say that something is wrong.
    """
    work.allow(policies.may_replace_address, person.id)
    if person.disabled_at is not None:
        raise Refused("Ce compte est fermé. Rouvrez-le avant de changer son adresse.")
    _begin_address_change(work, person, email, former_confirmed_at=work.now())
    subject, text = mails.address_replaced(person.name)
    mails.send(work, to=person.email, subject=subject, text=text)


def _begin_address_change(
    work: UnitOfWork, person: Person, email: str, *, former_confirmed_at: datetime | None = None
) -> str:
    """Write to the new address and return the token for the former one."""
    rules.check_address(email)
    new, former = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    taken = person_by_email(work.session, email) is not None
    _forget_address_changes(work, person)
    work.add(
        AddressChange(
            person_id=person.id,
            email=email.strip(),
            new_digest=digest(new),
            former_digest=digest(former),
            created_at=work.now(),
            expires_at=work.now() + timedelta(hours=rules.ADDRESS_HOURS),
            former_confirmed_at=former_confirmed_at,
        )
    )
    way = f"/adresse/{new}"
    alone = former_confirmed_at is not None
    told = mails.address_taken() if taken else mails.new_address(person.name, way, rules.ADDRESS_HOURS, alone=alone)
    mails.send(work, to=email.strip(), subject=told[0], text=told[1])
    work.record(AddressChangeAsked(stream=account_stream(person.id)))
    return former


def _forget_what_was_sent(work: UnitOfWork, person: Person) -> None:
    """Links that wait at the former address open nothing any more; its reader is told that it is no longer the one."""
    person.session_generation += 1
    work.session.execute(
        update(Invitation)
        .where(Invitation.person_id == person.id, Invitation.used_at.is_(None))
        .values(used_at=work.now())
    )
    subject, text = mails.address_changed(person.name)
    mails.send(work, to=person.email, subject=subject, text=text)


def _forget_address_changes(work: UnitOfWork, person: Person) -> None:
    work.session.execute(
        update(AddressChange)
        .where(AddressChange.person_id == person.id, AddressChange.ended_at.is_(None))
        .values(ended_at=work.now())
    )


def open_address_change(work: UnitOfWork, token: str) -> AddressChange:
    """Return the change that a link is about, or raise `AddressLinkGone`. Nothing changes."""
    work.allow(anyone)
    kept = digest(token)
    found = work.session.scalars(
        select(AddressChange)
        .where((AddressChange.new_digest == kept) | (AddressChange.former_digest == kept))
        .with_for_update()
    ).one_or_none()
    if found is None or found.ended_at or found.expires_at <= work.now():
        raise rules.AddressLinkGone("Il a déjà servi, ou il a expiré.")
    return found


def confirm_address_change(work: UnitOfWork, token: str) -> bool:
    """Note that one address agrees; once both have, the account has the new one. Tell whether it is done."""
    work.allow(anyone)
    change = open_address_change(work, token)
    if not change.confirm(digest(token), work.now()):
        return False
    if person_by_email(work.session, change.email) is not None:
        raise rules.AddressLinkGone("Cette adresse a maintenant son propre compte : rien n’a changé.")
    change.ended_at = work.now()
    person = work.session.get_one(Person, change.person_id)
    _forget_what_was_sent(work, person)
    person.email = change.email
    work.record(AddressChanged(stream=account_stream(person.id)))
    return True
