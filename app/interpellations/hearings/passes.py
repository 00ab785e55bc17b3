"""The personal link of a summons: one person, one sitting, kept only as a digest, revocable (I8)."""

import secrets

from sqlalchemy import select

from app.foundation.accounts import digest
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Hearing, HearingPass


def make(work: UnitOfWork, hearing: Hearing, person_id: int) -> str:
    """Return a new token for the summons of that person; the links of earlier summons stop working."""
    revoke(work, hearing)
    token = secrets.token_urlsafe(32)
    work.add(HearingPass(hearing_id=hearing.id, person_id=person_id, token_digest=digest(token), made_at=work.now()))
    return token


def revoke(work: UnitOfWork, hearing: Hearing) -> None:
    """Let no earlier link of the hearing work any longer."""
    standing = select(HearingPass).where(HearingPass.hearing_id == hearing.id, HearingPass.revoked_at.is_(None))
    for made in work.session.scalars(standing):
        made.revoked_at = work.now()
