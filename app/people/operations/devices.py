"""Where people are signed in: opening, ending, and what failed."""

import secrets
from datetime import timedelta

from app.foundation.accounts import digest
from app.foundation.clock import PARIS, local_date
from app.foundation.french import day, hour
from app.foundation.unit_of_work import UnitOfWork, anyone

from .. import mails, policies
from ..endings import end_devices
from ..events import (
    AccountBecameIdle,
    DeviceSignedOut,
    PersonSignedOutEverywhere,
    SignedIn,
    SignInFailed,
    account_stream,
)
from ..models import Device, Person
from ..queries import newly_idle, open_devices
from ..record import PROOFS
from ..words import Proof


def open_device(
    work: UnitOfWork,
    person: Person,
    *,
    proof: Proof,
    agent: str,
    second_factor: bool,
    familiar: bool = True,
    proved_ago: timedelta = timedelta(),
) -> str:
    """Sign the person in on a device and return the key for its cookie, which is not kept.

    Not `familiar`: the account was never seen on this browser, and its person is told so.
    """
    work.allow(policies.may_open_device)
    key = secrets.token_urlsafe(32)
    now = work.now()
    if not familiar:
        _tell_unknown_device(work, person, proof, agent)
    person.seen_on, person.idle_since = work.today(), None
    device = work.add(
        Device(
            person_id=person.id,
            key_digest=digest(key),
            proof=proof,
            agent=agent,
            created_at=now,
            seen_at=now,
            proved_at=now - proved_ago,
            second_factor=second_factor,
        )
    )
    work.record(
        SignedIn(stream=account_stream(person.id), device_id=device.id, proof=proof.value, second_factor=second_factor)
    )
    return key


def _tell_unknown_device(work: UnitOfWork, person: Person, proof: Proof, agent: str) -> None:
    # A first visit surprises nobody; whoever came by their mailbox reads this very mailbox; a return from a provider
    # comes from another site, without the cookie that knows the browser, and providers tell of their own sessions.
    if person.seen_on is None or person.demo or proof not in (Proof.PASSWORD, Proof.PASSKEY):
        return
    when = f"le {day(work.today())} à {hour(work.now().astimezone(PARIS))}"
    subject, text = mails.unknown_device(person.name, agent, PROOFS[proof], when)
    mails.send(work, to=person.email, subject=subject, text=text)


def note_failed_sign_in(work: UnitOfWork, person: Person | None) -> None:
    """Put on record that a proof was wrong; without an account it goes to the platform's own stream, at equal work."""
    work.allow(anyone)
    work.record(SignInFailed(stream=account_stream(person.id) if person else "people:1"))


def note_idle_accounts(work: UnitOfWork) -> int:
    """Note the accounts that nobody has used for a year, for whoever keeps them; return how many are new."""
    work.allow(policies.may_keep_accounts)
    idle = newly_idle(work.session, work.today())
    for person in idle:
        person.idle_since = person.seen_on or local_date(person.created_at)
        work.record(AccountBecameIdle(stream=account_stream(person.id)))
    return len(idle)


def end_device(work: UnitOfWork, device: Device) -> None:
    """Sign the person out on one device, open sockets included; a device already signed out stays so."""
    work.allow(policies.may_sign_out, device.person_id)
    if device.ended_at is None:
        device.ended_at = work.now()
        work.record(DeviceSignedOut(stream=account_stream(device.person_id), device_id=device.id))


def end_other_device(work: UnitOfWork, device: Device) -> None:
    """Sign oneself out on another device than this one: whoever only holds an open session may not."""
    work.allow(policies.may_change_protection, device.person_id, work.now())
    end_device(work, device)


def end_other_devices(work: UnitOfWork, person: Person) -> int:
    """Sign the person out everywhere but here; return on how many devices they were."""
    work.allow(policies.may_change_protection, person.id, work.now())
    here = work.actor.sign_in.device_id if work.actor.sign_in else None
    others = [device for device in open_devices(work.session, person.id) if device.id != here]
    for device in others:
        end_device(work, device)
    return len(others)


def sign_out_everywhere(work: UnitOfWork, person: Person) -> None:
    """End every session of the person, open sockets included."""
    work.allow(policies.may_sign_out, person.id)
    end_devices(work, person)
    work.record(PersonSignedOutEverywhere(stream=account_stream(person.id), person_id=person.id))
