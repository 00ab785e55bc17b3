"""The life of a contract on the real database: state and journal."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.conferences.models import Finalite
from app.contracts.clauses.operations import remove_clause, write_clause
from app.contracts.life import operations
from app.contracts.life.operations import drafting
from app.contracts.loading import contract_of
from app.contracts.models import Clause, Contract, ContractFinalite, ContractPlace, Rider, SignedText
from app.contracts.rules.texts import digest
from app.contracts.words import ClauseKind, ContractKind, ContractState, PerimeterKind, RiderState, Side
from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, OutOfDate, Refused
from app.institutions.models import InstitutionKind, InstitutionPart, Level
from tests.builders.clauses import WRITTEN
from tests.builders.contracts import a_contract, an_action, an_officer
from tests.builders.negotiating import a_clause, a_complete_table, a_table, an_agent


def do(table, person, act, *args, **kwargs):
    """Perform an operation on the table's contract as a person."""
    with table.world.home.units.begin(table.actor(person)) as work:
        return act(work, contract_of(work, table.contract.id), *args, **kwargs)


def sign_all(table, **given):
    for institution, person in ((table.state, table.state_officer), (table.epci, table.epci_officer)):
        with table.world.home.units.begin(table.actor(person)) as work:
            contract = contract_of(work, table.contract.id)
            party = next(one for one in contract.parties if one.institution_id == institution.id)
            fields = {"signatory": "Alix Fictif, présidente", "signed_on": table.world.today()} | given
            operations.sign_contract(work, contract, party, **fields)


def test_a_draft_is_opened_by_an_officer_whose_institution_is_its_first_party(world):
    epci = world.institution(Level.EPCI)
    officer = an_officer(world, epci)
    with world.home.units.begin(world.actor(officer)) as work:
        contract = operations.draft_contract(work, title="Contrat de l’Avesnois", party=epci)
    assert (contract.slug, contract.state, contract.public) == ("contrat-de-l-avesnois", ContractState.DRAFT, False)
    assert [(p.name, p.side) for p in contract.parties] == [(epci.name, Side.COLLECTIVITES)]
    assert world.kinds(contract.stream) == ["contract.drafted", "contract.party_added"]
    assert {entry.audience for entry in world.entries(contract.stream)} == {"members"}


def test_two_contracts_of_one_title_have_two_addresses(world):
    officer = world.actor(an_officer(world, world.institution()))
    with world.home.units.begin(officer) as work:
        slugs = [operations.draft_contract(work, title=title).slug for title in ("Pacte", "Pacte", "Nouveau", "???")]
    assert slugs == ["pacte", "pacte-2", "nouveau-2", "contrat"]


def test_no_contract_takes_the_address_of_a_page_of_all_contracts(app):
    pages = {
        rule.rule.split("/")[2].partition(".")[0] for rule in app.url_map.iter_rules() if "/contrats/" in rule.rule[:10]
    }
    assert {page for page in pages if not page.startswith("<")} <= drafting.RESERVED


def test_r1_1_a_strategy_contract_is_that_of_a_conference(world):
    officer = world.actor(an_officer(world, world.institution()))
    with pytest.raises(Refused) as refusal, world.home.units.begin(officer) as work:
        operations.draft_contract(work, title="Stratégie", kind=ContractKind.STRATEGY)
    assert refusal.value.members["rule"] == "R1.1"


def test_what_identifies_a_contract_is_corrected_with_its_axes_until_it_is_ready(world):
    table = a_table(world)
    axes = ["Emploi", "Santé"]
    do(table, table.epci_officer, operations.change_contract, {"title": "Pacte"}, axes=axes, expected_version=1)
    assert table.stored().title == "Pacte"
    (entry,) = world.entries(table.contract.stream)
    assert entry.payload["changes"] == {"title": [table.contract.title, "Pacte"], "axes": [[], axes]}
    with pytest.raises(OutOfDate):
        do(table, table.epci_officer, operations.change_contract, {"title": "Autre"}, expected_version=1)
    world.update(table.contract, state=ContractState.READY)
    with pytest.raises(IllegalTransition, match="prêt à signer"):
        do(table, table.epci_officer, operations.change_contract, {"title": "Autre"})


