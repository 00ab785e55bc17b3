"""Named reads of guides: has this watcher read it, and does it still hold for a first interpellation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from app.contracts.models import Contract
from app.foundation.actors import Actor
from app.interpellations.bodies.queries import running
from app.interpellations.models import GuideVersion, Interpellation, Watcher
from app.interpellations.words import GuideReading

from .making import digest_of_text


@dataclass(frozen=True, kw_only=True)
class Designation:
    """A designation of the reader for one contract, and where they stand with its guide."""

    watcher: Watcher
    reading: GuideReading


def reading_of(session: Session, contract: Contract, watcher: Watcher, digest: str | None = None) -> GuideReading:
    """Return where a watcher stands with the guide; after a first interpellation a former text is enough."""
    if watcher.guide_read_at is None:
        return GuideReading.UNREAD
    filed = exists().where(Interpellation.watcher_id == watcher.id, Interpellation.number.is_not(None))
    if watcher.guide_digest == (digest or digest_of_text(session, contract)) or session.scalar(select(filed)):
        return GuideReading.READ
    return GuideReading.STALE


def designations(
    session: Session, actor: Actor, contract: Contract, today: date, digest: str | None = None
) -> list[Designation]:
    """Return the reader's designations for a contract today; no read at all for who watches nothing of it."""
    if not actor.watches(contract.id):
        return []
    mine = (Watcher.person_id == actor.person_id, Watcher.contract_id == contract.id, running(today))
    rows = session.scalars(select(Watcher).where(*mine).options(joinedload(Watcher.body)).order_by(Watcher.id))
    return [Designation(watcher=row, reading=reading_of(session, contract, row, digest)) for row in rows.all()]


def versions(session: Session, contract: Contract) -> Sequence[GuideVersion]:
    """Return the versions that watchers have read, the last first. One read."""
    wanted = select(GuideVersion).where(GuideVersion.contract_id == contract.id)
    return session.scalars(wanted.order_by(GuideVersion.number.desc())).all()
