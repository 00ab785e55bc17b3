"""P2: the same file twice changes nothing; a changed record changes what its source changed, and nothing else."""

import copy
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text, update

from app.contracts.models import Action, ActionUpdate, Contract, ContractParty, FundingLine, ImportedRecord, NameAlias
from app.foundation.database import Model
from app.foundation.errors import NotAllowed
from app.journal.models import JournalEntry

from .conftest import named

PACT, BASSIN, AMIENS = "pacte-sambre-avesnois-thierache", "erbm-bassin-minier", "cdt-amienois"


def everything_in(home):
    """Return every row of every table, as text."""
    with home.units.reading() as session:
        return {
            table.name: sorted(map(str, session.execute(text(f'SELECT * FROM "{table.name}"'))))
            for table in Model.metadata.sorted_tables
        }


def one(home, entity, *conditions):
    with home.units.reading() as session:
        return session.scalars(select(entity).where(*conditions)).one()


def test_p2_the_same_file_twice_changes_no_row_no_entry_no_version(bring, contracts, home):
    bring(contracts)
    before = everything_in(home)
    again = bring(contracts)
    assert (again.created, again.changed, again.unchanged) == (0, 0, len(contracts))
    assert everything_in(home) == before


def test_p2_a_field_the_source_changed_is_changed_and_told_once(bring, contracts, home, world):
    bring(contracts)
    changed = copy.deepcopy(contracts)
    named(changed, PACT)["montant_total_eur"] = 12_500_000
    done = bring(changed)
    assert (done.changed, done.unchanged) == (1, len(contracts) - 1)
    pact = one(home, Contract, Contract.slug == PACT)
    assert (pact.total_cents, pact.version) == (12_500_000_00, 2)
    entry = world.entries(pact.stream)[-1]
    assert (entry.kind, entry.payload["fields"]) == ("contract.imported_again", ["total_cents"])
    assert bring(changed).changed == 0


def test_p2_what_was_written_here_stays_unless_the_source_changed_that_very_field(bring, contracts, home):
    bring(contracts)
    code = named(contracts, BASSIN)["actions"][0]["id"]
    with home.engine.begin() as connection:
        here = update(Action).where(Action.code == code)
        connection.execute(here.values(progress_percent=40, note="Chantier ouvert", cost_cents=77))
    changed = copy.deepcopy(contracts)
    named(changed, BASSIN)["actions"][0]["intitule"] = "Nouveau nom"
    bring(changed)
    action = one(home, Action, Action.code == code)
    assert (action.title, action.note, action.progress_percent, action.cost_cents) == (
        "Nouveau nom",
        "Chantier ouvert",
        40,
        77,
    )
    history = one(home, ActionUpdate, ActionUpdate.action_id == action.id)
    assert history.changes["title"][1] == "Nouveau nom"


def test_p2_actions_lines_and_parties_follow_the_source(bring, contracts, home):
    bring(contracts)
    changed = copy.deepcopy(contracts)
    amiens = named(changed, AMIENS)
    bhns = next(action for action in amiens["actions"] if action["id"] == "amiens-bhns")
    bhns["financements"][0]["montant_eur"] = 14_000_000
    bhns["financements"].append({"financeur": "Ville d'Amiens", "montant_eur": Decimal("1000.50")})
    amiens["actions"].append({"id": "amiens-nouvelle", "intitule": "Une action de plus", "axe": 2})
    amiens["signataires"].remove("Ville d'Amiens")
    done = bring(changed)
    assert done.actions == 2
    action = one(home, Action, Action.code == "amiens-bhns")
    with home.units.reading() as session:
        lines = select(FundingLine.amount_cents).where(FundingLine.action_id == action.id).order_by(FundingLine.rank)
        assert session.scalars(lines).all() == [14_000_000_00, 1_000_50]
        names = session.scalars(select(ContractParty.name).where(ContractParty.contract_id == action.contract_id))
        assert "Ville d'Amiens" not in names.all()
    assert one(home, Action, Action.code == "amiens-nouvelle").axis_id is not None


def test_p2_a_second_source_fills_what_the_first_leaves_open_and_never_overwrites_it(bring, contracts, home):
    bring(contracts)
    other = copy.deepcopy(named(contracts, PACT))
    other |= {"source": {"document": "bilan-2021", "page": 4}, "montant_total_eur": 9_000_000, "date_fin": "2028-11-06"}
    other |= {"date_signature": "2018-11-08", "actions": [], "connu_au": "2021-12-31"}
    bring([other])
    pact = one(home, Contract, Contract.slug == PACT)
    assert (pact.total_cents, pact.ends_on.isoformat()) == (9_000_000_00, "2028-11-06")
    assert pact.signed_on.isoformat() == "2018-11-07"
    signed = next(variant for variant in pact.variants if variant["field"] == "signed_on")
    assert [value["value"] for value in signed["values"]] == ["2018-11-07", "2018-11-08"]
    assert bring([other]).changed == 0
    assert bring(contracts).changed == 0
    with home.units.reading() as session:
        kept = select(ImportedRecord.document).where(ImportedRecord.contract_id == pact.id)
        assert session.scalars(kept.order_by(ImportedRecord.rank)).all()[1] == "bilan-2021"


def test_p2_what_the_source_takes_back_though_it_serves_here_is_refused_whole(bring, contracts, home):
    from app.contracts.importing.faults import BadFile

    bring(contracts)
    with home.engine.begin() as connection:
        moved = text(
            "UPDATE actions SET axis_id = (SELECT id FROM contract_axes WHERE contract_id = actions.contract_id"
        )
        connection.execute(text(f"{moved.text} AND number = 4) WHERE code = 'erbm-cites'"))
    before = everything_in(home)
    changed = copy.deepcopy(contracts)
    bassin = named(changed, BASSIN)
    bassin["axes"] = bassin["axes"][:3]
    for action in bassin["actions"]:
        action["axe"] = action["axe"] if action["axe"] != 4 else None
    with pytest.raises(BadFile, match="sert déjà ici"):
        bring(changed)
    assert everything_in(home) == before


def test_p2_only_the_platform_imports(home, catalogue, contracts, world):
    from app.contracts.importing.operations import import_contracts

    conference = world.conference()
    with (
        pytest.raises(NotAllowed, match="administrateur"),
        home.units.begin(world.actor(world.secretary(conference))) as work,
    ):
        import_contracts(work, contracts)


def test_p2_a_repeated_import_does_not_repeat_aliases_nor_entries(bring, contracts, home):
    bring(contracts)
    bring(contracts)
    with home.units.reading() as session:
        imported = select(func.count()).where(JournalEntry.kind == "contract.imported")
        assert session.scalar(imported) == len(contracts)
        assert session.scalar(select(func.count(NameAlias.search_name))) == 0
