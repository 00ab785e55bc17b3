"""The person heard, in the sitting room: their place on the floor, their time, and nothing else of the room (I8)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.conferences.rules.settings import Reglement
from app.foundation.actors import Actor
from app.foundation.errors import IllegalTransition, NotFound, Refused
from app.foundation.unit_of_work import UnitOfWork, require
from app.interpellations.models import Hearing, Interpellation
from app.interpellations.words import HearingState
from app.sittings.attendance.queries import is_present
from app.sittings.floor.operations import guarantee
from app.sittings.floor.queries import speeches
from app.sittings.models import AgendaItem, Sitting, Speech
from app.sittings.rules.floor import HOLDING, queue
from app.sittings.rules.speaking_time import seconds_used
from app.sittings.words import SittingState, SpeechState

from . import policies

LEAST = 10
"""Seconds below which nothing is left to ask for."""
ASKED = (HearingState.SCHEDULED, HearingState.HELD)


@dataclass(frozen=True, kw_only=True)
class GuestPlace:
    """What the person heard may know of the room: themselves."""

    hearing: Hearing
    file: Interpellation
    sitting: Sitting
    item: AgendaItem
    here: bool
    called: bool
    """The assembly is on their item."""
    over: bool
    before: int
    """How many speak before them; meaningful while they wait."""
    waiting: Speech | None
    speaking: Speech | None
    seconds_left: int
    warning_seconds: int

    @property
    def can_ask(self) -> bool:
        """Tell whether they may ask for what is left of their time."""
        free = self.waiting is None and self.speaking is None and self.seconds_left >= LEAST
        return self.here and self.called and free and self.sitting.state is SittingState.OPEN


def guest_place(session: Session, actor: Actor, hearing_id: int) -> GuestPlace:
    """Return the place of the person summoned to a hearing. Four reads."""
    row = session.execute(
        select(Hearing, Interpellation, AgendaItem, Sitting)
        .join(Interpellation, Interpellation.id == Hearing.interpellation_id)
        .join(AgendaItem, AgendaItem.id == Hearing.agenda_item_id)
        .join(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(Hearing.id == hearing_id, Hearing.state.in_(ASKED))
        .options(joinedload(Sitting.conference))
    ).one_or_none()
    if row is None:
        raise NotFound("Cette audition n’existe pas, ou n’est plus inscrite à cette séance.")
    hearing, file, item, sitting = row
    require(actor, policies.may_take_guest_place, file)
    return _place(session, file, hearing, item, sitting)


def hearing_of_guest(session: Session, person_id: int, sitting_id: int) -> int | None:
    """Return the hearing for which a person is summoned to a sitting, None when there is none. One read."""
    return session.scalar(
        select(Hearing.id)
        .join(Interpellation, Interpellation.id == Hearing.interpellation_id)
        .join(AgendaItem, AgendaItem.id == Hearing.agenda_item_id)
        .where(
            AgendaItem.sitting_id == sitting_id,
            Interpellation.requester_id == person_id,
            Hearing.state.in_(ASKED),
        )
        .order_by(Hearing.id.desc())
        .limit(1)
    )


def ask_floor(work: UnitOfWork, file: Interpellation, hearing: Hearing, sitting: Sitting | None) -> Speech:
    """Ask for the floor one is guaranteed, or for what is left of it, while one's item is discussed."""
    work.allow(policies.may_take_guest_place, file)
    if sitting is None:
        raise IllegalTransition("Cette audition n’est inscrite à aucune séance.")
    item = work.session.get_one(AgendaItem, hearing.agenda_item_id)
    place = _place(work.session, file, hearing, item, sitting)
    if hearing.state is not HearingState.SCHEDULED or not place.called or sitting.state is not SittingState.OPEN:
        raise IllegalTransition("Vous demandez la parole quand la présidence a appelé votre point.")
    if not place.here:
        raise Refused("Entrez d’abord par votre lien personnel : votre présence n’est pas notée.", rule="I8")
    if place.waiting or place.speaking:
        raise IllegalTransition("Vous avez déjà la parole, ou vous êtes déjà inscrit.")
    if place.seconds_left < LEAST:
        raise Refused("Votre temps de parole garanti est épuisé.", rule="I8")
    return guarantee(work, sitting, file.requester, seconds=place.seconds_left)


def _place(session: Session, file: Interpellation, hearing: Hearing, item: AgendaItem, sitting: Sitting) -> GuestPlace:
    every = speeches(session, sitting.id, SpeechState.WAITING, *HOLDING, SpeechState.DONE)
    mine = [speech for speech in every if speech.person_id == file.requester_id]
    line = queue([speech for speech in every if speech.state is SpeechState.WAITING])
    waiting = next((speech for speech in line if speech.person_id == file.requester_id), None)
    used = sum(
        seconds_used(speech, speech.ended_at) for speech in mine if speech.item_id == item.id and speech.ended_at
    )
    return GuestPlace(
        hearing=hearing,
        file=file,
        sitting=sitting,
        item=item,
        here=is_present(session, sitting.id, file.requester_id),
        called=sitting.current_item_id == item.id,
        over=hearing.held_at is not None or sitting.state is SittingState.CLOSED,
        before=line.index(waiting) if waiting else 0,
        waiting=waiting,
        speaking=next((speech for speech in mine if speech.state in HOLDING), None),
        seconds_left=max(0, hearing.speaking_seconds - used),
        warning_seconds=Reglement.from_json(sitting.conference.reglement).speaking_warning_seconds,
    )