def test_an_axis_that_holds_actions_stays(world):
    table = a_table(world)
    do(table, table.secretary, operations.change_contract, {}, axes=["Emploi", "Santé"])
    with world.home.units.reading() as session:
        axes = session.get_one(Contract, table.contract.id).axes
        an_action(world, table.contract, axis_id=axes[1].id)
    do(table, table.secretary, operations.change_contract, {}, axes=["Travail", "Santé"])
    with pytest.raises(Invalid, match="signalées"):
        do(table, table.secretary, operations.change_contract, {}, axes=["Travail"])


def test_a_contract_does_not_end_before_it_begins(world):
    table = a_table(world)
    with pytest.raises(Invalid):
        do(
            table,
            table.secretary,
            operations.change_contract,
            {"starts_on": date(2026, 1, 1), "ends_on": date(2025, 12, 31)},
        )


def test_a_party_comes_once_sits_on_its_side_and_leaves_before_signature(world):
    table = a_table(world)
    operator = world.institution(InstitutionKind.STATE_OPERATOR)
    party = do(table, table.secretary, operations.add_party, institution=operator)
    assert party.side is Side.STATE
    with pytest.raises(Refused, match="déjà partie"):
        do(table, table.secretary, operations.add_party, institution=operator)
    an_agent(world, party)
    with world.home.units.begin(table.actor(table.secretary)) as work:
        contract = contract_of(work, table.contract.id)
        operations.remove_party(work, contract, contract.parties[-1])
    assert operator.id not in table.stored().party_ids
    assert world.kinds(table.contract.stream) == ["contract.party_added", "contract.party_removed"]


def communes(world, *names):
    return [world.institution(Level.COMMUNE, name=name, code=f"6200{n}") for n, name in enumerate(names)]


def test_r1_3_a_perimeter_is_pasted_completed_thinned_and_its_priority_marked(world):
    table = a_table(world)
    lens, avion, _vimy = communes(world, "Lens", "Avion", "Vimy")

    def places():
        with world.home.units.reading() as session:
            rows = session.scalars(select(ContractPlace).order_by(ContractPlace.rank))
            return [(place.name, place.priority) for place in rows]

    kind = PerimeterKind.COMMUNES
    do(table, table.secretary, operations.set_perimeter, kind=kind, lines=f"Lens\n{avion.code}")
    do(table, table.secretary, operations.set_perimeter, kind=kind, lines="Vimy\nLens", added=True)
    assert [name for name, _ in places()] == ["Lens", "Avion", "Vimy"]
    do(table, table.secretary, operations.mark_priority, [avion.id])
    do(table, table.secretary, operations.take_places_away, [lens.id])
    assert places() == [("Avion", True), ("Vimy", False)]
    entries = world.entries(table.contract.stream)
    assert entries[0].payload["added"] == [lens.code, avion.code]
    assert entries[-1].payload | {"added": [], "places": 2} == {
        "perimeter": "communes",
        "places": 2,
        "added": [],
        "removed": [lens.code],
        "priority": [avion.code],
    }


def test_r1_3_one_line_refused_and_nothing_changes(world):
    table = a_table(world)
    communes(world, "Lens")
    with pytest.raises(Invalid) as refusal:
        do(table, table.secretary, operations.set_perimeter, kind=PerimeterKind.COMMUNES, lines="Lens\nNulle-Part")
    assert refusal.value.members["errors"][0]["detail"].startswith("Ligne 2")
    assert world.entries(table.contract.stream) == []
    assert table.stored().perimeter_kind is None


