from decimal import Decimal
from fractions import Fraction

import pytest

from app.sittings.rules.ballots import (
    BallotRule,
    Cast,
    Outcome,
    Result,
    result,
    tally,
)
from app.sittings.words import Base, Choice, Majority

FOR, AGAINST, ABSTAIN, ASIDE = Choice


def votes(*counts: int) -> list[Cast]:
    """Return that many votes for, against, abstaining and not taking part."""
    choices = [choice for choice, number in zip(Choice, counts, strict=False) for _ in range(number)]
    return [Cast(seat_id=seat, choice=choice) for seat, choice in enumerate(choices)]


def plain(words: str) -> str:
    """Return the words with ordinary spaces, easier to compare."""
    return words.replace("\u00a0", " ")


def decide(
    counts: tuple[int, ...],
    majority: str = "simple",
    base: str = "votes_cast",
    *,
    present: int = 20,
    seats: int = 20,
    casting: Choice | None = None,
    **rule: bool,
) -> Result:
    ballot = BallotRule(base=Base(base), majority=Majority(majority), **rule)
    return result(tally(votes(*counts)), ballot, present=present, seats=seats, casting=casting)


CARRIED, REJECTED, TIE = Outcome
# (for, against, abstain, does not take part), majority, base, outcome — 18 present of 20 seats
EXAMPLES = [
    ((10, 8), "simple", "votes_cast", CARRIED),
    ((8, 10), "simple", "votes_cast", REJECTED),
    ((1, 0, 17), "simple", "votes_cast", CARRIED),
    ((9, 9), "simple", "votes_cast", TIE),
    ((9, 8), "absolute", "votes_cast", CARRIED),
    ((9, 9), "absolute", "votes_cast", TIE),
    ((8, 9), "absolute", "votes_cast", REJECTED),
    ((9, 1, 8), "absolute", "present", REJECTED),  # half of those present is not more than half
    ((10, 1, 7), "absolute", "present", CARRIED),
    ((9, 9), "absolute", "present", TIE),
    ((8, 8, 2), "absolute", "present", REJECTED),  # equal, but the chair alone would not make the majority
    ((10, 8), "absolute", "seats", REJECTED),
    ((11, 7), "absolute", "seats", CARRIED),
    ((9, 9), "absolute", "seats", REJECTED),
    ((9, 6), "three_fifths", "votes_cast", CARRIED),
    ((8, 6), "three_fifths", "votes_cast", REJECTED),
    ((10, 0, 8), "three_fifths", "present", REJECTED),
    ((11, 0, 7), "three_fifths", "present", CARRIED),
    ((12, 6), "three_fifths", "seats", CARRIED),
    ((11, 7), "three_fifths", "seats", REJECTED),
    ((12, 6), "two_thirds", "votes_cast", CARRIED),
    ((11, 6), "two_thirds", "votes_cast", REJECTED),
    ((12, 0, 6), "two_thirds", "present", CARRIED),
    ((13, 5), "two_thirds", "seats", REJECTED),
    ((14, 4), "two_thirds", "seats", CARRIED),
    ((9, 9), "two_thirds", "votes_cast", REJECTED),  # no casting vote beyond the half
    ((15, 0, 3), "unanimity", "votes_cast", CARRIED),
    ((17, 1), "unanimity", "votes_cast", REJECTED),
    ((17, 0, 1), "unanimity", "present", REJECTED),
    ((18, 0), "unanimity", "present", CARRIED),
    ((18, 0), "unanimity", "seats", REJECTED),
    *(((0, 0, 0), m, b, REJECTED) for m in Majority for b in Base),  # nobody voted
    *(((0, 0, 18), m, b, REJECTED) for m in Majority for b in Base),  # all abstain
    *(((0, 0, 0, 18), m, b, REJECTED) for m in Majority for b in Base),  # nobody takes part
    *(((0, 18), m, b, REJECTED) for m in Majority for b in Base),
]


