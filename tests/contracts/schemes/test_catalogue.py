"""P1, P3: the catalogue of schemes, what each asks, its figures side by side, its projects counted once."""

import copy

import pytest
from sqlalchemy import func, select

from app.contracts.importing.catalogue import import_figures, import_schemes
from app.contracts.importing.faults import BadFile
from app.contracts.models import OutsideProject, Programme, ProgrammeFigure, Scheme, TerritoryFigure
from app.contracts.rules.obligations import Obligations
from app.demo.data import shipped
from app.foundation.actors import SYSTEM
from app.journal.models import JournalEntry
from tests.builders.contracts import a_contract


@pytest.fixture
def bring(home, world):
    def _bring(**given):
        with home.units.begin(SYSTEM) as work:
            return import_schemes(
                work,
                given.get("schemes", shipped("dispositifs")),
                programmes=given.get("programmes", shipped("programmes_nationaux")),
                projects=given.get("projects", shipped("projets_hors_contrat")),
            )

    return _bring


def entries(session):
    return session.scalar(select(func.count(JournalEntry.kind)))


def test_p1_the_catalogue_holds_every_scheme_programme_figure_and_project(bring, home):
    bring()
    with home.units.reading() as session:
        counts = [
            session.scalar(select(func.count(e.id))) for e in (Scheme, Programme, ProgrammeFigure, OutsideProject)
        ]
    assert counts == [31, 17, 175, 8]


def test_p1_the_same_catalogue_twice_changes_nothing(bring, home):
    bring()
    with home.units.reading() as session:
        before = entries(session)
    again = bring()
    assert not any(count.any for count in again.values())
    with home.units.reading() as session:
        assert entries(session) == before


def test_p1_a_changed_sheet_changes_what_the_scheme_asks(bring, home):
    bring()
    schemes = shipped("dispositifs")
    next(one for one in schemes if one["code"] == "clea")["duree_texte"] = "5 ans"
    assert bring(schemes=schemes)["schemes"].updated == 1
    with home.units.reading() as session:
        kept = session.scalars(select(Scheme).where(Scheme.code == "clea")).one()
        assert Obligations.from_json(kept.obligations).longest_years == 5


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda s, p: s[3].update(code="cper"), "dispositif 4, champ code : « cper » figure deux fois"),
        (lambda s, p: s[0].update(nom=""), "dispositif 1, « cper », champ nom : à remplir"),
        (lambda s, p: s[0].update(famille="autre"), "champ famille"),
        (lambda s, p: p[0].update(dispositif="nulle-part"), "programme 1, « acv », champ dispositif"),
        (lambda s, p: p[0]["chiffres"][1].update(valeur="beaucoup"), "chiffre 2, champ valeur"),
    ],
)
def test_p1_a_bad_record_is_refused_with_its_place_and_nothing_is_written(bring, home, spoil, reason):
    schemes, programmes = copy.deepcopy(shipped("dispositifs")), copy.deepcopy(shipped("programmes_nationaux"))
    spoil(schemes, programmes)
    with pytest.raises(BadFile) as refused:
        bring(schemes=schemes, programmes=programmes)
    assert any(reason in fault for fault in refused.value.members["faults"])
    with home.units.reading() as session:
        assert session.scalar(select(func.count(Scheme.id))) == 0


def test_p1_a_project_under_several_schemes_is_counted_once(bring, home, client):
    projects = shipped("projets_hors_contrat")
    twin = copy.deepcopy(projects[0]) | {"dispositif": "crte"}
    bring(projects=[*projects, twin])
    with home.units.reading() as session:
        assert session.scalar(select(func.count(OutsideProject.id))) == 8
        kept = session.scalars(select(OutsideProject).where(OutsideProject.code == projects[0]["id"])).one()
        assert kept.scheme_codes == ["cper", "crte"]
    for code in ("cper", "crte"):
        page = client.get(f"/dispositifs/{code}").get_data(as_text=True)
        assert "Requalification de l’A1" in page
        assert "Attaché aussi à" in page


def test_p1_schemes_are_grouped_by_family_and_searched_without_script(bring, client, queries):
    bring()
    with queries(12):
        page = client.get("/dispositifs").get_data(as_text=True)
    assert page.count('href="/dispositifs/') == 31
    assert page.index("Priorités nationales") < page.index("Contrats sur mesure")
    found = client.get("/dispositifs?q=Transition+ECOLOGIQUE").get_data(as_text=True)
    assert 'href="/dispositifs/cte"' in found
    assert 'href="/dispositifs/clea"' not in found
    assert "Aucun dispositif" in client.get("/dispositifs?q=licorne").get_data(as_text=True)


def test_p3_every_scheme_has_its_page_with_its_contracts_and_at_most_twelve_queries(
    bring, client, home, queries, world
):
    bring()
    with home.units.reading() as session:
        schemes = {scheme.code: scheme.id for scheme in session.scalars(select(Scheme))}
    shown = a_contract(world, scheme_id=schemes["acv"], title="Convention publique")
    a_contract(world, scheme_id=schemes["acv"], title="Brouillon secret", public=False)
    for code in schemes:
        with queries(12):
            page = client.get(f"/dispositifs/{code}")
        assert page.status_code == 200
    page = client.get("/dispositifs/acv").get_data(as_text=True)
    assert f"/contrats/{shown.slug}" in page
    assert "Brouillon secret" not in page
    assert client.get("/dispositifs/nulle-part").status_code == 404


def test_p3_figures_stand_side_by_side_with_their_source(bring, client, home):
    figures = [
        {
            "indicateur": "Projets",
            "valeur": 1600,
            "unite": "projets",
            "categorie": "cible",
            "source": {"document": "a"},
        },
        {
            "indicateur": "Projets",
            "valeur": 1630,
            "unite": "projets",
            "categorie": "cible",
            "source": {"document": "b"},
        },
    ]
    bring(programmes=[{"code": "ti", "nom": "Territoires", "dispositif": "territoires-industrie", "chiffres": figures}])
    page = client.get("/dispositifs/territoires-industrie").get_data(as_text=True)
    assert "les sources diffèrent" in page
    assert page.index("1\N{NARROW NO-BREAK SPACE}600") < page.index("1\N{NARROW NO-BREAK SPACE}630")


def test_p2_territory_figures_come_once_and_unknown_values_stay_unknown(home, world):
    given = shipped("indicateurs")
    with home.units.begin(SYSTEM) as work:
        assert import_figures(work, given).created == 113
    with home.units.begin(SYSTEM) as work:
        assert not import_figures(work, given).any
    with home.units.reading() as session:
        unknown = select(func.count(TerritoryFigure.id)).where(TerritoryFigure.value.is_(None))
        assert session.scalar(unknown) == sum(one["valeur"] is None for one in given) == 1
