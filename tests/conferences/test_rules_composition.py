import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conferences.rules.composition import SeatPlan, check_composition, require_composition
from app.conferences.rules.settings import Reglement
from app.conferences.words import SeatKind, Specificity
from app.foundation.errors import Refused
from app.institutions.words import InstitutionKind

VOTING, OBSERVER = SeatKind.VOTING, SeatKind.OBSERVER


def seat(
    institution: int = 1,
    kind: SeatKind = VOTING,
    *,
    of: InstitutionKind = InstitutionKind.COMMUNE,
    specificity: Specificity | None = None,
) -> SeatPlan:
    return SeatPlan(
        institution_id=institution,
        institution_name=f"Commune fictive {institution}",
        institution_kind=of,
        kind=kind,
        specificity=specificity,
    )


def rules_broken(*seats: SeatPlan, specificities: tuple[Specificity, ...] = ()) -> list[str]:
    return [p.rule for p in check_composition(seats, Reglement(), specificities)]


@pytest.mark.parametrize(("number", "broken"), [(1, []), (20, []), (21, ["R3.1"]), (40, ["R3.1"])])
def test_r3_1_a_conference_has_at_most_twenty_seats(number: int, broken: list[str]) -> None:
    assert rules_broken(*(seat(i) for i in range(number))) == broken


def test_r3_1_the_number_of_seats_is_a_setting() -> None:
    assert not check_composition([seat(i) for i in range(30)], Reglement(max_seats=30))


@pytest.mark.parametrize(
    ("kinds", "problems"),
    [
        ([VOTING], 0),
        ([VOTING, OBSERVER], 0),
        ([VOTING, VOTING], 1),
        ([VOTING, OBSERVER, OBSERVER], 1),
        ([VOTING, VOTING, OBSERVER], 2),
    ],
)
def test_r3_2_an_institution_holds_at_most_two_seats_one_of_them_voting(kinds: list[SeatKind], problems: int) -> None:
    assert rules_broken(*(seat(1, kind) for kind in kinds)) == ["R3.2"] * problems


def test_r3_2_an_institution_may_only_observe() -> None:
    assert rules_broken(seat(1), seat(2, OBSERVER)) == []


def test_r3_2_a_conference_where_nobody_votes_is_refused() -> None:
    assert rules_broken(seat(1, OBSERVER)) == ["R3.2"]
    assert rules_broken() == ["R3.2"]


def test_r3_3_each_named_specificity_is_represented_by_a_seat() -> None:
    coast = seat(1, specificity=Specificity.LITTORAL)
    assert rules_broken(coast, specificities=(Specificity.LITTORAL,)) == []
    assert rules_broken(coast, specificities=tuple(Specificity)) == ["R3.3"] * 3


@pytest.mark.parametrize("kind", [InstitutionKind.STATE_SERVICE, InstitutionKind.STATE_OPERATOR])
def test_r3_6_the_state_holds_no_seat(kind: InstitutionKind) -> None:
    assert rules_broken(seat(1), seat(2, OBSERVER, of=kind)) == ["R3.6"]


def test_r3_3_only_collectivites_sit_in_the_conference() -> None:
    assert rules_broken(seat(1), seat(2, of=InstitutionKind.CHAMBER)) == ["R3.3"]


def test_every_problem_is_told_at_once_in_full_sentences() -> None:
    seats = [seat(1), seat(1), *(seat(i, OBSERVER) for i in range(2, 21))]
    seats.append(seat(99, of=InstitutionKind.STATE_SERVICE))
    with pytest.raises(Refused) as refusal:
        require_composition(seats, Reglement(), [Specificity.RURAL])
    problems = refusal.value.members["problems"]
    assert [p["rule"] for p in problems] == ["R3.1", "R3.6", "R3.2", "R3.3"]
    assert refusal.value.members["rule"] == "R3.1"
    assert "compte 22\u00a0sièges et le règlement intérieur en permet 20" in refusal.value.detail
    assert "Retirez 2\u00a0sièges." in refusal.value.detail
    assert all(p["detail"][0].isupper() or p["detail"][0] == "«" for p in problems)
    assert all(p["detail"].endswith(".") for p in problems)


PLANS = st.lists(st.builds(seat, st.integers(1, 30), st.sampled_from(SeatKind)), min_size=1, max_size=25)


@given(PLANS, st.randoms())
def test_r3_2_the_order_of_seats_never_matters(seats: list[SeatPlan], random: object) -> None:
    shuffled = sorted(seats, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert sorted(rules_broken(*seats)) == sorted(rules_broken(*shuffled))


@given(PLANS)
def test_r3_2_what_passes_has_one_voting_seat_at_most_for_each(seats: list[SeatPlan]) -> None:
    if check_composition(seats, Reglement()):
        return
    voting = [s.institution_id for s in seats if s.kind is VOTING]
    assert len(voting) == len(set(voting))
    assert len(seats) <= 20
