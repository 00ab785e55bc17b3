"""Conferences as JSON: public reads, and every refusal of their commands in words."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.conferences.models import Conference, PresidencyTerm, Seat
from app.institutions.models import InstitutionKind, Level


def ask(client, command, **data):
    return client.post(f"/api/v1/commands/{command}", json={"request_id": str(uuid4()), "data": data})


@pytest.fixture
def secretary(as_, world, conference):
    return as_(world.secretary(conference))


@pytest.fixture
def admin(as_, administrator):
    return as_(administrator)


@pytest.fixture
def partner(as_, world, conference):
    return as_(world.partner(conference))


def act(members, **given):
    seats = [{"institution_id": one.id} for one in members.values()]
    fields = {
        "reference": "Arrêté 2026-12",
        "signed_on": "2026-03-02",
        "effective_on": "2026-03-03",
        "signatory": "La préfète",
        "seats": seats,
    }
    return fields | given


def test_the_list_is_public(client, world, conference, members):
    world.chair(conference)
    answer = client.get("/api/v1/conferences").get_json()
    assert [(c["slug"], c["seats"], c["voting"]) for c in answer["conferences"]] == [("essai", 8, 8)]
    assert answer["conferences"][0]["chair_level"] == "region"


def test_a_conference_is_described_whole(client, world, conference, members):
    world.update(conference, secretariat_cost_cents=100_000)
    world.group(conference)
    world.sitting(conference, starts_at=world.clock() + timedelta(days=9))
    answer = client.get(f"/api/v1/conferences/{conference.id}").get_json()
    assert answer["reglement"]["max_seats"] == 20
    assert len(answer["composition"]["seats"]) == 7
    assert answer["finalites"][0]["sentence"].startswith("Finalités décidées par un vote")
    assert len(answer["next_sittings"]) == 1
    assert sum(share["cents"] for share in answer["secretariat_costs"]["shares"]) == 100_000
    assert answer["stream"] == conference.stream
    assert "email" not in client.get(f"/api/v1/conferences/{conference.id}").get_data(as_text=True)


def test_the_composition_of_any_day_can_be_asked_for(client, world, conference, members):
    with world.home.units.reading() as session:
        seat = session.scalars(select(Seat).where(Seat.institution_id == members["region"].id)).one()
    world.mandate(conference, world.person(), seat=seat, ends_on=date(2026, 1, 1))
    path = f"/api/v1/conferences/{conference.id}/composition"
    then = client.get(path, query_string={"date": "2025-12-31"}).get_json()
    now = client.get(path).get_json()
    assert [s["holder"] is not None for s in then["seats"]].count(True) == 1
    assert [s["holder"] is not None for s in now["seats"]].count(True) == 0
    assert (then["day"], now["day"]) == ("2025-12-31", "2026-03-03")


@pytest.mark.parametrize("written", ["hier", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_read_is_said(client, conference, written):
    answer = client.get(f"/api/v1/conferences/{conference.id}/composition", query_string={"date": written})
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/v1/conferences/99", "/api/v1/conferences/99999999999"])
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_r3_3_the_act_is_recorded_by_its_wire_name(admin, world, conference, members):
    seats = [{"institution": f"{one.name} ({one.code})"} for one in members.values()]
    seats[-1]["specificity"] = "littoral"
    answer = ask(
        admin,
        "composition.record_act",
        conference_id=conference.id,
        **act(members, seats=seats, specificities=["littoral"]),
    )
    assert answer.status_code == 200, answer.get_json()
    assert answer.get_json()["result"]["seats"] == 7
    assert world.kinds(conference.stream) == ["composition.recorded"]


REFUSED_ACTS = [
    (
        "R3.1",
        lambda m, w: {"seats": [{"institution_id": w.institution(Level.COMMUNE).id} for _ in range(21)]},
        "Retirez 1",
    ),
    (
        "R3.2",
        lambda m, w: {"seats": act(m)["seats"] + [{"institution_id": m["region"].id}]},
        "n’en a qu’un",
    ),
    (
        "R3.2",
        lambda m, w: {"seats": [{"institution_id": i.id, "kind": "observer"} for i in m.values()]},
        "aucun siège votant",
    ),
    ("R3.3", lambda m, w: {"signed_on": "2026-04-01", "effective_on": "2026-04-02"}, "signature est à venir"),
    ("R3.3", lambda m, w: {"specificities": ["montagne"]}, "aucun siège ne la représente"),
    (
        "R3.3",
        lambda m, w: {"seats": act(m)["seats"] + [{"institution_id": w.institution(InstitutionKind.ASSOCIATION).id}]},
        "groupe thématique",
    ),
    (
        "R3.6",
        lambda m, w: {"seats": act(m)["seats"] + [{"institution_id": w.institution(InstitutionKind.STATE_SERVICE).id}]},
        "partenaire de la conférence et non membre",
    ),
]


@pytest.mark.parametrize(("rule", "given", "words"), REFUSED_ACTS, ids=[f"{r}-{w}" for r, _, w in REFUSED_ACTS])
def test_r3_an_act_against_the_rule_is_refused_in_words(admin, world, conference, members, rule, given, words):
    answer = ask(admin, "composition.record_act", conference_id=conference.id, **act(members, **given(members, world)))
    problem = answer.get_json()
    assert answer.status_code == 422
    assert rule in {one["rule"] for one in problem["problems"]}
    assert words in problem["detail"].replace("\u00a0", " ")
    assert world.kinds(conference.stream) == []


def test_institutions_that_are_not_recognised_are_pointed_at_line_by_line(admin, world, conference, members):
    world.institution(Level.COMMUNE, name="Jumelle")
    world.institution(Level.COMMUNE, name="Jumelle")
    seats = [
        {"institution": "Introuvable-sur-Mer"},
        {"institution_id": members["region"].id},
        {"institution": "Jumelle"},
    ]
    answer = ask(admin, "composition.record_act", conference_id=conference.id, **act(members, seats=seats))
    errors = answer.get_json()["errors"]
    assert [e["pointer"] for e in errors] == ["#/seats/0/institution", "#/seats/2/institution"]
    assert "n’est pas dans l’annuaire" in errors[0]["detail"]
    assert "Plusieurs institutions" in errors[1]["detail"]


def test_r3_4_the_presidency_is_planned_chosen_and_vacated(secretary, world, conference, members):
    plan = ask(secretary, "presidency.plan", conference_id=conference.id, level="departement", starts_on="2026-01-01")
    term = plan.get_json()["result"]["term_id"]
    chosen = ask(secretary, "presidency.choose", term_id=term, institution_id=members["dep1"].id, decision="Vote")
    assert chosen.status_code == 200
    gone = ask(
        secretary,
        "presidency.vacate",
        term_id=term,
        on="2026-03-03",
        reason="Démission",
        institution_id=members["dep2"].id,
        decision="Vote",
    )
    assert "Département 2" in gone.get_json()["result"]["message"]
    assert world.kinds(conference.stream) == ["presidency.planned", "presidency.chosen", "presidency.vacated"]


REFUSED_TERMS = [
    ({"level": "region"}, "présiderait deux fois de suite"),
    ({"level": "commune"}, "Selon l’ordre convenu"),
    ({"level": "departement", "institution": "epci1", "decision": "Vote"}, "du bon niveau"),
    ({"level": "departement", "institution": "dep1"}, "décision enregistrée"),
]


@pytest.mark.parametrize(("given", "words"), REFUSED_TERMS, ids=[w for _, w in REFUSED_TERMS])
def test_r3_4_a_term_against_the_rotation_is_refused_in_words(secretary, world, conference, members, given, words):
    world.add(
        PresidencyTerm(
            conference_id=conference.id,
            level=Level.REGION,
            institution_id=members["region"].id,
            starts_on=date(2026, 1, 1),
            ends_on=date(2027, 1, 1),
        )
    )
    if "institution" in given:
        given = {**given, "institution_id": members[given["institution"]].id}
        given.pop("institution")
    answer = ask(secretary, "presidency.plan", conference_id=conference.id, **given)
    assert (answer.status_code, answer.get_json()["rule"]) == (422, "R3.4")
    assert words in answer.get_json()["detail"]


def test_r3_11_nothing_is_planned_in_a_statutory_conference(secretary, world, conference):
    world.update(conference, profile="ctap")
    answer = ask(secretary, "presidency.plan", conference_id=conference.id, level="region")
    assert (answer.status_code, answer.get_json()["rule"]) == (422, "R3.11")


def test_r2_2_the_state_defines_the_finalites_after_a_disagreement(secretary, partner, world, conference):
    texts = [{"title": f"Finalité {n}"} for n in range(4)]
    early = ask(partner, "finalites.define_by_state", conference_id=conference.id, act="Arrêté", finalites=texts)
    assert (early.status_code, early.get_json()["rule"]) == (422, "R2.2")
    assert (
        ask(secretary, "finalites.record_disagreement", conference_id=conference.id, statement="Non").status_code == 200
    )
    again = ask(secretary, "finalites.record_disagreement", conference_id=conference.id, statement="Non")
    assert again.status_code == 409
    few = ask(partner, "finalites.define_by_state", conference_id=conference.id, act="Arrêté", finalites=texts[:2])
    assert (few.status_code, few.get_json()["rule"]) == (422, "R2.1")
    world.clock.advance(minutes=5)
    done = ask(partner, "finalites.define_by_state", conference_id=conference.id, act="Arrêté", finalites=texts)
    assert len(done.get_json()["result"]["finalites"]) == 4


def test_r5_1_members_are_named_and_refused_by_their_wire_name(secretary, world, conference, members):
    group = world.group(conference)
    common = {"group_id": group.id, "institution_id": members["epci1"].id, "category": "institutional"}
    missing = ask(secretary, "group.name_member", **common)
    assert (missing.status_code, missing.get_json()["rule"]) == (422, "R5.1")
    named = ask(secretary, "group.name_member", **common, criterion="pays").get_json()["result"]
    twice = ask(secretary, "group.name_member", **common, criterion="pays")
    assert "déjà membre" in twice.get_json()["detail"]
    ended = ask(secretary, "group.end_member", member_id=named["member_id"], reason="Fin")
    assert ended.status_code == 200
    assert ask(secretary, "group.end_member", member_id=named["member_id"], reason="Fin").status_code == 409


def test_mandates_are_given_by_e_mail_and_ended(secretary, world, conference, members):
    person = world.person()
    with world.home.units.reading() as session:
        seat = session.scalars(select(Seat).where(Seat.institution_id == members["dep1"].id)).one()
    common = {"conference_id": conference.id, "seat_id": seat.id, "starts_on": "2026-03-03", "proof": "Délibération"}
    unknown = ask(secretary, "mandate.give", **common, email="inconnue@exemple.invalid")
    assert unknown.get_json()["errors"][0]["pointer"] == "#/email"
    nobody = ask(secretary, "mandate.give", **common)
    assert nobody.get_json()["errors"][0]["pointer"] == "#/email"
    given = ask(secretary, "mandate.give", **common, email=person.email.upper()).get_json()["result"]
    taken = ask(secretary, "mandate.give", **common, person_id=world.person().id)
    assert (taken.status_code, taken.get_json()["rule"]) == (422, "R3.2")
    end = {"mandate_id": given["mandate_id"], "ends_on": "2026-03-03", "reason": "Démission"}
    assert ask(secretary, "mandate.end", **end).status_code == 200
    assert ask(secretary, "mandate.end", **end).status_code == 409


def test_a_conference_is_created_from_its_name(admin, world, members):
    answer = ask(admin, "conference.create", name="Conférence d’Œuvre", region=members["region"].name)
    assert answer.get_json()["result"]["slug"] == "conference-d-oeuvre"
    assert (
        ask(admin, "conference.create", name="X", region="Nulle part").get_json()["errors"][0]["pointer"] == "#/region"
    )
    assert ask(admin, "conference.create", name="X").get_json()["errors"][0]["pointer"] == "#/region"
    same = ask(admin, "conference.create", name="Conférence d’Œuvre", region=members["region"].name)
    assert same.get_json()["errors"][0]["pointer"] == "#/slug"


def test_settings_are_changed_with_numbers_and_refused_where_they_are_wrong(secretary, home, conference):
    answer = ask(
        secretary,
        "conference.change_settings",
        conference_id=conference.id,
        reglement={"max_seats": 24, "quorum": "2/3", "casting_vote": False, "speaking_quotas": {"region": 600}},
        secretariat_cost="120 000,50",
        level_order=["epci", "region"],
    )
    assert answer.status_code == 200, answer.get_json()
    with home.units.reading() as session:
        stored = session.get_one(Conference, conference.id)
    assert stored.secretariat_cost_cents == 12_000_050
    assert stored.level_order == ["epci", "region"]
    assert stored.reglement["speaking_quotas"] == {"region": 600}
    wrong = ask(
        secretary, "conference.change_settings", conference_id=conference.id, reglement={"max_seats": True, "x": 1}
    )
    assert [e["pointer"] for e in wrong.get_json()["errors"]] == ["#/reglement/max_seats", "#/reglement/x"]
    cost = ask(secretary, "conference.change_settings", conference_id=conference.id, secretariat_cost="beaucoup")
    assert cost.get_json()["errors"][0]["pointer"] == "#/secretariat_cost"


@pytest.mark.parametrize(
    "data",
    [
        {"seats": "tout"},
        {"seats": [1, 2]},
        {"seats": {"a": {"b": 1}}},
        {"seats.0.institution": "x", "seats": 3},
        {"seats": [{"weight": "NaN"}]},
        {"seats": [{"institution": "\x00"}]},
        {"signed_on": "hier"},
        {"inattendu": 1},
        {"conference_id": 10**12},
    ],
)
def test_what_cannot_be_read_has_a_clear_answer(admin, conference, members, data):
    answer = ask(admin, "composition.record_act", **{"conference_id": conference.id} | act(members) | data)
    assert answer.status_code == 422
    assert answer.get_json()["errors"]


def test_a_visitor_is_asked_to_sign_in_and_a_citizen_told_who_may(client, as_, world, conference):
    assert ask(client, "conference.change_settings", conference_id=conference.id, name="X").status_code == 401
    answer = ask(as_(world.person()), "conference.change_settings", conference_id=conference.id, name="X")
    assert answer.status_code == 403
    assert "secrétariat" in answer.get_json()["detail"]


def test_the_stream_of_a_conference_is_read_by_audience(client, as_, world, conference):
    answer = client.get(f"/api/v1/journal/{conference.stream}").get_json()
    assert set(answer["sequences"]) == {"public"}
    secretary = as_(world.secretary(conference)).get(f"/api/v1/journal/{conference.stream}").get_json()
    assert set(secretary["sequences"]) == {"public", "members", "bureau"}
    delegate = world.delegate(conference)
    of_delegate = as_(delegate).get(f"/api/v1/journal/{conference.stream}").get_json()
    assert set(of_delegate["sequences"]) == {"public", "members", f"seat:{delegate.seat.id}"}
    assert client.get("/api/v1/journal/conference:99").status_code == 404


def test_a_newcomer_on_the_stream_receives_the_conference_of_the_day(home, world, conference):
    from app.conferences.streams import snapshot

    world.chair(conference)
    world.group(conference)
    world.sitting(conference, starts_at=world.clock() + timedelta(days=2))
    with home.units.reading() as session:
        told = snapshot(session, conference.id, ("public",))
    assert set(told) == {"conference", "composition", "presidency", "finalites", "next_sittings"}
    assert told["composition"]["day"] == "2026-03-03"
    assert told["presidency"]["current"]["level"] == "region"
    assert len(told["next_sittings"]) == 1
