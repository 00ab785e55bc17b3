"""The public file, read once: nothing in it is asked of the database while it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.foundation.facts import PUBLIC
from app.interpellations.filing.operations import shown_requester
from app.interpellations.hearings.views import HearingView, hearing_views
from app.interpellations.models import (
    AnswerCommitment,
    Attachment,
    Clarification,
    Deadline,
    Interpellation,
    InterpellationAnswer,
    Judgement,
    Receipt,
    Redaction,
)
from app.interpellations.rules.lateness import Standing
from app.interpellations.rules.opinions import already_given
from app.interpellations.words import DeadlineKind
from app.journal.models import JournalEntry

from .telling import Moment, due, past, standing_of


@dataclass(frozen=True, kw_only=True)
class ReadAnswer:
    """An answer with the versions it replaced."""

    answer: InterpellationAnswer
    former: tuple[InterpellationAnswer, ...]
    commitments: tuple[AnswerCommitment, ...]


@dataclass(frozen=True, kw_only=True)
class FilePage:
    """Everything the page of a file shows."""

    file: Interpellation
    requester: str
    answers: tuple[ReadAnswer, ...]
    clarification: Clarification | None
    judgements: tuple[Judgement, ...]
    happened: tuple[Moment, ...]
    owed: tuple[Moment, ...]
    deadlines: tuple[Deadline, ...]
    attachments: tuple[Attachment, ...]
    receipt: Receipt | None
    hearings: tuple[HearingView, ...]
    hidden: tuple[Redaction, ...]
    """What is hidden today; the texts themselves hold what the public reads."""
    silent_since: date | None
    """The last day on which an answer was due, when none came: « réponse non intervenue », never an agreement."""

    @property
    def judged(self) -> bool:
        """Tell whether the requester has said what they make of what was done last."""
        done = [*(read.answer.given_at for read in self.answers), *(one.hearing.held_at for one in self.hearings)]
        return already_given((judgement.judged_at for judgement in self.judgements), done)


def file_page(session: Session, file: Interpellation, today: date) -> FilePage:
    """Return the page of a file. Six reads, two more once it was heard."""
    deadlines = _deadlines(session, file)
    return FilePage(
        file=file,
        requester=shown_requester(file),
        answers=_answers(session, file),
        clarification=file.clarification,
        judgements=tuple(file.judgements),
        happened=tuple(past(_entries(session, file))),
        owed=tuple(due(deadlines, today)),
        deadlines=tuple(deadlines),
        attachments=tuple(
            session.scalars(
                select(Attachment)
                .where(Attachment.interpellation_id == file.id)
                .options(joinedload(Attachment.file))
                .order_by(Attachment.id)
            )
        ),
        receipt=file.receipt,
        hearings=hearing_views(session, file),
        hidden=tuple(one for one in file.redactions if one.lifted_at is None),
        silent_since=next((d.due_on for d in deadlines if _unanswered(d, today)), None),
    )


def _unanswered(deadline: Deadline, today: date) -> bool:
    late = standing_of(deadline, today) in (Standing.LATE, Standing.VERY_LATE)
    return deadline.kind is DeadlineKind.ANSWER and late


def _deadlines(session: Session, file: Interpellation) -> Sequence[Deadline]:
    return (
        session.scalars(
            select(Deadline)
            .where(Deadline.interpellation_id == file.id)
            .options(joinedload(Deadline.suspensions), joinedload(Deadline.owed_by))
            .order_by(Deadline.id)
        )
        .unique()
        .all()
    )


def _entries(session: Session, file: Interpellation) -> Sequence[JournalEntry]:
    return session.scalars(
        select(JournalEntry)
        .where(JournalEntry.stream == file.stream, JournalEntry.audience == PUBLIC)
        .order_by(JournalEntry.position)
    ).all()


def _answers(session: Session, file: Interpellation) -> tuple[ReadAnswer, ...]:
    every = session.scalars(
        select(InterpellationAnswer)
        .where(InterpellationAnswer.interpellation_id == file.id)
        .options(
            joinedload(InterpellationAnswer.institution),
            selectinload(InterpellationAnswer.commitments).options(
                joinedload(AnswerCommitment.owner), joinedload(AnswerCommitment.updates)
            ),
        )
        .order_by(InterpellationAnswer.id)
    ).all()
    by_id = {answer.id: answer for answer in every}
    replaced = {answer.corrects_id for answer in every}
    return tuple(_read_answer(answer, by_id) for answer in every if answer.id not in replaced)


def _read_answer(answer: InterpellationAnswer, by_id: dict[int, InterpellationAnswer]) -> ReadAnswer:
    former, version = [], answer
    while version.corrects_id is not None:
        version = by_id[version.corrects_id]
        former.append(version)
    return ReadAnswer(answer=answer, former=tuple(former), commitments=tuple(answer.commitments))
