"""The list of speakers of a sitting whose row is locked: loaded once, changed, numbered again."""

from typing import TypedDict

from sqlalchemy import select

from app.conferences.rules.settings import Reglement
from app.foundation.unit_of_work import UnitOfWork
from app.sittings import roles
from app.sittings.models import Sitting, Speech
from app.sittings.rules.floor import HOLDING, queue
from app.sittings.rules.speaking_time import Spoken, by_person, limit_for, quotas_left
from app.sittings.words import SpeechState

from .events import FloorEmptied, FloorEnded, FloorPaused
from .queries import speech_wire, speeches


class Told(TypedDict):
    """What every fact of the floor says."""

    stream: str
    audience: str
    on_behalf: bool
    by: str
    order: list[int]
    version: int


class Line:
    """Those who wait, in order, and who has the floor. Each `renumber` is a new version of the list."""

    def __init__(self, work: UnitOfWork, sitting: Sitting) -> None:
        self._work, self._sitting = work, sitting
        self._reglement = Reglement.from_json(sitting.reglement)
        self.requests = list(speeches(work.session, sitting.id, SpeechState.WAITING, *HOLDING))

    @property
    def waiting(self) -> list[Speech]:
        """Return those who wait, first to speak first; points of order come first."""
        return queue(self.requests)

    @property
    def holder(self) -> Speech | None:
        """Return the speech of whoever has the floor, speaking or paused."""
        return next((speech for speech in self.requests if speech.state in HOLDING), None)

    def renumber(self, *, least_spoken_first: bool = False) -> None:
        """Make the order of those who wait the new version of the list."""
        fair = least_spoken_first or self._reglement.least_spoken_first
        spoken = by_person(self._spoken()) if fair else None
        for rank, speech in enumerate(queue(self.requests, spoken=spoken, least_spoken_first=fair)):
            speech.rank = rank
        self._sitting.floor_version += 1

    def told(self, speaker_id: int | None = None, *, own_act: bool = False) -> Told:
        """Return what every fact of the floor says, for the list as it is now.

        The chair conducts and speakers end their own speech; asking is nobody's but the speaker's (`own_act`).
        Whoever else acts does it on behalf of one of them, and the record says so.
        """
        actor = self._work.actor
        own = speaker_id is not None and actor.person_id == speaker_id
        return Told(
            stream=self._sitting.stream,
            audience=self._sitting.audience,
            on_behalf=not (own or (roles.chairs(actor, self._sitting) and not own_act)),
            by=actor.name,
            order=[speech.id for speech in self.waiting],
            version=self._sitting.floor_version,
        )

    def limit_for(self, speech: Speech) -> int:
        """Return the seconds a speech may last: the usual ones, or what is left of its level's quota (S5)."""
        left = quotas_left(self._reglement.speaking_quotas, self._spoken())
        level = speech.seat.level if speech.seat else None
        return limit_for(level, usual_seconds=self._reglement.speaking_seconds, left=left)

    def end_speech(self) -> None:
        """Take the floor back from whoever has it."""
        speech = self.holder
        if speech is None:
            return
        speech.end(self._work.now())
        # One holder at a time is a unique index: the former one leaves it before the next one enters.
        self._work.session.flush()
        self.renumber()
        seconds = speech.seconds_at(self._work.now())
        self._work.record(FloorEnded(speech=speech_wire(speech), seconds=seconds, **self.told(speech.person_id)))

    def pause_speech(self) -> None:
        """Stop the time of whoever speaks."""
        speech = self.holder
        if speech is None or speech.state is not SpeechState.SPEAKING:
            return
        speech.pause(self._work.now())
        self.renumber()
        self._work.record(FloorPaused(speech=speech_wire(speech), **self.told()))

    def leave_item(self) -> None:
        """Close the floor of an item that ends: the speech ends, the requests fall, the list is open again."""
        self.end_speech()
        self._sitting.floor_closed = False
        waiting = self.waiting
        if not waiting:
            return
        for speech in waiting:
            speech.withdraw()
        self.renumber()
        self._work.record(FloorEmptied(**self.told()))

    def _spoken(self) -> list[Spoken]:
        past = self._work.session.scalars(select(Speech).where(Speech.sitting_id == self._sitting.id))
        return [
            Spoken(
                person_id=speech.person_id,
                level=speech.seat.level if speech.seat else None,
                seconds=speech.seconds_at(self._work.now()),
            )
            for speech in past
        ]
