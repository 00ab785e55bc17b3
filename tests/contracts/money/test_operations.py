"""Themes, envelopes, delegations, evaluation and rates by their operations: state, journal, and every refusal."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest

from app.contracts.life.queries.situation import situation_of
from app.contracts.models import (
    Action,
    BeneficiaryRate,
    DelegatedCommitment,
    Delegation,
    Envelope,
    EnvelopeShare,
    EvaluationSpending,
    Rider,
    Theme,
)
from app.contracts.money.book import open_book
from app.contracts.money.riders import check_rider_money
from app.contracts.rules.checklist import checklist
from app.contracts.words import ContractState, EnvelopePurpose, PlaceCategory, RiderState
from app.foundation.errors import DomainError, IllegalTransition, Invalid, NotFound, OutOfDate, Refused
from tests.builders.contracts import a_theme, an_action
from tests.builders.money import a_decision, a_priority_place, a_rider, an_envelope

from .test_rules import plain


def rule_of(refused):
    return refused.value.members["rule"]


@pytest.fixture
def draft(table):
    table.state(ContractState.DRAFT)
    return table


def choose(table, who, title, side, **more):
    return table.act(who, "theme.choose", contract_id=table.contract.id, title=title, chosen_by=side, **more)


def record(table, who="secretary", amount="1000", **more):
    more.setdefault("party_id", table.parties["state"].id)
    return table.act(who, "envelope.record", contract_id=table.contract.id, amount=amount, **more)


def test_r11_1_a_theme_beyond_the_share_of_its_side_is_refused(draft):
    with pytest.raises(Refused) as refused:
        choose(draft, "state", "Santé", "state")
    assert rule_of(refused) == "R11.1"
    decision = a_decision(draft.world, draft.conference)
    choose(draft, "region", "Santé", "collectivites", decision_id=decision.id)
    assert draft.last().payload["decision"] == decision.number


def test_r11_3_the_record_says_that_the_state_chose_without_agreement(draft):
    choose(draft, "state", "Santé", "state", without_agreement=True)
    assert "sans" not in draft.last().payload["title"]
    assert draft.last().payload["sentence"].startswith("Aucun accord sur les thèmes")
    with pytest.raises(Refused) as refused:
        choose(draft, "region", "Jeunesse", "collectivites")
    assert rule_of(refused) == "R11.3"


def test_r11_3_a_decision_of_another_conference_is_no_agreement(draft):
    decision = a_decision(draft.world, draft.world.conference())
    with pytest.raises(NotFound):
        choose(draft, "region", "Santé", "collectivites", decision_id=decision.id)


def test_r11_1_a_theme_leaves_the_menu_of_a_draft_unless_an_envelope_is_for_it(draft):
    free = a_theme(draft.world, draft.contract, title="Libre")
    draft.act("state", "theme.withdraw", theme_id=free.id)
    with pytest.raises(Refused, match="porte encore une enveloppe"):
        draft.act("state", "theme.withdraw", theme_id=draft.themes["state"].id)
    assert "Libre" not in [theme.title for theme in draft.all(Theme)]


def test_r15_4_a_recorded_envelope_of_a_signed_contract_is_not_edited(table):
    [envelope] = table.all(Envelope)[:1]
    with pytest.raises(IllegalTransition, match="par un avenant"):
        record(table)
    for command, more in (("envelope.correct", {"amount": "5"}), ("envelope.remove", {})):
        with pytest.raises(IllegalTransition, match="par un avenant"):
            table.act("state", command, envelope_id=envelope.id, expected_version=1, reason="Non", **more)
    assert table.kinds() == []


def test_an_amount_over_several_years_is_divided_to_the_cent(draft):
    record(draft, amount="1000", year=2026, last_year=2028, theme_id=draft.themes["state"].id)
    assert [(e.year, e.amount_cents) for e in draft.all(Envelope)[3:]] == [
        (2026, 33_334),
        (2027, 33_333),
        (2028, 33_333),
    ]


def test_an_envelope_of_a_draft_is_corrected_by_who_saw_its_last_version(draft):
    id = record(draft)["envelope_ids"][0]
    told = {"envelope_id": id, "amount": "1200,50", "reason": "Erreur de saisie"}
    assert draft.act("secretary", "envelope.correct", **told, expected_version=1)["version"] == 2
    with pytest.raises(OutOfDate):
        draft.act("secretary", "envelope.correct", **told, expected_version=1)
    assert draft.last().payload["cents"] == [100_000, 120_050]
    draft.act("secretary", "envelope.remove", envelope_id=id, reason="Doublon", expected_version=2)
    assert id not in [e.id for e in draft.all(Envelope)]


@pytest.mark.parametrize("amount", ["-1", "1,005", "NaN", "Infinity", "1e30", "mille"])
def test_an_amount_that_has_no_exact_cents_is_refused(draft, amount):
    with pytest.raises(Invalid):
        record(draft, amount=amount)


def test_r19_an_evaluation_envelope_of_zero_is_refused(draft):
    with pytest.raises(Refused) as refused:
        record(draft, amount="0", purpose="evaluation")
    assert rule_of(refused) == "R19"


def test_a_rider_changes_an_envelope_from_the_day_it_is_signed_and_both_lines_stay(table):
    rider = a_rider(table.world, table.contract)
    former = table.all(Envelope)[0]
    record(table, amount="800", theme_id=table.themes["state"].id, rider_id=rider.id, replaces_id=former.id)
    assert balance(table, "state") == 100_000
    table.world.update(rider, state=RiderState.SIGNED, signed_on=date(2026, 3, 10))
    assert balance(table, "state") == 80_000
    assert len(table.all(Envelope)) == 4
    with pytest.raises(IllegalTransition, match="n’est plus en projet"):
        record(table, rider_id=rider.id)


def balance(table, theme):
    with table.world.home.units.reading() as session:
        book = open_book(session, session.get(type(table.contract), table.contract.id), table.world.today())
        return book.account(next(t for t in book.themes if t.id == table.themes[theme].id)).balance


def test_r15_4_a_rider_cannot_take_from_a_theme_what_left_it_already(table):
    table.move(amount="250")
    rider = a_rider(table.world, table.contract)
    former = table.all(Envelope)[0]
    record(table, amount="200", theme_id=table.themes["state"].id, rider_id=rider.id, replaces_id=former.id)
    with table.world.home.units.reading() as session:
        contract = session.get(type(table.contract), table.contract.id)
        with pytest.raises(Refused) as refused:
            check_rider_money(session, contract, session.get(Rider, rider.id), table.world.today())
    assert rule_of(refused) == "R15.4"


@pytest.fixture
def earmarked(draft):
    envelope = an_envelope(draft.world, draft.contract, 100_001, purpose=EnvelopePurpose.PRIORITY_TERRITORIES)
    draft.places = [
        a_priority_place(draft.world, draft.contract, category)
        for category in (PlaceCategory.URBAN, PlaceCategory.RURAL, None)
    ]
    draft.envelope = envelope
    return draft


def share(table, *percents):
    places = [{"place_id": p.id, "percent": percent} for p, percent in zip(table.places, percents, strict=False)]
    return table.act("secretary", "envelope.share", envelope_id=table.envelope.id, places=places)


def test_r22_the_second_share_is_divided_to_the_cent(earmarked):
    share(earmarked, "50", "50")
    assert [s.amount_cents for s in earmarked.all(EnvelopeShare)] == [50_001, 50_000]
    assert earmarked.kinds() == ["envelope.shared"]


def test_r22_towns_do_not_take_all_of_the_second_share(earmarked):
    for percents in (("100", None), ("76", "24")):
        with pytest.raises(Refused) as refused:
            share(earmarked, *percents)
        assert rule_of(refused) == "R22"
    assert earmarked.all(EnvelopeShare) == []


def test_r22_a_place_says_what_kind_of_territory_it_is_before_it_has_a_share(earmarked):
    with pytest.raises(Refused, match="urbain, rural, littoral"):
        share(earmarked, "50", None, "50")
    earmarked.act("secretary", "place.classify", place_id=earmarked.places[2].id, category="coastal")
    share(earmarked, "50", None, "50")


def test_r22_calling_a_place_urban_afterwards_does_not_get_round_the_cap(earmarked):
    share(earmarked, "50", "50")
    earmarked.act("secretary", "place.classify", place_id=earmarked.places[2].id, category="mountain")
    with pytest.raises(Refused) as refused:
        earmarked.act("secretary", "place.classify", place_id=earmarked.places[1].id, category="urban")
    assert rule_of(refused) == "R22"


def grant(table, who="state", giver="state", amount="600", **more):
    return table.act(
        who,
        "delegation.grant",
        contract_id=table.contract.id,
        from_party_id=table.parties[giver].id,
        to_party_id=table.parties["commune"].id,
        amount=amount,
        policy="Aides à la pierre",
        margins="Barème local",
        starts_on="2026-03-01",
        **more,
    )


def test_r13_1_a_second_delegation_beyond_the_envelope_is_refused(table):
    theme = table.themes["state"].id
    grant(table, theme_id=theme)
    with pytest.raises(Refused) as refused:
        grant(table, amount="400,01", theme_id=theme)
    assert rule_of(refused) == "R13.1"
    grant(table, amount="400", theme_id=theme)
    assert table.kinds() == ["delegation.granted"] * 2


def test_r13_1_a_party_cannot_delegate_what_another_brings(table):
    with pytest.raises(Refused, match="apporte 0"):
        grant(table, "region", giver="region", theme_id=table.themes["state"].id)


def test_r13_1_what_is_delegated_on_a_theme_counts_in_the_whole_as_well(table):
    grant(table, amount="1000", theme_id=table.themes["state"].id)
    with pytest.raises(Refused):
        grant(table, amount="1000,01")
    grant(table, amount="1000")


def test_r13_1_credits_moved_away_cannot_be_delegated_nor_delegated_ones_moved(table):
    table.move(amount="250")
    with pytest.raises(Refused, match="Une fois comptés les mouvements"):
        grant(table, amount="751", theme_id=table.themes["state"].id)
    grant(table, amount="1000", theme_id=table.themes["other"].id)
    grant(table, "region", giver="region", amount="900", theme_id=table.themes["collectivites"].id)
    with pytest.raises(Refused) as refused:
        table.move("region", giving="collectivites", amount="200")
    assert rule_of(refused) == "R15.4"


def commit(table, delegation, amount, **more):
    return table.act("commune", "delegation.commit", delegation_id=delegation, label="Travaux", amount=amount, **more)


def test_r13_2_commitments_never_exceed_the_delegated_amount(table):
    id = grant(table)["delegation_id"]
    made = commit(table, id, "400")["commitment_id"]
    with pytest.raises(Refused) as refused:
        commit(table, id, "200,01")
    assert rule_of(refused) == "R13.2"
    table.act("commune", "delegation.cancel", commitment_id=made, reason="Marché infructueux")
    commit(table, id, "600")
    with pytest.raises(IllegalTransition):
        table.act("commune", "delegation.cancel", commitment_id=made, reason="Encore")


def test_r13_2_of_commitments_at_once_no_more_pass_than_the_delegated_amount_holds(table):
    id = grant(table)["delegation_id"]

    def one(_):
        try:
            return commit(table, id, "250")["commitment_id"]
        except DomainError as refusal:
            return refusal.members["rule"]

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(one, range(6)))
    assert done.count("R13.2") == 4
    assert sum(c.amount_cents for c in table.all(DelegatedCommitment)) == 50_000


def test_r13_1_of_delegations_at_once_no_more_pass_than_the_envelope_holds(table):
    def one(_):
        try:
            return grant(table, amount="400", theme_id=table.themes["state"].id)["delegation_id"]
        except DomainError as refusal:
            return refusal.members["rule"]

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(one, range(6)))
    assert done.count("R13.1") == 4
    assert len(table.all(Delegation)) == 2


def test_r13_1_the_delegate_reports(table):
    id = grant(table)["delegation_id"]
    table.act("commune", "delegation.report", delegation_id=id, text="Trois opérations engagées.")
    assert table.last().payload["text"] == "Trois opérations engagées."


def spend(table, amount, **more):
    return table.act("region", "evaluation.spend", contract_id=table.contract.id, label="Étude", amount=amount, **more)


def test_r19_spending_is_followed_and_cannot_pass_the_reserve_without_being_said(table):
    with pytest.raises(Refused, match="Aucune part"):
        spend(table, "1")
    an_envelope(table.world, table.contract, 10_000, purpose=EnvelopePurpose.EVALUATION)
    assert spend(table, "60")["over_cents"] == 0
    with pytest.raises(Refused) as refused:
        spend(table, "41")
    assert rule_of(refused) == "R19"
    assert spend(table, "41", over_reason="Payé par la Région")["over_cents"] == 100
    assert [s.over_reason for s in table.all(EvaluationSpending)] == ["", "Payé par la Région"]


def test_r19_a_spending_to_come_is_refused(table):
    an_envelope(table.world, table.contract, 10_000, purpose=EnvelopePurpose.EVALUATION)
    with pytest.raises(Refused):
        spend(table, "1", spent_on="2026-03-04")


def fix(table, score="62,5", **more):
    more.setdefault("institution_id", table.parties["commune"].institution_id)
    return table.act("secretary", "rate.fix", contract_id=table.contract.id, score=score, basis="Revenu", **more)


def test_r24_1_the_rate_comes_from_the_curve_and_holds_for_the_whole_contract(table):
    assert Decimal(fix(table)["rate"]) == Decimal("73.125")
    with pytest.raises(Refused) as refused:
        fix(table, score="80")
    assert rule_of(refused) == "R24.1"
    assert len(table.all(BeneficiaryRate)) == 1


def test_r24_1_before_signature_a_rate_is_fixed_again(draft):
    fix(draft)
    fix(draft, score="80")
    assert [r.rate for r in draft.all(BeneficiaryRate)] == [95]


def test_r24_3_a_rate_jump_is_refused(table):
    with pytest.raises(Refused) as refused:
        fix(table, score="62,5", rate="95")
    assert rule_of(refused) == "R24.3"


def test_a_contract_that_ended_takes_no_more_money(table):
    table.state(ContractState.TERMINATED)
    for attempt in (lambda: record(table), lambda: grant(table), lambda: spend(table, "1"), lambda: fix(table)):
        with pytest.raises(IllegalTransition):
            attempt()


def test_r24_2_a_funding_line_that_passes_the_rate_on_the_finalite_as_a_whole_is_refused(table):
    world = table.world
    owner = table.parties["commune"].institution_id
    fix(table)
    first, second = (an_action(world, table.contract, cost_cents=50_000, owner_id=owner) for _ in range(2))

    def fund(action, amount):
        with world.home.units.reading() as session:
            version = session.get(Action, action.id).version
        data = {"action_id": action.id, "expected_version": version, "text": "Convention", "amount": amount}
        return table.act("commune", "funding.set", funder_name="Région d’essai", **data)

    fund(first, "500")
    fund(second, "231,25")
    with pytest.raises(Refused) as refused:
        fund(second, "0,01")
    assert rule_of(refused) == "R24.2"


def test_r12_2_the_checklist_asks_the_state_to_reserve_its_share_for_the_priority_area(draft):
    a_priority_place(draft.world, draft.contract, PlaceCategory.RURAL)
    with draft.world.home.units.reading() as session:
        contract = session.get(type(draft.contract), draft.contract.id)
        rows = {row.key: row for row in checklist(situation_of(session, contract, draft.world.today()))}
    assert rows["priority_share"].standing.value == "missing"
    assert "il manque 1 000 €" in plain(rows["priority_share"].sentence)
    party = draft.parties["state"]
    purpose = EnvelopePurpose.PRIORITY_TERRITORIES
    an_envelope(draft.world, draft.contract, 200_000, party=party, purpose=purpose)
    with draft.world.home.units.reading() as session:
        contract = session.get(type(draft.contract), draft.contract.id)
        rows = {row.key: row for row in checklist(situation_of(session, contract, draft.world.today()))}
    assert rows["priority_share"].standing.value == "satisfied"
