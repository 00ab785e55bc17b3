"""The commitments of answers among all the others, and what a hearing tells of those taken in a sitting (S13, I8)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, cast, literal, null, select
from sqlalchemy.orm import Session

from app.contracts.models import Contract
from app.interpellations.models import AnswerCommitment, Hearing, Interpellation, InterpellationAnswer
from app.interpellations.public.listing import readable
from app.sittings.followup.promised import NOTES, SOURCES, Source


def of_answers() -> Select[Any]:
    """Read the commitments taken in the answers that everybody may read."""
    path = literal("/interpellations/") + Interpellation.number + "#engagement-" + cast(AnswerCommitment.id, String)
    columns: list[Any] = [
        *(literal("interpellation").label("origin"), AnswerCommitment.id, AnswerCommitment.title),
        *(AnswerCommitment.owner_id, AnswerCommitment.due_on, AnswerCommitment.state, Contract.conference_id),
        *(Interpellation.number.label("reference"), path.label("path"), null().cast(Integer).label("item_id")),
    ]
    return (
        select(*columns)
        .join(InterpellationAnswer, InterpellationAnswer.id == AnswerCommitment.answer_id)
        .join(Interpellation, Interpellation.id == InterpellationAnswer.interpellation_id)
        .join(Contract, Contract.id == Interpellation.contract_id)
        .where(readable())
    )


def heard_at(session: Session, item_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Tell which points of an agenda were the hearing of a file. One read."""
    heard = (
        select(Hearing.agenda_item_id, Interpellation.number)
        .join(Interpellation, Interpellation.id == Hearing.interpellation_id)
        .join(Contract, Contract.id == Interpellation.contract_id)
        .where(Hearing.agenda_item_id.in_(item_ids), readable())
    )
    return {
        item_id: (f"Audition de l’interpellation nº\u00a0{number}", f"/interpellations/{number}")
        for item_id, number in session.execute(heard)
        if item_id is not None
    }


SOURCES["interpellation"] = Source(words="Réponse à l’interpellation nº\u00a0%s", statement=of_answers)
NOTES.append(heard_at)
