"""The life of a contract, as a table: every act in every state."""

import pytest

from app.contracts.rules import life
from app.contracts.rules.life import Act, check_transition
from app.contracts.words import ContractKind, ContractState
from app.foundation.errors import IllegalTransition, Refused

# act            draft      negotiated ready      signed     in_force     under_review ended terminated
TABLE = """
submit           negotiated -          -          -          -            -            -     -
make_ready       -          ready      -          -          -            -            -     -
reopen           -          -          negotiated -          -            -            -     -
sign             -          -          signed     -          -            -            -     -
put_in_force     -          -          -          in_force   -            -            -     -
begin_review     -          -          -          -          under_review -            -     -
end_review       -          -          -          -          -            in_force     -     -
end              -          -          -          -          ended        ended        -     -
terminate        -          -          -          terminated terminated   terminated   -     -
"""
CELLS = [
    (Act(line.split()[0]), state, None if cell == "-" else ContractState(cell))
    for line in TABLE.strip().splitlines()
    for state, cell in zip(ContractState, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("act", "state", "after"), CELLS, ids=[f"{a}-{s}" for a, s, _ in CELLS])
def test_a_contract_moves_as_the_table_says_and_refuses_the_rest_in_words(act, state, after):
    if after is not None:
        assert check_transition(state, act) is after
        return
    with pytest.raises(IllegalTransition) as refusal:
        check_transition(state, act)
    assert life.STATE_WORDS[state] in refusal.value.detail
    assert life.ACT_WORDS[act] in refusal.value.detail
    assert act.value not in refusal.value.members["allowed"]


def test_every_state_and_every_act_has_its_words():
    assert set(life.STATE_WORDS) == set(ContractState)
    assert set(life.ACT_WORDS) == set(Act) == set(life.TRANSITIONS)


@pytest.mark.parametrize("state", ContractState)
def test_a_text_is_written_before_it_is_ready_and_never_after_it_is_signed(state):
    if state in (ContractState.DRAFT, ContractState.NEGOTIATED):
        life.check_text_open(state)
        return
    with pytest.raises(IllegalTransition) as refusal:
        life.check_text_open(state)
    if state in life.SIGNED_TEXT:
        assert "par un avenant" in refusal.value.detail


@pytest.mark.parametrize("state", ContractState)
def test_a_rider_needs_a_signed_text_and_no_other_rider_waiting(state):
    if state in life.SIGNED_TEXT:
        life.check_rider_possible(state, drafted=None)
        with pytest.raises(IllegalTransition, match="attend ses signatures"):
            life.check_rider_possible(state, drafted=1)
        return
    with pytest.raises(IllegalTransition):
        life.check_rider_possible(state, drafted=None)


def test_r1_1_a_conference_has_one_strategy_contract():
    life.check_strategy_alone(ContractKind.STRATEGY, None)
    life.check_strategy_alone(ContractKind.OPERATIONAL, "Contrat de stratégie 2025-2030")
    with pytest.raises(Refused, match="déjà un contrat de stratégie") as refusal:
        life.check_strategy_alone(ContractKind.STRATEGY, "Contrat de stratégie 2025-2030")
    assert refusal.value.members["rule"] == "R1.1"


def test_r7_1_every_party_has_an_agent_in_charge():
    life.check_agents([])
    with pytest.raises(Refused, match="quotité de travail") as refusal:
        life.check_agents(["Commune de Fourmies"])
    assert refusal.value.members["rule"] == "R7.1"


def test_r8_1_a_round_left_open_keeps_the_text_from_being_ready():
    life.check_rounds_closed([])
    with pytest.raises(Refused, match="Clôturez"):
        life.check_rounds_closed([2])
