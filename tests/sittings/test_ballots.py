from uuid import uuid4

import pytest

from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, NotFound, Refused
from app.sittings.ballots.refusals import AlreadyVoted
from app.sittings.models import Ballot, Motion, Turnout, Vote
from app.sittings.words import BallotState, MotionState


@pytest.fixture
def here(room):
    """Chair and four delegates are present: five voting seats of five."""
    room.world.present(room.sitting, room.chair, *room.delegates)
    return room


def _open(room, do, **rule):
    rule.setdefault("question", "Approuvez-vous le programme ?")
    return do(room.chair, "ballot.open", item_id=room.fresh().current_item_id, **rule)["ballot_id"]


def _ballot(room, id):
    with room.world.home.units.reading() as session:
        return session.get_one(Ballot, id)


def _rows(room, entity):
    with room.world.home.units.reading() as session:
        return session.query(entity).all()


def _vote(room, do, ballot, choices):
    for person, choice in zip((room.chair, *room.delegates), choices, strict=False):
        if choice:
            do(person, "ballot.cast", ballot_id=ballot, choice=choice)


def test_s7_opening_freezes_the_roll_and_the_quorum(here, do, world):
    ballot = _open(here, do)
    late = world.delegate(here.conference)
    world.present(here.sitting, late)
    with pytest.raises(NotAllowed):
        do(late, "ballot.cast", ballot_id=ballot, choice="for")
    opened = next(e for e in world.entries(here.sitting.stream) if e.kind == "ballot.opened")
    assert opened.payload["roll"] == [p.seat.id for p in (here.chair, *here.delegates)]
    assert opened.payload["ballot"]["quorum"]["opening"]["present"] == 5
    assert opened.payload["ballot"]["rule"] == "Majorité simple des suffrages exprimés"


def test_s7_a_sitting_votes_on_one_question_at_a_time(here, do):
    _open(here, do)
    with pytest.raises(Refused):
        _open(here, do)


def test_s3_there_is_no_vote_without_quorum(room, do, world):
    world.present(room.sitting, room.chair)
    with pytest.raises(Refused) as refusal:
        _open(room, do)
    assert refusal.value.members["rule"] == "S3"
    world.update(room.sitting, reconvened_from_id=room.sitting.id)
    _open(room, do)


def test_s7_one_votes_on_the_item_under_discussion(here, do, world):
    other = world.item(here.sitting)
    with pytest.raises(Refused):
        do(here.chair, "ballot.open", item_id=other.id, question="Oui ?")
    with pytest.raises(Invalid):
        do(here.chair, "ballot.open", item_id=here.fresh().current_item_id)


def test_s9_a_vote_is_acknowledged_with_a_receipt_and_told_to_its_seat_without_the_choice(here, do, world):
    ballot = _open(here, do)
    voter = here.delegates[0]
    answer = do(voter, "ballot.cast", ballot_id=ballot, choice="against", request_id=str(uuid4()))
    assert len(answer["receipt"]) == 9
    assert answer["choice"] == "against"
    assert here.last.kind == "ballot.voted"
    assert here.last.audience == f"seat:{voter.seat.id}"
    assert "against" not in str(here.last.payload)
    assert here.last.actor_id == voter.id
    assert str(here.last.request_id)


def test_s9_the_same_request_gets_the_same_receipt_even_after_the_end(here, do):
    ballot, request = _open(here, do), str(uuid4())
    first = do(here.chair, "ballot.cast", ballot_id=ballot, choice="for", request_id=request)
    assert do(here.chair, "ballot.cast", ballot_id=ballot, choice="for", request_id=request) == first
    do(here.chair, "ballot.close", ballot_id=ballot)
    assert do(here.chair, "ballot.cast", ballot_id=ballot, choice="for", request_id=request) == first
    assert len(_rows(here, Turnout)) == len(_rows(here, Vote)) == 1


def test_s9_a_second_device_is_told_when_the_seat_voted(here, do, clock):
    ballot, cast_at = _open(here, do), clock().isoformat()
    do(here.chair, "ballot.cast", ballot_id=ballot, choice="for", request_id=str(uuid4()))
    clock.advance(seconds=8)
    with pytest.raises(AlreadyVoted) as refusal:
        do(here.chair, "ballot.cast", ballot_id=ballot, choice="against", request_id=str(uuid4()))
    assert (refusal.value.status, refusal.value.members["cast_at"]) == (409, cast_at)


def test_s9_a_request_that_served_somebody_else_is_refused(here, do):
    ballot, request = _open(here, do), str(uuid4())
    do(here.chair, "ballot.cast", ballot_id=ballot, choice="for", request_id=request)
    with pytest.raises(Refused):
        do(here.delegates[0], "ballot.cast", ballot_id=ballot, choice="for", request_id=request)


