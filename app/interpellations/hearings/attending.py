"""Entering a sitting by the personal link of a summons: who it is for, on which day, and what it opens (I8)."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.foundation.accounts import digest
from app.foundation.clock import local_date
from app.foundation.errors import NotFound, Refused
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.interpellations.models import Hearing, HearingPass, Interpellation
from app.interpellations.words import HearingState
from app.people.models import Person
from app.sittings.attendance.operations import welcome
from app.sittings.attendance.queries import is_present
from app.sittings.models import AgendaItem, Sitting
from app.sittings.rules.lifecycle import PROFILES
from app.sittings.words import CONVENED_OR_LIVE, PresenceMode, SittingState

from . import letters, policies
from .listening import give_the_floor
from .reading import hearing_of

GONE = "Ce lien ne vaut plus : un message plus récent l’a remplacé, ou l’audition n’a plus lieu à cette date."


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Whom a link lets in, where and when."""

    person: Person
    hearing_id: int
    number: str
    sitting: Sitting
    when: str
    today: bool
    """The link opens the room on the day of the sitting, and on no other."""
    open: bool
    """The agenda is published and the sitting is not over."""
    modes: tuple[PresenceMode, ...]


def expected(work: UnitOfWork, token: str) -> Expected:
    """Return what a link opens, or raise `NotFound`: the link itself is the right to read this. Nothing changes."""
    work.allow(anyone)
    row = work.session.execute(
        select(HearingPass, Interpellation.number, Sitting)
        .join(Hearing, Hearing.id == HearingPass.hearing_id)
        .join(Interpellation, Interpellation.id == Hearing.interpellation_id)
        .join(AgendaItem, AgendaItem.id == Hearing.agenda_item_id)
        .join(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(
            HearingPass.token_digest == digest(token),
            HearingPass.revoked_at.is_(None),
            Hearing.state == HearingState.SCHEDULED,
        )
    ).one_or_none()
    if row is None:
        raise NotFound(GONE)
    made, number, sitting = row
    zone = ZoneInfo(sitting.conference.timezone)
    return Expected(
        person=work.session.get_one(Person, made.person_id),
        hearing_id=made.hearing_id,
        number=number or "",
        sitting=sitting,
        when=letters.when(sitting),
        today=local_date(work.now(), zone) == local_date(sitting.starts_at, zone),
        open=sitting.state in CONVENED_OR_LIVE,
        modes=tuple(mode for mode in PresenceMode if mode in PROFILES[sitting.attendance].modes),
    )


def attend(work: UnitOfWork, token: str, *, mode: PresenceMode) -> Sitting:
    """Enter the sitting as an invited person: noted present, without voice in its votes nor in its quorum."""
    found = expected(work, token)
    work.allow(policies.may_use_pass, found.person.id)
    if not found.today or not found.open:
        raise Refused(f"Ce lien ouvre la salle le jour de la séance : {found.when}.", rule="I8")
    sitting = work.session.get_one(Sitting, found.sitting.id, with_for_update=True, populate_existing=True)
    came = is_present(work.session, sitting.id, found.person.id)
    welcome(work, sitting, mode=mode)
    file, hearing = hearing_of(work, found.hearing_id)
    if not came and sitting.state is SittingState.OPEN and sitting.current_item_id == hearing.agenda_item_id:
        give_the_floor(work, file, hearing, sitting)
    return sitting
