"""The only place that begins and ends transactions.

A unit of work holds the session, who acts, what time it is and the facts recorded. On leaving without error the facts
become journal entries in the same transaction, which is then committed; on error everything is rolled back.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from inspect import signature
from typing import Any
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from . import reserved
from .actors import VISITOR, Actor
from .clock import Clock, local_date
from .errors import Denied, NotAllowed, NotFound, NotSignedIn, OutOfDate
from .facts import Fact

Policy = Callable[..., bool]
Recorder = Callable[[Sequence["UnitOfWork"]], None]
Signature = tuple[Actor, UUID | None]
Enqueue = Callable[["UnitOfWork", str, dict[str, Any]], None]


def anyone(_actor: Actor, *_subjects: object) -> bool:
    """Ouvert à tous."""
    return True


WITHHELD = (
    "Si cette fonction est la vôtre, elle vous est ouverte dès qu’un second facteur protège votre compte\u00a0: "
    "«\u00a0Mon compte\u00a0», puis «\u00a0Protéger mon compte\u00a0»."
)


def require(actor: Actor, policy: Policy, *subjects: object, hidden: str = "") -> None:
    """Refuse an actor to whom the policy says no, in the policy's own words; for what is read as for what is done.

    `hidden` is said instead when even the existence of the thing is not theirs to know.
    """
    if policy(actor, *subjects):
        if actor.signed_in and not policy(VISITOR, *subjects):
            reserved.note()
        return
    denied = denial(policy, *subjects)
    if hidden:
        raise NotFound(hidden).because(denied)
    if not (actor.signed_in or actor.system):
        raise NotSignedIn(f"Connectez-vous d’abord. {denied.sentence}", policy=policy.__name__).because(denied)
    said = f"{denied.sentence} {WITHHELD}" if actor.withheld else denied.sentence
    raise NotAllowed(said, policy=policy.__name__).because(denied)


def denial(policy: Policy, *subjects: object) -> Denied:
    """Return which policy says no and about what, without a word of anybody's."""
    sentence = (policy.__doc__ or "Cette action n’est pas ouverte à votre qualité.").strip()
    room = policy.__module__.removeprefix("app.").removesuffix(".policies")
    told = (_named(*one) for one in zip(list(signature(policy).parameters)[1:], subjects, strict=False))
    return Denied(f"{room}.{policy.__name__}", sentence, tuple(filter(None, told)))


def _named(name: str, subject: object) -> str:
    """Return a subject by its kind and identifier; "" for what is neither a thing nor a number."""
    if isinstance(subject, int) and not isinstance(subject, bool):
        return f"{name}:{subject}"
    id = getattr(subject, "id", None)
    return f"{type(subject).__name__}:{id}" if isinstance(id, int) else ""


class UnitOfWork:
    """One change: load → allow → act → record."""

    def __init__(self, units: "Units", session: Session, actor: Actor, request_id: UUID | None = None) -> None:
        self.units = units
        self.session = session
        self.actor = actor
        self.request_id = request_id
        self._moment: datetime | None = None
        self.facts: list[Fact] = []
        self.jobs: list[tuple[str, dict[str, Any]]] = []

    def now(self) -> datetime:
        """Return the instant of this change: the same for all its facts."""
        if self._moment is None:
            self._moment = self.units.clock()
        return self._moment

    def today(self) -> date:
        """Return the calendar day of this change in Paris."""
        return local_date(self.now())

    def allow(self, policy: Policy, *subjects: object) -> None:
        """Go on only if the policy says yes; its docstring is the sentence of the refusal."""
        require(self.actor, policy, *subjects)

    def record(self, fact: Fact) -> None:
        """Remember a fact; it is written with the change or not at all."""
        self.facts.append(fact)

    def later(self, job: str, **arguments: Any) -> None:
        """Queue a job in this transaction: it exists if and only if the change does."""
        self.jobs.append((job, arguments))

    def add(self, entity: Any) -> Any:
        """Store a new entity and give it its identity."""
        self.session.add(entity)
        self.session.flush()
        return entity


class Units:
    """Opens units of work on one database."""

    def __init__(
        self,
        engine: Engine,
        sessions: sessionmaker[Session],
        clock: Clock,
        recorder: Recorder,
        enqueue: Enqueue,
    ) -> None:
        self.engine = engine
        self.sessions = sessions
        self.clock = clock
        self._recorder = recorder
        self._enqueue = enqueue
        # A read that depends on the day, where no unit of work is at hand, finds the clock in its session.
        sessions.configure(info={"clock": clock})

    @contextmanager
    def begin(self, actor: Actor, *, request_id: UUID | None = None) -> Iterator[UnitOfWork]:
        """Yield a unit of work; commit state, journal and jobs together on leaving."""
        with self.together([(actor, request_id)]) as works:
            yield works[0]

    @contextmanager
    def together(self, signatures: Sequence[Signature]) -> Iterator[list[UnitOfWork]]:
        """Yield several persons' units of work on one transaction: all of them are kept, or none."""
        with self.sessions() as session:
            works = [UnitOfWork(self, session, actor, request_id) for actor, request_id in signatures]
            try:
                yield works
                self._write(session, works)
                session.commit()
            except StaleDataError as stale:
                session.rollback()
                raise OutOfDate(
                    "Quelqu’un a modifié cet élément pendant votre saisie. Rechargez la page pour voir sa version."
                ) from stale
            except BaseException:
                session.rollback()
                raise

    def _write(self, session: Session, works: Sequence[UnitOfWork]) -> None:
        session.flush()
        self._recorder(works)
        for work in works:
            for job, arguments in work.jobs:
                self._enqueue(work, job, arguments)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session for reading; nothing it does is kept."""
        with self.sessions() as session:
            yield session

    @contextmanager
    def as_one(self, clock: Clock, enqueue: Enqueue) -> Iterator["Units"]:
        """Yield units that follow one another in one transaction, committed on leaving: all of them, or none."""
        with self.sessions() as session:
            try:
                yield _AsOne(self, session, clock, enqueue)
                session.commit()
            except BaseException:
                session.rollback()
                raise


class _AsOne(Units):
    """Units of work one after the other on one session."""

    def __init__(self, units: Units, session: Session, clock: Clock, enqueue: Enqueue) -> None:
        super().__init__(units.engine, units.sessions, clock, units._recorder, enqueue)
        self._session = session

    @contextmanager
    def together(self, signatures: Sequence[Signature]) -> Iterator[list[UnitOfWork]]:
        works = [UnitOfWork(self, self._session, actor, request_id) for actor, request_id in signatures]
        yield works
        self._write(self._session, works)
        # What one remembers the next must read again, as between two transactions.
        self._session.expunge_all()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        yield self._session


def is_connection_failure(error: BaseException) -> bool:
    """Tell whether the database was out of reach, as opposed to having refused."""
    return isinstance(error, OperationalError) and bool(error.connection_invalidated)
