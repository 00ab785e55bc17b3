"""What this process knows to be suspended, in memory: no request asks the database.

It is read again when the record says that a switch moved, when the connection that hears it comes back, and by the
process that moved it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from app.foundation.actors import Actor
from app.foundation.errors import DomainError
from app.foundation.unit_of_work import Units
from app.web.house import House

from .models import PausedFeature
from .words import OF_COMMAND, OF_ENDPOINT, OF_FORM, OF_GALLERY, SWITCHES, Feature


class Paused(DomainError):
    """A part of the service is suspended."""

    slug = "paused"
    title = "Suspendu pour le moment"
    status = 503


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What people are told."""

    label: str
    reason: str
    since: datetime


@dataclass
class Board:
    """The notices of what is suspended."""

    notices: Mapping[Feature, Notice] = field(default_factory=dict)

    def refresh(self, units: Units) -> None:
        """Read again what is suspended."""
        with units.reading() as session:
            found = session.scalars(select(PausedFeature)).all()
            self.notices = {
                one.feature: Notice(label=SWITCHES[one.feature].label, reason=one.reason, since=one.paused_at)
                for one in found
            }

    def check_command(self, name: str) -> None:
        """Refuse a command of a suspended part."""
        self._check(OF_COMMAND.get(name))

    def check_file(self, command: str) -> None:
        """Refuse a file that comes with a command, whichever, while documents are suspended; tables are not those."""
        if OF_COMMAND.get(command) is not Feature.IMPORTS:
            self._check(Feature.DOCUMENTS)

    def check_form(self, endpoint: str, act: str) -> None:
        """Refuse what a form says it does, when that part is suspended."""
        self._check(OF_FORM.get((endpoint, act)))

    def check_route(self, endpoint: str, actor: Actor) -> None:
        """Refuse a route of a suspended part; the gallery stays open to who has a capacity."""
        self._check(OF_ENDPOINT.get(endpoint))
        if _in_the_gallery(actor):
            self._check(OF_GALLERY.get(endpoint))

    def check_stream(self, stream: str, actor: Actor) -> None:
        """Refuse to follow a sitting from the gallery while it is suspended, over a socket as by asking again."""
        if stream.startswith("sitting:") and _in_the_gallery(actor):
            self._check(Feature.GALLERY)

    def _check(self, feature: Feature | None) -> None:
        notice = self.notices.get(feature) if feature else None
        if notice is not None:
            raise Paused(f"{notice.label} : suspendu pour le moment. {notice.reason}")

    def notices_for(self, path: str) -> list[Notice]:
        """Return what a page must say."""
        return [notice for feature, notice in self.notices.items() if path.startswith(SWITCHES[feature].pages)]


def _in_the_gallery(actor: Actor) -> bool:
    return not (actor.capacities or actor.administrator)


def board_of(home: House) -> Board:
    """Return the board of this process."""
    board: Board = home.notes.setdefault("switches", Board())
    return board