@pytest.mark.parametrize(("counts", "majority", "base", "outcome"), EXAMPLES)
def test_s7_each_base_and_majority_decides_exactly(
    counts: tuple[int, ...], majority: str, base: str, outcome: Outcome
) -> None:
    assert decide(counts, majority, base, present=18).outcome is outcome


TIES = [
    # casting vote allowed, secret, the chair's choice, outcome
    (True, False, None, TIE),
    (True, False, FOR, CARRIED),
    (True, False, AGAINST, REJECTED),
    (True, False, ABSTAIN, TIE),
    (False, False, None, REJECTED),
    (False, False, FOR, REJECTED),
    (True, True, FOR, REJECTED),
    (True, True, None, REJECTED),
]


@pytest.mark.parametrize(("allowed", "secret", "casting", "outcome"), TIES)
def test_s7_the_chair_settles_a_tie_on_public_ballots_only(
    allowed: bool, secret: bool, casting: Choice | None, outcome: Outcome
) -> None:
    decided = decide((7, 7, 2), casting_vote=allowed, secret=secret, casting=casting)
    assert decided.outcome is outcome
    assert decided.tied
    assert decided.awaits_chair is (outcome is TIE)
    assert (decided.casting is not None) is (allowed and not secret and casting in (FOR, AGAINST))


def test_s7_the_casting_vote_changes_nothing_without_a_tie() -> None:
    decided = decide((8, 7), casting=AGAINST)
    assert (decided.outcome, decided.casting, decided.tied) == (CARRIED, None, False)


SENTENCES = [
    (
        decide((12, 5, 3)),
        "Adopté : 12 voix pour, 5 voix contre, 3 abstentions. Majorité simple des suffrages exprimés : "
        "il faut plus de voix pour que de voix contre.",
    ),
    (
        decide((8, 9, 0, 1), "absolute"),
        "Rejeté : 8 voix pour, 9 voix contre, 0 abstention, 1 siège ne prend pas part au vote. "
        "Majorité absolue des suffrages exprimés : il faut 9 voix pour, sur 17 suffrages exprimés.",
    ),
    (
        decide((11, 7), "two_thirds", "present", present=18),
        "Rejeté : 11 voix pour, 7 voix contre, 0 abstention. Majorité des deux tiers des présents : "
        "il faut 12 voix pour, sur 18 présents.",
    ),
    (
        decide((12, 8), "three_fifths", "seats"),
        "Adopté : 12 voix pour, 8 voix contre, 0 abstention. Majorité des trois cinquièmes des sièges "
        "votants : "
        "il faut 12 voix pour, sur 20 sièges votants.",
    ),
    (
        decide((6, 0), "unanimity"),
        "Adopté à l’unanimité : 6 voix pour, 0 voix contre, 0 abstention. Unanimité des suffrages exprimés : "
        "il faut 6 voix pour, sur 6 suffrages exprimés.",
    ),
    (
        decide((0, 0, 4)),
        "Non adopté : 0 voix pour, 0 voix contre, 4 abstentions. "
        "Aucun suffrage n’est exprimé : le texte n’est pas adopté.",
    ),
    (
        decide((7, 7)),
        "Égalité des voix : 7 voix pour, 7 voix contre, 0 abstention. Majorité simple des suffrages "
        "exprimés : "
        "il faut plus de voix pour que de voix contre. "
        "Les voix sont à égalité : la présidence départage par sa voix prépondérante.",
    ),
    (
        decide((7, 7), casting=FOR),
        "Adopté : 7 voix pour, 7 voix contre, 0 abstention. Majorité simple des suffrages exprimés : "
        "il faut plus de voix pour que de voix contre. "
        "Les voix sont à égalité : la voix prépondérante de la présidence emporte l’adoption.",
    ),
    (
        decide((7, 7), casting_vote=False),
        "Non adopté : 7 voix pour, 7 voix contre, 0 abstention. Majorité simple des suffrages exprimés : "
        "il faut plus de voix pour que de voix contre. "
        "Les voix sont à égalité et aucune voix n’est prépondérante : le texte n’est pas adopté.",
    ),
    (
        decide((7, 7), secret=True),
        "Non adopté : 7 voix pour, 7 voix contre, 0 abstention. Majorité simple des suffrages exprimés : "
        "il faut plus de voix pour que de voix contre. "
        "Les voix sont à égalité et au scrutin secret aucune voix n’est prépondérante : "
        "le texte n’est pas adopté.",
    ),
]


