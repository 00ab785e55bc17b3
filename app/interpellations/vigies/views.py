"""What « Mes contrats » says of each contract, ready for its template. Eleven reads at most, for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.contracts.models import Action, Contract, ContractReview, ContractRollup
from app.contracts.reading.views import Ahead, LateAction, MidTerm, dates_ahead, late_of, missed_of, unrecorded_mid_term
from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.foundation.french import NBSP, count, listing
from app.interpellations.models import Deadline, Interpellation, Watcher
from app.interpellations.rules.deadlines import OWED
from app.interpellations.rules.lateness import Standing, sentence, standing
from app.interpellations.rules.states import WORDS
from app.journal.models import JournalEntry
from app.journal.streams import audiences_for
from app.journal.words import gist, label
from app.web.following import Followed, followed_all

from . import queries

LATELY = timedelta(days=30)
LATE = (Standing.LATE, Standing.VERY_LATE)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One entry of the record of a contract."""

    at: datetime
    what: str
    gist: str
    new: bool


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing still to come in a file: « Réponse : au plus tard le 4 juillet 2026, dans 12 jours »."""

    words: str
    by_reader: bool
    """Whether it is the reader who must act."""
    late: bool


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A file of the reader that is still open, and all that is still to come in it, the first due first."""

    file: Interpellation
    state: str
    due: list[Due]
    live: Followed | None

    @property
    def late(self) -> bool:
        """Tell whether something is late that others owe."""
        return any(one.late and not one.by_reader for one in self.due)


@dataclass(frozen=True, kw_only=True)
class WatchedContract:
    """A contract that the reader watches, or that a body they act for has watched."""

    contract: Contract
    own: list[Watcher]
    """The reader's own designations; the others are those of the bodies they act for."""
    bodies: list[str]
    changes: list[Change]
    new: int
    late: list[LateAction]
    late_count: int
    missed: list[ContractReview]
    owed: list[Owed]
    ahead: list[Ahead]
    mid_term: MidTerm | None
    live: Followed | None

    @property
    def urgency(self) -> tuple[int, int, int, str]:
        """Return what puts a contract first: what is owed and late, what is new, what is under way."""
        return (-sum(one.late for one in self.owed), -self.new, -len(self.owed), self.contract.title)


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """All the contracts, the most urgent first; `seen`: since when what changed is said to be new."""

    contracts: list[WatchedContract] = field(default_factory=list)
    seen: datetime | None = None
    since: date | None = None

    @property
    def summary(self) -> str:
        """Say in one sentence what there is to look at."""
        new, late = sum(one.new for one in self.contracts), sum(one.late_count for one in self.contracts)
        owed = sum(len(one.owed) for one in self.contracts)
        parts = [
            count(new, "changement nouveau", "changements nouveaux") if new else "",
            count(late, "action en retard", "actions en retard") if late else "",
            count(owed, "interpellation en cours", "interpellations en cours") if owed else "",
        ]
        told = listing(part for part in parts if part) or "rien de nouveau ni de tardif"
        return f"Vous suivez {count(len(self.contracts), 'contrat')}{NBSP}: {told}."


@dataclass(frozen=True, kw_only=True)
class _Read:
    """All that was read for all the contracts at once."""

    actor: Actor
    today: date
    seen: datetime | None
    watches: Sequence[Watcher]
    told: dict[str, queries.Changes]
    rollups: dict[int, ContractRollup]
    reviews: dict[int, list[ContractReview]]
    late: dict[int, list[Action]]
    files: dict[int, list[Interpellation]]
    deadlines: dict[int, list[Deadline]]
    live: dict[str, Followed]


def dashboard(session: Session, actor: Actor, now: datetime, contract_id: int | None = None) -> Dashboard:
    """Return the contracts that the reader watches, or one of them."""
    today = local_date(now)
    watches = queries.watches_of(session, actor, today, contract_id)
    if not watches:
        return Dashboard()
    contracts = {watch.contract_id: watch.contract for watch in watches}
    ids, streams = sorted(contracts), [contract.stream for contract in contracts.values()]
    files = queries.files_of(session, actor, ids)
    asked = [file for of_contract in files.values() for file in of_contract]
    # Asked before what is shown is read: a page may only be newer than it says.
    live = _live(session, actor, [*streams, *(file.stream for file in asked)])
    seen = queries.seen_at(session, actor)
    since = min(seen, now - LATELY) if seen else now - LATELY
    rollups, reviews = queries.counts(session, ids)
    read = _Read(
        actor=actor,
        today=today,
        seen=seen,
        watches=watches,
        told=queries.changes(session, streams, since, seen),
        rollups=rollups,
        reviews=reviews,
        late=queries.late_actions(session, ids),
        files=files,
        deadlines=queries.deadlines_of(session, [file.id for file in asked]),
        live=live,
    )
    found = sorted((_watched(read, contract) for contract in contracts.values()), key=lambda one: one.urgency)
    return Dashboard(contracts=found, seen=seen, since=local_date(since))


def _live(session: Session, actor: Actor, streams: Sequence[str]) -> dict[str, Followed]:
    """Return how far each stream goes for the reader; whose objects are loaded, so that asking reads nothing."""
    return followed_all(session, actor, {stream: audiences_for(session, actor, stream) for stream in streams})


def _watched(read: _Read, contract: Contract) -> WatchedContract:
    rollup, held = read.rollups.get(contract.id), read.reviews.get(contract.id, [])
    news = read.told.get(contract.stream, queries.Changes(entries=[], new=0))
    concerned = [watch for watch in read.watches if watch.contract_id == contract.id]
    return WatchedContract(
        contract=contract,
        own=[watch for watch in concerned if watch.person_id == read.actor.person_id],
        bodies=sorted({watch.body.name for watch in concerned}),
        changes=[_change(entry, read.seen) for entry in news.entries],
        new=news.new,
        late=late_of(contract, read.late.get(contract.id, []), read.today),
        late_count=rollup.late + rollup.failing if rollup else 0,
        missed=missed_of(held),
        owed=[
            _owed(file, read.deadlines.get(file.id, []), read.today, read.live)
            for file in read.files.get(contract.id, [])
        ],
        ahead=dates_ahead(contract, rollup, held, read.today),
        mid_term=unrecorded_mid_term(contract, held),
        live=read.live.get(contract.stream),
    )


def _change(entry: JournalEntry, seen: datetime | None) -> Change:
    new = seen is not None and entry.occurred_at > seen
    return Change(at=entry.occurred_at, what=label(entry.kind), gist=gist(entry.payload), new=new)


def owed_file(session: Session, actor: Actor, file: Interpellation, today: date) -> Owed:
    """Return one file of the reader, alone: what an open page asks when something happens in it."""
    live = _live(session, actor, [file.stream])
    return _owed(file, queries.deadlines_of(session, [file.id]).get(file.id, []), today, live)


def _owed(file: Interpellation, deadlines: Sequence[Deadline], today: date, live: dict[str, Followed]) -> Owed:
    due = [_due(deadline, today) for deadline in deadlines]
    return Owed(file=file, state=WORDS[file.state], due=due, live=live.get(file.stream))


def _due(deadline: Deadline, today: date) -> Due:
    owed, stopped = OWED[deadline.kind], any(one.ends_on is None for one in deadline.suspensions)
    how = standing(deadline.due_on, deadline.very_late_on, today, met_on=None, dropped=False, suspended=stopped)
    words = f"{owed.words}{NBSP}: {sentence(deadline.kind, how, deadline.due_on, today)}"
    return Due(words=words, by_reader=owed.owed_by == "requester", late=how in LATE)
