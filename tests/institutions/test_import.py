import json

import pytest
from sqlalchemy import func, select

from app.commands.directory import PUBLISHED
from app.foundation.actors import SYSTEM, VISITOR
from app.foundation.errors import NotSignedIn
from app.institutions import queries
from app.institutions.loading import steps
from app.institutions.models import Institution, InstitutionPart
from app.institutions.operations import import_directory
from app.institutions.source import BadSource, read_directory
from app.institutions.words import InstitutionKind

REGION, DEPARTEMENT, EPCI, COMMUNE = (
    InstitutionKind.REGION,
    InstitutionKind.DEPARTEMENT,
    InstitutionKind.EPCI,
    InstitutionKind.COMMUNE,
)


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def small_country():
    return {
        "regions.json": [{"code": "32", "nom": "Hauts-de-France", "zone": "metro"}],
        "departements.json": [{"code": "59", "nom": "Nord", "region": "32", "zone": "metro"}],
        "epci.json": [
            {
                "code": "245900410",
                "nom": "Métropole Européenne de Lille",
                "type": "METRO",
                "populationMunicipale": 1182250,
                "membres": [{"code": "59350"}, {"code": "59512"}],
            }
        ],
        "communes.json": [
            commune("59350", "Lille", "215903501", 238695),
            commune("59512", "Roubaix", "215905126", 98892),
            {"code": "59355", "nom": "Lomme", "type": "commune-associee", "chefLieu": "59350"},
        ],
    }


def commune(code, name, siren, population):
    return {
        "code": code,
        "nom": name,
        "type": "commune-actuelle",
        "departement": "59",
        "region": "32",
        "zone": "metro",
        "siren": siren,
        "population": population,
    }


@pytest.fixture
def folder(tmp_path):
    def write(country):
        for name, records in country.items():
            (tmp_path / name).write_text(json.dumps(records), encoding="utf-8")
        return tmp_path

    return write


def bring(home, folder, **more):
    with home.units.begin(SYSTEM) as work:
        return import_directory(work, read_directory(folder), **more)


def rows(home):
    with home.units.reading() as session:
        return {i.code: i for i in session.scalars(select(Institution))}


def test_regions_and_departements_have_the_population_of_their_communes(home, folder):
    bring(home, folder(small_country()))
    known = rows(home)
    assert known["32"].population == known["59"].population == 238695 + 98892
    assert known["245900410"].population == 1182250
    assert (known["245900410"].siren, known["59"].siren) == ("245900410", None)
    assert "59355" not in known


def test_the_same_directory_twice_changes_nothing_and_says_nothing(home, world, folder):
    assert bring(home, folder(small_country())).created == 5
    again = bring(home, folder(small_country()))
    assert not again.any
    assert world.kinds("directory:1") == ["directory.imported"]


def test_a_population_that_changed_is_updated_and_counted(home, world, folder):
    bring(home, folder(small_country()))
    country = small_country()
    country["communes.json"][1]["population"] = 100000
    changes = bring(home, folder(country))
    assert (changes.created, changes.updated, changes.closed) == (0, 3, 0)
    assert rows(home)["59512"].population == 100000
    assert world.entries("directory:1")[-1].payload["updated"] == 3


def test_what_disappeared_is_closed_and_leaves_its_wholes_and_can_come_back(home, folder, clock):
    bring(home, folder(small_country()))
    merged = small_country()
    del merged["communes.json"][1]
    merged["epci.json"][0]["membres"].pop()
    changes = bring(home, folder(merged))
    assert (changes.closed, changes.left) == (1, 2)
    gone = rows(home)["59512"]
    assert str(gone.closed_on) == "2026-03-03"
    with home.units.reading() as session:
        assert queries.wholes_of(session, gone.id) == []
        assert queries.search(session, "roubaix") == []
        assert len(queries.search(session, "roubaix", closed=True)) == 1
    bring(home, folder(small_country()))
    back = rows(home)["59512"]
    assert (back.closed_on, back.id) == (None, gone.id)


