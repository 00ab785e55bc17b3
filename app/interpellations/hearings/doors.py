"""The commands of hearings: `hearing.schedule`, `hearing.refuse`, `hearing.ask_again`."""

from flask_babel import gettext as _

from app.foundation import shapes
from app.foundation.commands import Answer, command
from app.foundation.errors import NotFound
from app.foundation.shapes import Shape, identifier
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.loading import file_of
from app.interpellations.models import Hearing
from app.sittings.agenda.queries import locked_item, locked_sitting
from app.sittings.models import AgendaItem, Sitting

from . import answering, guest
from .reading import hearing_of

REASON = 4000


class OfHearing(Shape):
    """A request to be heard."""

    hearing_id = identifier()


class Schedule(OfHearing):
    """The sitting that will hear it."""

    sitting_id = identifier()


class Refuse(OfHearing):
    """Why not; published."""

    reason = shapes.text(REASON)


class AskAgain(Shape):
    """The file, and why it still asks."""

    interpellation_id = identifier()
    reasons = shapes.text(REASON, required=False)


@command("hearing.schedule", Schedule)
def schedule(work: UnitOfWork, hearing_id: int, sitting_id: int) -> Answer:
    """Put a hearing on the agenda of a sitting."""
    former, item = _place_of(work, hearing_id)
    sitting = former if former is not None and former.id == sitting_id else locked_sitting(work.session, sitting_id)
    file, hearing = hearing_of(work, hearing_id)
    answering.schedule_hearing(work, file, hearing, sitting, item=item, former=former)
    return {"message": _("L’audition est inscrite à l’ordre du jour ; la personne est convoquée.")}


@command("hearing.refuse", Refuse)
def refuse(work: UnitOfWork, hearing_id: int, reason: str) -> Answer:
    """Refuse to hear a file, for published reasons."""
    sitting, item = _place_of(work, hearing_id)
    file, hearing = hearing_of(work, hearing_id)
    answering.refuse_hearing(work, file, hearing, reason=reason, sitting=sitting, item=item)
    return {"message": _("Le refus et ses raisons sont publiés et envoyés à la personne.")}


@command("hearing.ask_again", AskAgain)
def ask_again(work: UnitOfWork, interpellation_id: int, reasons: str) -> Answer:
    """Ask a second time to be heard."""
    hearing = answering.ask_again(work, file_of(work, interpellation_id), reasons=reasons)
    return {"message": _("Votre seconde demande d’audition est enregistrée."), "hearing_id": hearing.id}


@command("hearing.ask_floor", OfHearing)
def ask_floor(work: UnitOfWork, hearing_id: int) -> Answer:
    """Ask for the floor that one is guaranteed, as the person heard."""
    sitting, _item = _place_of(work, hearing_id)
    file, hearing = hearing_of(work, hearing_id)
    speech = guest.ask_floor(work, file, hearing, sitting)
    return {"message": _("Vous êtes inscrit en premier."), "speech_id": speech.id}


def _place_of(work: UnitOfWork, hearing_id: int) -> tuple[Sitting, AgendaItem] | tuple[None, None]:
    """Return where the request stands, locked: sittings are locked before files, as by every act of an agenda."""
    hearing = work.session.get(Hearing, hearing_id)
    if hearing is None:
        raise NotFound(_("Cette demande d’audition n’existe pas."))
    return locked_item(work.session, hearing.agenda_item_id) if hearing.agenda_item_id else (None, None)
