"""What the worker does: the jobs that changes queue, and what must happen because time passes.

Every job is idempotent. A job that failed is tried again; a periodic one repairs what a stopped worker missed, so
that nothing depends on the worker having been awake at midnight.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import structlog
from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from sqlalchemy import delete, select

from app.contracts.reviews.operations.keeping import keep_reviews
from app.contracts.reviews.queries import contracts_to_keep
from app.following import delivery as following
from app.foundation.actors import SYSTEM
from app.foundation.clock import local_date
from app.foundation.unit_of_work import UnitOfWork, Units
from app.interpellations.clock.keeping import files_to_keep, keep_clock
from app.interpellations.hearings.keeping import keep_hearing
from app.interpellations.hearings.reading import hearings_to_keep
from app.journal.models import AnsweredRequest
from app.journal.queries import database_id
from app.moderation.operations.keeping import holds_over, lift_hold
from app.notices import delivery
from app.notices.models import Message
from app.notices.outbox import DELIVER, send
from app.people import operations as people
from app.people.models import AddressChange, Challenge, Device, PersonalLink
from app.people.providers.operations import forget_over
from app.people.refusals.operations import tell_repeated
from app.people.rules import LONGEST_SESSION
from app.personal.operations import anonymise
from app.sittings.models import LiveLink
from app.timekeeping import contracts as contracts_in_time
from app.timekeeping import operations as timekeeping
from app.timekeeping.queries import conference_ids
from app.watch.noting import noted
from app.web.house import House

log = structlog.get_logger()
ANSWERS_KEPT = timedelta(days=2)
DEVICES_KEPT = LONGEST_SESSION + timedelta(days=30)
LINKS_KEPT = timedelta(minutes=5)
EXPIRED_LINKS_KEPT = timedelta(days=7)
STALLED_AFTER = 60
TRY_AGAIN = RetryStrategy(max_attempts=12, exponential_wait=4)
KEEPING_TIME = (
    timekeeping.turn_presidency_over,
    timekeeping.warn_about_conference,
    timekeeping.note_overdue_commitments,
)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """What the worker does again and again: when (cron, UTC), what people call it, and how."""

    name: str
    cron: str
    title: str
    run: Callable[[House], object]


def make_queue(home: House) -> App:
    """Return the queue of this database with every job of the house."""
    queue = App(connector=PsycopgConnector(conninfo=home.settings.database_url, min_size=1, max_size=6))
    _mail_jobs(queue, home)
    for duty in DUTIES:
        _come_back(queue, home, duty)
    _revive_jobs(queue)
    return queue


def _come_back(queue: App, home: House, duty: Duty) -> None:
    @queue.periodic(cron=duty.cron)
    @queue.task(name=duty.name, queueing_lock=duty.name)
    def run(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is given its moment
        perform(home, duty)


def perform(home: House, duty: Duty) -> None:
    """Do a duty once and write down how it ended."""
    with noted(home.units, duty.name, duty.title):
        duty.run(home)


def catch_up(home: House) -> None:
    """Do at once what a stopped worker missed."""
    for duty in DUTIES:
        if duty.name == "time.keep":
            perform(home, duty)


def _mail_jobs(queue: App, home: House) -> None:
    @queue.task(name="mail.send", retry=TRY_AGAIN, pass_context=True)
    def send_mail(context: JobContext, *, to: str, subject: str, text: str) -> None:
        post_once(home, reference_of(home, context.job.id), to=to, subject=subject, text=text)

    @queue.task(name=DELIVER)
    def deliver(*, message_id: int) -> None:
        delivery.deliver(home.units, home.settings, message_id)


def _revive_jobs(queue: App) -> None:
    @queue.periodic(cron="* * * * *")
    @queue.task(name="queue.revive", queueing_lock="queue.revive")
    async def revive(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is given its moment
        # A worker killed in the middle of a job leaves it « doing » for ever.
        for job in await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
            await queue.job_manager.retry_job(job)


def reference_of(home: House, job_id: int | None) -> str:
    """Return the identifier of what a job sends: the same however often the job is tried."""
    with home.units.reading() as session:
        return str(uuid5(NAMESPACE_URL, f"cotap:{database_id(session)}:job:{job_id}"))


def post_once(home: House, reference: str, *, to: str, subject: str, text: str) -> None:
    """Put a message queued by its words into the outbox, once however often its job runs."""
    with home.units.begin(SYSTEM) as work:
        if work.session.scalar(select(Message.id).where(Message.reference == reference)) is None:
            send(work, to=to, subject=subject, text=text, kind="mail", reference=reference)


def keep_time(units: Units) -> None:
    """Record what time has made of conferences, contracts and files; one that fails does not stop the others."""
    with units.reading() as session:
        ids = conference_ids(session)
        contracts = contracts_in_time.contracts_to_keep(session, local_date(units.clock()))
        files = files_to_keep(session)
    for conference_id in ids:
        for keep in KEEPING_TIME:
            _apart(units, keep, conference_id)
    for first in range(0, len(contracts), contracts_in_time.BATCH):
        _apart(units, contracts_in_time.note_late_actions, contracts[first : first + contracts_in_time.BATCH])
    keep_contract_reviews(units)
    for file_id in files:
        _apart(units, keep_clock, file_id)
    keep_hearings(units)


def keep_hearings(units: Units) -> None:
    """Bring requests to be heard to the agendas in preparation; show again what moderation hid for a while."""
    with units.reading() as session:
        due = ((keep_hearing, hearings_to_keep(session)), (lift_hold, holds_over(session, units.clock())))
    for keep, id in ((keep, id) for keep, ids in due for id in ids):
        _apart(units, keep, id)


def keep_contract_reviews(units: Units) -> None:
    """Propose the reviews that are soon due, and mark those that were missed, contract by contract."""
    with units.reading() as session:
        ids = contracts_to_keep(session, local_date(units.clock()))
    for contract_id in ids:
        _apart(units, keep_reviews, contract_id)


def _apart(units: Units, keep: Callable[[UnitOfWork, Any], int], of: int | Sequence[int]) -> None:
    try:
        with units.begin(SYSTEM) as work:
            keep(work, of)
    except Exception:
        log.exception("time_not_kept", what=keep.__name__, of=of)


def tidy(units: Units) -> None:
    """Forget answers to requests nobody will repeat, what is long over, and links of devices that vanished."""
    with units.begin(SYSTEM) as work:
        work.session.execute(delete(AnsweredRequest).where(AnsweredRequest.answered_at < work.now() - ANSWERS_KEPT))
        for link in (PersonalLink, AddressChange, Challenge):
            work.session.execute(delete(link).where(link.expires_at < work.now() - EXPIRED_LINKS_KEPT))
        work.session.execute(delete(Device).where(Device.created_at < work.now() - DEVICES_KEPT))
        work.session.execute(delete(LiveLink).where(LiveLink.seen_at < work.now() - LINKS_KEPT))
        forget_over(work)


def in_one_change(units: Units, operation: Callable[[UnitOfWork], object]) -> None:
    """Let the system do one operation, in a transaction of its own."""
    with units.begin(SYSTEM) as work:
        operation(work)


DUTIES = (
    Duty(
        name="time.keep",
        cron="*/5 * * * *",
        title="Constater les échéances",
        run=lambda home: keep_time(home.units),
    ),
    Duty(
        name="outbox.sweep",
        cron="* * * * *",
        title="Remettre les messages en attente",
        run=lambda home: delivery.sweep(home.units, home.settings),
    ),
    Duty(
        name="following.tell",
        cron="* * * * *",
        title="Écrire aux personnes qui suivent une page",
        run=lambda home: following.tell_followers(home.units, home.settings),
    ),
    Duty(
        name="record.tidy",
        cron="17 * * * *",
        title="Oublier ce qui ne sert plus",
        run=lambda home: tidy(home.units),
    ),
    Duty(
        name="refusals.tell",
        cron="*/5 * * * *",
        title="Écrire combien de fois une permission a été refusée",
        run=lambda home: in_one_change(home.units, tell_repeated),
    ),
    Duty(
        name="accounts.note_idle",
        cron="41 4 * * *",
        title="Noter les comptes sans visite depuis un an",
        run=lambda home: in_one_change(home.units, people.note_idle_accounts),
    ),
    Duty(
        name="accounts.anonymise",
        cron="23 4 * * *",
        title="Annoncer puis effacer les comptes inactifs depuis trois ans",
        run=lambda home: in_one_change(home.units, anonymise),
    ),
    Duty(
        name="throttle.tidy",
        cron="17 * * * *",
        title="Oublier les essais comptés",
        run=lambda home: home.throttle.tidy(),
    ),
    Duty(
        name="outbox.erase",
        cron="27 * * * *",
        title="Effacer les adresses et les textes des vieux envois",
        run=lambda home: delivery.erase(home.units, home.settings),
    ),
    Duty(
        name="following.forget",
        cron="37 * * * *",
        title="Oublier les adresses jamais confirmées",
        run=lambda home: following.forget_unconfirmed(home.units),
    ),
)
