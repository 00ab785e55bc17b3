"""Who asks for, has, and has had the floor."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.models import Seat
from app.foundation.database import Model, Word
from app.people.models import Person
from app.sittings.rules.floor import check_speech_transition
from app.sittings.rules.speaking_time import pause_ended, seconds_used
from app.sittings.words import SpeechKind, SpeechState


class Speech(Model):
    """A request for the floor and, once given, the speech itself (S5). Times are absolute."""

    __tablename__ = "speeches"
    __table_args__ = (
        Index("ix_speeches_sitting_state", "sitting_id", "state"),
        # The floor has one holder at a time.
        Index(
            "uq_speeches_holder",
            "sitting_id",
            unique=True,
            postgresql_where=text("state IN ('speaking', 'paused')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), default=None)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"), default=None)
    kind: Mapped[SpeechKind] = mapped_column(Word(SpeechKind), default=SpeechKind.CONTRIBUTION)
    state: Mapped[SpeechState] = mapped_column(Word(SpeechState), default=SpeechState.WAITING)
    rank: Mapped[int] = mapped_column(default=0)
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """The speaker, or the secretary for them."""
    limit_seconds: Mapped[int | None] = mapped_column(default=None)
    """How long it may last: what is guaranteed while it waits, what was given once it speaks."""
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    paused_at: Mapped[datetime | None] = mapped_column(default=None)
    paused_seconds: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    affiliation: Mapped[str] = mapped_column(default="")
    """For whom the person speaks, as it was when they asked: an institution, the State."""
    public: Mapped[bool] = mapped_column(default=True)
    """Said in public: false behind closed doors, and for good (S11)."""

    person: Mapped[Person] = relationship(init=False, foreign_keys="Speech.person_id")
    seat: Mapped[Seat | None] = relationship(init=False)

    def begin(self, at: datetime, *, limit_seconds: int) -> None:
        """Take the floor; the time runs from now."""
        self._become(SpeechState.SPEAKING)
        self.started_at, self.limit_seconds = at, limit_seconds

    def pause(self, at: datetime) -> None:
        """Stop the time."""
        self._become(SpeechState.PAUSED)
        self.paused_at = at

    def resume(self, at: datetime) -> None:
        """Let the time run again."""
        self._become(SpeechState.SPEAKING)
        self._forget_pause(at)

    def end(self, at: datetime) -> None:
        """Give the floor back."""
        self._become(SpeechState.DONE)
        self._forget_pause(at)
        self.ended_at = at

    def withdraw(self) -> None:
        """Leave the list without having spoken."""
        self._become(SpeechState.WITHDRAWN)

    def seconds_at(self, at: datetime) -> int:
        """Return how long the person has spoken at that instant, pauses excluded."""
        return seconds_used(self, at)

    def _become(self, state: SpeechState) -> None:
        check_speech_transition(self.state, state)
        self.state = state

    def _forget_pause(self, at: datetime) -> None:
        if self.paused_at is not None:
            self.paused_seconds, self.paused_at = pause_ended(self, at), None
