"""The whole of a room, as one reader sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.institutions.words import Level
from app.sittings.rules.speaking_time import Spoken, by_level
from app.sittings.words import BallotState, SittingState, SpeechState

from .ballot_views import BallotView, MotionView, MyVoteView
from .permissions import Can
from .power_views import PowersView
from .views import DecisionView, ItemView, NoteView, PlaceView, QuorumView, Role, SittingView, SpeechView

NO_QUORUM = QuorumView(present=0, required=0, seats=0, reached=False, waived=False)
NO_POWERS = PowersView()
HOLDING = (SpeechState.SPEAKING, SpeechState.PAUSED)


@dataclass(frozen=True, kw_only=True)
class RoomView:
    """Everything the templates of the room may show."""

    role: Role
    roles: tuple[Role, ...]
    now: datetime
    position: int
    can: Can
    sitting: SittingView
    warning_seconds: int
    usual_base: str
    usual_majority: str
    speaking_quotas: Mapping[Level, int] = field(default_factory=dict)
    """Seconds that the règlement gives each level; empty when it gives none."""
    person_id: int | None = None
    items: tuple[ItemView, ...] = ()
    places: tuple[PlaceView, ...] = ()
    speeches: tuple[SpeechView, ...] = ()
    motions: tuple[MotionView, ...] = ()
    ballots: tuple[BallotView, ...] = ()
    my_votes: tuple[MyVoteView, ...] = ()
    """The seats by which the reader may vote in the ballot under way."""
    powers: PowersView = NO_POWERS
    """Who votes in whose name, while they are away."""
    decisions: tuple[DecisionView, ...] = ()
    found_owners: tuple[tuple[int, str], ...] = ()
    """Institutions of the directory that answer to `owner_words`."""
    owner_words: str = ""
    notes: dict[int, NoteView] = field(default_factory=dict)
    quorum: QuorumView = NO_QUORUM

    @property
    def hidden(self) -> bool:
        """Tell whether the reader is kept out by closed doors."""
        return self.role is Role.GALLERY and self.sitting.behind_closed_doors

    @property
    def owners(self) -> tuple[tuple[int, str], ...]:
        """Return who may be committed: what was looked for first, then those who sit."""
        seated = {p.institution_id: p.institution for p in self.places if p.institution_id}
        return (*self.found_owners, *sorted(seated.items(), key=lambda named: named[1]))

    @property
    def item(self) -> ItemView | None:
        """Return the item the assembly is on."""
        return next((i for i in self.items if i.id == self.sitting.current_item_id), None)

    @property
    def next_item(self) -> ItemView | None:
        """Return the item that « point suivant » would call."""
        return next((i for i in self.items if i.to_come), None)

    @property
    def items_to_come(self) -> tuple[ItemView, ...]:
        """Return what is still to be called."""
        return tuple(i for i in self.items if i.to_come)

    @property
    def speaker(self) -> SpeechView | None:
        """Return who has the floor, paused or not."""
        return next((s for s in self.speeches if s.state in HOLDING), None)

    @property
    def queue(self) -> tuple[SpeechView, ...]:
        """Return who waits for the floor, in order."""
        return tuple(s for s in self.speeches if s.state is SpeechState.WAITING)

    @property
    def my_requests(self) -> tuple[SpeechView, ...]:
        """Return the reader's requests that wait."""
        return tuple(s for s in self.queue if s.person_id == self.person_id)

    def place(self, speech: SpeechView) -> int:
        """Return the rank of a request in the queue, from 1."""
        return [s.id for s in self.queue].index(speech.id) + 1

    @property
    def spoken_by_level(self) -> dict[Level, int]:
        """Return the seconds each level has spoken."""
        return by_level(
            Spoken(person_id=s.person_id, level=Level(s.level) if s.level else None, seconds=s.seconds(self.now))
            for s in self.speeches
        )

    def spoken(self, person_id: int) -> int:
        """Return how many seconds a person has spoken in this sitting."""
        return sum(s.seconds(self.now) for s in self.speeches if s.person_id == person_id)

    @property
    def ballot(self) -> BallotView | None:
        """Return the ballot under way: open, or tied and waiting for the casting vote."""
        return next((b for b in self.ballots if b.state in (BallotState.OPEN, BallotState.TIED)), None)

    @property
    def last_ballot(self) -> BallotView | None:
        """Return the last ballot that was closed."""
        return next((b for b in reversed(self.ballots) if b.state is BallotState.CLOSED), None)

    @property
    def other_ballots(self) -> tuple[BallotView, ...]:
        """Return the ballots that are over, newest first, without the result shown as news."""
        return tuple(b for b in self.past_ballots if b is not self.result_shown)

    @property
    def past_ballots(self) -> tuple[BallotView, ...]:
        """Return the ballots that are over, newest first."""
        return tuple(b for b in reversed(self.ballots) if b.state in (BallotState.CLOSED, BallotState.CANCELLED))

    @property
    def result_shown(self) -> BallotView | None:
        """Return the result that is still news: closed, on the current item, with nobody speaking since."""
        last = self.last_ballot
        if last is None or self.ballot is not None or self.speaker is not None or last.closed_at is None:
            return None
        spoken_since = any(s.started_at and s.started_at > last.closed_at for s in self.speeches)
        return None if spoken_since or last.item_id != self.sitting.current_item_id else last

    @property
    def motions_here(self) -> tuple[MotionView, ...]:
        """Return the texts of the current item."""
        return tuple(m for m in self.motions if m.item_id == self.sitting.current_item_id)

    @property
    def my_places(self) -> tuple[PlaceView, ...]:
        """Return where the reader sits."""
        return tuple(p for p in self.places if self.person_id and p.person_id == self.person_id)

    @property
    def present(self) -> tuple[PlaceView, ...]:
        """Return who is there now."""
        return tuple(s for s in self.places if s.here)

    @property
    def i_am_here(self) -> bool:
        """Tell whether the reader is present."""
        return any(p.here for p in self.my_places)

    @property
    def opened(self) -> bool:
        """Tell whether the sitting is open and not suspended."""
        return self.sitting.state is SittingState.OPEN

    @property
    def still_to_vote(self) -> tuple[MyVoteView, ...]:
        """Return the reader's seats that have not voted yet."""
        return tuple(v for v in self.my_votes if v.receipt is None)
