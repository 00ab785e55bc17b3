"""Accounts: who comes in, and who may no longer."""

import secrets
from datetime import timedelta

from sqlalchemy import or_, select, update

from app.foundation.accounts import digest
from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork, anyone

from .. import mails, policies, rules
from ..endings import end_devices
from ..events import AccountClosed, AccountReopened, AdministratorNamed, InvitationAccepted, PersonInvited
from ..models import Invitation, Person
from ..passwords import hash_password
from ..queries import person_by_email

INVITATION_DAYS = 7


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
    _require_names(given_name, family_name)
    rules.check_address(email)
    if person_by_email(work.session, email):
        raise Invalid(
            "Cette adresse a déjà un compte.",
            errors=[{"pointer": "#/email", "detail": "Un compte existe déjà pour cette adresse."}],
        )
    person: Person = work.add(
        Person(
            given_name=given_name.strip(),
            family_name=family_name.strip(),
            email=email.strip(),
            title=title.strip(),
            administrator=administrator,
            created_at=work.now(),
        )
    )
    if administrator:
        work.record(AdministratorNamed(person_id=person.id))
    return person


def _require_names(given_name: str, family_name: str) -> None:
    names = {"given_name": given_name, "family_name": family_name}
    errors = [{"pointer": f"#/{field}", "detail": "À remplir."} for field, name in names.items() if not name.strip()]
    if errors:
        raise Invalid("Donnez le prénom et le nom de cette personne, qui n’a pas encore de compte.", errors=errors)


def open_demo_account(work: UnitOfWork, person: Person, *, password_hash: str) -> None:
    """Let a fictitious person of the trial mode sign in with the password that the trial prints."""
    work.allow(policies.may_open_demo_account)
    person.demo = True
    person.password_hash = password_hash


def invite(work: UnitOfWork, person: Person, *, by_mail: bool = False) -> str:
    """Make a personal link for the person, send it if asked, and return its token, which is not kept."""
    work.allow(policies.may_invite)
    if person.disabled_at is not None:
        raise Refused("Ce compte est fermé. Rouvrez-le avant d’inviter cette personne.")
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
    if by_mail:
        subject, words = mails.invitation(person.name, f"/invitation/{token}", INVITATION_DAYS)
        mails.send(work, to=person.email, subject=subject, text=words)
    work.record(PersonInvited(person_id=person.id))
    return token


def open_invitation(work: UnitOfWork, token: str) -> Invitation:
    """Return a usable invitation, or raise `LinkGone`: the link itself is the right to open it."""
    work.allow(anyone)
    found = work.session.scalars(
        select(Invitation).where(Invitation.token_digest == digest(token)).with_for_update()
    ).one_or_none()
    if found is None or found.used_at or found.expires_at <= work.now():
        raise rules.LinkGone("Cette invitation a déjà servi ou a expiré.")
    if work.session.get_one(Person, found.person_id).disabled_at is not None:
        # A password chosen now would wait for the day the account is opened again.
        raise rules.LinkGone("Le compte de cette invitation est fermé.")
    return found


def accept_invitation(work: UnitOfWork, *, token: str, password: str | None) -> Person:
    """Let the invited person choose their password; every link and every session from before stops working.

    Without a password the link serves once to come in, for whoever will sign in by an identity provider.
    """
    work.allow(anyone)
    invitation = open_invitation(work, token)
    person = work.session.get_one(Person, invitation.person_id)
    if password is not None:
        rules.check_password(password, email=person.email, name=person.name)
        if person.password_hash is not None:
            subject, words = mails.password_changed(person.name)
            mails.send(work, to=person.email, subject=subject, text=words)
        person.password_hash = hash_password(password)
    end_devices(work, person)
    work.session.execute(
        update(Invitation)
        .where(Invitation.person_id == person.id, Invitation.used_at.is_(None))
        .values(used_at=work.now())
    )
    work.record(InvitationAccepted(person_id=person.id))
    return person


def queue_administrators(work: UnitOfWork, person_id: int) -> None:
    """Have whoever closes an account wait for the others: two who close each other's would leave nobody to open one."""
    work.allow(policies.may_keep_accounts)
    lined = select(Person.id).where(or_(Person.id == person_id, Person.administrator)).order_by(Person.id)
    work.session.execute(lined.with_for_update())


def close_account(work: UnitOfWork, person: Person) -> None:
    """Let the person sign in no more and end their sessions; what they did and held stays on record."""
    work.allow(policies.may_keep_accounts)
    if person.disabled_at is not None:
        raise IllegalTransition("Ce compte est déjà fermé.")
    if person.id == work.actor.person_id:
        raise Refused("Vous ne pouvez pas fermer votre propre compte : demandez-le à un autre administrateur.")
    if person.administrator and not _still_open(work):
        raise Refused("Votre compte vient d’être fermé par un autre administrateur.")
    person.disabled_at = work.now()
    end_devices(work, person)
    work.record(AccountClosed(person_id=person.id))


def _still_open(work: UnitOfWork) -> bool:
    mine = select(Person.disabled_at).where(Person.id == work.actor.person_id)
    return work.actor.system or work.session.scalar(mine) is None


def reopen_account(work: UnitOfWork, person: Person) -> None:
    """Let the person sign in again, with the password they had."""
    work.allow(policies.may_keep_accounts)
    if person.disabled_at is None:
        raise IllegalTransition("Ce compte est ouvert.")
    person.disabled_at = None
    work.record(AccountReopened(person_id=person.id))
