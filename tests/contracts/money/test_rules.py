"""The rules of money as tables: what each refuses, in which words."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.contracts.rules import delegations, earmarking, evaluation, ledger, strata
from app.contracts.rules.consents import STATE, needed_for
from app.contracts.rules.menu import Menu, check_choice, imbalance
from app.contracts.words import EnvelopePurpose, PlaceCategory, Side
from app.foundation.errors import Refused

QUARTER = Fraction(1, 4)
DAY = date(2026, 3, 3)


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def refusal(call, *args, **given):
    with pytest.raises(Refused) as refused:
        call(*args, **given)
    return refused.value.members["rule"], plain(refused.value.detail)


def account(opening=100_000, out=0, came_in=0):
    moves = [ledger.Move(from_theme_id=1, to_theme_id=2, cents=out, on=DAY)] if out else []
    moves += [ledger.Move(from_theme_id=2, to_theme_id=1, cents=came_in, on=DAY)] if came_in else []
    openings = [ledger.Opening(theme_id=1, cents=opening, on=DAY)]
    return ledger.account_of(1, openings, moves, share=QUARTER)


def test_r15_1_a_quarter_of_a_theme_may_move():
    ledger.check_move(account(), 25_000, title="Santé", share=QUARTER)


def test_r15_1_moving_more_than_a_quarter_of_a_theme_is_refused():
    rule, words = refusal(ledger.check_move, account(), 26_000, title="Santé", share=QUARTER)
    assert rule == "R15.1"
    assert "Au plus 25 %" in words
    assert "« Santé » a reçu 1 000 € au contrat : 250 € peuvent en sortir" in words


def test_r15_1_what_left_earlier_counts_over_the_life_of_the_contract():
    ledger.check_move(account(out=20_000), 5_000, title="Santé", share=QUARTER)
    rule, words = refusal(ledger.check_move, account(out=20_000), 5_001, title="Santé", share=QUARTER)
    assert (rule, "il reste 50 € à déplacer" in words) == ("R15.1", True)


def test_r15_1_credits_received_do_not_enlarge_the_right_to_give_and_do_not_restore_it():
    held = account(out=25_000, came_in=80_000)
    assert (held.balance, held.right_left) == (155_000, 0)
    assert refusal(ledger.check_move, held, 1, title="Santé", share=QUARTER)[0] == "R15.1"


def test_r15_1_the_ceiling_is_rounded_down_to_the_cent():
    assert account(opening=99).may_leave == 24


def test_r15_1_the_share_is_a_setting():
    half = ledger.account_of(1, [ledger.Opening(theme_id=1, cents=100, on=DAY)], [], share=Fraction(1, 2))
    ledger.check_move(half, 50, title="Santé", share=Fraction(1, 2))


def test_r15_4_what_is_delegated_cannot_be_moved():
    rule, words = refusal(ledger.check_move, account(), 20_000, title="Santé", share=QUARTER, delegated=90_000)
    assert (rule, "100 € seulement peuvent être déplacés" in words) == ("R15.4", True)


def test_r15_4_each_line_of_the_account_carries_its_running_balance():
    openings = [
        ledger.Opening(theme_id=1, cents=1000, on=date(2025, 1, 1), label="Contrat"),
        ledger.Opening(theme_id=1, cents=500, on=date(2027, 1, 1), label="Avenant"),
        ledger.Opening(theme_id=2, cents=900, on=date(2025, 1, 1)),
    ]
    moves = [
        ledger.Move(from_theme_id=1, to_theme_id=2, cents=250, on=date(2026, 1, 1)),
        ledger.Move(from_theme_id=2, to_theme_id=1, cents=100, on=date(2026, 6, 1)),
    ]
    lines = ledger.lines_of(1, openings, moves)
    assert [(line.cents_in, line.cents_out, line.balance) for line in lines] == [
        (1000, 0, 1000),
        (0, 250, 750),
        (100, 0, 850),
        (500, 0, 1350),
    ]
    assert ledger.total_balance(openings, moves, date(2026, 12, 31)) == 1900
    assert ledger.total_balance(openings, moves) == 2400


def test_r15_2_on_the_collectivites_themes_every_one_of_them_consents_and_the_state_is_informed():
    needed = needed_for(Side.COLLECTIVITES, Side.COLLECTIVITES, [4, 7, 9])
    assert needed.consents == (4, 7, 9)
    assert needed.missing({7, 4}) == (9,)
    assert (needed.rule, needed.informs_state, needed.informs_conference) == ("R15.2", True, False)


def test_r15_3_on_the_states_themes_the_state_decides_and_the_conference_is_informed():
    needed = needed_for(Side.STATE, Side.STATE, [4, 7])
    assert needed.consents == (STATE,)
    assert (needed.rule, needed.informs_state, needed.informs_conference) == ("R15.3", False, True)


@pytest.mark.parametrize(
    ("giving", "receiving", "rule"),
    [(Side.STATE, Side.COLLECTIVITES, "R15.3"), (Side.COLLECTIVITES, Side.STATE, "R15.2")],
)
def test_r15_3_between_the_two_sides_the_giving_theme_decides_and_the_other_side_is_informed(giving, receiving, rule):
    needed = needed_for(giving, receiving, [4])
    assert needed.rule == rule
    assert needed.informs_conference
    assert needed.informs_state is (giving is Side.COLLECTIVITES)


def test_r15_2_without_a_collectivite_among_the_parties_nobody_can_consent():
    assert refusal(needed_for, Side.COLLECTIVITES, Side.STATE, [])[0] == "R15.2"


def granted(cents=10_000, committed=0, ends_on=None):
    return delegations.Granted(cents=cents, committed=committed, starts_on=DAY, ends_on=ends_on, theme_id=1)


def test_r13_2_commitments_up_to_the_delegated_amount_pass_and_a_cent_more_is_refused():
    delegations.check_commitment(granted(committed=4_000), 6_000, DAY)
    rule, words = refusal(delegations.check_commitment, granted(committed=4_000), 6_001, DAY)
    assert (rule, "il reste 60 €" in words) == ("R13.2", True)


def test_r13_1_nothing_is_committed_before_the_first_day_nor_after_the_last():
    ending = granted(ends_on=date(2026, 3, 31))
    delegations.check_commitment(ending, 1, date(2026, 3, 31))
    assert refusal(delegations.check_commitment, ending, 1, date(2026, 4, 1))[0] == "R13.1"
    assert refusal(delegations.check_commitment, ending, 1, date(2026, 3, 2))[0] == "R13.1"


def grant(cents, delegated=0, theme_left=100):
    delegations.check_grant(
        cents, envelope=100, delegated=delegated, theme_left=theme_left, party="La Région", theme="Santé"
    )


def test_r13_1_a_party_delegates_what_it_brings_and_no_more():
    grant(100)
    rule, words = refusal(grant, 41, delegated=60)
    assert (rule, "en a déjà délégué 0,60 €" in words) == ("R13.1", True)


def test_r13_1_a_theme_that_gave_its_credits_away_cannot_delegate_them():
    assert "Une fois comptés les mouvements" in refusal(grant, 80, theme_left=75)[1]


def test_r13_1_an_ended_delegation_holds_only_what_was_committed():
    ended = granted(cents=100, committed=30, ends_on=date(2026, 3, 31))
    assert (ended.held(date(2026, 3, 31)), ended.held(date(2026, 4, 1))) == (100, 30)


def choose(menu, side, *, agreement=False, without_agreement=False, share=Fraction(1, 2)):
    check_choice(menu, side, share=share, agreement=agreement, without_agreement=without_agreement)


def test_r11_1_each_side_chooses_its_half_in_turn():
    choose(Menu(), Side.STATE)
    choose(Menu(state=1), Side.COLLECTIVITES, agreement=True)
    rule, words = refusal(choose, Menu(state=1), Side.STATE)
    assert (rule, "c’est aux collectivités de choisir" in words) == ("R11.1", True)
    assert refusal(choose, Menu(collectivites=1), Side.COLLECTIVITES, agreement=True)[0] == "R11.1"


def test_r11_1_the_share_of_each_side_is_a_setting():
    choose(Menu(state=1), Side.STATE, share=Fraction(2, 3))


def test_r11_3_the_collectivites_choose_by_an_agreement_recorded_in_a_sitting():
    assert refusal(choose, Menu(state=1), Side.COLLECTIVITES)[0] == "R11.3"


def test_r11_3_without_agreement_the_state_chooses_all():
    choose(Menu(state=5, imposed=True), Side.STATE, without_agreement=True)
    assert refusal(choose, Menu(), Side.COLLECTIVITES, without_agreement=True)[0] == "R11.3"


def test_r11_3_an_agreement_on_record_keeps_the_state_to_its_share():
    rule, _words = refusal(choose, Menu(state=1, collectivites=1, agreed=True), Side.STATE, without_agreement=True)
    assert rule == "R11.3"


@pytest.mark.parametrize(
    ("menu", "balanced"),
    [
        (Menu(state=2, collectivites=2), True),
        (Menu(state=2, collectivites=1), True),
        (Menu(state=3, collectivites=1), False),
        (Menu(state=4, imposed=True), True),
        (Menu(), False),
    ],
)
def test_r11_1_a_menu_is_balanced_when_neither_side_is_a_theme_ahead(menu, balanced):
    assert (imbalance(menu, Fraction(1, 2)) is None) is balanced


def test_r12_2_half_of_what_the_state_brings_is_reserved_for_the_priority_area():
    assert earmarking.priority_finding(100, 50, Fraction(1, 2)) is None
    assert "il manque 0,01 €" in plain(earmarking.priority_finding(101, 50, Fraction(1, 2)) or "")


def test_r22_an_envelope_has_a_share_for_projects_and_one_for_priority_territories():
    lines = [(EnvelopePurpose.PROJECTS, 60, True), (EnvelopePurpose.PRIORITY_TERRITORIES, 40, True)]
    marked = earmarking.earmarked(lines)
    assert (marked.projects, marked.territories, marked.state, marked.state_territories) == (60, 40, 100, 40)
    assert earmarking.double_finding(marked) is None
    assert "pour les projets manque" in (earmarking.double_finding(earmarking.earmarked(lines[1:])) or "")


def place(category, cents):
    return earmarking.PlaceShare(category=category, cents=cents)


def test_r22_urban_places_cannot_take_all_of_the_second_share_when_rural_ones_are_priority_too():
    cap = Fraction(3, 4)
    both = [PlaceCategory.URBAN, PlaceCategory.RURAL]
    earmarking.check_places([place(PlaceCategory.URBAN, 75), place(PlaceCategory.RURAL, 25)], both, cap=cap)
    rule, words = refusal(
        earmarking.check_places, [place(PlaceCategory.URBAN, 76), place(PlaceCategory.RURAL, 24)], both, cap=cap
    )
    assert (rule, "de catégorie « rural » sont prioritaires aussi" in words) == ("R22", True)
    assert refusal(earmarking.check_places, [place(PlaceCategory.URBAN, 100)], both, cap=cap)[0] == "R22"


def test_r22_urban_places_may_take_all_when_they_alone_are_priority():
    earmarking.check_places([place(PlaceCategory.URBAN, 100)], [PlaceCategory.URBAN], cap=Fraction(3, 4))


def test_r22_the_parts_of_the_places_make_a_hundred_percent():
    assert earmarking.divide_between_places(100, [Fraction(100, 3), Fraction(100, 3), Fraction(100, 3)]) == [34, 33, 33]
    assert refusal(earmarking.divide_between_places, 100, [Fraction(50), Fraction(49)])[0] == "R22"


def test_r19_the_share_for_evaluation_is_strictly_positive():
    evaluation.check_reserve(1)
    assert refusal(evaluation.check_reserve, 0)[0] == "R19"
    assert evaluation.reserve_finding(0)


def test_r19_spending_beyond_the_reserve_must_be_said():
    assert evaluation.check_spending(40, reserve=100, spent=60, said="") == 0
    rule, words = refusal(evaluation.check_spending, 41, reserve=100, spent=60, said=" ")
    assert (rule, "dépassent la réserve de 0,01 €" in words) == ("R19", True)
    assert evaluation.check_spending(41, reserve=100, spent=60, said="Payé par la Région.") == 1
    assert refusal(evaluation.check_spending, 1, reserve=0, spent=0, said="oui")[0] == "R19"


CURVE = strata.Strata.of((30, 50, 70, 95))


@pytest.mark.parametrize(
    ("score", "rate"),
    [("0", "30"), ("20", "30"), ("30", "40"), ("40", "50"), ("50", "60"), ("70", "82.5"), ("80", "95"), ("100", "95")],
)
def test_r24_1_the_rate_follows_the_strata(score, rate):
    assert CURVE.rate(Decimal(score)) == Decimal(rate)


def test_r24_3_two_strata_at_the_same_score_would_make_a_step_and_are_refused():
    assert refusal(strata.Strata.of, (30, 50), (40, 40))[0] == "R24.3"
    assert refusal(strata.Strata.of, (50, 30))[0] == "R24.3"
    assert refusal(strata.Strata.of, (30, 50), (40,))[0] == "R24.1"


def test_r24_3_a_rate_that_jumps_off_the_curve_is_refused():
    assert strata.check_given_rate(CURVE, Decimal(50), None) == 60
    assert strata.check_given_rate(CURVE, Decimal(50), Decimal(60)) == 60
    rule, words = refusal(strata.check_given_rate, CURVE, Decimal(50), Decimal(70))
    assert (rule, "le taux de 60 %" in words) == ("R24.3", True)


def test_r24_2_the_rate_is_checked_on_the_finalite_as_a_whole():
    def check(cost, cofunding):
        funding = strata.FinaliteFunding(cost=cost, cofunding=cofunding, actions=2)
        strata.check_cofunding(funding, Decimal(60), beneficiary="La commune", finalite="Autonomie")

    check(100, 60)
    rule, words = refusal(check, 100, 61)
    assert (rule, "0,01 € de trop" in words) == ("R24.2", True)
