"""Who follows what. A row is an address and an object; stopping deletes it."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.foundation.database import Model, Word
from app.people.models import Person

from .words import Rhythm


class Following(Model):
    """One object followed by a person with an account, or by an address that was confirmed."""

    __tablename__ = "followings"
    __table_args__ = (
        Index("uq_followings_person_stream", "person_id", "stream", unique=True),
        Index(
            "uq_followings_address_stream",
            text("lower(email)"),
            "stream",
            unique=True,
            postgresql_where=text("email IS NOT NULL"),
        ),
        Index("ix_followings_stream", "stream"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    stream: Mapped[str]
    rhythm: Mapped[Rhythm] = mapped_column(Word(Rhythm))
    asked_at: Mapped[datetime]
    email: Mapped[str | None] = mapped_column(default=None, repr=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id", ondelete="CASCADE"), default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(BigInteger, default=0)
    """Everything of the stream up to this position was told, or was there before."""
    told_at: Mapped[datetime | None] = mapped_column(default=None)
    person: Mapped[Person | None] = relationship(init=False)

    @property
    def address(self) -> str | None:
        """Return where to write, None when there is nobody to write to any more."""
        if self.person is not None:
            return None if self.person.disabled_at else self.person.email
        return self.email

    def confirm(self, rhythm: Rhythm, *, position: int, at: datetime) -> None:
        """Begin to tell from here; confirmed again, only the rhythm changes."""
        self.rhythm = rhythm
        if self.confirmed_at is None:
            self.confirmed_at, self.position = at, position
