"""The same sitting in each of its states, with words planted that only some may read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.conferences.models import Mandate
from app.sittings.models import (
    AgendaItem,
    Ballot,
    BallotVoter,
    Decision,
    ItemDocument,
    ItemNote,
    Motion,
    Presence,
    Sitting,
    Speech,
    StoredFile,
    Turnout,
    Vote,
)
from app.sittings.room.fragments import Shelf
from app.sittings.words import BallotState, Choice, ItemState, SittingState, SpeechState

STATES = ["convened", "open", "speaking", "voting", "voted", "tied", "suspended", "closed", "doors"]
ROLES = ["gallery", "delegate", "observer", "partner", "chair", "secretary"]


class Stage:
    """Puts the sitting of `room` in a state."""

    def __init__(self, room: Any) -> None:
        self.room, self.world, self.sitting = room, room.world, room.sitting
        self.now = room.world.clock()
        self.url = f"/seances/{room.sitting.id}"
        self.item_id = room.sitting.current_item_id

    def forget(self) -> None:
        """Empty the shelf of public copies, as a second later."""
        self.world.home.notes.pop("room.fragments", None)

    def stop_the_clock(self) -> None:
        """Let what is read of the record stay recent however slow the machine is."""
        self.world.home.notes["room.fragments"] = Shelf(lambda: 0.0)

    def person(self, role: str) -> Any:
        room = self.room
        people = {"delegate": room.delegates[0], "observer": room.observer, "partner": room.partner}
        return {**people, "chair": room.chair, "secretary": room.secretary}[role]

    def put(self, state: str) -> Sitting:
        """Bring the sitting to a state of STATES."""
        self.world.present(self.sitting, self.room.chair, *self.room.delegates)
        {"convened": self._convened, "open": lambda: None}.get(state, getattr(self, f"_{state}", lambda: None))()
        return self.sitting

    def update(self, **values: Any) -> None:
        self.sitting = self.world.update(self.sitting, **values)

    def _convened(self) -> None:
        self.update(state=SittingState.CONVENED, opened_at=None, current_item_id=None)
        self.world.update(self.item(), state=ItemState.ACCEPTED, started_at=None)

    def item(self) -> AgendaItem:
        with self.world.home.units.reading() as session:
            return session.get_one(AgendaItem, self.item_id)

    def _speaking(self) -> None:
        self.speech(self.room.delegates[1], SpeechState.SPEAKING, started_at=self.now, limit_seconds=180)
        self.speech(self.room.delegates[2], SpeechState.WAITING, rank=1)

    def _voting(self) -> None:
        self.ballot(BallotState.OPEN)

    def _voted(self) -> None:
        self.ballot(BallotState.CLOSED, result=self.result(), closed_at=self.now)

    def _tied(self) -> None:
        self.ballot(BallotState.TIED, result=self.result(outcome="tie"), closed_at=self.now)

    def _suspended(self) -> None:
        self.update(state=SittingState.SUSPENDED, suspended_at=self.now)

    def _closed(self) -> None:
        self.update(state=SittingState.CLOSED, closed_at=self.now, current_item_id=None)

    def _doors(self) -> None:
        self.update(closed_doors_since=self.now)

    def speech(self, person: Any, state: SpeechState, **given: Any) -> Speech:
        fields = {
            "sitting_id": self.sitting.id,
            "item_id": self.item_id,
            "person_id": person.id,
            "seat_id": person.seat.id,
            "state": state,
            "requested_at": self.now,
            "requested_by_id": person.id,
        }
        speech: Speech = self.world.add(Speech(**fields | given))
        return speech

    def motion(self, **given: Any) -> Motion:
        author = self.room.delegates[0]
        fields = {
            "sitting_id": self.sitting.id,
            "item_id": self.item_id,
            "number": 1,
            "title": "Vœu sur les transports",
            "paragraphs": ["La conférence demande un train par heure."],
            "moved_at": self.now,
            "moved_by_id": author.id,
            "seat_id": author.seat.id,
        }
        motion: Motion = self.world.add(Motion(**fields | given))
        return motion

    def ballot(self, state: BallotState, *, voters: int = 2, choice: Choice = Choice.AGAINST, **given: Any) -> Ballot:
        """A ballot with the chair and delegates on its roll; the last `voters` delegates have voted."""
        fields = {
            "sitting_id": self.sitting.id,
            "item_id": self.item_id,
            "motion_id": self.motion().id,
            "number": 1,
            "question": "Adoptez-vous ce vœu ?",
            "opened_at": self.now,
            "opened_by_id": self.room.chair.id,
            "state": state,
        }
        ballot: Ballot = self.world.add(Ballot(**fields | given))
        roll = [self.room.chair, *self.room.delegates]
        for person in roll:
            self.world.add(BallotVoter(ballot_id=ballot.id, seat_id=person.seat.id, person_id=person.id))
        for person in roll[len(roll) - voters :]:
            self.vote(ballot, person, choice)
        return ballot

    def result(self, *, outcome: str = "carried", choice: Choice = Choice.FOR) -> dict[str, Any]:
        """What closing publishes, as the operation writes it."""
        room = self.room
        votes = [
            {
                "seat_id": person.seat.id,
                "institution": "Commune d’essai",
                "level": "commune",
                "name": person.name,
                "weight": "1",
                "present": True,
                "choice": choice.value,
                "on_behalf": False,
            }
            for person in [room.chair, *room.delegates]
        ]
        counts = {c.value: len(votes) if c is choice else 0 for c in Choice}
        return {
            "outcome": outcome,
            "tied": outcome == "tie",
            "casting": None,
            "counts": counts,
            "weights": {c: str(n) for c, n in counts.items()},
            "base": str(len(votes)),
            "needed": "",
            "sentence": "Adopté : 5 pour.",
            "turnout": len(votes),
            "roll": len(votes),
            "present": len(votes),
            "present_weight": str(len(votes)),
            "seats_weight": str(len(votes)),
            "votes": votes,
        }

    def vote(self, ballot: Ballot, person: Any, choice: Choice) -> None:
        seat = person.seat.id
        self.world.add(
            Turnout(
                ballot_id=ballot.id,
                seat_id=seat,
                request_id=uuid4(),
                person_id=person.id,
                cast_at=self.now,
                receipt=f"REÇU-{seat}",
            )
        )
        self.world.add(Vote(ballot_id=ballot.id, seat_id=seat, choice=choice))

    def document(self, name: str, *, public: bool) -> None:
        self.world.add(StoredFile(sha256=name, media_type="text/plain", size=1, content=b"x"))
        self.world.add(
            ItemDocument(item_id=self.item_id, file_sha256=name, name=name, added_at=self.now, public=public)
        )

    def note(self, text: str) -> None:
        self.world.add(
            ItemNote(item_id=self.item_id, text=text, written_at=self.now, written_by_id=self.room.secretary.id)
        )

    def decision(self, text: str, *, public: bool = True) -> None:
        self.world.add(
            Decision(
                conference_id=self.sitting.conference_id,
                sitting_id=self.sitting.id,
                item_id=self.item_id,
                number="2026-01-D01",
                text=text,
                decided_at=self.now,
                recorded_by_id=self.room.secretary.id,
                public=public,
            )
        )

    def presence_of(self, person: Any) -> Presence:
        with self.world.home.units.reading() as session:
            return session.query(Presence).filter_by(person_id=person.id).one()

    def mandates(self) -> list[Mandate]:
        with self.world.home.units.reading() as session:
            return list(session.query(Mandate).filter_by(conference_id=self.sitting.conference_id))

    def later(self, seconds: int) -> Any:
        return self.now + timedelta(seconds=seconds)


@pytest.fixture
def stage(room: Any) -> Stage:
    stage = Stage(room)
    stage.forget()
    return stage


@pytest.fixture
def looking(stage: Stage, client: Any, as_: Any) -> Callable[[str], Any]:
    """Return a client that looks from a role."""
    return lambda role: client if role == "gallery" else as_(stage.person(role))
