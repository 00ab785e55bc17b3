"""The file of an interpellation: who asks what of whom, and what the public may read of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contracts.models import Action, Contract
from app.contracts.words import ClauseKind
from app.foundation.database import Model, Word
from app.institutions.models import Institution
from app.interpellations.words import Closing, Inadmissibility, InterpellationState, RequesterKind
from app.people.models import Person
from app.sittings.models import StoredFile

from .bodies import Body

if TYPE_CHECKING:
    from .answers import Clarification, Judgement


class Interpellation(Model):
    """A formal question about the execution of a contract. A draft has neither number nor clock."""

    __tablename__ = "interpellations"
    __table_args__ = (
        Index("ix_interpellations_search", text("to_tsvector('french', search)"), postgresql_using="gin"),
        Index("ix_interpellations_state_contract", "state", "contract_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    requester_kind: Mapped[RequesterKind] = mapped_column(Word(RequesterKind))
    requester_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    """The person who files, in their own name or in a body's."""
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    title: Mapped[str]
    question: Mapped[str]
    search: Mapped[str]
    created_at: Mapped[datetime]
    number: Mapped[str | None] = mapped_column(default=None, unique=True)
    """« 26-0042-7 »: year, rank in the year, check digit; can be read over the telephone. None for a draft."""
    state: Mapped[InterpellationState] = mapped_column(Word(InterpellationState), default=InterpellationState.DRAFT)
    request: Mapped[str] = mapped_column(default="")
    """What the requester asks for, apart from the question."""
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"), default=None, index=True)
    watcher_id: Mapped[int | None] = mapped_column(ForeignKey("watchers.id"), default=None)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), default=None, index=True)
    clause_kind: Mapped[ClauseKind | None] = mapped_column(Word(ClauseKind), default=None)
    residence_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None)
    """The commune the citizen declares to live in."""
    publishes_name: Mapped[bool] = mapped_column(default=False)
    """A citizen's name is public only if they ask for it."""
    service_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    """The institution that must answer: the owner of the action, or whom the secretariat named."""
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    state_of_play: Mapped[str] = mapped_column(default="")
    """What the form showed of the action when the question was written."""
    registered_at: Mapped[datetime | None] = mapped_column(default=None)
    acknowledged_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    """When admissibility was decided."""
    inadmissibility: Mapped[Inadmissibility | None] = mapped_column(Word(Inadmissibility), default=None)
    inadmissibility_reason: Mapped[str] = mapped_column(default="")
    clarified: Mapped[bool] = mapped_column(default=False)
    """The requester has used the one request for a clarification."""
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closing: Mapped[Closing | None] = mapped_column(Word(Closing), default=None)
    closing_statement: Mapped[str] = mapped_column(default="")
    supports: Mapped[int] = mapped_column(default=0)
    """The exact count of valid supports, written with them."""
    hidden_reason: Mapped[str] = mapped_column(default="")
    """Why the question is hidden from the public; empty while it is shown."""
    version: Mapped[int] = mapped_column(default=1, init=False)

    contract: Mapped[Contract] = relationship(init=False)
    action: Mapped[Action | None] = relationship(init=False)
    body: Mapped[Body | None] = relationship(init=False)
    requester: Mapped[Person] = relationship(init=False, foreign_keys=[requester_id])
    service: Mapped[Institution | None] = relationship(init=False, foreign_keys=[service_id])
    residence: Mapped[Institution | None] = relationship(init=False, foreign_keys=[residence_id])
    attachments: Mapped[list["Attachment"]] = relationship(init=False, default_factory=list, order_by="Attachment.id")
    redactions: Mapped[list["Redaction"]] = relationship(init=False, default_factory=list, order_by="Redaction.id")
    judgements: Mapped[list["Judgement"]] = relationship(init=False, default_factory=list, order_by="Judgement.id")
    clarification: Mapped["Clarification | None"] = relationship(init=False)
    receipt: Mapped["Receipt | None"] = relationship(init=False)
    __mapper_args__ = {"version_id_col": version}

    @property
    def stream(self) -> str:
        """Return the name of this file's record."""
        return f"interpellation:{self.id}"


class FileCounter(Model):
    """The last rank given in a year: numbers have no hole and no double."""

    __tablename__ = "interpellation_counters"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


class Attachment(Model):
    """A document joined to the question, to the answer, or the deliberation of a body; images without metadata."""

    __tablename__ = "interpellation_attachments"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"), index=True)
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
    name: Mapped[str]
    added_at: Mapped[datetime]
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("interpellation_answers.id"), default=None, index=True)
    deliberation: Mapped[bool] = mapped_column(default=False)
    public: Mapped[bool] = mapped_column(default=False)
    """Shown to everybody once the secretariat has looked at it."""
    hidden_reason: Mapped[str] = mapped_column(default="")

    file: Mapped[StoredFile] = relationship(init=False)


class InternalNote(Model):
    """A note of the desk. It never reaches the public by any page, export or feed."""

    __tablename__ = "interpellation_notes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    written_at: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None)
    """Whose desk it belongs to; None: the secretariat's."""

    person: Mapped[Person] = relationship(init=False)


class Redaction(Model):
    """Something hidden from the public, with the reason shown in its place (I11); it can be shown again."""

    __tablename__ = "interpellation_redactions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    interpellation_id: Mapped[int] = mapped_column(ForeignKey("interpellations.id", ondelete="CASCADE"), index=True)
    target: Mapped[str]
    """`passage` (wherever the file has it), `question`, `name`, `answer:<id>`, `document:<id>`."""
    passage: Mapped[str] = mapped_column(repr=False)
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)
    lifted_reason: Mapped[str] = mapped_column(default="")
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)


class OriginalText(Model):
    """A text as it was written, while the file shows it with something hidden; read by those allowed alone."""

    __tablename__ = "interpellation_originals"

    interpellation_id: Mapped[int] = mapped_column(
        ForeignKey("interpellations.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    part: Mapped[str] = mapped_column(primary_key=True)
    """`title`, `question`, `request`, `answer:<id>`…; `document:<id>` keeps whether the document was public."""
    text: Mapped[str] = mapped_column(repr=False)


class ServiceContact(Model):
    """Where an institution is written to and called about interpellations: an accusé de réception must say it (I3)."""

    __tablename__ = "service_contacts"

    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"), primary_key=True, autoincrement=False)
    name: Mapped[str]
    """The service: « Mission contractualisation »."""
    email: Mapped[str]
    phone: Mapped[str]
    address: Mapped[str]


class Receipt(Model):
    """The accusé de réception as it was sent: the words and the file, kept for good."""

    __tablename__ = "interpellation_receipts"

    interpellation_id: Mapped[int] = mapped_column(
        ForeignKey("interpellations.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sent_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"), default=None)
    """The message that carried it: its proof of sending."""
