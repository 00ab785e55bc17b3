"""The checklist that blocks signature: each requirement with its rule, and the refusal that names what is missing."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.contracts.rules.checklist import checklist, missing, refuse_missing
from app.contracts.rules.clauses.sentences import ThemeSaid
from app.contracts.rules.obligations import Obligations, Signatories
from app.contracts.rules.requirements import Moment, PartySeen, Situation, Standing
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import ClauseKind, ContractKind, Side
from app.foundation.errors import Refused
from app.institutions.words import InstitutionKind
from tests.builders.clauses import MANDATORY, WRITTEN

STATE = PartySeen(name="Préfecture", side=Side.STATE, kind=InstitutionKind.STATE_SERVICE, agents=1)
EPCI = PartySeen(name="Agglomération", side=Side.COLLECTIVITES, kind=InstitutionKind.EPCI, agents=1)
MENU = [ThemeSaid(title="Emploi", chosen_by=Side.STATE), ThemeSaid(title="Eau", chosen_by=Side.COLLECTIVITES)]
COMPLETE = Situation(
    parties=[STATE, EPCI],
    places=1,
    finalites=1,
    clauses={kind: WRITTEN[kind] for kind in MANDATORY},
    themes=MENU,
    years=Decimal(6),
)
CRTE = Obligations(
    shortest_years=6,
    longest_years=6,
    duration="6 ans",
    signatories=(Signatories(words="Commune", one_of=(InstitutionKind.COMMUNE,)),),
    steering_committee="Comité de pilotage",
    yearly_review="Une revue annuelle.",
    citizen_council="Conseil citoyen",
    one_per_territory="Un seul",
)


def without(kind):
    return {k: v for k, v in COMPLETE.clauses.items() if k is not kind}


def row(seen, key):
    return next(one for one in checklist(seen) if one.key == key)


def blocked(seen):
    return {one.key: one.rule for one in missing(checklist(seen), Moment.SIGNATURE)}


def test_a_complete_contract_may_be_signed():
    refuse_missing(checklist(COMPLETE), "être signé")
    assert blocked(COMPLETE) == {}
    assert missing(checklist(COMPLETE), Moment.FORCE) == []


@pytest.mark.parametrize(
    ("changed", "key", "rule"),
    [
        ({"clauses": without(ClauseKind.PARTICIPATION)}, "participation", "R9.1"),
        ({"clauses": without(ClauseKind.METHOD)}, "method", "R14.1"),
        ({"clauses": without(ClauseKind.REVIEW)}, "review", "R16.1"),
        ({"clauses": without(ClauseKind.EVALUATION)}, "evaluation", "R19"),
        ({"clauses": without(ClauseKind.ASSISTANCE)}, "assistance", "R23.1"),
        ({"themes": []}, "menu", "R11.1"),
        ({"themes": [MENU[0], MENU[0]]}, "menu", "R11.1"),
        ({"finalites": 0}, "finalite", "R1.2"),
        ({"places": 0}, "perimeter", "R1.3"),
        ({"parties": [EPCI]}, "parties", "R8.1"),
        ({"parties": [STATE]}, "parties", "R8.1"),
        ({"years": None}, "duration", "R16.1"),
        ({"obligations": Obligations(priority_area="QPV")}, "priority_area", "R12.1"),
    ],
)
def test_what_is_missing_is_named_with_its_rule_and_blocks_signature(changed, key, rule):
    seen = replace(COMPLETE, **changed)
    assert blocked(seen) == {key: rule}
    with pytest.raises(Refused) as refusal:
        refuse_missing(checklist(seen), "être signé")
    assert refusal.value.members["missing"][0]["key"] == key
    assert refusal.value.members["rule"] == rule
    assert rule in refusal.value.detail


def test_an_incomplete_clause_is_not_a_clause():
    fields = {name: value for name, value in WRITTEN[ClauseKind.REVIEW].items() if name != "cases"}
    seen = replace(COMPLETE, clauses=COMPLETE.clauses | {ClauseKind.REVIEW: fields})
    assert blocked(seen) == {"review": "R16.1"}
    assert "incomplète" in row(seen, "review").sentence


def test_every_missing_requirement_is_told_at_once():
    with pytest.raises(Refused) as refusal:
        refuse_missing(checklist(Situation()), "être déclaré prêt")
    assert len(refusal.value.members["problems"]) == len(refusal.value.members["missing"]) >= 8


def test_r1_2_a_strategy_contract_hangs_under_no_finalite():
    seen = replace(COMPLETE, kind=ContractKind.STRATEGY, finalites=0)
    assert row(seen, "finalite").standing is Standing.NOT_REQUIRED
    assert blocked(seen) == {}


def test_r7_1_agents_are_not_needed_to_sign_and_are_needed_to_put_in_force():
    seen = replace(COMPLETE, parties=[STATE, replace(EPCI, agents=0)])
    assert blocked(seen) == {}
    assert [one.rule for one in missing(checklist(seen), Moment.FORCE)] == ["R7.1"]


def test_r11_1_the_share_of_each_side_is_a_setting():
    three = [*MENU, ThemeSaid(title="Santé", chosen_by=Side.STATE)]
    four = [*three, ThemeSaid(title="École", chosen_by=Side.STATE)]
    assert blocked(replace(COMPLETE, themes=three)) == {}
    assert blocked(replace(COMPLETE, themes=four)) == {"menu": "R11.1"}
    more = ContractSettings(menu_state_share=Fraction(3, 4))
    assert blocked(replace(COMPLETE, themes=four, settings=more)) == {}


def test_r11_3_without_agreement_the_state_chooses_all():
    alone = [ThemeSaid(title=t, chosen_by=Side.STATE, without_agreement=True) for t in ("Emploi", "Eau")]
    assert row(replace(COMPLETE, themes=alone), "menu").rule == "R11.3"
    assert blocked(replace(COMPLETE, themes=alone)) == {}


def test_r12_1_a_priority_area_names_its_places():
    clauses = COMPLETE.clauses | {ClauseKind.PRIORITY_AREA: WRITTEN[ClauseKind.PRIORITY_AREA]}
    assert blocked(replace(COMPLETE, clauses=clauses)) == {"priority_area": "R12.1"}
    assert blocked(replace(COMPLETE, clauses=clauses, priority_places=1)) == {}


def test_p1_what_the_scheme_asks_is_asked_of_the_contract():
    seen = replace(COMPLETE, obligations=CRTE)
    assert blocked(seen) == {"scheme_signatories": "P1"}
    clauses = COMPLETE.clauses | {
        ClauseKind.METHOD: WRITTEN[ClauseKind.METHOD] | {"review_months": 24, "citizens": "Une réunion."}
    }
    seen = replace(seen, years=Decimal(3), clauses=clauses, twin="Autre contrat")
    assert set(blocked(seen)) == {
        "scheme_signatories",
        "scheme_duration",
        "scheme_yearly_review",
        "scheme_council",
        "scheme_alone",
    }
    commune = PartySeen(name="Fourmies", side=Side.COLLECTIVITES, kind=InstitutionKind.COMMUNE, agents=0)
    assert blocked(replace(COMPLETE, obligations=CRTE, parties=[STATE, commune])) == {}


def test_p1_a_scheme_that_asks_nothing_adds_nothing():
    assert not [one for one in checklist(COMPLETE) if one.rule == "P1"]
