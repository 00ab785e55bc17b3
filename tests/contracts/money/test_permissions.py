"""Who may do what with the money of a contract: one line a command, deny by default.

Each line is played by everybody on the same table; whoever is not named is refused by the policy's own sentence.
"""

import pytest

from app.contracts.models import Envelope
from app.contracts.money import policies
from app.contracts.words import ContractState, EnvelopePurpose
from app.foundation.actors import VISITOR
from app.foundation.commands import COMMANDS
from app.foundation.errors import NotAllowed, NotSignedIn
from app.foundation.shapes import load
from tests.builders.contracts import a_theme
from tests.builders.money import a_decision, a_priority_place, an_envelope

EVERYBODY = {
    *("state", "region", "commune", "chair", "secretary", "partner"),
    *("delegate", "elsewhere", "stranger", "administrator", "visitor"),
}
STATE = {"state", "partner"}
OFFICERS = {"region", "commune"}
BUREAU = {"chair", "secretary"}
DESK = STATE | OFFICERS | BUREAU


class Undone(Exception):
    """Ends an attempt that succeeded, so that the next person finds the same table."""


def party(table, who):
    return table.parties[who].id


def in_draft(table, **data):
    table.state(ContractState.DRAFT)
    return {"contract_id": table.contract.id, **data}


def a_delegation(table):
    data = granting(table, "state")
    return table.act("state", "delegation.grant", **data)["delegation_id"]


def granting(table, giver):
    return {
        "contract_id": table.contract.id,
        "from_party_id": party(table, giver),
        "to_party_id": party(table, "commune"),
        "amount": "1",
        "policy": "Une politique",
        "margins": "Des marges",
        "starts_on": "2026-03-01",
    }


def moving(table, giving):
    return {
        "contract_id": table.contract.id,
        "from_theme_id": table.themes[giving].id,
        "to_theme_id": table.themes["other"].id,
        "amount": "1",
        "reason": "Un aléa",
    }


def choosing(table, side):
    decision = a_decision(table.world, table.conference)
    more = {"decision_id": decision.id} if side == "collectivites" else {"without_agreement": True}
    return in_draft(table, title="Nouveau", chosen_by=side, **more)


def proposed(table, who, giving, **data):
    return {"move_id": table.move(who, giving=giving, amount="1")["move_id"], **data}


def sharing(table):
    envelope = an_envelope(table.world, table.contract, 100, purpose=EnvelopePurpose.PRIORITY_TERRITORIES)
    place = a_priority_place(table.world, table.contract, "rural")
    table.state(ContractState.DRAFT)
    return {"envelope_id": envelope.id, "places": [{"place_id": place.id, "percent": "100"}]}


def placing(table):
    place = a_priority_place(table.world, table.contract, None)
    table.state(ContractState.DRAFT)
    return {"place_id": place.id, "category": "rural"}


def correcting(table, **more):
    table.state(ContractState.DRAFT)
    of_state = next(e for e in table.all(Envelope) if e.funder_id == table.parties["state"].institution_id)
    return {"envelope_id": of_state.id, "expected_version": 1, "reason": "Erreur", **more}


def spending(table):
    an_envelope(table.world, table.contract, 1000, purpose=EnvelopePurpose.EVALUATION)
    return {"contract_id": table.contract.id, "label": "Étude", "amount": "1"}


def committed(table):
    id = a_delegation(table)
    data = {"delegation_id": id, "label": "Travaux", "amount": "1"}
    made = table.act("commune", "delegation.commit", **data)["commitment_id"]
    return {"commitment_id": made, "reason": "Abandon"}


def choosing_in_turn(table):
    a_theme(table.world, table.contract)
    return choosing(table, "collectivites")


def withdrawing(table):
    theme = a_theme(table.world, table.contract)
    table.state(ContractState.DRAFT)
    return {"theme_id": theme.id}


MATRIX = [
    ("theme.choose", lambda t: choosing(t, "state"), STATE),
    ("theme.choose", choosing_in_turn, OFFICERS | BUREAU),
    ("theme.withdraw", withdrawing, STATE),
    ("envelope.record", lambda t: in_draft(t, amount="1", party_id=party(t, "state")), STATE | BUREAU),
    ("envelope.record", lambda t: in_draft(t, amount="1", party_id=party(t, "region")), STATE | BUREAU | {"region"}),
    ("envelope.record", lambda t: in_draft(t, amount="1", funder="Mécène"), STATE | BUREAU),
    ("envelope.correct", lambda t: correcting(t, amount="2"), STATE | BUREAU),
    ("envelope.remove", correcting, STATE | BUREAU),
    ("envelope.share", sharing, STATE | BUREAU),
    ("place.classify", placing, STATE | BUREAU),
    ("credits.propose_move", lambda t: moving(t, "state"), STATE | OFFICERS),
    ("credits.propose_move", lambda t: moving(t, "collectivites"), STATE | OFFICERS),
    ("credits.consent", lambda t: proposed(t, "commune", "state"), STATE),
    (
        "credits.consent",
        lambda t: proposed(t, "commune", "collectivites", party_id=party(t, "region")),
        {"region"},
    ),
    (
        "credits.refuse",
        lambda t: proposed(t, "commune", "collectivites", party_id=party(t, "region"), reason="Non"),
        {"region"},
    ),
    ("credits.refuse", lambda t: proposed(t, "commune", "state", reason="Non"), STATE),
    ("delegation.grant", lambda t: granting(t, "state"), STATE),
    ("delegation.grant", lambda t: granting(t, "region"), {"region"}),
    ("delegation.commit", lambda t: {"delegation_id": a_delegation(t), "label": "Travaux", "amount": "1"}, {"commune"}),
    ("delegation.cancel", committed, {"commune"}),
    ("delegation.report", lambda t: {"delegation_id": a_delegation(t), "text": "Un point"}, {"commune"}),
    ("evaluation.spend", spending, DESK),
    (
        "rate.fix",
        lambda t: {
            "contract_id": t.contract.id,
            "institution_id": t.parties["commune"].institution_id,
            "score": "50",
            "basis": "Revenu",
        },
        STATE | BUREAU,
    ),
]


@pytest.mark.parametrize(("command", "prepare", "allowed"), MATRIX, ids=[f"{n}-{m[0]}" for n, m in enumerate(MATRIX)])
def test_each_act_is_open_to_these_and_refused_to_everybody_else(table, command, prepare, allowed):
    data = prepare(table)
    opened = {who for who in EVERYBODY if attempt(table, who, command, data)}
    assert opened == allowed


def attempt(table, who, command, data):
    """Tell whether the person may, undoing what they did; a refusal in other words than the policy's counts as yes."""
    entry = COMMANDS[command]
    person = table.people[who]
    actor = VISITOR if person is None else table.world.actor(person)
    try:
        with table.world.home.units.begin(actor) as work:
            entry.run(work, **load(entry.shape, data))
            raise Undone
    except Undone:
        return True
    except (NotAllowed, NotSignedIn) as refusal:
        return not refusal.detail.endswith(getattr(policies, refusal.members["policy"]).__doc__)


def test_the_matrix_covers_every_command_of_money():
    families = ("theme.", "envelope.", "place.", "credits.", "delegation.", "evaluation.", "rate.")
    assert {name for name in COMMANDS if name.startswith(families)} == {line[0] for line in MATRIX}
