"""Links sent by mail: to sign in, to choose a new password, to open an account."""

import secrets
from datetime import timedelta

from sqlalchemy import select

from app.foundation.accounts import digest
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import UnitOfWork, anyone

from .. import mails, rules
from ..endings import end_devices
from ..events import AccountOpened, LinkSent, PasswordChanged, account_stream
from ..models import Person, PersonalLink
from ..passwords import hash_password
from ..queries import person_by_email
from ..words import LinkPurpose

GONE = "Ce lien de connexion a déjà servi ou a expiré."


def send_link(work: UnitOfWork, *, email: str, suite: str = "/") -> None:
    """Send a link to an address: to sign in when it has an account, to open one otherwise, at equal work."""
    work.allow(anyone)
    rules.check_address(email)
    person = person_by_email(work.session, email)
    purpose = _purpose(person)
    token = secrets.token_urlsafe(32)
    to = person.email if person else email.strip()
    work.add(
        PersonalLink(
            purpose=purpose,
            person_id=person.id if person else None,
            generation=person.session_generation if person else None,
            email=to,
            token_digest=digest(token),
            suite=suite,
            created_at=work.now(),
            expires_at=work.now() + timedelta(minutes=rules.LINK_MINUTES),
        )
    )
    subject, text = _words(purpose, person, f"/lien/{token}")
    mails.send(work, to=to, subject=subject, text=text)
    work.record(LinkSent(stream=account_stream(person.id) if person else "people:1"))


def _purpose(person: Person | None) -> LinkPurpose:
    if person is None:
        return LinkPurpose.SIGN_UP
    return LinkPurpose.SIGN_IN if person.disabled_at is None else LinkPurpose.NOTHING


def _words(purpose: LinkPurpose, person: Person | None, path: str) -> tuple[str, str]:
    if person is None:
        return mails.sign_up_link(path, rules.LINK_MINUTES)
    if purpose is LinkPurpose.NOTHING:
        return mails.closed_account(person.name)
    return mails.sign_in_link(person.name, path, rules.LINK_MINUTES)


def open_link(work: UnitOfWork, token: str) -> PersonalLink:
    """Return a usable link, or raise `LinkGone`: the link itself is the right to open it. Nothing changes."""
    work.allow(anyone)
    found = work.session.scalars(
        select(PersonalLink).where(PersonalLink.token_digest == digest(token)).with_for_update()
    ).one_or_none()
    if found is None or found.used_at or found.expires_at <= work.now() or found.purpose is LinkPurpose.NOTHING:
        raise rules.LinkGone(GONE)
    if found.person_id is not None:
        person = work.session.get_one(Person, found.person_id)
        if person.disabled_at is not None or person.session_generation != found.generation:
            raise rules.LinkGone(GONE)
    return found


def use_sign_in_link(work: UnitOfWork, token: str) -> tuple[Person, str]:
    """Use up a link of a known person; return them and the page they were going to."""
    work.allow(anyone)
    link = open_link(work, token)
    if link.person_id is None:
        raise rules.LinkGone(GONE)
    link.used_at = work.now()
    return work.session.get_one(Person, link.person_id), link.suite


def recover_password(work: UnitOfWork, token: str, *, password: str) -> tuple[Person, str]:
    """Use up a link to choose a new password; every session and every other link from before stops working."""
    work.allow(anyone)
    person, suite = use_sign_in_link(work, token)
    rules.check_password(password, email=person.email, name=person.name)
    person.password_hash = hash_password(password)
    end_devices(work, person)
    subject, text = mails.password_changed(person.name)
    mails.send(work, to=person.email, subject=subject, text=text)
    work.record(PasswordChanged(stream=account_stream(person.id)))
    return person, suite


def open_account(
    work: UnitOfWork, token: str, *, given_name: str, family_name: str, password: str
) -> tuple[Person, str]:
    """Open the account of somebody who has shown that the address is theirs."""
    work.allow(anyone)
    link = open_link(work, token)
    if link.person_id is not None or person_by_email(work.session, link.email):
        raise NotFound("Un compte existe maintenant à cette adresse. Demandez un lien pour vous y connecter.")
    rules.check_opening(given_name=given_name, family_name=family_name, password=password, email=link.email)
    link.used_at = work.now()
    person: Person = work.add(
        Person(
            given_name=given_name.strip(),
            family_name=family_name.strip(),
            email=link.email,
            password_hash=hash_password(password),
            created_at=work.now(),
        )
    )
    work.record(AccountOpened(stream=account_stream(person.id)))
    return person, link.suite
