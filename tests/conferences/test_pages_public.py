"""What anybody sees of a conference."""

import re
from datetime import date, timedelta

import pytest

from app.conferences import operations
from app.conferences.models import Conference, PresidencyTerm, StateReferral
from app.conferences.words import AdmissionCriterion, MemberCategory, Specificity
from app.foundation.actors import SYSTEM
from app.institutions.models import InstitutionKind, Level
from app.sittings.models import Decision
from app.sittings.words import ItemOrigin, SittingState

TAG = re.compile(r"<[^>]+>")


def text_of(answer) -> str:
    words = TAG.sub(" ", answer.get_data(as_text=True)).replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r" (?=[,.])", "", re.sub(r"\s+", " ", words))


@pytest.fixture
def chair(world, conference):
    return world.chair(conference)


@pytest.fixture
def alive(world, home, conference, members, chair):
    """A conference with all there is to see."""
    world.update(conference, secretariat_cost_cents=18_000_000, purpose="Agir ensemble")
    seat = world.seat(conference, Level.COMMUNE, specificity=Specificity.LITTORAL)
    world.mandate(conference, world.person(family_name="Littorale"), seat=seat)
    group = world.group(conference, title="Autonomie")
    company = world.institution(InstitutionKind.COMPANY, name="Entreprise d’essai")
    world.group_member(
        group,
        world.person(family_name="Employeuse"),
        institution=company.id,
        category=MemberCategory.PRIVATE,
        criterion=AdmissionCriterion.EMPLOYS,
    )
    held = world.sitting(
        conference, title="Séance tenue", state=SittingState.CLOSED, starts_at=world.clock() - timedelta(days=60)
    )
    item = world.item(held)
    world.add(
        Decision(
            conference_id=conference.id,
            sitting_id=held.id,
            item_id=item.id,
            number="2026-01-D01",
            text="La conférence décide d’essayer",
            decided_at=world.clock() - timedelta(days=60),
            recorded_by_id=chair.id,
        )
    )
    world.open_sitting(conference, title="Séance en cours")
    world.sitting(conference, title="Séance à venir", starts_at=world.clock() + timedelta(days=30))
    world.sitting(conference, title="Séance privée", public=False, starts_at=world.clock() + timedelta(days=31))
    world.add(
        StateReferral(
            conference_id=conference.id,
            title="Question de l’État",
            question="Que faire ?",
            referred_at=world.clock(),
            referred_by_id=world.partner(conference).id,
        )
    )
    return group


def test_the_page_of_a_conference_shows_all_of_it(client, conference, alive):
    text = text_of(client.get("/conferences/essai"))
    for words in (
        "Agir ensemble",
        "Autonomie",
        "Finalités décidées par un vote de la conférence le 3 mars 2026",
        "Entreprise d’essai Privé qui emploie participe Camille Employeuse",
        "Région d’essai",
        "siège vacant",
        "représente : littoral",
        "préside",
        "Séance en cours",
        "Suivre en direct",
        "Séance à venir",
        "Séance tenue",
        "La conférence décide d’essayer",
        "Question de l’État",
        "À inscrire",
        "Arrêté",
    ):
        assert words in text, words
    assert "Séance privée" not in text
    assert "Administrer" not in text


def test_r3_4_the_page_shows_who_chairs_and_the_plan_for_the_next_four_terms(client, alive):
    text = text_of(client.get("/conferences/essai"))
    plan = text.partition("Présidence en cours et plan des quatre suivantes")[2]
    assert "en exercice" in plan
    levels = re.findall(r"à désigner (Région|Département|EPCI|Commune)", plan)
    assert levels[:4] == ["Département", "EPCI", "Commune", "Région"]


def test_r3_9_the_page_shows_the_shares_and_how_they_are_computed(client, alive):
    text = text_of(client.get("/conferences/essai"))
    assert "Part exacte" in text
    assert "180 000,00 €" in text
    assert "aux plus forts restes" in text


def test_r3_9_a_population_nobody_knows_is_said_and_no_share_is_invented(client, world, conference, alive):
    world.seat(
        conference, Level.COMMUNE, institution=world.institution(Level.COMMUNE, population=None, name="Sans-Nombre")
    )
    text = text_of(client.get("/conferences/essai"))
    assert "La population de « Sans-Nombre » n’est pas connue" in text
    assert "Part exacte" not in text


def test_what_was_typed_by_people_is_escaped(client, world, conference):
    evil = "<script>alert(1)</script>"
    world.update(conference, name=evil, purpose=evil)
    group = world.group(conference, title=evil)
    world.group_member(group, world.person(family_name=evil))
    world.delegate(conference, institution=world.institution(Level.COMMUNE, name=evil))
    world.sitting(conference, title=evil, place=evil, starts_at=world.clock() + timedelta(days=3))
    for path in (
        "/conferences",
        "/conferences/essai",
        f"/conferences/essai/groupes/{group.id}",
        "/conferences/essai/historique",
        f"/conferences/essai/historique?date={evil}",
    ):
        html = client.get(path).get_data(as_text=True)
        assert evil not in html, path
        assert "&lt;script&gt;" in html, path


