"""The agenda: a tree of timed items with their documents."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word
from app.people.models import Person
from app.sittings.words import ItemKind, ItemOrigin, ItemState


class AgendaItem(Model):
    """One point of the agenda. `rank` orders siblings; `number` follows from the tree and is fixed at publication."""

    __tablename__ = "agenda_items"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), default=None)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    kind: Mapped[ItemKind] = mapped_column(Word(ItemKind), default=ItemKind.DEBATE)
    state: Mapped[ItemState] = mapped_column(Word(ItemState), default=ItemState.PROPOSED)
    rank: Mapped[int] = mapped_column(default=0)
    number: Mapped[str] = mapped_column(default="")
    """« 2.1 » once published, and for good: putting an item off in the sitting renumbers no other. Empty before."""
    minutes: Mapped[int | None] = mapped_column(default=None)
    """Planned duration in minutes; None while nobody has timed it."""
    rapporteur: Mapped[str] = mapped_column(default="")
    origin: Mapped[ItemOrigin] = mapped_column(Word(ItemOrigin), default=ItemOrigin.MEMBER)
    origin_reference: Mapped[str] = mapped_column(default="")
    """What it comes from, when a system or the State made it: `state_referral:3`."""
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    proposed_at: Mapped[datetime]
    answered_reason: Mapped[str] = mapped_column(default="")
    """Why the chair refused or deferred it."""
    urgent_reason: Mapped[str] = mapped_column(default="")
    """Why it was added after publication; traced (S2)."""
    closed_doors: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1, init=False)

    proposed_by: Mapped[Person | None] = relationship(init=False)
    documents: Mapped[list["ItemDocument"]] = relationship(
        back_populates="item", init=False, default_factory=list, order_by="ItemDocument.id"
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def in_public(self) -> bool:
        """Tell whether the public may know of it once published: not what was added behind closed doors (S11)."""
        return not (self.urgent_reason and self.closed_doors)


class StoredFile(Model):
    """The bytes of a document, once, by their SHA-256. In the database, so that every process sees them."""

    __tablename__ = "stored_files"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class ItemDocument(Model):
    """A document joined to an item, public or for members."""

    __tablename__ = "item_documents"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_files.sha256"))
    name: Mapped[str]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    public: Mapped[bool] = mapped_column(default=True)

    item: Mapped[AgendaItem] = relationship(back_populates="documents", init=False)
    file: Mapped[StoredFile] = relationship(init=False)
