import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conferences.rules.costs import Payer, share_by_population
from app.foundation.errors import Refused


def payers(*populations: int | None) -> list[Payer]:
    return [
        Payer(institution_id=i, name=f"Institution fictive {i}", population=population)
        for i, population in enumerate(populations, 1)
    ]


POPULATIONS = st.lists(st.integers(0, 6_000_000), min_size=1, max_size=20).filter(any)
CENTS = st.integers(0, 100_000_000)


@pytest.mark.parametrize(
    ("total", "populations", "cents"),
    [
        (100_00, (1, 1), [50_00, 50_00]),
        (100, (1, 1, 1), [34, 33, 33]),  # equal remainders: the smaller identifier
        (10, (6, 3, 1), [6, 3, 1]),
        (10, (55, 30, 15), [6, 3, 1]),  # remainders of 0.5 twice: the larger population
        (1, (5, 5, 4), [1, 0, 0]),
        (7, (0, 9), [7, 0]),
        (0, (3, 2), [0, 0]),
    ],
)
def test_r3_9_the_cost_is_shared_by_population_with_the_largest_remainders(
    total: int, populations: tuple[int, ...], cents: list[int]
) -> None:
    shares = share_by_population(total, payers(*populations))
    assert [share.cents for share in shares] == cents


@given(CENTS, POPULATIONS)
def test_r3_9_the_shares_add_up_to_the_cent(total: int, populations: list[int]) -> None:
    assert sum(share.cents for share in share_by_population(total, payers(*populations))) == total


@given(CENTS, POPULATIONS)
def test_r3_9_each_share_is_within_a_cent_of_the_exact_one(total: int, populations: list[int]) -> None:
    for share in share_by_population(total, payers(*populations)):
        assert abs(share.cents - share.exact) < 1
        assert share.rounded_up == (share.cents > share.exact)


@given(CENTS, POPULATIONS)
def test_r3_9_a_larger_population_never_pays_less(total: int, populations: list[int]) -> None:
    shares = share_by_population(total, payers(*populations))
    by_population = sorted(shares, key=lambda share: (share.population, share.cents))
    assert [s.cents for s in by_population] == sorted(s.cents for s in by_population)


@given(CENTS, POPULATIONS, st.integers())
def test_r3_9_the_order_of_institutions_never_matters(total: int, populations: list[int], seed: int) -> None:
    several = payers(*populations)
    shuffled = random.Random(seed).sample(several, len(several))
    assert share_by_population(total, several) == share_by_population(total, shuffled)


@pytest.mark.parametrize(
    ("total", "several", "words"),
    [
        (-1, payers(3), "négatif"),
        (10, payers(3, None), "Institution fictive 2"),
        (10, payers(0, 0), "n’a d’habitants"),
        (10, payers(5, -5), "n’a d’habitants"),
        (10, [], "n’a d’habitants"),
        (10, payers(3) * 2, "deux fois"),
    ],
)
def test_r3_9_what_cannot_be_shared_is_refused_in_words(total: int, several: list[Payer], words: str) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        share_by_population(total, several)
    assert refusal.value.members["rule"] == "R3.9"
