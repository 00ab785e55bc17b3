"""Several parties at once on a real database: one text is frozen, and nothing written meanwhile is lost."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from sqlalchemy import select

from app.contracts.models import Clause, ContractParty, Rider, SignedText
from app.contracts.rules.texts import digest
from app.contracts.words import ClauseKind, ContractState, RiderState
from app.foundation.errors import DomainError, IllegalTransition, OutOfDate
from app.web.dispatch import perform
from tests.builders.clauses import WRITTEN
from tests.builders.negotiating import a_clause, a_complete_table, a_table


def at_once(calls):
    """Run the calls at once; return what each gave, its refusal included."""

    def run(call):
        try:
            return call()
        except DomainError as refusal:
            return refusal

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def signing(table, institution, person, command="contract.sign", **more):
    data = {
        "contract_id": table.contract.id,
        "party_id": table.party(institution).id,
        "signatory": f"Signataire de {institution.name}",
        "signed_on": table.world.today().isoformat(),
    } | more
    return partial(perform, table.world.home, table.actor(person), command, data)


def texts(world):
    with world.home.units.reading() as session:
        return list(session.scalars(select(SignedText)))


def test_two_parties_that_sign_at_once_freeze_exactly_one_text(world):
    for _ in range(5):
        table = a_complete_table(world, ContractState.READY)
        before = len(texts(world))
        answers = at_once(
            [signing(table, table.state, table.state_officer), signing(table, table.epci, table.epci_officer)]
        )
        assert sorted(answer["left"] for answer in answers) == [0, 1]
        frozen = texts(world)[before:]
        assert len(frozen) == 1
        assert frozen[0].sha256 == digest(frozen[0].content)
        assert all(party["signatory"] for party in frozen[0].content["parties"])
        assert table.stored().state is ContractState.SIGNED
        assert world.kinds(table.contract.stream).count("contract.signed") == 1


def test_one_party_that_signs_twice_at_once_has_signed_once(world):
    table = a_complete_table(world, ContractState.READY)
    answers = at_once([signing(table, table.epci, table.epci_officer)] * 4)
    assert sum(isinstance(answer, IllegalTransition) for answer in answers) == 3
    assert world.kinds(table.contract.stream) == ["contract.party_signed"]


def test_a_reopening_and_a_last_signature_never_leave_a_text_half_signed(world):
    table = a_complete_table(world, ContractState.READY)
    signing(table, table.state, table.state_officer)()
    reopen = partial(
        perform,
        world.home,
        table.actor(table.secretary),
        "contract.reopen",
        {"contract_id": table.contract.id, "reason": "Un chiffre à corriger."},
    )
    at_once([signing(table, table.epci, table.epci_officer), reopen])
    with world.home.units.reading() as session:
        signed = list(session.scalars(select(ContractParty.signed_on).order_by(ContractParty.id)))
    if table.stored().state is ContractState.SIGNED:
        assert None not in signed
        assert len(texts(world)) == 1
    else:
        assert signed == [None, None]
        assert texts(world) == []


def test_of_two_writers_of_one_clause_one_is_shown_the_other(world):
    table = a_table(world)
    clause = a_clause(world, table.contract, ClauseKind.EVALUATION)

    def write(person, percent):
        data = {
            "contract_id": table.contract.id,
            "kind": "evaluation",
            "fields": WRITTEN[ClauseKind.EVALUATION] | {"percent": percent},
            "expected_version": 1,
        }
        return partial(perform, world.home, table.actor(person), "clause.write", data)

    answers = at_once([write(table.state_officer, "2"), write(table.epci_officer, "3")])
    assert sorted(type(answer).__name__ for answer in answers) == ["OutOfDate", "dict"]
    refused = next(answer for answer in answers if isinstance(answer, OutOfDate))
    assert refused.members["current_version"] == 2
    with world.home.units.reading() as session:
        assert session.get_one(Clause, clause.id).version == 2


def test_a_rider_signed_by_both_at_once_enters_the_text_once(world):
    table = a_table(world, ContractState.IN_FORCE)
    rider = world.add(Rider(contract_id=table.contract.id, number=1, title="Un", reason="Un", created_at=world.clock()))
    a_clause(world, table.contract, ClauseKind.EVALUATION, rider_id=rider.id)
    at_once(
        [
            signing(table, institution, person, "rider.sign", rider_id=rider.id)
            for institution, person in ((table.state, table.state_officer), (table.epci, table.epci_officer))
        ]
    )
    assert [text.number for text in texts(world)] == [1]
    with world.home.units.reading() as session:
        assert session.get_one(Rider, rider.id).state is RiderState.SIGNED
