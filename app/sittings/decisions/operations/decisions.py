"""Recording decisions. The caller has locked the sitting's row."""

from sqlalchemy import func, select

from app.foundation.clock import local_date
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.facts import MEMBERS, PUBLIC
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.decisions import policies
from app.sittings.decisions.events import DecisionRecorded
from app.sittings.decisions.queries import decision_wire, rank_in_year
from app.sittings.models import AgendaItem, Ballot, Decision, Sitting
from app.sittings.words import BallotState, ItemState

DECIDED_ON = (ItemState.CURRENT, ItemState.DONE)


def record_decision(
    work: UnitOfWork, sitting: Sitting, item: AgendaItem, *, text: str, ballot: Ballot | None = None
) -> Decision:
    """Number a decision and put it on record, taken by a ballot or by agreement noted in the sitting."""
    work.allow(policies.may_record_decision, sitting)
    _check_decided(sitting, item, ballot)
    assert work.actor.person_id is not None
    decision: Decision = work.add(
        Decision(
            conference_id=sitting.conference_id,
            sitting_id=sitting.id,
            item_id=item.id,
            ballot_id=ballot.id if ballot else None,
            number=_number(work, sitting),
            text=text.strip(),
            decided_at=work.now(),
            recorded_by_id=work.actor.person_id,
            public=sitting.in_public and (ballot is None or ballot.public),
        )
    )
    # A vote behind closed doors stays there, even when what it decided is written down once they are open again.
    audience = PUBLIC if decision.public else MEMBERS
    for stream in (sitting.stream, sitting.conference.stream):
        work.record(
            DecisionRecorded(stream=stream, audience=audience, decision=decision_wire(decision), by=work.actor.name)
        )
    return decision


def _check_decided(sitting: Sitting, item: AgendaItem, ballot: Ballot | None) -> None:
    if not sitting.live or item.state not in DECIDED_ON:
        raise IllegalTransition("Une décision s’inscrit en séance, sur un point abordé.", state=item.state.value)
    if ballot is None:
        return
    if ballot.item_id != item.id or ballot.state is not BallotState.CLOSED:
        raise IllegalTransition("Ce scrutin n’est pas terminé, ou porte sur un autre point.", state=ballot.state.value)
    if (ballot.result or {}).get("outcome") != "carried":
        raise Refused("Ce scrutin n’a rien adopté : il n’y a pas de décision à inscrire.", rule="S13")


def _number(work: UnitOfWork, sitting: Sitting) -> str:
    assert sitting.opened_at is not None
    year = local_date(sitting.opened_at).year
    taken = work.session.scalar(select(func.count()).where(Decision.sitting_id == sitting.id)) or 0
    return f"{year}-{rank_in_year(work.session, sitting):02d}-D{taken + 1:02d}"
