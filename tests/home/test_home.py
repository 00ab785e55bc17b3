from dataclasses import replace
from datetime import timedelta

import pytest

from app.conferences.models import PresidencyTerm
from app.conferences.words import SeatKind
from app.foundation.errors import DomainError
from app.home.explanations import EXPLANATIONS
from app.home.now import recent_decisions
from app.institutions.models import InstitutionPart
from app.institutions.words import InstitutionKind, Level
from app.people.models import CodesApplication
from app.sittings.models import Ballot, BallotVoter, Commitment, Decision, Speech
from app.sittings.words import ItemState, SittingState, SpeechState
from app.web.problems import HTTP_WORDS


@pytest.fixture
def live(world):
    conference = world.conference(name="Conférence d’essai")
    chair = world.chair(conference)
    return world.open_sitting(conference, title="Soins de proximité"), chair, conference


def decision(world, sitting, *, public=True, text="Un seul dossier", **given):
    item = world.item(sitting)
    fields = {
        "conference_id": sitting.conference_id,
        "sitting_id": sitting.id,
        "item_id": item.id,
        "number": f"2026-01-D{item.id}",
        "text": text,
        "decided_at": world.clock(),
        "recorded_by_id": world.person().id,
        "public": public,
    }
    return world.add(Decision(**fields | given))


def ballot(world, sitting, person, **given):
    fields = {
        "sitting_id": sitting.id,
        "item_id": sitting.current_item_id,
        "number": 1,
        "question": "Adoptez-vous ce texte ?",
        "opened_at": world.clock(),
        "opened_by_id": person.id,
    }
    return world.add(Ballot(**fields | given))


def test_an_empty_house_says_what_will_be_there_and_who_can_put_it_there(client):
    page = client.get("/").text
    assert "Aucune conférence ne siège en ce moment" in page
    assert "Le préfet de région en fixe la composition" in page


def test_s11_a_visitor_sees_who_speaks_about_what(client, world, live):
    sitting, chair, _ = live
    world.add(
        Speech(
            sitting_id=sitting.id,
            person_id=chair.id,
            state=SpeechState.SPEAKING,
            requested_at=world.clock(),
            requested_by_id=chair.id,
        )
    )
    for path in ("/", f"/en-direct/{sitting.id}"):
        page = client.get(path).text
        assert f"<b>{chair.name}</b>" in page
        assert "a la parole sur « Un point »".replace(" »", "\xa0»").replace("« ", "«\xa0") in page.replace(
            " »", "\xa0»"
        ).replace("« ", "«\xa0")
        assert f"/seances/{sitting.id}/salle" in page


def test_s11_a_vote_under_way_is_the_first_thing_said(client, world, live):
    sitting, chair, _ = live
    ballot(world, sitting, chair)
    assert "Adoptez-vous ce texte" in client.get("/").text


@pytest.mark.parametrize("hidden", [{"public": False}, {"closed_doors": True}])
def test_s11_what_is_not_public_is_not_said_to_visitors(client, as_, world, live, hidden):
    sitting, chair, _ = live
    if "public" in hidden:
        world.update(sitting, public=False)
    else:
        world.update(sitting, closed_doors_since=world.clock())
    assert "Soins de proximité" not in client.get("/").text
    assert client.get(f"/en-direct/{sitting.id}").status_code == 404
    assert "Soins de proximité" in as_(chair).get("/").text


def test_a_member_sees_first_the_vote_that_waits_for_them(as_, world, live):
    sitting, chair, conference = live
    member = world.delegate(conference)
    vote = ballot(world, sitting, chair)
    world.add(BallotVoter(ballot_id=vote.id, seat_id=member.seat.id, person_id=member.id))
    page = as_(member).get("/").text
    assert page.index("À faire pour vous") < page.index("Voter")
    assert "À faire pour vous" not in as_(world.person()).get("/").text


def test_the_chair_sees_how_many_proposals_wait(as_, world, live):
    _, chair, conference = live
    preparing = world.sitting(conference, title="Séance à venir")
    for _ in range(2):
        world.item(preparing, state=ItemState.PROPOSED)
    page = as_(chair).get("/").text
    assert "Répondre à 2\xa0propositions" in page
    assert f"/seances/{preparing.id}/preparation" in page


def test_s13_decisions_and_late_commitments_are_told_to_citizens(client, world, live):
    sitting, _, _ = live
    made = decision(world, sitting)
    decision(world, sitting, public=False, text="Secret des délibérations")
    owner = world.institution(name="Roubaix")
    late = world.today() - timedelta(days=3)
    world.add(Commitment(decision_id=made.id, title="Ouvrir le guichet", owner_id=owner.id, due_on=late))
    page = client.get("/").text
    for words in ("Un seul dossier", "Ouvrir le guichet", "Roubaix", "En retard"):
        assert words in page
    assert "Secret des délibérations" not in page


def test_sittings_to_come_leave_out_private_and_cancelled_ones(client, world, live):
    _, _, conference = live
    later = world.clock() + timedelta(days=9)
    world.sitting(conference, title="Publique", starts_at=later, state=SittingState.CONVENED)
    world.sitting(conference, title="Privée", starts_at=later, state=SittingState.CONVENED, public=False)
    world.sitting(conference, title="Annulée", starts_at=later, state=SittingState.CANCELLED)
    page = client.get("/").text
    assert "Publique" in page
    assert "Privée" not in page
    assert "Annulée" not in page


