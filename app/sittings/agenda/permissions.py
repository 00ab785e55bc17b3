"""What the reader can do now: the policies, and the states in which an act makes sense.

The operations ask again: a flag here only decides whether a form is drawn.
"""

from dataclasses import dataclass

from app.conferences.policies import may_refer_question
from app.foundation.actors import Actor
from app.sittings.models import Sitting
from app.sittings.words import OVER, SittingState

from . import policies


@dataclass(frozen=True, kw_only=True)
class Can:
    """One flag for each act that the preparation of a sitting offers."""

    prepare: bool
    """See what is proposed and what was answered."""
    propose: bool
    answer: bool
    arrange: bool
    publish: bool
    add_urgent: bool
    change: bool
    refer: bool
    document: bool


def can(actor: Actor, sitting: Sitting) -> Can:
    """Return what the actor can do in that sitting, as it is."""
    over = sitting.state in OVER
    preparing = sitting.state is SittingState.PREPARING and sitting.agenda_published_at is None
    chairing = policies.may_publish(actor, sitting)
    return Can(
        prepare=policies.may_prepare(actor, sitting),
        propose=preparing and policies.may_propose(actor, sitting),
        answer=preparing and policies.may_answer_proposal(actor, sitting),
        arrange=preparing and policies.may_arrange(actor, sitting),
        publish=preparing and chairing,
        add_urgent=chairing and not (preparing or over),
        change=policies.may_change_sitting(actor, sitting) and not (over or sitting.live),
        refer=sitting.group_id is None and may_refer_question(actor, sitting.conference_id),
        document=not over,
    )
