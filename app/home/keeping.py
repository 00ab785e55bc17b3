"""What asks for whoever keeps the platform, before they go looking for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.conferences.models import Mandate
from app.conferences.queries.capacities import of_mandates, running
from app.config import Settings
from app.foundation.actors import GUARDED, Actor
from app.moderation.queries import Waiting, waiting_for
from app.notices import queries as outbox
from app.notices.words import MessageState
from app.people.factors import people_with_factors
from app.people.models import Person
from app.watch import queries as watch
from app.watch.models import WorkerDuty


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """What waits, fails or is missing."""

    moderation: Waiting
    failed_messages: int
    waiting_messages: int
    worker_late: bool
    worker_seconds: float | None
    """Since the last sign of the worker, in seconds; None when there never was one."""
    failing_duties: Sequence[WorkerDuty]
    unprotected: Sequence[Person]
    """Those whose functions wait for a second factor, by name."""

    @property
    def calm(self) -> bool:
        """Tell whether nothing asks for anybody."""
        mails = self.failed_messages or self.worker_late or self.failing_duties
        return not (mails or self.moderation.open or self.moderation.contests or self.unprotected)


def keeping(session: Session, actor: Actor, today: date, settings: Settings) -> Keeping:
    """Return what asks for the operator. Eight reads at most."""
    counts = outbox.counts(session)
    seconds = watch.seconds_since_seen(session)
    return Keeping(
        moderation=waiting_for(session, actor, today),
        failed_messages=counts[MessageState.REFUSED] + counts[MessageState.GIVEN_UP],
        waiting_messages=counts[MessageState.WAITING],
        worker_late=watch.is_late(seconds, settings.worker_patience_minutes),
        worker_seconds=seconds,
        failing_duties=[duty for duty in watch.duties(session) if duty.fails],
        unprotected=_unprotected(session, today) if settings.second_factor_required else (),
    )


def _unprotected(session: Session, today: date) -> Sequence[Person]:
    protected = people_with_factors(session)
    holders = set(session.scalars(select(Mandate.person_id).where(running(Mandate.starts_on, Mandate.ends_on, today))))
    guarded = {
        person_id
        for person_id, capacities in of_mandates(session, sorted(holders - protected), today)
        if any(capacity.kind in GUARDED for capacity in capacities)
    }
    asked = (
        select(Person)
        .where(Person.disabled_at.is_(None), Person.id.not_in(protected))
        .where(or_(Person.administrator, Person.id.in_(guarded)))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return session.scalars(asked).all()
