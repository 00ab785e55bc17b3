"""Linking an attested identity to an account, opening one with it, and unlinking."""

import hmac

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.foundation.accounts import digest
from app.foundation.errors import Invalid, NotFound
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.people.events import account_stream
from app.people.mails import send
from app.people.models import Person
from app.people.policies import may_change_protection
from app.people.providers import policies, rules
from app.people.providers.events import AccountOpenedByProvider, IdentityLinked, IdentityUnlinked
from app.people.providers.faults import Fault, TurnedAway
from app.people.providers.mails import Mail, code_mail, known_address_mail, linked_mail, unlinked_mail
from app.people.providers.models import Passage, PersonIdentity
from app.people.providers.queries import identity_of, waiting_passage, ways_in
from app.people.providers.rules import Attestation
from app.people.providers.words import MANNERS, ProviderName
from app.people.queries import person_by_email

from .passages import keep_for_leaving


def link(work: UnitOfWork, *, browser: str) -> PersonIdentity:
    """Link the identity that waits in this browser to the account of who is signed in, who thereby owns both."""
    work.allow(policies.may_keep_identities_of, work.actor.person_id)
    passage, attested = _waiting(work, browser)
    person = work.session.get_one(Person, work.actor.person_id)
    work.allow(may_change_protection, person.id, work.now())
    identity = _identify(work, passage, attested, person)
    _tell(work, person, linked_mail(passage.provider))
    work.record(IdentityLinked(stream=account_stream(person.id), provider=passage.provider.value))
    return identity


def ask_for_account(work: UnitOfWork, *, browser: str) -> None:
    """Send a code to the attested address: only who reads it may open an account with it.

    An address that has an account is written to as well, with other words: the page does not tell one from the other.
    """
    work.allow(anyone)
    passage, attested = _waiting(work, browser)
    if not attested.complete:
        raise TurnedAway(Fault.INCOMPLETE, MANNERS[passage.provider].label)
    code = rules.new_code()
    passage.code_tries = 0
    passage.expires_at = work.now() + rules.CODE_WITHIN
    if person_by_email(work.session, attested.email) is None:
        passage.code_digest = digest(browser + code)
        mail = code_mail(passage.provider, attested, code)
    else:
        passage.code_digest = digest(rules.new_secret())
        mail = known_address_mail(passage.provider, attested)
    send(work, to=attested.email, subject=mail.subject, text=mail.text)


def open_account(work: UnitOfWork, *, browser: str, code: str) -> Person | None:
    """Open an account with the identity that waits, if the code is the one sent; None when it is not, which counts."""
    work.allow(anyone)
    passage, attested = _waiting(work, browser)
    if passage.code_digest is None or passage.code_tries >= rules.CODE_TRIES:
        raise Invalid("Ce code ne sert plus : demandez-en un autre.", errors=[{"pointer": "#/code", "detail": ""}])
    passage.code_tries += 1
    typed = digest(browser + "".join(code.split()))
    if not hmac.compare_digest(passage.code_digest, typed) or person_by_email(work.session, attested.email):
        return None
    person: Person = work.add(
        Person(
            given_name=attested.given_name,
            family_name=attested.family_name,
            email=attested.email,
            created_at=work.now(),
        )
    )
    _identify(work, passage, attested, person)
    work.record(AccountOpenedByProvider(stream=account_stream(person.id), provider=passage.provider.value))
    return person


def unlink(work: UnitOfWork, identity_id: int) -> ProviderName:
    """Take an identity off the account; never the last way to sign in."""
    identity = work.session.get(PersonIdentity, identity_id)
    if identity is None or identity.person_id != work.actor.person_id:
        # Another person's identity is not told apart from one that does not exist.
        raise NotFound("Cette identité n’est pas reliée à votre compte.")
    work.allow(policies.may_keep_identities_of, identity.person_id)
    work.allow(may_change_protection, identity.person_id, work.now())
    # Two at once would each leave the other one: the account's row puts them in line.
    person = work.session.scalars(select(Person).where(Person.id == identity.person_id).with_for_update()).one()
    rules.check_another_way(ways_left=ways_in(work.session, person) - 1)
    work.session.delete(identity)
    _tell(work, person, unlinked_mail(identity.provider))
    work.record(IdentityUnlinked(stream=account_stream(person.id), provider=identity.provider.value))
    return identity.provider


def forget_waiting(work: UnitOfWork, *, browser: str) -> None:
    """Forget the identity that waits in this browser."""
    work.allow(anyone)
    passage = waiting_passage(work.session, browser, work.now(), lock=True)
    if passage is not None:
        work.session.delete(passage)


def _tell(work: UnitOfWork, person: Person, mail: Mail) -> None:
    send(work, to=person.email, subject=mail.subject, text=mail.text)


def _waiting(work: UnitOfWork, browser: str) -> tuple[Passage, Attestation]:
    passage = waiting_passage(work.session, browser, work.now(), lock=True)
    if passage is None or passage.attested is None:
        raise TurnedAway(Fault.NOTHING_WAITING, "")
    return passage, Attestation(**passage.attested)


def _identify(work: UnitOfWork, passage: Passage, attested: Attestation, person: Person) -> PersonIdentity:
    elsewhere = TurnedAway(Fault.LINKED_ELSEWHERE, MANNERS[passage.provider].label)
    if identity_of(work.session, passage.provider, attested.subject) is not None:
        raise elsewhere
    identity = PersonIdentity(
        provider=passage.provider,
        subject=attested.subject,
        person_id=person.id,
        linked_at=work.now(),
        last_used_at=work.now(),
        level=attested.level,
        idp_id=attested.idp_id,
        siret=attested.siret,
    )
    try:
        work.add(identity)
    except IntegrityError as taken:
        raise elsewhere from taken
    keep_for_leaving(work, passage, person)
    return identity
