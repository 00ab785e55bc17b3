"""Reports, the cases that group them, what is decided, and what is contested."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.models import Conference
from app.foundation.database import Model, Word
from app.interpellations.models import Redaction
from app.people.models import Person

from .words import Act, CaseState, ContentKind, Party, ReportReason


class ModerationCase(Model):
    """All that was reported about one content, until somebody decides."""

    __tablename__ = "moderation_cases"
    __table_args__ = (
        Index("ix_moderation_cases_content", "content"),
        Index("uq_moderation_cases_open", "content", unique=True, postgresql_where=text("state = 'open'")),
        Index("ix_moderation_cases_queue", "conference_id", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    content: Mapped[str]
    """`interpellation:12`, `answer:7`, `document:3`, `body:2`, `institution:9`."""
    kind: Mapped[ContentKind] = mapped_column(Word(ContentKind))
    opened_at: Mapped[datetime]
    due_on: Mapped[date]
    conference_id: Mapped[int | None] = mapped_column(ForeignKey("conferences.id"), default=None)
    """Whose secretariat decides; None: the operator."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    """Whoever wrote the content; None when nobody in particular did."""
    asked_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None)
    """The institution that the content questions or speaks for: its officers keep out of it."""
    state: Mapped[CaseState] = mapped_column(Word(CaseState), default=CaseState.OPEN)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    held_until: Mapped[datetime | None] = mapped_column(default=None)
    """When a conservatory measure ends by itself; None while the content is public."""

    conference: Mapped[Conference | None] = relationship(init=False)
    author: Mapped[Person | None] = relationship(init=False)
    reports: Mapped[list["Report"]] = relationship(init=False, default_factory=list, order_by="Report.id")
    decisions: Mapped[list["ModerationDecision"]] = relationship(
        init=False, default_factory=list, order_by="ModerationDecision.id"
    )

    @property
    def stream(self) -> str:
        """Return the name of this case's record."""
        return f"moderation:{self.id}"

    @property
    def hold(self) -> "ModerationDecision | None":
        """Return the one conservatory measure of this case, running or not."""
        return next((one for one in self.decisions if one.act is Act.HOLD), None)


class Report(Model):
    """Somebody says that a content should not be public as it is."""

    __tablename__ = "content_reports"
    __table_args__ = (UniqueConstraint("case_id", "reporter_key", name="uq_content_reports_reporter"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_cases.id"))
    reason: Mapped[ReportReason] = mapped_column(Word(ReportReason))
    filed_at: Mapped[datetime]
    reporter_key: Mapped[str] = mapped_column(repr=False)
    """What tells reporters apart: the account, a keyed digest of the address, or of the network until a decision."""
    words: Mapped[str] = mapped_column(default="", repr=False)
    email: Mapped[str | None] = mapped_column(default=None, repr=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None, index=True)

    person: Mapped[Person | None] = relationship(init=False)
    case: Mapped[ModerationCase] = relationship(init=False, back_populates="reports", overlaps="reports")

    @property
    def address(self) -> str | None:
        """Return where to write to whoever reported, None when they left nothing."""
        if self.person is not None:
            return None if self.person.disabled_at else self.person.email
        return self.email


class ModerationDecision(Model):
    """What a moderator decided about a case, with the reasons that those concerned read."""

    __tablename__ = "moderation_decisions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_cases.id"), index=True)
    act: Mapped[Act] = mapped_column(Word(Act))
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    until: Mapped[datetime | None] = mapped_column(default=None)
    redaction_id: Mapped[int | None] = mapped_column(
        ForeignKey("interpellation_redactions.id", ondelete="SET NULL"), default=None
    )
    """What it hid in the public file."""
    overturned_at: Mapped[datetime | None] = mapped_column(default=None)

    case: Mapped[ModerationCase] = relationship(init=False, back_populates="decisions", overlaps="decisions")
    redaction: Mapped[Redaction | None] = relationship(init=False)
    contests: Mapped[list["Contest"]] = relationship(init=False, default_factory=list, order_by="Contest.id")


class Contest(Model):
    """Whoever a decision goes against says why, once; somebody else answers with reasons."""

    __tablename__ = "moderation_contests"
    __table_args__ = (UniqueConstraint("decision_id", "contester_key", name="uq_moderation_contests_once"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("moderation_decisions.id"))
    party: Mapped[Party] = mapped_column(Word(Party))
    contester_key: Mapped[str] = mapped_column(repr=False)
    """`author`, or the report whose author contests."""
    words: Mapped[str] = mapped_column(repr=False)
    filed_at: Mapped[datetime]
    due_on: Mapped[date]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("content_reports.id"), default=None)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    upheld: Mapped[bool | None] = mapped_column(default=None)
    """Whether the decision stands."""
    answer: Mapped[str] = mapped_column(default="")

    decision: Mapped[ModerationDecision] = relationship(init=False, back_populates="contests", overlaps="contests")


class WritingSuspension(Model):
    """A person writes nothing new in public until a day; nothing of an office or a mandate is touched."""

    __tablename__ = "writing_suspensions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("moderation_decisions.id"), unique=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)

    decision: Mapped[ModerationDecision] = relationship(init=False)