def test_r1_3_a_namesake_means_the_commune_of_the_region(world):
    region = world.institution(Level.REGION)
    table = a_table(world, conference=world.conference(region=region))
    departement = world.institution(Level.DEPARTEMENT)
    here, _elsewhere = communes(world, "Sains", "Sains")
    world.add(InstitutionPart(whole_id=region.id, part_id=departement.id))
    world.add(InstitutionPart(whole_id=departement.id, part_id=here.id))
    do(table, table.secretary, operations.set_perimeter, kind=PerimeterKind.COMMUNES, lines="Sains")
    with world.home.units.reading() as session:
        assert session.scalars(select(ContractPlace.institution_id)).one() == here.id


def test_r1_2_a_contract_in_force_is_attached_without_being_rewritten(world):
    table = a_table(world, ContractState.IN_FORCE)
    group = world.group(table.conference)
    with world.home.units.reading() as session:
        from app.conferences.models import Finalite

        finalite = session.get_one(Finalite, group.finalite_id)
    with pytest.raises(Refused, match="motif"):
        do(table, table.secretary, operations.attach_finalite, finalite)
    do(table, table.secretary, operations.attach_finalite, finalite, reason="Il y concourt déjà.")
    with pytest.raises(Refused, match="déjà rattaché"):
        do(table, table.secretary, operations.attach_finalite, finalite, reason="Encore.")
    with pytest.raises(Refused, match="au moins une finalité"):
        do(table, table.secretary, operations.detach_finalite, finalite, reason="Erreur.")
    (entry,) = world.entries(table.contract.stream)
    assert (entry.kind, entry.audience, entry.payload["by"]) == ("contract.finalite_attached", "public", "desk")
    with world.home.units.reading() as session:
        assert session.scalars(select(ContractFinalite)).one().detached_at is None


def test_r8_1_a_negotiation_has_two_sides(world):
    conference = world.conference()
    contract = a_contract(world, world.institution(), state=ContractState.DRAFT, conference_id=conference.id)
    with pytest.raises(Refused) as refusal, world.home.units.begin(world.actor(world.secretary(conference))) as work:
        operations.submit(work, contract_of(work, contract.id))
    assert refusal.value.members["rule"] == "R8.1"


def test_what_is_missing_blocks_ready_and_signature_alike(world):
    table = a_complete_table(world)
    with world.home.units.sessions() as session:
        session.delete(session.scalars(select(Clause).where(Clause.kind == ClauseKind.PARTICIPATION)).one())
        session.commit()
    with pytest.raises(Refused) as refusal:
        do(table, table.secretary, operations.make_ready)
    assert [one["rule"] for one in refusal.value.members["missing"]] == ["R9.1"]
    world.update(table.contract, state=ContractState.READY)
    with pytest.raises(Refused) as refusal:
        sign_all(table)
    assert [one["rule"] for one in refusal.value.members["missing"]] == ["R9.1"]
    assert table.stored().state is ContractState.READY


def test_signing_freezes_the_whole_text_and_makes_it_public(world):
    table = a_complete_table(world)
    do(table, table.secretary, operations.make_ready)
    sign_all(table, place="Lille")
    contract = table.stored()
    assert (contract.state, contract.public, contract.signed_on) == (ContractState.SIGNED, True, world.today())
    with world.home.units.reading() as session:
        frozen = session.scalars(select(SignedText)).one()
    assert frozen.number == 0
    assert frozen.sha256 == digest(frozen.content)
    assert [clause["kind"] for clause in frozen.content["clauses"]][:3] == ["participation", "method", "review"]
    assert [party["signatory"] for party in frozen.content["parties"]] == ["Alix Fictif, présidente"] * 2
    assert frozen.content["perimeter"]["places"][0]["name"] == table.epci.name
    assert world.kinds(contract.stream) == [
        "contract.moved",
        "contract.party_signed",
        "contract.party_signed",
        "contract.published",
        "contract.moved",
        "contract.signed",
    ]
    public = [entry.kind for entry in world.entries(contract.stream) if entry.audience == "public"]
    assert public == ["contract.published", "contract.moved", "contract.signed"]