def test_the_first_page_asks_few_questions_of_the_database(as_, client, world, live, queries):
    sitting, chair, _ = live
    for n in range(6):
        world.add(Commitment(decision_id=decision(world, sitting).id, title=f"E{n}", owner_id=1, due_on=world.today()))
    with queries(12):
        client.get("/")
    with queries(12):
        as_(chair).get("/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("soin", "Soins de proximité"), ("PROXIMITE", "Soins de proximité"), ("dossiers", "Un seul dossier")],
)
def test_the_search_reads_words_without_accents_case_or_plural(client, world, live, asked, found):
    decision(world, live[0])
    assert found in client.get("/recherche", query_string={"q": asked}).text


def test_the_search_finds_items_of_published_agendas_only(client, world, live):
    sitting, _, _ = live
    world.item(sitting, title="Forêt et incendies")
    assert "Forêt et incendies" not in client.get("/recherche?q=foret").text
    world.update(sitting, agenda_published_at=world.clock())
    assert "Forêt et incendies" in client.get("/recherche?q=foret").text


@pytest.mark.parametrize("asked", ["", "   ", "&|!():*'\\", "\x00", "a" * 5000, "zzzz", "' OR 1=1"])
def test_any_search_has_an_answer(client, world, live, asked):
    assert client.get("/recherche", query_string={"q": asked}).status_code == 200


def test_a_search_without_result_says_how_to_do_better(client):
    assert "Essayez un seul mot" in client.get("/recherche?q=zzzz").text


def test_an_institution_says_where_it_belongs_and_sits(client, world):
    conference = world.conference(name="Conférence d’essai")
    departement = world.institution(Level.DEPARTEMENT, name="Nord", code="59")
    town = world.institution(Level.COMMUNE, name="Roubaix", siren="215905126", population=98286)
    world.add(InstitutionPart(whole_id=departement.id, part_id=town.id))
    member = world.delegate(conference, institution=town)
    observer = world.delegate(conference, institution=town, kind=SeatKind.OBSERVER)
    page = client.get(f"/institutions/{town.id}").text
    for words in ("Roubaix", "Nord", "215\u202f905\u202f126", member.name, observer.name, "siège d’observation"):
        assert words in page
    whole = client.get(f"/institutions/{departement.id}").text
    assert "Roubaix" in whole
    assert "non connu" in whole


def test_what_the_source_does_not_say_is_unknown_and_never_zero(client, world):
    nameless = world.institution(InstitutionKind.ASSOCIATION, population=None)
    page = client.get(f"/institutions/{nameless.id}").text
    assert "non connu" in page
    assert "0\xa0habitants" not in page


@pytest.mark.parametrize("id", ["0", "999999", "99999999999", "-1", "x"])
def test_an_unknown_institution_is_not_found(client, id):
    assert client.get(f"/institutions/{id}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/mentions-legales",
        "/donnees-personnelles",
        "/accessibilite",
        "/plan-du-site",
        "/contact",
        "/code-source",
        "/api",
        "/problems",
    ],
)
def test_every_page_a_public_site_owes_is_there_for_anybody(client, path):
    page = client.get(path)
    assert page.status_code == 200


def _kinds_of_problems():
    def below(error):
        yield error.slug
        for kind in error.__subclasses__():
            yield from below(kind)

    return {*below(DomainError), *(slug for slug, _, _ in HTTP_WORDS.values()), "http", "unexpected"}


def test_every_kind_of_problem_has_a_page_that_explains_it(client):
    assert _kinds_of_problems() <= EXPLANATIONS.keys()
    for slug, explanation in EXPLANATIONS.items():
        assert explanation.title in client.get(f"/problems/{slug}").text
    assert client.get("/problems/autre").status_code == 404


def test_s7_a_tie_that_the_chair_settled_is_said_so(world, live):
    sitting, chair, _conference = live
    result = {"counts": {"for": 8, "against": 8, "abstain": 0}, "outcome": "carried", "casting": "for"}
    ballot = Ballot(
        sitting_id=sitting.id,
        item_id=world.item(sitting).id,
        number=1,
        question="Adoptez-vous ce vœu ?",
        opened_at=world.clock(),
        opened_by_id=chair.id,
        result=result,
    )
    decision(world, sitting, ballot_id=world.add(ballot).id)
    with world.home.units.reading() as session:
        told = recent_decisions(session)[0].result
    assert told == "Adopté, 8 pour, 8 contre, par la voix prépondérante de la présidence"


def test_r3_4_who_will_preside_is_asked_for_a_second_factor_weeks_before(home, as_, world, monkeypatch):
    conference = world.conference(name="Conférence d’essai")
    coming, other = world.delegate(conference), world.delegate(conference)
    world.add(
        PresidencyTerm(
            conference_id=conference.id,
            level=Level.COMMUNE,
            institution_id=coming.seat.institution_id,
            starts_on=world.today() + timedelta(days=40),
            ends_on=world.today() + timedelta(days=400),
        )
    )
    asked = "Protéger votre compte avant de présider"
    assert asked not in as_(coming).get("/").text
    monkeypatch.setattr(home, "settings", replace(home.settings, require_second_factor=True))
    assert asked in as_(coming).get("/").text
    assert asked not in as_(other).get("/").text
    world.add(
        CodesApplication(
            person_id=coming.id, sealed_secret="scellé", created_at=world.clock(), confirmed_at=world.clock()
        )
    )
    assert asked not in as_(coming).get("/").text
