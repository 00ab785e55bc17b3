"""The texts of a file that everybody reads: one row for each, with where it stands."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.interpellations.models import (
    AnswerCommitment,
    AnswerCommitmentUpdate,
    Clarification,
    Hearing,
    Interpellation,
    InterpellationAnswer,
    Judgement,
    ThresholdCrossing,
)

QUESTION = ("title", "question", "request")


class Part(NamedTuple):
    """One text: its name among the originals, and the attribute that holds what the public reads."""

    name: str
    holder: Any
    attribute: str

    @property
    def text(self) -> str:
        """Return what the public reads."""
        return str(getattr(self.holder, self.attribute))


HELD: tuple[tuple[str, Any, str], ...] = (
    ("answer", InterpellationAnswer, "text"),
    ("signatory", InterpellationAnswer, "signatory"),
    ("clarification", Clarification, "text"),
    ("judgement", Judgement, "reasons"),
    ("hearing", Hearing, "reasons"),
    ("report", ThresholdCrossing, "report"),
)


def parts_of(session: Session, file: Interpellation) -> Iterator[Part]:
    """Yield every text of the file that a page, a list, a feed or an export may show."""
    for name in (*QUESTION, "inadmissibility_reason"):
        yield Part(name, file, name)
    for name, entity, attribute in HELD:
        for held in session.scalars(select(entity).where(entity.interpellation_id == file.id).order_by(entity.id)):
            yield Part(f"{name}:{held.id}", held, attribute)
    promised = (
        select(AnswerCommitment)
        .join(InterpellationAnswer, InterpellationAnswer.id == AnswerCommitment.answer_id)
        .where(InterpellationAnswer.interpellation_id == file.id)
        .order_by(AnswerCommitment.id)
    )
    for promise in session.scalars(promised):
        yield Part(f"commitment:{promise.id}", promise, "title")
    said = (
        select(AnswerCommitmentUpdate)
        .join(AnswerCommitment, AnswerCommitment.id == AnswerCommitmentUpdate.commitment_id)
        .join(InterpellationAnswer, InterpellationAnswer.id == AnswerCommitment.answer_id)
        .where(InterpellationAnswer.interpellation_id == file.id)
        .order_by(AnswerCommitmentUpdate.id)
    )
    for news in session.scalars(said):
        yield Part(f"news:{news.id}", news, "text")
