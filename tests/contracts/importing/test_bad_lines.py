"""P2: a bad line is refused with its place and the reason, all at once, and nothing is half-written."""

import copy

import pytest
from sqlalchemy import func, select

from app.contracts.importing.faults import BadFile
from app.contracts.importing.reading import parse
from app.contracts.models import Action, Contract
from app.journal.models import JournalEntry

from .conftest import named

AMIENS = "cdt-amienois"


def action(records, code="amiens-bhns"):
    return next(one for one in named(records, AMIENS)["actions"] if one["id"] == code)


def contract(records):
    return named(records, AMIENS)


BAD = [
    (lambda r: contract(r).update(slug=""), "champ slug : à remplir"),
    (lambda r: contract(r).update(slug="Été 2019"), "champ slug"),
    (lambda r: contract(r).update(slug="erbm-bassin-minier"), "champ slug : déjà pris"),
    (lambda r: contract(r).update(intitule=None), "champ intitule : à remplir"),
    (lambda r: contract(r).update(intitule=12), "un texte est attendu, pas « 12 »"),
    (lambda r: contract(r).update(intitule="a\x00b"), "n’est pas lisible"),
    (lambda r: contract(r).update(dispositif="contrat-inconnu"), "« contrat-inconnu » n’est pas au catalogue"),
    (lambda r: contract(r).update(statut="peut-être"), "n’est pas dans la liste"),
    (lambda r: contract(r).update(nature=3), "n’est pas dans la liste"),
    (lambda r: contract(r).update(date_signature="2019-02-30"), "« 2019-02-30 » n’est pas un jour"),
    (lambda r: contract(r).update(date_signature="2019"), "« 2019 » n’est pas un jour"),
    (lambda r: contract(r).update(annee_debut=2020, annee_fin=2018), "2018 précède l’année de début"),
    (lambda r: contract(r).update(annee_debut=True), "un nombre entier est attendu"),
    (lambda r: contract(r).update(montant_total_eur=-1), "un montant ne peut pas être négatif (-1)"),
    (lambda r: contract(r).update(montant_total_eur="12"), "un montant en euros est attendu"),
    (lambda r: contract(r).update(parent="nulle-part"), "le contrat « nulle-part » n’existe pas"),
    (lambda r: contract(r).update(parent=AMIENS), "ferait partie de lui-même"),
    (lambda r: contract(r).update(signataires="État"), "une liste est attendue"),
    (lambda r: contract(r).update(signataires=["État", ""]), "champ signataires[2]"),
    (lambda r: contract(r).update(couleur="bleu"), "champ couleur : ce champ n’est pas connu"),
    (lambda r: contract(r)["axes"].append(dict(contract(r)["axes"][0])), "figure deux fois"),
    (lambda r: action(r).update(id="erbm-cites"), "champ id : « erbm-cites » est déjà pris par contrat"),
    (lambda r: action(r).update(axe=99), "l’axe 99 n’existe pas dans ce contrat"),
    (lambda r: action(r).update(axe="deux"), "un nombre entier est attendu"),
    (lambda r: action(r).update(action_parente="nulle-part"), "l’action « nulle-part » n’existe pas"),
    (lambda r: action(r).update(action_parente="amiens-bhns"), "ferait partie de lui-même"),
    (lambda r: action(r).update(cout_total_eur=-10), "champ cout_total_eur : un montant ne peut pas être négatif"),
    (lambda r: action(r).update(cout_total_eur=10**15), "n’est pas un montant plausible"),
    (lambda r: action(r).update(cout_total_eur=100), "dépassent le coût de 100"),
    (lambda r: action(r).update(echeance="2019-13"), "« 2019-13 » n’est pas une date"),
    (lambda r: action(r).update(date_realisation="bientôt"), "« bientôt » n’est pas une date"),
    (lambda r: action(r).update(avancement="presque"), "n’est pas dans la liste"),
    (lambda r: action(r)["financements"].append({"montant_eur": 5}), "champ financeur : à remplir"),
    (lambda r: action(r)["financements"].append({"financeur": "État", "montant_eur": -5}), "financement 2"),
    (lambda r: action(r)["financements"].append({"financeur": "État", "periodicite": "mensuelle"}), "periodicite"),
    (lambda r: action(r)["financements"].append({"financeur": "État", "compte_dans_parent": "oui"}), "true ou false"),
    (lambda r: action(r)["indicateurs"].append({"nom": "x", "valeur": "beaucoup"}), "un nombre est attendu"),
    (lambda r: r.append("un texte"), "contrat 6 : un objet est attendu"),
]


@pytest.mark.parametrize(("spoil", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_p2_a_bad_line_is_refused_with_its_place_and_the_reason(bring, contracts, home, spoil, reason):
    spoil(contracts)
    with pytest.raises(BadFile) as refused:
        bring(contracts)
    faults = [fault.replace("\N{NARROW NO-BREAK SPACE}", " ") for fault in refused.value.members["faults"]]
    assert any(reason in fault for fault in faults)
    assert all(fault.startswith("contrat ") for fault in faults)
    with home.units.reading() as session:
        assert session.scalar(select(func.count(Contract.id))) == 0
        assert session.scalar(select(func.count(Action.id))) == 0
        assert session.scalar(select(func.count()).where(JournalEntry.kind == "contract.imported")) == 0


def test_p2_every_fault_is_told_at_once_in_the_order_of_the_file(bring, contracts):
    for spoil, _ in (BAD[3], BAD[6], BAD[22], BAD[26], BAD[29]):
        spoil(contracts)
    with pytest.raises(BadFile) as refused:
        bring(contracts)
    faults = refused.value.members["faults"]
    number = contracts.index(named(contracts, AMIENS)) + 1
    place = f"contrat {number}, « {AMIENS} »"
    assert [fault.split(" : ")[0] for fault in faults] == [
        f"{place}, champ intitule",
        f"{place}, champ dispositif",
        f"{place}, action 1, champ cout_total_eur",
        f"{place}, action 1, champ echeance",
        f"{place}, action 1, champ axe",
    ]


def test_p2_a_bad_line_among_known_contracts_leaves_them_as_they_were(bring, contracts, home):
    bring(contracts)
    changed = copy.deepcopy(contracts)
    named(changed, "erbm-bassin-minier")["intitule"] = "Autre nom"
    action(changed)["cout_total_eur"] = -1
    with pytest.raises(BadFile):
        bring(changed)
    with home.units.reading() as session:
        assert session.scalar(select(Contract.title).where(Contract.slug == "erbm-bassin-minier")) != "Autre nom"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ('[{"slug":', "ligne 1, colonne 10"),
        ("{}", "une liste est attendue"),
        ('[{"a": NaN}]', "« NaN » n’est pas un nombre"),
        ('[{"a": 1, "a": 2}]', "le champ « a » est écrit deux fois"),
        ("[" * 100_000, "f.json"),
    ],
)
def test_p2_a_file_that_is_not_json_is_refused_with_line_and_column(written, reason):
    with pytest.raises(BadFile, match=reason):
        parse(written, "f.json")


def test_p2_a_contract_written_here_is_not_replaced_by_an_import(bring, contracts, world):
    from tests.builders.contracts import a_contract

    a_contract(world, slug=AMIENS)
    with pytest.raises(BadFile, match="a été écrit ici"):
        bring(contracts)