def test_a_party_signs_once_in_the_past_and_for_itself_alone(world):
    table = a_complete_table(world, ContractState.READY)
    party = table.party(table.epci)

    def sign(person, **given):
        with world.home.units.begin(table.actor(person)) as work:
            contract = contract_of(work, table.contract.id)
            own = next(one for one in contract.parties if one.id == party.id)
            fields = {"signatory": "Alix Fictif", "signed_on": world.today()} | given
            return operations.sign_contract(work, contract, own, **fields)

    with pytest.raises(NotAllowed):
        sign(table.state_officer)
    with pytest.raises(Invalid):
        sign(table.epci_officer, signed_on=world.today() + timedelta(days=1))
    assert sign(table.epci_officer) is None
    with pytest.raises(IllegalTransition, match="a déjà signé"):
        sign(table.epci_officer)


def test_reopening_makes_the_signatures_fall(world):
    table = a_complete_table(world, ContractState.READY)
    world.update(table.party(table.epci), signed_on=world.today(), signatory="Alix Fictif")
    do(table, table.secretary, operations.reopen, reason="Un montant est à corriger.")
    assert table.stored().state is ContractState.NEGOTIATED
    assert [party.signed_on for party in table.parties] == [None, None]


def test_r1_1_a_second_strategy_contract_is_not_signed(world):
    conference = world.conference()
    a_contract(world, title="Stratégie 2024", kind=ContractKind.STRATEGY, conference_id=conference.id)
    table = a_complete_table(world, ContractState.READY, conference=conference, kind=ContractKind.STRATEGY)
    with pytest.raises(Refused, match="Stratégie 2024") as refusal:
        sign_all(table)
    assert refusal.value.members["rule"] == "R1.1"


def test_r7_1_a_contract_comes_into_force_when_every_party_has_its_agent(world):
    table = a_complete_table(world, ContractState.READY)
    sign_all(table)
    an_agent(world, table.party(table.state))
    with pytest.raises(Refused, match="agent chargé") as refusal:
        do(table, table.secretary, operations.put_in_force)
    assert refusal.value.members["rule"] == "R7.1"
    with world.home.units.begin(table.actor(table.epci_officer)) as work:
        contract = contract_of(work, table.contract.id)
        party = next(one for one in contract.parties if one.institution_id == table.epci.id)
        agent = operations.name_agent(
            work, contract, party, name="Lou Exemple", position="chef de projet", share_percent=40,
            starts_on=world.today(),
        )  # fmt: skip
    do(table, table.secretary, operations.put_in_force)
    contract = table.stored()
    assert (contract.state, contract.starts_on) == (ContractState.IN_FORCE, world.today())
    with world.home.units.begin(table.actor(table.epci_officer)) as work:
        contract = contract_of(work, table.contract.id)
        party = next(one for one in contract.parties if one.institution_id == table.epci.id)
        stored = next(one for one in party.agents if one.id == agent.id)
        with pytest.raises(Invalid):
            operations.end_agent(work, contract, party, stored, ends_on=world.today() - timedelta(days=1))
        operations.end_agent(work, contract, party, stored, ends_on=world.today())
    named = [entry for entry in world.entries(table.contract.stream) if entry.kind == "contract.agent_named"]
    assert "Lou Exemple" not in str(named[0].payload)


def test_a_contract_ends_at_its_term_or_with_a_reason(world):
    table = a_table(world, ContractState.IN_FORCE)
    with pytest.raises(Refused, match="terme"):
        do(table, table.secretary, operations.end_contract)
    do(table, table.secretary, operations.end_contract, reason="Les actions sont réalisées.")
    assert table.stored().state is ContractState.ENDED
    other = a_table(world, ContractState.IN_FORCE, ends_on=world.today())
    do(other, other.secretary, operations.end_contract)
    third = a_table(world, ContractState.SIGNED)
    do(third, third.secretary, operations.terminate_contract, reason="Une partie se retire.")
    assert third.stored().ended_reason == "Une partie se retire."


