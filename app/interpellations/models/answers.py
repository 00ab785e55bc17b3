"""Answers, what they commit to, and what the requester makes of them (I5, I7, I9)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word
from app.institutions.models import Institution
from app.people.models import Person
from app.sittings.words import CommitmentState


class InterpellationAnswer(Model):
    """An answer of the institution that owes it. A corrected one points to the former, which stays."""

    __tablename__ = "interpellation_answers"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"), index=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    text: Mapped[str]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    signatory: Mapped[str] = mapped_column(default="")
    """Who answers for the institution, name and title."""
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("interpellation_answers.id"), default=None, unique=True)
    clarification_id: Mapped[int | None] = mapped_column(ForeignKey("clarifications.id"), default=None)
    """The clarification it replies to; None for the answer itself."""

    institution: Mapped[Institution] = relationship(init=False)
    commitments: Mapped[list["AnswerCommitment"]] = relationship(
        init=False, default_factory=list, order_by="AnswerCommitment.id"
    )


class AnswerCommitment(Model):
    """What the answer promises: by whom, by when; followed like the commitments of a sitting (S13)."""

    __tablename__ = "answer_commitments"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    answer_id: Mapped[int] = mapped_column(ForeignKey("interpellation_answers.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"), index=True)
    due_on: Mapped[date]
    state: Mapped[CommitmentState] = mapped_column(Word(CommitmentState), default=CommitmentState.OPEN)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    late_noted_at: Mapped[datetime | None] = mapped_column(default=None)

    owner: Mapped[Institution] = relationship(init=False)
    updates: Mapped[list["AnswerCommitmentUpdate"]] = relationship(
        init=False, default_factory=list, order_by="AnswerCommitmentUpdate.id"
    )


class AnswerCommitmentUpdate(Model):
    """What was said or done about a commitment of an answer; never rewritten."""

    __tablename__ = "answer_commitment_updates"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("answer_commitments.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    state: Mapped[CommitmentState] = mapped_column(Word(CommitmentState))
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))


class Clarification(Model):
    """The one clarification a requester may ask for (issue: once)."""

    __tablename__ = "clarifications"
    __table_args__ = (UniqueConstraint("interpellation_id", name="uq_clarifications_once"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"))
    text: Mapped[str]
    asked_at: Mapped[datetime]


class Judgement(Model):
    """What the requester makes of an answer: sufficient or not, with reasons."""

    __tablename__ = "judgements"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"), index=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("interpellation_answers.id"), default=None)
    satisfied: Mapped[bool]
    reasons: Mapped[str]
    judged_at: Mapped[datetime]


class AnswerTemplate(Model):
    """A text an institution starts its answers from. A changed one replaces the former, which stays, dated."""

    __tablename__ = "answer_templates"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"), index=True)
    title: Mapped[str]
    text: Mapped[str]
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("answer_templates.id"), default=None, unique=True)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)
    """No longer offered: replaced, or put away."""

    institution: Mapped[Institution] = relationship(init=False)
    saved_by: Mapped[Person] = relationship(init=False)
