from fractions import Fraction
from itertools import product

import pytest

from app.foundation.errors import DomainError, IllegalTransition, NotAllowed, Refused
from app.sittings.rules.attendance import quorum
from app.sittings.rules.ballots import BallotRule, check_rule, recorded_vote_is_due, requests_needed
from app.sittings.rules.voting import (
    STATE_WORDS,
    check_ballot_transition,
    check_cast,
    check_casting_vote,
    check_opening,
)
from app.sittings.words import BallotState, Base, Choice, SittingState

ENOUGH, SHORT = quorum(range(20), range(12)), quorum(range(20), range(8))
LIFE = {
    ("open", "tied"),
    ("open", "closed"),
    ("open", "cancelled"),
    ("tied", "closed"),
    ("tied", "cancelled"),
}


@pytest.mark.parametrize(("state", "wanted"), list(product(BallotState, repeat=2)))
def test_s7_a_ballot_opens_ties_and_closes_once(state: BallotState, wanted: BallotState) -> None:
    if (state, wanted) in LIFE:
        check_ballot_transition(state, wanted)
    else:
        with pytest.raises(IllegalTransition, match=STATE_WORDS[state]):
            check_ballot_transition(state, wanted)


def test_s3_a_vote_opens_with_the_quorum_in_an_open_sitting() -> None:
    check_opening(SittingState.OPEN, ENOUGH, other_open=False)
    with pytest.raises(Refused, match="il en manque 3") as refusal:
        check_opening(SittingState.OPEN, SHORT, other_open=False)
    assert refusal.value.members["rule"] == "S3"
    assert refusal.value.members["quorum"]["needed"] == 11


@pytest.mark.parametrize("state", [s for s in SittingState if s is not SittingState.OPEN])
def test_s7_nobody_votes_outside_an_open_sitting(state: SittingState) -> None:
    with pytest.raises(IllegalTransition, match="séance ouverte"):
        check_opening(state, ENOUGH, other_open=False)


def test_s7_one_question_is_voted_at_a_time() -> None:
    with pytest.raises(Refused, match="Un autre scrutin"):
        check_opening(SittingState.OPEN, ENOUGH, other_open=True)


CASTING = [
    (BallotState.OPEN, True, False, None),
    (BallotState.OPEN, True, True, Refused),
    (BallotState.OPEN, False, False, NotAllowed),
    (BallotState.TIED, True, False, IllegalTransition),
    (BallotState.CLOSED, True, False, IllegalTransition),
    (BallotState.CANCELLED, True, False, IllegalTransition),
]


@pytest.mark.parametrize(("state", "on_roll", "already", "error"), CASTING)
def test_s9_a_seat_of_the_roll_votes_once_while_the_ballot_is_open(
    state: BallotState, on_roll: bool, already: bool, error: type[DomainError] | None
) -> None:
    if error is None:
        check_cast(state, on_roll=on_roll, already_voted=already)
    else:
        with pytest.raises(error):
            check_cast(state, on_roll=on_roll, already_voted=already)


@pytest.mark.parametrize(
    ("choice", "own", "words"),
    [
        (Choice.FOR, None, None),
        (Choice.FOR, Choice.FOR, None),
        (Choice.FOR, Choice.ABSTAIN, None),
        (Choice.FOR, Choice.AGAINST, "contredire"),
        (Choice.ABSTAIN, None, "pour ou contre"),
    ],
)
def test_s7_the_casting_vote_is_for_or_against(choice: Choice, own: Choice | None, words: str | None) -> None:
    if words is None:
        check_casting_vote(BallotState.TIED, choice, own=own)
    else:
        with pytest.raises(Refused, match=words):
            check_casting_vote(BallotState.TIED, choice, own=own)


def test_s7_the_casting_vote_serves_in_a_tie_only() -> None:
    with pytest.raises(IllegalTransition, match="en cas d’égalité"):
        check_casting_vote(BallotState.OPEN, Choice.FOR)


@pytest.mark.parametrize(
    ("present", "share", "needed"), [(20, "1/4", 5), (18, "1/4", 5), (17, "1/4", 5), (3, "1/4", 1), (20, "1/6", 4)]
)
def test_s7_a_quarter_of_those_present_can_ask_for_a_recorded_vote(present: int, share: str, needed: int) -> None:
    assert requests_needed(present, Fraction(share)) == needed
    assert recorded_vote_is_due(needed, present, Fraction(share))
    assert not recorded_vote_is_due(needed - 1, present, Fraction(share))


def test_s7_nobody_asks_for_a_vote_in_an_empty_room() -> None:
    assert not recorded_vote_is_due(1, 0)


def test_s7_a_simple_majority_compares_for_and_against() -> None:
    for base in Base:
        rule = BallotRule(base=base)
        if base is Base.VOTES_CAST:
            check_rule(rule)
        else:
            with pytest.raises(Refused, match="majorité absolue"):
                check_rule(rule)
