"""The demonstration on a database of its own, as a visitor of a trial finds it."""

from types import TracebackType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.config import Settings
from app.demo.cast import PLAYERS
from app.demo.loading import load_demo
from app.demo.staging import address
from app.people.models import Person
from app.people.queries import person_by_email
from app.sittings.models import Sitting
from app.sittings.words import SittingState
from app.web.house import House
from tests.processes import WebProcess


class Demo:
    """The story told on a database that has the directory, then a web process on it. Use as a context manager."""

    def __init__(self, database_url: str) -> None:
        app = create_app(Settings(database_url=database_url, secret_key="d" * 40, testing=True, trial=True))
        self.home: House = app.extensions["cotap"]
        with app.app_context():
            load_demo(self.home)
        self.process = WebProcess(database_url, COTAP_TRIAL="1")

    def __enter__(self) -> "Demo":
        self.process.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.process.stop()
        self.home.engine.dispose()

    def reading(self) -> Session:
        session: Session = self.home.units.reading()
        return session

    def person(self, who: str) -> Person:
        """Return a player by the name they have in the cast."""
        with self.reading() as session:
            person = person_by_email(session, address(PLAYERS[who]))
        assert person is not None
        return person

    def sitting(self, state: SittingState, **given: Any) -> Sitting:
        """Return the latest sitting in this state."""
        with self.reading() as session:
            query = select(Sitting).filter_by(state=state, **given).order_by(Sitting.starts_at.desc())
            sitting: Sitting = session.scalars(query.limit(1)).one()
        return sitting
