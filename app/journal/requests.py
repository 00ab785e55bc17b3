"""Exactly-once effect of a command: the first answer to a request id is the only one."""

import hashlib
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork

from .models import AnsweredRequest


def earlier_answer(work: UnitOfWork, command: str, data: Any) -> dict[str, Any] | None:
    """Claim the request id of this work; return the stored answer when it was already answered.

    A second identical request waits here until the first one commits: that is what makes a retry safe.
    """
    assert work.request_id is not None
    assert work.actor.person_id is not None
    digest = hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()
    claimed = work.session.execute(
        insert(AnsweredRequest)
        .values(
            person_id=work.actor.person_id,
            request_id=work.request_id,
            command=command,
            digest=digest,
            answered_at=work.now(),
        )
        .on_conflict_do_nothing()
        .returning(AnsweredRequest.request_id)
    ).one_or_none()
    if claimed:
        return None
    known = work.session.scalars(
        select(AnsweredRequest).where(
            AnsweredRequest.person_id == work.actor.person_id,
            AnsweredRequest.request_id == work.request_id,
        )
    ).one()
    if (known.command, known.digest) != (command, digest):
        raise Refused("Cette demande a déjà servi à autre chose. Rechargez la page, puis recommencez.")
    return dict(known.answer or {})


def keep_answer(work: UnitOfWork, answer: dict[str, Any]) -> None:
    """Store the answer with the change it answers."""
    known = work.session.get(AnsweredRequest, (work.actor.person_id, work.request_id))
    assert known is not None
    known.answer = answer