@pytest.mark.parametrize(("decided", "sentence"), SENTENCES)
def test_s7_the_result_explains_its_computation(decided: Result, sentence: str) -> None:
    assert plain(decided.sentence) == sentence


def test_s7_weights_are_exact_and_told() -> None:
    casts = [
        Cast(seat_id=1, choice=FOR, weight=Decimal("0.1")),
        Cast(seat_id=2, choice=FOR, weight=Decimal("0.2")),
        Cast(seat_id=3, choice=AGAINST, weight=Decimal("0.3")),
    ]
    rule = BallotRule(majority=Majority.ABSOLUTE, weighted=True)
    decided = result(tally(casts), rule, present=1, seats=1)
    assert decided.outcome is TIE
    assert decided.base == Fraction(3, 5)
    assert plain(decided.sentence).startswith(
        "Égalité des voix : 0,3 voix pour (2 sièges), 0,3 voix contre (1 siège), 0 abstention. "
        "Majorité absolue des suffrages exprimés : il faut plus de 0,3 voix pour, sur 0,6 suffrage exprimé."
    )


def test_s7_a_weighted_share_is_at_least_its_exact_part() -> None:
    casts = [Cast(seat_id=1, choice=FOR, weight=Decimal("6.5")), Cast(seat_id=2, choice=AGAINST, weight=4)]
    rule = BallotRule(majority=Majority.THREE_FIFTHS, base=Base.SEATS, weighted=True)
    decided = result(tally(casts), rule, present=Decimal("10.5"), seats=Decimal("10.5"))
    assert plain(decided.needed) == ("il faut au moins 6,3 voix pour, sur 10,5 voix des sièges votants")
    assert decided.carried


def test_s7_the_result_is_frozen_as_data() -> None:
    data = decide((7, 7, 1, 2), casting=FOR).to_json()
    assert data["outcome"] == "carried"
    assert data["casting"] == "for"
    assert data["counts"] == {"for": 7, "against": 7, "abstain": 1, "does_not_take_part": 2}
    assert data["weights"]["for"] == "7"
    assert data["base"] == "14"


@pytest.mark.parametrize(
    ("majority", "base", "value", "words"),
    [
        ("simple", "votes_cast", Fraction(17, 2), "il faut plus de la moitié"),
        ("absolute", "votes_cast", Fraction(17, 2), "il faut 9 voix"),
        ("absolute", "seats", 10, "il faut 11 voix"),
        ("two_thirds", "present", 12, "il faut 12 voix"),
        ("unanimity", "present", 18, "il faut 18 voix"),
    ],
)
def test_s7_the_threshold_is_a_mark_and_a_few_words(majority: str, base: str, value: Fraction, words: str) -> None:
    decided = decide((9, 8, 1), majority, base, present=18)
    assert (decided.threshold, plain(decided.threshold_words)) == (value, words)


def test_s9_a_seat_is_never_counted_twice() -> None:
    with pytest.raises(ValueError, match="counted twice"):
        tally([Cast(seat_id=1, choice=FOR), Cast(seat_id=1, choice=FOR)])


def test_s7_whoever_voted_was_present() -> None:
    assert decide((6, 4), "absolute", "present", present=3).base == 10
    assert decide((6, 4), "absolute", "seats", seats=3, present=3).base == 10
