"""The only writers of accounts."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import select

from app.foundation.errors import Invalid, NotFound
from app.foundation.unit_of_work import UnitOfWork, anyone

from . import policies, rules
from .events import InvitationAccepted, PersonInvited, PersonSignedOutEverywhere
from .models import Invitation, Person
from .passwords import hash_password
from .queries import person_by_email

INVITATION_DAYS = 7


def digest(token: str) -> str:
    """Return what is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def create_person(
    work: UnitOfWork,
    *,
    given_name: str,
    family_name: str,
    email: str,
    title: str = "",
    administrator: bool = False,
) -> Person:
    """Create an account without a password; an invitation will let the person choose one."""
    work.allow(policies.may_invite)
    if person_by_email(work.session, email):
        raise Invalid(
            "Cette adresse a déjà un compte.",
            errors=[{"pointer": "#/email", "detail": "Un compte existe déjà pour cette adresse."}],
        )
    person: Person = work.add(
        Person(
            given_name=given_name,
            family_name=family_name,
            email=email.strip(),
            title=title,
            administrator=administrator,
            created_at=work.now(),
        )
    )
    return person


def invite(work: UnitOfWork, person: Person) -> str:
    """Make a personal link for the person and return its token, which is not kept."""
    work.allow(policies.may_invite)
    token = secrets.token_urlsafe(32)
    work.add(
        Invitation(
            person_id=person.id,
            token_digest=digest(token),
            created_at=work.now(),
            expires_at=work.now() + timedelta(days=INVITATION_DAYS),
            invited_by_id=work.actor.person_id,
        )
    )
    work.record(PersonInvited(person_id=person.id))
    return token


def open_invitation(work: UnitOfWork, token: str) -> Invitation:
    """Return a usable invitation, or raise `NotFound`: the link itself is the right to open it."""
    work.allow(anyone)
    found = work.session.scalars(
        select(Invitation).where(Invitation.token_digest == digest(token)).with_for_update()
    ).one_or_none()
    if found is None or found.used_at or found.expires_at <= work.now():
        raise NotFound("Cette invitation a déjà servi ou a expiré. Demandez-en une nouvelle à votre secrétariat.")
    return found


def accept_invitation(work: UnitOfWork, *, token: str, password: str) -> Person:
    """Let the invited person choose their password; the link then stops working."""
    work.allow(anyone)
    invitation = open_invitation(work, token)
    person = work.session.get_one(Person, invitation.person_id)
    rules.check_password(password, email=person.email)
    person.password_hash = hash_password(password)
    invitation.used_at = work.now()
    work.record(InvitationAccepted(person_id=person.id))
    return person


def sign_out_everywhere(work: UnitOfWork, person: Person) -> None:
    """End every session of the person, open sockets included."""
    work.allow(policies.may_sign_out_everywhere, person.id)
    person.session_generation += 1
    work.record(PersonSignedOutEverywhere(person_id=person.id))
