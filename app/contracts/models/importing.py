"""What imports keep: the record each source gave, projects that no contract holds, previews waiting for a word."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.contracts.words import Progress
from app.foundation.database import Model, Word


class ImportedRecord(Model):
    """What one source said of a contract when it was last imported: the next import applies only what changed."""

    __tablename__ = "imported_records"

    contract_id: Mapped[int] = mapped_column(
        ForeignKey("contracts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    document: Mapped[str] = mapped_column(primary_key=True)
    """The source, as `source.document` names it; empty when the record does not say."""
    rank: Mapped[int]
    """1 for the source the contract rests on; what another says is set beside it."""
    digest: Mapped[str]
    raw: Mapped[str]
    """The record, as canonical JSON."""
    imported_at: Mapped[datetime]


class OutsideProject(Model):
    """A project that no contract holds, under one scheme or several; it is counted once (P1)."""

    __tablename__ = "outside_projects"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    rank: Mapped[int]
    scheme_codes: Mapped[list[Any]] = mapped_column(default_factory=list)
    description: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    """Why it hangs under no contract."""
    owner_name: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("institutions.id"), default=None, index=True)
    places: Mapped[list[Any]] = mapped_column(default_factory=list)
    cost_cents: Mapped[int | None] = mapped_column(BigInteger, default=None)
    cost_qualifier: Mapped[str] = mapped_column(default="")
    funding: Mapped[list[Any]] = mapped_column(default_factory=list)
    """`{funder, cents, qualifier, period, years, note}`, as the source gives them."""
    progress: Mapped[Progress] = mapped_column(Word(Progress), default=Progress.UNKNOWN)
    due: Mapped[str] = mapped_column(default="")
    done: Mapped[str] = mapped_column(default="")
    indicators: Mapped[list[Any]] = mapped_column(default_factory=list)
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class ImportPreview(Model):
    """A CSV file read and compared, waiting to be confirmed by the person who sent it."""

    __tablename__ = "import_previews"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    made_at: Mapped[datetime]
    file_name: Mapped[str]
    what: Mapped[str]
    """`actions` or `funding`."""
    digest: Mapped[str]
    """Of the data the comparison was made with: when it has changed since, the preview is out of date."""
    contract_id: Mapped[int | None] = mapped_column(
        ForeignKey("contracts.id", ondelete="CASCADE"), default=None, index=True
    )
    """The only contract the file may touch; None: any that its sender may change."""
    lines: Mapped[list[Any]] = mapped_column(default_factory=list)
    """What each line does: `{line, kind, name, code, changes, reason}`."""
    touched: Mapped[list[Any]] = mapped_column(default_factory=list)
    """The contracts the file was compared with."""
    content: Mapped[bytes] = mapped_column(default=b"", repr=False)
    """The file itself: what is confirmed is what was shown."""
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