def test_s9_one_enters_before_one_votes(here, do):
    ballot, absent = _open(here, do), here.delegates[3]
    do(absent, "presence.leave", sitting_id=here.sitting.id)
    with pytest.raises(Refused, match="présence"):
        do(absent, "ballot.cast", ballot_id=ballot, choice="for")
    do(absent, "presence.enter", sitting_id=here.sitting.id)
    do(absent, "ballot.cast", ballot_id=ballot, choice="for")


def test_s9_nobody_votes_after_the_end_or_in_a_ballot_that_does_not_exist(here, do):
    ballot = _open(here, do)
    do(here.chair, "ballot.close", ballot_id=ballot)
    with pytest.raises(IllegalTransition):
        do(here.delegates[0], "ballot.cast", ballot_id=ballot, choice="for")
    with pytest.raises(NotFound):
        do(here.delegates[0], "ballot.cast", ballot_id=ballot + 1, choice="for")


def test_s7_the_secretary_notes_the_vote_of_a_member_present_and_it_is_traced(here, do):
    ballot, member = _open(here, do), here.delegates[0]
    do(here.secretary, "ballot.cast", ballot_id=ballot, choice="for", seat_id=member.seat.id)
    assert here.last.payload["on_behalf"] is True
    assert here.last.payload["by"] == here.secretary.name
    with pytest.raises(NotAllowed):
        do(here.delegates[1], "ballot.cast", ballot_id=ballot, choice="for", seat_id=here.delegates[2].seat.id)
    do(here.chair, "ballot.close", ballot_id=ballot)
    line = next(v for v in _ballot(here, ballot).result["votes"] if v["seat_id"] == member.seat.id)
    assert (line["choice"], line["on_behalf"], line["name"]) == ("for", True, member.name)


def test_s7_the_result_has_names_and_choices_and_frozen_quorum(here, do):
    ballot = _open(here, do)
    _vote(here, do, ballot, ["for", "for", "against", "abstain", None])
    do(here.delegates[3], "presence.leave", sitting_id=here.sitting.id)
    do(here.chair, "ballot.close", ballot_id=ballot)
    closed = _ballot(here, ballot)
    assert closed.state is BallotState.CLOSED
    assert closed.result["outcome"] == "carried"
    assert closed.result["counts"] == {"for": 2, "against": 1, "abstain": 1, "does_not_take_part": 0}
    assert (closed.result["turnout"], closed.result["roll"], closed.result["present"]) == (4, 5, 4)
    assert [v["choice"] for v in closed.result["votes"]] == ["for", "for", "against", "abstain", None]
    assert (closed.quorum["opening"]["present"], closed.quorum["closing"]["present"]) == (5, 4)
    assert here.last.kind == "ballot.closed"
    assert here.last.payload["result"] == closed.result
    assert here.last.payload["quorum"] == closed.quorum


@pytest.mark.parametrize(
    ("rule", "choices", "outcome"),
    [
        ({"base": "present", "majority": "absolute"}, ["for", "for", "abstain", "abstain", None], "rejected"),
        ({"base": "present", "majority": "absolute"}, ["for", "for", "for", "abstain", None], "carried"),
        ({"base": "seats", "majority": "two_thirds"}, ["for", "for", "for", None, None], "rejected"),
        ({"base": "seats", "majority": "two_thirds"}, ["for", "for", "for", "for", None], "carried"),
        ({"majority": "unanimity"}, ["for", "for", "abstain", None, None], "carried"),
        ({"majority": "unanimity"}, ["for", "for", "against", None, None], "rejected"),
    ],
)
def test_s7_bases_and_majorities_decide(here, do, rule, choices, outcome):
    ballot = _open(here, do, **rule)
    _vote(here, do, ballot, choices)
    assert do(here.chair, "ballot.close", ballot_id=ballot)["outcome"] == outcome


def test_s7_seats_weigh_when_the_reglement_says_so(room, do, world):
    world.update(room.conference, reglement={"weighted_votes": True})
    heavy = room.delegates[0]
    world.update(heavy.seat, weight=4)
    world.present(room.sitting, room.chair, *room.delegates)
    ballot = _open(room, do)
    _vote(room, do, ballot, ["for", "against", "for", "for", None])
    assert do(room.chair, "ballot.close", ballot_id=ballot)["outcome"] == "rejected"
    assert _ballot(room, ballot).result["weights"]["against"] == "4"


