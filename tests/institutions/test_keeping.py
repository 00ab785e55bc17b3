"""The directory as it changes: names, ends and successors are dated, on record, and rewrite nothing."""

from datetime import timedelta

import pytest

from app.foundation.errors import Invalid, NotAllowed, Refused
from app.institutions.models import Institution, Level
from app.institutions.operations import change_partner, end_institution
from app.institutions.source import SOURCE
from app.institutions.words import InstitutionKind


@pytest.fixture
def operator(world):
    return world.person(administrator=True)


@pytest.fixture
def partner(world):
    return world.institution(InstitutionKind.ASSOCIATION, source="ajout")


def act(world, person, operation, institution, **given):
    with world.home.units.begin(world.actor(person)) as work:
        operation(work, work.session.get_one(Institution, institution.id), **given)


def read(world, institution):
    with world.home.units.reading() as session:
        return session.get_one(Institution, institution.id)


def test_a_new_name_is_on_record_with_the_former_one(world, operator, partner):
    act(world, operator, change_partner, partner, name="Les Jardins d’Exemple")
    assert read(world, partner).name == "Les Jardins d’Exemple"
    entry = world.entries("directory:1")[-1]
    assert (entry.kind, entry.audience, entry.payload["former"]) == ("institution.changed", "public", partner.name)
    act(world, operator, change_partner, partner, name="Les Jardins d’Exemple")
    assert len(world.entries("directory:1")) == 1


def test_an_end_names_the_successor_and_takes_the_institution_out_of_what_is_proposed(
    world, client, as_, operator, partner
):
    after = world.institution(InstitutionKind.ASSOCIATION, source="ajout")
    given = {"closed_on": world.today(), "reason": "Fusion du 3 mars 2026."}
    act(world, operator, end_institution, partner, successor=after, **given)
    kept = read(world, partner)
    assert (kept.closed_on, kept.successor_id) == (world.today(), after.id)
    assert world.entries("directory:1")[-1].payload["successor"] == after.name
    page = client.get(f"/institutions/{partner.id}").text
    assert f'href="/institutions/{after.id}"' in page
    assert "institution.end" not in page
    assert "institution.end" in as_(operator).get(f"/institutions/{partner.id}").text


def test_what_the_official_directory_says_is_its_publishers(world, operator):
    town = world.institution(Level.COMMUNE, source=SOURCE)
    with pytest.raises(Refused):
        act(world, operator, change_partner, town, name="Ailleurs")
    with pytest.raises(Refused):
        act(world, operator, end_institution, town, closed_on=world.today(), reason="Fusion.")
    gone = world.institution(Level.COMMUNE, source=SOURCE, closed_on=world.today() - timedelta(days=90))
    act(world, operator, end_institution, gone, closed_on=world.today(), reason="Commune nouvelle.", successor=town)
    kept = read(world, gone)
    assert (kept.closed_on, kept.successor_id) == (gone.closed_on, town.id)


def test_a_successor_exists_and_leads_nowhere_back(world, operator, partner):
    ended = world.institution(InstitutionKind.ASSOCIATION, source="ajout", closed_on=world.today())
    given = {"closed_on": world.today(), "reason": "Fusion."}
    for successor in (ended, partner):
        with pytest.raises(Invalid):
            act(world, operator, end_institution, partner, successor=successor, **given)
    with pytest.raises(Invalid):
        act(world, operator, end_institution, partner, closed_on=world.today() + timedelta(days=1), reason="Demain.")


def test_only_the_operator_keeps_the_directory(world, partner):
    secretary = world.secretary(world.conference())
    with pytest.raises(NotAllowed):
        act(world, secretary, change_partner, partner, name="Autre")
    with pytest.raises(NotAllowed):
        act(world, secretary, end_institution, partner, closed_on=world.today(), reason="Non.")


def test_the_form_finds_the_successor_by_its_name(world, as_, operator, partner):
    after = world.institution(InstitutionKind.ASSOCIATION, source="ajout", name="Maison Quelconque")
    given = {"institution_id": partner.id, "closed_on": world.today().isoformat(), "reason": "Fusion."}
    client = as_(operator)
    assert client.post("/actes/institution.end", data=given | {"successor": "Introuvable Zz"}).status_code == 422
    assert client.post("/actes/institution.end", data=given | {"successor": "maison quelconque"}).status_code == 303
    assert read(world, partner).successor_id == after.id