@pytest.mark.parametrize(
    "path", ["/conferences", "/conferences/essai", "/conferences/essai/historique", "/conferences/essai/groupes/1"]
)
def test_a_page_asks_few_things_of_the_database(client, alive, queries, path):
    with queries(12):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("role", ["chair", "secretary", "partner", "delegate"])
def test_members_ask_no_more(as_, world, conference, alive, chair, queries, role):
    person = chair if role == "chair" else getattr(world, role)(conference)
    reader = as_(person)
    with queries(12):
        assert reader.get("/conferences/essai").status_code == 200


def test_a_page_seen_again_costs_one_question(client, alive, queries):
    client.get("/conferences/essai")
    with queries(1):
        client.get("/conferences/essai")


def test_a_page_seen_again_is_drawn_anew_after_any_recorded_change(client, home, world, conference, alive, chair):
    assert "Nouvelle raison d’être" not in text_of(client.get("/conferences/essai"))
    with home.units.begin(world.actor(chair)) as work:
        stored = work.session.get_one(Conference, conference.id)
        operations.change_settings(work, stored, {"purpose": "Nouvelle raison d’être"})
    assert "Nouvelle raison d’être" in text_of(client.get("/conferences/essai"))


def test_a_page_seen_again_the_next_day_is_that_of_the_day(client, world, conference):
    world.mandate(
        conference, world.person(family_name="De-Passage"), seat=_free_seat(world, conference), ends_on=date(2026, 3, 4)
    )
    assert "De-Passage" in text_of(client.get("/conferences/essai"))
    world.clock.advance(days=1)
    assert "De-Passage" not in text_of(client.get("/conferences/essai"))


def _free_seat(world, conference):
    return world.seat(conference, Level.EPCI)


def test_warnings_are_shown_to_the_bureau_and_the_state_only(as_, client, world, conference, chair):
    words = "en présence du préfet de région"
    for person in (chair, world.secretary(conference), world.partner(conference)):
        text = text_of(as_(person).get("/conferences/essai"))
        assert words in text
        assert "R3.7" in text
        assert "Administrer la conférence" in text
    assert words not in text_of(client.get("/conferences/essai"))
    assert words not in text_of(as_(world.delegate(conference)).get("/conferences/essai"))


def test_r3_10_a_conference_without_president_or_quorum_is_said_to_be_blocked(as_, world, conference):
    for days in (60, 30):
        world.sitting(
            conference,
            state=SittingState.CLOSED,
            opened_at=world.clock() - timedelta(days=days),
            starts_at=world.clock() - timedelta(days=days),
            without_quorum=True,
        )
    text = text_of(as_(world.partner(conference)).get("/conferences/essai"))
    assert "Le quorum a manqué à 2 séances de suite" in text
    assert "Personne ne préside la conférence" in text


def test_r3_8_a_broken_rhythm_is_warned_of(as_, world, conference, chair):
    world.update(conference, created_at=world.clock() - timedelta(days=400))
    text = text_of(as_(chair).get("/conferences/essai"))
    assert "R3.8" in text


def test_r3_7_a_sitting_held_counts_only_if_the_state_came(as_, world, conference, chair):
    from app.sittings.models import Presence
    from app.sittings.words import PresenceMode

    held = world.sitting(
        conference,
        state=SittingState.CLOSED,
        starts_at=world.clock() - timedelta(days=20),
        opened_at=world.clock() - timedelta(days=20),
        prefect_expected=True,
    )
    assert "R3.7" in text_of(as_(chair).get("/conferences/essai"))
    partner = world.partner(conference)
    world.add(
        Presence(
            sitting_id=held.id,
            person_id=partner.id,
            mode=PresenceMode.ROOM,
            entered_at=held.starts_at,
            entered_by_id=partner.id,
        )
    )
    assert "R3.7" not in text_of(as_(chair).get("/conferences/essai"))


def test_r3_6_a_question_of_the_state_shows_the_agenda_it_is_on(client, world, conference, alive):
    sitting = world.sitting(conference, starts_at=world.clock() + timedelta(days=12))
    world.item(sitting, origin=ItemOrigin.STATE_REFERRAL, origin_reference="state_referral:1")
    assert "À l’ordre du jour du 15 mars 2026" in text_of(client.get("/conferences/essai"))