def test_an_institution_added_by_hand_survives_the_import(home, world, folder):
    ours = world.institution(InstitutionKind.ASSOCIATION, code=None)
    bring(home, folder(small_country()))
    with home.units.reading() as session:
        assert session.get_one(Institution, ours.id).closed_on is None


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda c: c["communes.json"][1].update(siren="215905127"), "communes.json, enregistrement 2 (« Roubaix »)"),
        (lambda c: c["communes.json"][0].update(population=-3), "population « -3 »"),
        (lambda c: c["communes.json"][0].update(population=True), "population « True »"),
        (lambda c: c["communes.json"][0].update(departement="62"), "departements.json ne contient pas le code « 62 »"),
        (lambda c: c["communes.json"].append(c["communes.json"][0]), "figure deux fois"),
        (lambda c: c["communes.json"].append("Lille"), "enregistrement 4 : un objet est attendu"),
        (lambda c: c["departements.json"][0].update(code="20"), "departements.json, enregistrement 1 (« Nord »)"),
        (lambda c: c["departements.json"][0].update(nom=" "), "le nom manque"),
        (lambda c: c["regions.json"][0].update(zone="lune"), "la zone « lune »"),
        (lambda c: c["epci.json"][0].update(membres=[{"code": "01001"}]), "communes.json ne contient pas"),
        (lambda c: c["epci.json"][0].update(membres="toutes"), "communes.json ne contient pas"),
        (
            lambda c: c["epci.json"].append({**c["epci.json"][0], "code": "200067254", "nom": "Une autre"}),
            "appartient déjà à l’EPCI",
        ),
        (lambda c: c.update({"regions.json": []}), "regions.json : une liste non vide"),
        (lambda c: c.update({"regions.json": {"code": "32"}}), "regions.json : une liste non vide"),
    ],
)
def test_a_faulty_source_says_file_and_record_and_leaves_nothing_half_written(home, folder, spoil, sentence):
    country = small_country()
    spoil(country)
    with pytest.raises(BadSource) as refused:
        bring(home, folder(country))
    assert sentence in plain(refused.value.detail)
    assert rows(home) == {}


def test_a_missing_or_unreadable_file_is_named(folder):
    place = folder(small_country())
    (place / "epci.json").unlink()
    (place / "communes.json").write_text('[{"code": "59350",\n oups}]')
    with pytest.raises(BadSource) as refused:
        read_directory(place)
    assert "epci.json : ce fichier manque" in plain(refused.value.detail)
    assert "communes.json, ligne 2, colonne 2" in plain(refused.value.detail)


def test_a_failure_in_the_middle_of_writing_leaves_nothing(home, folder):
    place = folder(small_country())

    def cut(_rows):
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        bring(home, place, advance=cut)
    assert rows(home) == {}


def test_only_an_administrator_imports_the_directory(home, folder):
    directory = read_directory(folder(small_country()))
    with pytest.raises(NotSignedIn), home.units.begin(VISITOR) as work:
        import_directory(work, directory)


def test_the_progress_bar_hears_every_row(home):
    directory, heard = read_directory(PUBLISHED), []
    with home.units.begin(SYSTEM) as work:
        import_directory(work, directory, advance=heard.append)
    assert sum(heard) == steps(directory)
    with home.units.reading() as session:
        counted = dict(session.execute(select(Institution.kind, func.count()).group_by(Institution.kind)).all())
        assert (counted[REGION], counted[DEPARTEMENT], counted[EPCI]) == (26, 109, 1255)
        assert counted[COMMUNE] > 34000
        assert session.scalar(select(func.count()).select_from(InstitutionPart)) == len(directory.links)
        lille = queries.by_code(session, COMMUNE, "59350")
        assert [i.code for i in queries.wholes_of(session, lille.id)] == ["200093201", "59", "32"]
        departements = queries.parts_of(session, queries.by_code(session, REGION, "32").id)
        assert [i.code for i in departements] == ["59", "62", "60", "80", "02"]
        assert queries.search(session, "ajaccio")[0].institution.code == "2A004"
        assert {one.within for one in queries.search(session, "st denis")[:2]} == {"La Réunion", "Seine-Saint-Denis"}
        assert queries.search(session, "59350")[0].institution.name == "Lille"


def test_the_command_says_what_is_wrong_and_what_changed(app, folder):
    runner = app.test_cli_runner()
    place = folder(small_country())
    done = runner.invoke(args=["directory", "import", "--from", str(place)])
    assert done.exit_code == 0, done.output
    assert "5 institutions ajoutées" in done.output
    again = runner.invoke(args=["directory", "import", "--from", str(place)])
    assert "déjà à jour" in again.output
    (place / "regions.json").write_text("[")
    refused = runner.invoke(args=["directory", "import", "--from", str(place)])
    assert refused.exit_code == 1
    assert "regions.json, ligne 1" in refused.output
    assert "Rien n’a été écrit" in refused.output


def test_the_api_gives_at_most_twenty_institutions_to_anybody(client, home, folder):
    bring(home, folder(small_country()))
    found = client.get("/api/v1/institutions?q=LILLE").get_json()["institutions"]
    assert [(i["name"], i["within"]) for i in found] == [("Lille", "Nord"), ("Métropole Européenne de Lille", "")]
    only = client.get("/api/v1/institutions?q=lille&kind=epci").get_json()["institutions"]
    assert [i["kind"] for i in only] == ["epci"]
    assert client.get("/api/v1/institutions?q=").get_json() == {"institutions": []}
    assert client.get("/api/v1/institutions?q=a%00%26|!():*").status_code == 200
    assert client.get("/api/v1/institutions?kind=lune").status_code == 422
