"""Who may do what to a contract: one table, read by people and proved command by command on the real database."""

import pytest

from app.conferences.words import SeatKind
from app.contracts.models import NegotiationRound, Rider
from app.contracts.words import ClauseKind, ContractState
from app.foundation.commands import COMMANDS
from tests.builders.clauses import WRITTEN
from tests.builders.contracts import an_officer
from tests.builders.negotiating import a_clause, a_table, an_agent

# Officers: of the State's service, of the EPCI of the contract, of an institution that is no party.
MATRIX = """
command                     visitor citizen delegate observer chair secretary partner state_officer epci_officer other_officer administrator
contract.draft              no      no      no       no       yes   yes       yes     yes           yes          yes           no
contract.change             no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.change_settings    no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.add_party          no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.remove_party       no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.set_perimeter      no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.attach_finalite    no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.detach_finalite    no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.name_agent         no      no      no       no       no    yes       no      no            yes          no            no
contract.end_agent          no      no      no       no       no    yes       no      no            yes          no            no
contract.submit             no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.make_ready         no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.reopen             no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.sign               no      no      no       no       no    yes       no      no            yes          no            no
contract.put_in_force       no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.end                no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.terminate          no      no      no       no       yes   yes       yes     yes           yes          no            no
contract.publish            no      no      no       no       yes   yes       yes     yes           yes          no            no
clause.write                no      no      no       no       yes   yes       yes     yes           yes          no            no
clause.remove               no      no      no       no       yes   yes       yes     yes           yes          no            no
rider.open                  no      no      no       no       yes   yes       yes     yes           yes          no            no
rider.sign                  no      no      no       no       no    yes       no      no            yes          no            no
rider.abandon               no      no      no       no       yes   yes       yes     yes           yes          no            no
negotiation.record_mandate  no      no      no       no       no    no        yes     yes           no           no            no
negotiation.open_round      no      no      no       no       yes   yes       yes     yes           yes          no            no
negotiation.record_position no      no      no       no       yes   yes       yes     yes           yes          no            no
negotiation.close_round     no      no      no       no       yes   yes       yes     yes           yes          no            no
"""  # noqa: E501 - a table is read in its width
HEADS, *ROWS = [line.split() for line in MATRIX.strip().splitlines()]


@pytest.fixture
def scene(world):
    """A public contract, so that everybody reaches the question of rights, with one of each thing to act on."""
    table = a_table(world, ContractState.NEGOTIATED, public=True)
    conference = table.conference
    people = {
        "visitor": None,
        "citizen": world.person(),
        "delegate": world.delegate(conference),
        "observer": world.delegate(conference, kind=SeatKind.OBSERVER),
        "chair": world.chair(conference),
        "secretary": table.secretary,
        "partner": world.partner(conference),
        "state_officer": table.state_officer,
        "epci_officer": table.epci_officer,
        "other_officer": an_officer(world, world.institution()),
        "administrator": world.person(administrator=True),
    }
    return table, people, _data(world, table)


def _data(world, table):
    contract, party = table.contract, table.party(table.epci)
    contract_id, today = contract.id, world.today().isoformat()
    agent = an_agent(world, party)
    clause = a_clause(world, contract, ClauseKind.EVALUATION)
    finalite = world.group(table.conference).finalite_id
    opened = world.add(NegotiationRound(contract_id=contract_id, number=1, held_on=world.today()))
    rider = world.add(Rider(contract_id=contract_id, number=1, title="Un", reason="Un", created_at=world.clock()))
    signed = {"party_id": party.id, "signatory": "Alix Fictif", "signed_on": today}
    of_party = {"party_id": party.id}
    said = {"subject": "Durée", "position": "Six ans.", "side": "state"}
    reason = {"reason": "Un."}
    data = {
        "contract.draft": {"title": "Pacte", "conference_id": table.conference.id},
        "contract.change": {"title": "Autre"},
        "contract.change_settings": {"settings": {"fungibility_share": "1/5"}},
        "contract.add_party": {"institution_id": world.institution().id},
        "contract.remove_party": of_party,
        "contract.set_perimeter": {"mode": "remove", "places": []},
        "contract.attach_finalite": {"finalite_id": finalite, "reason": "Il y concourt."},
        "contract.detach_finalite": {"finalite_id": finalite, "reason": "Erreur."},
        "contract.name_agent": of_party | {"name": "Lou", "position": "cheffe", "share_percent": 5, "starts_on": today},
        "contract.end_agent": {"agent_id": agent.id, "ends_on": today},
        "contract.submit": {}, "contract.make_ready": {}, "contract.put_in_force": {}, "contract.publish": {},
        "contract.reopen": reason, "contract.end": reason, "contract.terminate": reason,
        "contract.sign": signed,
        "clause.write": {"kind": "evaluation", "fields": WRITTEN[ClauseKind.EVALUATION]},
        "clause.remove": {"clause_id": clause.id},
        "rider.open": {"title": "Deux", "reason": "Deux"},
        "rider.sign": signed | {"rider_id": rider.id},
        "rider.abandon": {"rider_id": rider.id, "reason": "Un."},
        "negotiation.record_mandate": {"margins": "Un", "themes": "Deux"},
        "negotiation.open_round": {"held_on": today},
        "negotiation.record_position": said | {"round_id": opened.id},
        "negotiation.close_round": {"round_id": opened.id},
    }  # fmt: skip
    about = {"contract_id": contract_id}
    return {name: fields if name == "contract.draft" else fields | about for name, fields in data.items()}


@pytest.mark.parametrize("capacity", HEADS[1:])
def test_the_matrix_says_who_may_do_what(scene, as_, client, capacity):
    """A refusal is 401 or 403; whoever may goes on to the rules, whatever these then say."""
    _, people, data = scene
    person = people[capacity]
    browser = as_(person) if person else client
    allowed = {row[0]: row[1 + HEADS[1:].index(capacity)] == "yes" for row in ROWS}
    # The refused ones first: an act that is allowed changes what the next one finds; leaving the table comes last.
    for name in sorted(allowed, key=lambda one: (allowed[one], one == "contract.remove_party")):
        answer = browser.post(f"/api/v1/commands/{name}", json={"data": data[name]})
        if allowed[name]:
            assert answer.status_code not in (401, 403, 500), (name, answer.get_json())
        else:
            assert answer.status_code == (403 if person else 401), (name, answer.get_json())


def test_the_matrix_has_a_row_for_every_command_of_a_contract_s_life():
    ours = ("contract.", "clause.", "rider.", "negotiation.")
    here = {
        name
        for name, command in COMMANDS.items()
        if name.startswith(ours)
        and command.run.__module__.startswith(
            ("app.contracts.life", "app.contracts.clauses", "app.contracts.negotiation")
        )
    }
    assert {row[0] for row in ROWS} == here


def test_the_state_s_representative_signs_for_the_state_and_for_nobody_else(world, as_):
    table = a_table(world, ContractState.READY)
    partner = as_(world.partner(table.conference))
    data = {"contract_id": table.contract.id, "signatory": "Alix Fictif", "signed_on": world.today().isoformat()}
    answers = [
        partner.post("/api/v1/commands/contract.sign", json={"data": data | {"party_id": table.party(one).id}})
        for one in (table.state, table.epci)
    ]
    # The first comes to the checklist, which refuses; the second does not come that far.
    assert [answer.status_code for answer in answers] == [422, 403]
