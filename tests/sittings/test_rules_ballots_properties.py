from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.sittings.rules.ballots import BallotRule, Cast, Outcome, result, tally
from app.sittings.words import Base, Choice, Majority

FOR, AGAINST, ABSTAIN, ASIDE = Choice
CARRIED, REJECTED, TIE = Outcome
WEIGHTS = st.one_of(st.integers(1, 9), st.decimals("0.001", "99", places=3))
CASTS = st.lists(st.tuples(st.sampled_from(Choice), WEIGHTS), max_size=30).map(
    lambda rows: [Cast(seat_id=i, choice=c, weight=w) for i, (c, w) in enumerate(rows)]
)
RULES = st.builds(
    BallotRule,
    base=st.sampled_from(Base),
    majority=st.sampled_from(Majority),
    casting_vote=st.booleans(),
    secret=st.booleans(),
    weighted=st.just(True),
)
RANK = {REJECTED: 0, TIE: 1, CARRIED: 2}


@given(CASTS)
def test_s9_counting_keeps_every_vote(casts: list[Cast]) -> None:
    counted = tally(casts)
    assert sum(counted.counts.values()) == len(casts)
    assert sum(counted.weights.values()) == sum(Fraction(c.weight) for c in casts)
    assert set(counted.counts) == set(counted.weights) == set(Choice)


@given(CASTS, RULES, st.integers(0, 20))
def test_s7_a_vote_turned_to_for_never_harms_the_text(casts: list[Cast], rule: BallotRule, more: int) -> None:
    room = sum(Fraction(c.weight) for c in casts) + more
    before = result(tally(casts), rule, present=room, seats=room + 2)
    for place, cast in enumerate(casts):
        turned = [*casts[:place], Cast(seat_id=cast.seat_id, choice=FOR, weight=cast.weight), *casts[place + 1 :]]
        after = result(tally(turned), rule, present=room, seats=room + 2)
        assert RANK[after.outcome] >= RANK[before.outcome]


@given(CASTS, RULES)
def test_s7_a_wider_base_never_makes_it_easier(casts: list[Cast], rule: BallotRule) -> None:
    counted, room = tally(casts), sum(Fraction(c.weight) for c in casts)
    carried = [
        result(counted, BallotRule(base=base, majority=rule.majority), present=room, seats=room + 3).carried
        for base in Base
    ]
    assert carried == sorted(carried, reverse=True)


@given(CASTS, st.sampled_from(Base))
def test_s7_stronger_majorities_carry_less(casts: list[Cast], base: Base) -> None:
    counted, room = tally(casts), sum(Fraction(c.weight) for c in casts)
    carried = [
        result(counted, BallotRule(base=base, majority=majority), present=room, seats=room).carried
        for majority in Majority
    ]
    assert carried == sorted(carried, reverse=True)


@given(CASTS, st.sampled_from(Majority), st.integers(0, 5))
def test_s7_with_nobody_against_unanimity_of_votes_cast_carries(
    casts: list[Cast], majority: Majority, more: int
) -> None:
    willing = [c for c in casts if c.choice is not AGAINST]
    decided = result(tally(willing), BallotRule(majority=majority), present=99 + more, seats=200)
    assert decided.carried is any(c.choice is FOR for c in willing)


@given(CASTS, RULES)
def test_s7_every_result_has_a_whole_sentence(casts: list[Cast], rule: BallotRule) -> None:
    decided = result(tally(casts), rule, present=30, seats=40)
    assert decided.sentence[0].isupper()
    assert decided.sentence.endswith(".")
    assert decided.sentence.startswith("Adopté") is decided.carried