def test_r3_11_a_statutory_conference_says_that_the_region_always_chairs(client, world, conference):
    world.update(conference, profile="ctap", level_order=[])
    text = text_of(client.get("/conferences/essai"))
    assert "préside toujours" in text
    assert "sont des avis" in text


def test_an_empty_conference_says_what_will_be_there_and_who_can_put_it(client, world, members):
    world.add(Conference(slug="neuve", name="Neuve", region_id=members["region"].id, created_at=world.clock()))
    text = text_of(client.get("/conferences/neuve"))
    assert "Le préfet de région en fixe la composition par arrêté" in text
    assert "La conférence les décide par un vote en séance" in text


@pytest.mark.parametrize(
    "path",
    [
        "/conferences/rien",
        "/conferences/%00",
        "/conferences/essai/groupes/99",
        "/conferences/essai/groupes/99999999999",
    ],
)
def test_what_does_not_exist_is_not_found(client, conference, path):
    assert client.get(path).status_code == 404


def test_the_list_shows_each_conference_with_who_chairs_and_its_next_sitting(client, world, conference, alive):
    world.conference(name="Autre conférence")
    text = text_of(client.get("/conferences"))
    assert "Autre conférence" in text
    assert "En séance" in text
    assert "personne" in text


def test_the_history_says_who_sat_and_who_could_vote_on_that_day(client, world, conference, members):
    person = world.person(family_name="Ancienne")
    seat = _free_seat(world, conference)
    world.mandate(conference, person, seat=seat, starts_on=date(2025, 2, 1), ends_on=date(2026, 1, 1))
    then = text_of(client.get("/conferences/essai/historique?date=2025-12-31"))
    assert "Camille Ancienne" in then
    assert "1 personne pouvait voter" in then
    now = text_of(client.get("/conferences/essai/historique"))
    assert "Ancienne" not in now
    assert "personne ne pouvait voter" in now
    before = text_of(client.get("/conferences/essai/historique?date=2024-12-31"))
    assert "aucun acte ne composait la conférence" in before


def test_the_history_knows_who_chaired_that_day_and_which_finalites_were_in_force(
    home, client, world, conference, members
):
    world.add(
        PresidencyTerm(
            conference_id=conference.id,
            level=Level.REGION,
            institution_id=members["region"].id,
            starts_on=date(2025, 2, 1),
            ends_on=date(2026, 2, 1),
        )
    )
    with home.units.begin(SYSTEM) as work:
        stored = work.session.get_one(Conference, conference.id)
        operations.adopt_finalites(work, stored, [{"title": "Unique"}], ballot_id=1, reason="Essai")
    text = text_of(client.get("/conferences/essai/historique?date=2025-06-01"))
    assert "Présidence : Région d’essai" in text
    assert "Unique" not in text
    assert "Unique" in text_of(client.get("/conferences/essai/historique"))
    assert "Personne ne présidait" in text_of(client.get("/conferences/essai/historique?date=2026-03-03"))


@pytest.mark.parametrize("written", ["hier", "2026-02-30", "99999-01-01", "0001-01-01", "2026-1-1x"])
def test_a_day_that_cannot_be_read_is_said(client, conference, written):
    answer = client.get("/conferences/essai/historique", query_string={"date": written})
    assert answer.status_code == 422
    assert "n’est pas une date" in text_of(answer)


def test_r5_2_the_page_of_a_group_says_who_pilots_it_and_why_each_member_is_there(client, world, conference, alive):
    text = text_of(client.get(f"/conferences/essai/groupes/{alive.id}"))
    assert "Pilote :" in text
    assert "qui emploie participe" in text
    assert "Nommer des membres" not in text


def test_a_group_keeps_its_former_members(client, world, conference, alive):
    world.group_member(alive, world.person(family_name="Partie"), ended_on=date(2026, 1, 1))
    text = text_of(client.get(f"/conferences/essai/groupes/{alive.id}"))
    assert "Anciens membres" in text
    assert "Partie" in text
    assert "Partie" not in text_of(client.get("/conferences/essai"))


def test_the_accent_of_a_conference_is_a_stylesheet(client, world, conference):
    assert "accent.css" not in client.get("/conferences/essai").get_data(as_text=True)
    world.update(conference, accent="#5b3f8c")
    assert f"/conferences/{conference.id}/accent.css?v=5b3f8c" in client.get("/conferences/essai").get_data(
        as_text=True
    )
    sheet = client.get(f"/conferences/{conference.id}/accent.css")
    assert sheet.mimetype == "text/css"
    assert "--accent: #5b3f8c" in sheet.get_data(as_text=True)
    assert "prefers-color-scheme: dark" in sheet.get_data(as_text=True)
    assert client.get("/conferences/999/accent.css").status_code == 404
    assert client.get("/conferences/99999999999/accent.css").status_code == 404