def test_a_draft_may_be_published_once(world):
    table = a_table(world)
    do(table, table.secretary, operations.publish)
    assert table.stored().public
    with pytest.raises(IllegalTransition, match="déjà public"):
        do(table, table.secretary, operations.publish)


def test_a_signed_text_refuses_every_write_and_a_rider_overlays_it(world):
    table = a_complete_table(world, ContractState.READY)
    sign_all(table)
    fields = WRITTEN[ClauseKind.EVALUATION] | {"percent": "3"}
    with pytest.raises(IllegalTransition, match="par un avenant"):
        do(table, table.secretary, write_clause, ClauseKind.EVALUATION, fields)
    with pytest.raises(IllegalTransition, match="par un avenant"):
        do(table, table.secretary, operations.set_perimeter, kind=PerimeterKind.COMMUNES, lines="Lens")
    rider = do(table, table.secretary, operations.open_rider, title="Évaluation renforcée", reason="Bilan 2026")
    with pytest.raises(IllegalTransition, match="attend ses signatures"):
        do(table, table.secretary, operations.open_rider, title="Autre", reason="Autre")
    with pytest.raises(Refused, match="ne change encore rien"):
        sign_rider(table, rider)
    do(table, table.secretary, write_clause, ClauseKind.EVALUATION, fields, rider=rider)
    sign_rider(table, rider, only=table.state)
    with pytest.raises(IllegalTransition, match="a déjà signé l’avenant"):
        do(table, table.secretary, write_clause, ClauseKind.EVALUATION, fields, rider=rider)
    sign_rider(table, rider, only=table.epci)
    with world.home.units.reading() as session:
        first, second = session.scalars(select(SignedText).order_by(SignedText.number))
        assert session.get_one(Rider, rider.id).state is RiderState.SIGNED
        original = session.scalars(select(Clause).where(Clause.rider_id.is_(None), Clause.kind == "evaluation")).one()
    assert original.fields["percent"] == "1.5"
    assert [clause["fields"]["percent"] for clause in second.content["clauses"]] == ["3"]
    assert second.sha256 == digest(second.content)
    assert first.sha256 == digest(first.content)


def sign_rider(table, rider, only=None):
    for institution, person in ((table.state, table.state_officer), (table.epci, table.epci_officer)):
        if only is not None and institution is not only:
            continue
        with table.world.home.units.begin(table.actor(person)) as work:
            contract = contract_of(work, table.contract.id)
            party = next(one for one in contract.parties if one.institution_id == institution.id)
            operations.sign_rider(
                work, contract, work.session.get_one(Rider, rider.id), party, signatory="Alix Fictif",
                signed_on=table.world.today(),
            )  # fmt: skip


def test_an_abandoned_rider_changes_nothing_and_lets_another_be_opened(world):
    table = a_table(world, ContractState.IN_FORCE)
    rider = do(table, table.secretary, operations.open_rider, title="Un", reason="Pour voir")
    with world.home.units.begin(table.actor(table.secretary)) as work:
        contract = contract_of(work, table.contract.id)
        operations.abandon_rider(work, contract, work.session.get_one(Rider, rider.id), reason="Sans objet")
    assert do(table, table.secretary, operations.open_rider, title="Deux", reason="Suite").number == 2


def test_a_rider_may_move_the_end_of_the_contract(world):
    table = a_table(world, ContractState.IN_FORCE, ends_on=date(2027, 12, 31))
    rider = do(
        table,
        table.secretary,
        operations.open_rider,
        title="Prolongation",
        reason="Un an",
        new_ends_on=date(2028, 12, 31),
    )
    sign_rider(table, rider)
    assert table.stored().ends_on == date(2028, 12, 31)


