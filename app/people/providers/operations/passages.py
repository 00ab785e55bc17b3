"""Going to a provider, coming back, and leaving it."""

import hmac
from dataclasses import asdict, dataclass

from sqlalchemy import delete, select

from app.foundation.accounts import digest
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.people.events import account_stream
from app.people.models import Person
from app.people.providers import policies, rules
from app.people.providers.events import IdentityUsed
from app.people.providers.faults import Fault, TurnedAway
from app.people.providers.models import Passage
from app.people.providers.queries import identity_of, passage_in_session
from app.people.providers.rules import Attestation
from app.people.providers.words import MANNERS, ProviderName, Purpose


@dataclass(frozen=True, kw_only=True)
class Departure:
    """The secrets of one passage: they are told once, to the provider, and only their traces are kept."""

    state: str
    nonce: str


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """By what the session at a provider is ended."""

    provider: ProviderName
    id_token: str
    state: str


def start(work: UnitOfWork, provider: ProviderName, *, purpose: Purpose, browser: str, next_page: str) -> Departure:
    """Let this browser go to the provider and come back once, within ten minutes."""
    if purpose is Purpose.LINK:
        work.allow(policies.may_keep_identities_of, work.actor.person_id)
    else:
        work.allow(anyone)
    departure = Departure(state=rules.new_secret(), nonce=rules.new_secret())
    work.add(
        Passage(
            provider=provider,
            purpose=purpose,
            state_digest=digest(departure.state),
            browser_digest=digest(browser),
            nonce=departure.nonce,
            next_page=next_page,
            started_at=work.now(),
            expires_at=work.now() + rules.START_WITHIN,
            person_id=work.actor.person_id if purpose is Purpose.LINK else None,
        )
    )
    return departure


def come_back(work: UnitOfWork, provider: ProviderName, *, state: str, browser: str) -> Passage:
    """Take a return, once: from the provider it was sent to, in the browser it left from, for the same person."""
    work.allow(anyone)
    label = MANNERS[provider].label
    passage = work.session.scalars(
        select(Passage).where(Passage.state_digest == digest(state)).with_for_update()
    ).one_or_none()
    known = passage is not None and passage.provider is provider and passage.returned_at is None
    if passage is None or not (known and hmac.compare_digest(passage.browser_digest, digest(browser))):
        raise TurnedAway(Fault.UNKNOWN_RETURN, label, why="state")
    if passage.expires_at <= work.now():
        raise TurnedAway(Fault.TOO_LATE, label, why="state")
    if passage.purpose is Purpose.LINK and passage.person_id != work.actor.person_id:
        raise TurnedAway(Fault.OTHER_PERSON, label, why="link")
    passage.returned_at = work.now()
    return passage


def settle(
    work: UnitOfWork, passage: Passage, attested: Attestation, *, id_token: str, demo_opens: bool
) -> Person | None:
    """Return whose account an attested identity opens; None when it has none: it waits for the person to decide."""
    work.allow(anyone)
    passage.id_token = id_token
    identity = identity_of(work.session, passage.provider, attested.subject)
    if identity is None:
        passage.attested = asdict(attested)
        passage.expires_at = work.now() + rules.DECIDE_WITHIN
        return None
    person = work.session.get_one(Person, identity.person_id)
    _check_opens(passage, person, demo_opens=demo_opens)
    identity.last_used_at = work.now()
    identity.level, identity.idp_id, identity.siret = attested.level, attested.idp_id, attested.siret
    keep_for_leaving(work, passage, person)
    work.record(IdentityUsed(stream=account_stream(person.id), provider=passage.provider.value, level=attested.level))
    return person


def _check_opens(passage: Passage, person: Person, *, demo_opens: bool) -> None:
    label = MANNERS[passage.provider].label
    if passage.purpose is Purpose.LINK and person.id != passage.person_id:
        raise TurnedAway(Fault.LINKED_ELSEWHERE, label)
    if person.disabled_at is not None or (person.demo and not demo_opens):
        raise TurnedAway(Fault.ACCOUNT_CLOSED, label)


def keep_for_leaving(work: UnitOfWork, passage: Passage, person: Person) -> None:
    """Remember of a passage no more than how to end it at the provider."""
    work.allow(anyone)
    passage.person_id = person.id
    passage.attested = passage.code_digest = None
    passage.expires_at = work.now() + rules.SESSION_LASTS


def leave(work: UnitOfWork, *, browser: str) -> Leaving | None:
    """Return by what the session at the provider is ended, once; None when no provider opened this session."""
    work.allow(anyone)
    passage = passage_in_session(work.session, browser, work.actor.person_id, work.now())
    if passage is None or passage.id_token is None:
        return None
    state, id_token = rules.new_secret(), passage.id_token
    passage.leaving_digest, passage.id_token = digest(state), None
    passage.expires_at = work.now() + rules.START_WITHIN
    return Leaving(provider=passage.provider, id_token=id_token, state=state)


def left(work: UnitOfWork, provider: ProviderName, *, state: str, browser: str) -> bool:
    """Tell whether this return ends a departure of this browser, and forget it."""
    work.allow(anyone)
    over = work.session.scalars(
        delete(Passage)
        .where(Passage.leaving_digest == digest(state), Passage.browser_digest == digest(browser))
        .where(Passage.provider == provider)
        .returning(Passage.id)
    )
    return over.one_or_none() is not None


def forget_over(work: UnitOfWork) -> None:
    """Forget the passages whose time is over, and all that was said in them."""
    work.allow(policies.may_forget_passages)
    work.session.execute(delete(Passage).where(Passage.expires_at <= work.now()))
