"""Passkeys: asking, adding, proving, taking off."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from app.foundation.accounts import digest
from app.foundation.errors import Invalid, NotFound
from app.foundation.unit_of_work import UnitOfWork, anyone

from .. import mails, passkeys, policies
from ..endings import forget_second_factor, note_second_factor
from ..events import FactorAdded, FactorNamed, FactorRemoved, SecondFactorUsed, account_stream
from ..models import Challenge, Passkey, Person
from ..passkeys import Site
from ..words import Ceremony, Factor
from .factors import ensure_recovery_codes

LASTS = timedelta(minutes=15)
MOST = 10


def ask_passkey(work: UnitOfWork, ceremony: Ceremony, person_id: int | None = None) -> bytes:
    """Make what a passkey must sign, once, for one purpose."""
    work.allow(anyone)
    if ceremony is Ceremony.REGISTER:
        work.allow(policies.may_change_protection, person_id, work.now())
    challenge = secrets.token_bytes(32)
    kept = digest(challenge.hex())
    expires = work.now() + LASTS
    work.add(Challenge(value_digest=kept, ceremony=ceremony, expires_at=expires, person_id=person_id))
    return challenge


def _use_challenge(work: UnitOfWork, answer: str, ceremony: Ceremony, person_id: int | None) -> bytes:
    challenge = passkeys.challenge_in(answer)
    used = work.session.execute(
        delete(Challenge)
        .where(
            Challenge.value_digest == digest(challenge.hex()),
            Challenge.ceremony == ceremony,
            Challenge.expires_at > work.now(),
            Challenge.person_id.is_not_distinct_from(person_id),
        )
        .returning(Challenge.value_digest)
    )
    if used.first() is None:
        raise Invalid("Cette demande a déjà servi ou a expiré. Recommencez.")
    return challenge


def add_passkey(work: UnitOfWork, person: Person, *, answer: str, site: Site, name: str) -> list[str]:
    """Keep a new passkey of the person; return recovery codes if there were none."""
    work.allow(policies.may_change_protection, person.id, work.now())
    challenge = _use_challenge(work, answer, Ceremony.REGISTER, person.id)
    credential_id, public_key, count = passkeys.registered(site, answer, challenge)
    held = work.session.scalars(select(Passkey).where(Passkey.person_id == person.id)).all()
    if len(held) >= MOST:
        raise Invalid(f"Vous avez déjà {MOST} clés d’accès. Retirez-en une d’abord.")
    if work.session.scalar(select(Passkey.id).where(Passkey.credential_id == credential_id)) is not None:
        raise Invalid("Cette clé d’accès est déjà enregistrée.")
    work.add(
        Passkey(
            person_id=person.id,
            credential_id=credential_id,
            public_key=public_key,
            name=name,
            created_at=work.now(),
            sign_count=count,
        )
    )
    mails.tell_protection_changed(work, person.name, person.email)
    work.record(FactorAdded(stream=account_stream(person.id), factor=Factor.PASSKEY.value))
    note_second_factor(work)
    return ensure_recovery_codes(work, person)


def prove_by_passkey(work: UnitOfWork, *, answer: str, site: Site, person_id: int | None = None) -> Person:
    """Return whose passkey has signed what it was asked; `person_id` when it comes after a first proof."""
    work.allow(policies.may_open_device)
    ceremony = Ceremony.SIGN_IN if person_id is None else Ceremony.SECOND_FACTOR
    challenge = _use_challenge(work, answer, ceremony, person_id)
    credential = passkeys.credential_in(answer)
    held = select(Passkey).where(Passkey.credential_id == credential).with_for_update()
    passkey = work.session.scalars(held).one_or_none()
    if passkey is None or person_id not in (None, passkey.person_id):
        raise Invalid(passkeys.UNKNOWN)
    passkey.sign_count = passkeys.proved(site, answer, challenge, passkey, alone=person_id is None)
    passkey.last_used_at = work.now()
    if person_id is not None:
        work.record(SecondFactorUsed(stream=account_stream(passkey.person_id), factor=Factor.PASSKEY.value))
    return work.session.get_one(Person, passkey.person_id)


def _own(work: UnitOfWork, person: Person, passkey_id: int) -> Passkey:
    passkey = work.session.get(Passkey, passkey_id, with_for_update=True)
    if passkey is None or passkey.person_id != person.id:
        raise NotFound("Cette clé d’accès n’est plus enregistrée sur votre compte.")
    return passkey


def name_passkey(work: UnitOfWork, person: Person, *, passkey_id: int, name: str) -> None:
    """Give a passkey the name by which its person tells it from the others; the name itself is not put on record."""
    work.allow(policies.may_keep_own_account, person.id)
    passkey = _own(work, person, passkey_id)
    if not name.strip() or not name.isprintable():
        raise Invalid("Donnez un nom à cette clé.", errors=[{"pointer": "#/name", "detail": "Un nom, sur une ligne."}])
    passkey.name = name.strip()
    work.record(FactorNamed(stream=account_stream(person.id), factor=Factor.PASSKEY.value))


def remove_passkey(work: UnitOfWork, person: Person, *, passkey_id: int) -> None:
    """Take a passkey off the account; the last factor takes the recovery codes with it."""
    work.allow(policies.may_change_protection, person.id, work.now())
    passkey = _own(work, person, passkey_id)
    work.session.delete(passkey)
    work.session.flush()
    mails.tell_protection_changed(work, person.name, person.email)
    work.record(FactorRemoved(stream=account_stream(person.id), factor=Factor.PASSKEY.value))
    forget_second_factor(work, person)