def test_a_clause_is_written_once_per_kind_and_its_older_version_is_refused(world):
    table = a_table(world)
    fields = WRITTEN[ClauseKind.EVALUATION]
    clause = do(table, table.secretary, write_clause, ClauseKind.EVALUATION, fields, expected_version=0)
    with pytest.raises(OutOfDate):
        do(table, table.epci_officer, write_clause, ClauseKind.EVALUATION, fields, expected_version=0)
    again = do(
        table, table.epci_officer, write_clause, ClauseKind.EVALUATION, fields | {"percent": "2"}, expected_version=1
    )
    assert (again.id, again.version) == (clause.id, 2)
    assert world.kinds(table.contract.stream) == ["clause.written", "clause.written"]


def test_free_clauses_have_a_title_of_their_own_and_a_text(world):
    table = a_table(world)
    write = (table, table.secretary, write_clause, ClauseKind.FREE, {})
    with pytest.raises(Invalid):
        do(*write, title="", prose="Texte.")
    with pytest.raises(Invalid):
        do(*write, title="Eau", prose="")
    first = do(*write, title="Eau", prose="Texte.")
    with pytest.raises(Invalid):
        do(*write, title="EAU", prose="Autre.")
    do(*write, title="Eau potable", prose="Autre.", clause_id=first.id)
    with world.home.units.begin(table.actor(table.secretary)) as work:
        contract = contract_of(work, table.contract.id)
        remove_clause(work, contract, work.session.get_one(Clause, first.id), expected_version=2)
    assert world.kinds(table.contract.stream)[-1] == "clause.removed"


def test_p2_an_imported_contract_in_force_takes_a_rider_without_having_a_text(world):
    table = a_table(world, ContractState.IN_FORCE, source={"document": "002"})
    rider = do(table, table.secretary, operations.open_rider, title="Avenant", reason="Suite")
    a_clause(world, table.contract, ClauseKind.METHOD, rider_id=rider.id)
    sign_rider(table, rider)
    with world.home.units.reading() as session:
        assert [text.number for text in session.scalars(select(SignedText))] == [1]


def test_a_text_that_waits_for_signatures_gains_and_loses_no_finalite(world):
    table = a_complete_table(world, ContractState.READY)
    with world.home.units.reading() as session:
        kept = session.scalars(select(ContractFinalite).filter_by(contract_id=table.contract.id)).one().finalite_id
    for act, given in (
        (operations.attach_finalite, {"reason": "Aussi."}),
        (operations.detach_finalite, {"reason": "Plus."}),
    ):
        with pytest.raises(IllegalTransition, match="Rouvrez la négociation"):
            do_with_finalite(table, act, kept, **given)


def do_with_finalite(table, act, finalite_id, **given):
    with table.world.home.units.begin(table.actor(table.secretary)) as work:
        finalite = work.session.get_one(Finalite, finalite_id)
        act(work, contract_of(work, table.contract.id), finalite, **given)


def test_r12_3_only_the_state_writes_changes_or_takes_away_what_the_prefet_decided(world):
    table = a_complete_table(world)
    area = {"indicators": ["part des ménages pauvres"], "share": "50"}
    decided = area | {"prefect_reason": "Les moyens allaient aux centres."}
    with pytest.raises(NotAllowed, match="dernier mot sur la géographie prioritaire est celui du préfet"):
        do(table, table.epci_officer, write_clause, ClauseKind.PRIORITY_AREA, decided, expected_version=0)
    clause = do(table, table.state_officer, write_clause, ClauseKind.PRIORITY_AREA, decided, expected_version=0)
    # The others may still write the rest of the clause around the decision.
    shared = decided | {"share": "60"}
    do(table, table.epci_officer, write_clause, ClauseKind.PRIORITY_AREA, shared, expected_version=1)
    for gone in (area, area | {"prefect_reason": "Autre chose."}):
        with pytest.raises(NotAllowed):
            do(table, table.epci_officer, write_clause, ClauseKind.PRIORITY_AREA, gone, expected_version=2)
    with pytest.raises(NotAllowed), world.home.units.begin(table.actor(table.epci_officer)) as work:
        remove_clause(work, contract_of(work, table.contract.id), work.session.get_one(Clause, clause.id))
    do(table, table.state_officer, write_clause, ClauseKind.PRIORITY_AREA, area, expected_version=2)
