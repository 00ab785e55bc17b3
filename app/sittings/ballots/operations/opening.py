"""Putting a question to the vote. The caller has locked the sitting's row."""

from decimal import Decimal

from app.conferences.rules.settings import Reglement
from app.foundation.errors import IllegalTransition, Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.attendance.queries import quorum_of, voting_holders
from app.sittings.ballots import policies
from app.sittings.ballots.events import BallotOpened
from app.sittings.ballots.queries import ballot_wire, next_number, rule_of
from app.sittings.conduct.queries import vote_under_way
from app.sittings.models import AgendaItem, Ballot, BallotVoter, Motion, Sitting
from app.sittings.rules.ballots import check_rule
from app.sittings.rules.voting import check_opening
from app.sittings.words import Base, Majority, MotionState


def open_ballot(
    work: UnitOfWork,
    sitting: Sitting,
    item: AgendaItem,
    *,
    motion: Motion | None = None,
    question: str = "",
    base: Base | None = None,
    majority: Majority | None = None,
    weighted: bool | None = None,
) -> Ballot:
    """Put a text or a question of the item under discussion to the vote, on a roll frozen now."""
    work.allow(policies.may_put_to_vote, sitting)
    quorum = quorum_of(work.session, sitting, work.today())
    check_opening(sitting.state, quorum, other_open=vote_under_way(work.session, sitting.id) is not None)
    _check_subject(sitting, item, motion)
    usual = Reglement.from_json(sitting.reglement)
    assert work.actor.person_id is not None
    ballot = Ballot(
        sitting_id=sitting.id,
        item_id=item.id,
        motion_id=motion.id if motion else None,
        number=next_number(work.session, sitting.id),
        question=_question(question, motion),
        base=base or Base(usual.ballot_base),
        majority=majority or Majority(usual.ballot_majority),
        weighted=usual.weighted_votes if weighted is None else weighted,
        casting_vote=usual.casting_vote,
        opened_at=work.now(),
        opened_by_id=work.actor.person_id,
        quorum={"opening": quorum.to_json()},
        public=sitting.in_public,
    )
    check_rule(rule_of(ballot))
    work.add(ballot)
    roll = _freeze_roll(work, sitting, ballot)
    if motion:
        motion.state = MotionState.VOTING
    work.record(BallotOpened(stream=sitting.stream, audience=sitting.audience, ballot=ballot_wire(ballot), roll=roll))
    return ballot


def _check_subject(sitting: Sitting, item: AgendaItem, motion: Motion | None) -> None:
    if sitting.current_item_id != item.id:
        raise Refused("On vote sur le point en discussion. Appelez d’abord ce point.", rule="S7")
    if motion is None:
        return
    if motion.item_id != item.id:
        raise Refused("Ce texte a été déposé sur un autre point.", rule="S7")
    if motion.state is not MotionState.TABLED:
        raise IllegalTransition("Ce texte a déjà été mis aux voix ou retiré.", state=motion.state.value)


def _question(question: str, motion: Motion | None) -> str:
    if question.strip():
        return question.strip()
    if motion is None:
        fault = {"pointer": "#/question", "detail": "Écrivez la question, ou choisissez un texte déposé."}
        raise Invalid("Un scrutin porte sur un texte ou sur une question.", errors=[fault])
    return f"Adoptez-vous le texte « {motion.title} » ?"


def _freeze_roll(work: UnitOfWork, sitting: Sitting, ballot: Ballot) -> list[int]:
    entitled = voting_holders(work.session, sitting, work.today())
    if not entitled:
        raise Refused("Aucun siège votant n’a de titulaire dans cette séance.", rule="S7")
    for holder in entitled:
        weight = holder.seat.weight if ballot.weighted else Decimal(1)
        work.session.add(
            BallotVoter(ballot_id=ballot.id, seat_id=holder.seat.id, person_id=holder.person.id, weight=weight)
        )
    work.session.flush()
    return [holder.seat.id for holder in entitled]