def test_s7_a_tie_waits_for_the_chair_s_casting_vote(here, do):
    ballot = _open(here, do)
    _vote(here, do, ballot, ["for", "against"])
    assert do(here.chair, "ballot.close", ballot_id=ballot)["state"] == "tied"
    assert here.last.kind == "ballot.tied"
    with pytest.raises(IllegalTransition):
        do(here.delegates[3], "ballot.cast", ballot_id=ballot, choice="for")
    with pytest.raises(IllegalTransition):
        do(here.chair, "ballot.close", ballot_id=ballot)
    with pytest.raises(NotAllowed):
        do(here.secretary, "ballot.casting_vote", ballot_id=ballot, choice="for")
    with pytest.raises(Refused, match="contredire"):
        do(here.chair, "ballot.casting_vote", ballot_id=ballot, choice="against")
    assert do(here.chair, "ballot.casting_vote", ballot_id=ballot, choice="for")["outcome"] == "carried"
    assert here.kinds[-2:] == ["ballot.casting_vote_given", "ballot.closed"]
    assert _ballot(here, ballot).result["casting"] == "for"


def test_s7_without_casting_vote_a_tie_is_not_adopted(here, do, world):
    world.update(here.conference, reglement={"casting_vote": False})
    ballot = _open(here, do)
    _vote(here, do, ballot, ["for", "against"])
    assert do(here.chair, "ballot.close", ballot_id=ballot)["outcome"] == "rejected"


def test_s7_a_motion_is_tabled_put_to_the_vote_and_carried(here, do):
    item = here.fresh().current_item_id
    asked = {"item_id": item, "title": "Vœu", "text": "Un.\n\nDeux\nlignes."}
    motion = do(here.delegates[0], "motion.table", **asked)["motion_id"]
    assert here.last.payload["motion"]["paragraphs"] == ["Un.", "Deux lignes."]
    ballot = do(here.chair, "ballot.open", item_id=item, motion_id=motion)["ballot_id"]
    with pytest.raises(IllegalTransition):
        do(here.delegates[0], "motion.withdraw", motion_id=motion)
    _vote(here, do, ballot, ["for", "for"])
    do(here.chair, "ballot.close", ballot_id=ballot)
    assert here.fresh(_motion(here, motion)).state is MotionState.CARRIED
    assert here.kinds[-2:] == ["ballot.closed", "motion.carried"]
    with pytest.raises(IllegalTransition):
        do(here.chair, "ballot.open", item_id=item, motion_id=motion)


def _motion(room, id):
    with room.world.home.units.reading() as session:
        return session.get_one(Motion, id)


def test_s7_observers_and_the_state_table_no_text(here, do):
    asked = {"item_id": here.fresh().current_item_id, "title": "Vœu", "text": "Un."}
    for person in (here.observer, here.partner, here.secretary):
        with pytest.raises(NotAllowed):
            do(person, "motion.table", **asked)


def test_s7_a_cancelled_ballot_gives_its_text_back(here, do):
    item = here.fresh().current_item_id
    motion = do(here.chair, "motion.table", item_id=item, title="Vœu", text="Un.")["motion_id"]
    ballot = do(here.chair, "ballot.open", item_id=item, motion_id=motion)["ballot_id"]
    do(here.chair, "ballot.cancel", ballot_id=ballot, reason="Question mal posée")
    assert _motion(here, motion).state is MotionState.TABLED
    assert here.last.payload["reason"] == "Question mal posée"
    do(here.chair, "ballot.open", item_id=item, motion_id=motion)


def test_s7_nothing_moves_on_in_the_middle_of_a_vote(here, do):
    _open(here, do)
    for name in ("item.next", "sitting.suspend", "sitting.close", "sitting.close_doors"):
        here.world.item(here.sitting)
        with pytest.raises((Refused, IllegalTransition)):
            do(here.chair, name, sitting_id=here.sitting.id)


def test_s11_a_vote_behind_closed_doors_stays_out_of_the_public_record(here, do):
    do(here.chair, "sitting.close_doors", sitting_id=here.sitting.id)
    ballot = _open(here, do)
    do(here.chair, "ballot.close", ballot_id=ballot)
    assert {e.audience for e in here.world.entries(here.sitting.stream)[1:]} == {"members"}
    assert _ballot(here, ballot).public is False


def test_s7_in_a_group_the_voters_are_the_seats_whose_holder_sits_in_it(room, do, world):
    group = world.group(room.conference)
    for person in (room.chair, room.delegates[0], world.person()):
        world.group_member(group, person)
    sitting = world.open_sitting(room.conference, group_id=group.id)
    for person in (room.chair, room.delegates[0]):
        do(person, "presence.enter", sitting_id=sitting.id)
    ballot = do(room.chair, "ballot.open", item_id=sitting.current_item_id, question="Oui ?")["ballot_id"]
    do(room.delegates[0], "ballot.cast", ballot_id=ballot, choice="for")
    with pytest.raises(NotAllowed):
        do(room.delegates[1], "ballot.cast", ballot_id=ballot, choice="for")
    assert do(room.chair, "ballot.close", ballot_id=ballot)["outcome"] == "carried"
