"""What the reader can do now: the policies of the acts, and the states in which an act makes sense.

The operations ask the same policies again: a flag here only decides whether a button is drawn.
"""

from dataclasses import dataclass

from app.foundation.actors import Actor
from app.sittings.attendance import policies as attendance
from app.sittings.ballots import policies as ballots
from app.sittings.conduct import policies as conduct
from app.sittings.decisions import policies as decisions
from app.sittings.floor import policies as floor
from app.sittings.models import Sitting
from app.sittings.motions import policies as motions
from app.sittings.rules.lifecycle import PROFILES, Act, allowed_acts
from app.sittings.words import CONVENED_OR_LIVE, SittingState


@dataclass(frozen=True, kw_only=True)
class Can:
    """One flag for each act the room offers."""

    open: bool = False
    suspend: bool = False
    resume: bool = False
    close: bool = False
    reconvene: bool = False
    close_doors: bool = False
    open_doors: bool = False
    set_attendance: bool = False
    conduct: bool = False
    """Call items, and run the order of the day."""
    enter: bool = False
    keep_attendance: bool = False
    ask: bool = False
    ask_for: bool = False
    give: bool = False
    table: bool = False
    open_ballot: bool = False
    close_ballot: bool = False
    decide_tie: bool = False
    cast_for: bool = False
    write_notes: bool = False
    record_decision: bool = False


NOTHING = Can()


@dataclass(frozen=True)
class AnotherVoter:
    """Some line of the roll that is not the reader's."""

    conference_id: int
    person_id: int = 0
    carried_by_id: int | None = None


def permissions_of(actor: Actor, sitting: Sitting) -> Can:
    """Return what the actor can do in the sitting as it is now."""
    allowed = allowed_acts(sitting.state)
    opens = conduct.may_open(actor, sitting)
    doors = sitting.live and conduct.may_keep_doors(actor, sitting)
    closed = sitting.closed_doors_since is not None
    running = sitting.state is SittingState.OPEN
    begun = sitting.opened_at is not None
    return Can(
        open=opens and Act.OPEN in allowed,
        suspend=opens and Act.SUSPEND in allowed,
        resume=opens and Act.RESUME in allowed,
        close=opens and Act.CLOSE in allowed,
        reconvene=sitting.without_quorum and conduct.may_reconvene(actor, sitting),
        close_doors=doors and not closed and not PROFILES[sitting.attendance].broadcast,
        open_doors=doors and closed,
        set_attendance=sitting.state in CONVENED_OR_LIVE and conduct.may_set_attendance(actor, sitting),
        conduct=running and conduct.may_conduct(actor, sitting),
        enter=sitting.live and attendance.may_attend(actor, sitting),
        keep_attendance=sitting.live and attendance.may_keep_attendance(actor, sitting),
        ask=running and floor.may_ask(actor, sitting),
        ask_for=running and floor.may_ask_for(actor, sitting),
        give=running and floor.may_give(actor, sitting),
        table=running and motions.may_table(actor, sitting),
        open_ballot=running and ballots.may_put_to_vote(actor, sitting),
        close_ballot=sitting.live and ballots.may_put_to_vote(actor, sitting),
        decide_tie=sitting.live and ballots.may_give_casting_vote(actor, sitting),
        cast_for=running and ballots.may_vote_on_behalf(actor, AnotherVoter(sitting.conference_id)),
        write_notes=begun and decisions.may_write_notes(actor, sitting),
        record_decision=begun and decisions.may_record_decision(actor, sitting),
    )
