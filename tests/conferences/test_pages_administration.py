"""The administration: forms that work without script, refusals in words on the page they came from."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from app.conferences.models import Conference, Mandate, PresidencyTerm, Seat
from app.institutions.models import InstitutionKind, Level
from tests.conferences.test_pages_public import text_of

BASE = "/conferences/essai/administration"
PARTS = ["", "/composition", "/mandats", "/presidence", "/finalites", "/groupes", "/reglages"]
PAGE_OF = {
    "composition.record_act": "/composition",
    "mandate.give": "/mandats",
    "mandate.end": "/mandats",
    "presidency.plan": "/presidence",
    "presidency.choose": "/presidence",
    "presidency.vacate": "/presidence",
    "finalites.record_disagreement": "/finalites",
    "finalites.define_by_state": "/finalites",
    "group.name_member": "/groupes",
    "group.end_member": "/groupes",
    "conference.change_settings": "/reglages",
}


def post(client, command, key="", **data):
    form = {"page": BASE + PAGE_OF[command], "form_key": key, **data}
    return client.post(f"/actes/{command}", data=form)


@pytest.fixture
def people(as_, world, conference, administrator):
    """A signed-in client by capacity."""
    chair = world.chair(conference)
    return {
        "chair": as_(chair),
        "secretary": as_(world.secretary(conference)),
        "partner": as_(world.partner(conference)),
        "delegate": as_(world.delegate(conference)),
        "administrator": as_(administrator),
    }


def seat_of(world, institution):
    with world.home.units.reading() as session:
        return session.scalars(select(Seat).where(Seat.institution_id == institution.id)).one()


def term(world, conference, level, institution=None):
    return world.add(
        PresidencyTerm(
            conference_id=conference.id,
            level=level,
            institution_id=institution.id if institution else None,
            starts_on=date(2026, 1, 1),
            ends_on=date(2027, 1, 1),
        )
    )


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", ["chair", "secretary", "partner", "administrator"])
def test_each_part_is_shown_to_whoever_administers_in_few_questions(people, conference, world, queries, part, role):
    world.group_member(world.group(conference))
    with queries(12):
        assert people[role].get(BASE + part).status_code == 200


@pytest.mark.parametrize("part", PARTS)
def test_the_administration_is_closed_to_everybody_else(client, people, part):
    refused = people["delegate"].get(BASE + part)
    assert refused.status_code == 403
    assert "ouverte à la présidence" in text_of(refused)
    assert client.get(BASE + part).status_code == 303


def test_only_the_administrator_sees_the_form_that_creates(client, people):
    assert people["administrator"].get("/conferences/nouvelle").status_code == 200
    assert people["chair"].get("/conferences/nouvelle").status_code == 403
    assert client.get("/conferences/nouvelle").status_code == 303


def forms(client, part) -> set[str]:
    return set(re.findall(r'data-act="([a-z_.]+)"', client.get(BASE + part).get_data(as_text=True)))


def test_each_capacity_sees_only_the_forms_it_may_send(people, world, conference):
    world.group_member(world.group(conference))
    seen = {role: set().union(*(forms(reader, part) for part in PARTS)) for role, reader in people.items()}
    assert seen["delegate"] == set()
    assert seen["partner"] == {"composition.record_act", "mandate.give", "mandate.end"}
    assert seen["administrator"] == {
        "composition.record_act",
        "mandate.give",
        "mandate.end",
        "presidency.plan",
        "presidency.vacate",
        "conference.change_settings",
    }
    assert seen["secretary"] == {
        "mandate.give",
        "mandate.end",
        "presidency.plan",
        "presidency.vacate",
        "finalites.record_disagreement",
        "group.name_member",
        "group.end_member",
        "conference.change_settings",
    }


def test_the_form_of_the_act_is_filled_with_the_seats_in_force(people, members):
    html = people["administrator"].get(f"{BASE}/composition").get_data(as_text=True)
    assert f'value="Département 1 ({members["dep1"].code})"' in html
    assert html.count('name="seats.') >= 3 * 8
    more = people["administrator"].get(f"{BASE}/composition?lignes=40").get_data(as_text=True)
    assert 'name="seats.39.institution"' in more
    assert people["administrator"].get(f"{BASE}/composition?lignes=99999").status_code == 200
    assert people["administrator"].get(f"{BASE}/composition?lignes=²").status_code == 200


def lines(members, *more, **given):
    names = [f"{one.name} ({one.code})" for one in members.values()] + list(more)
    form = {f"seats.{n}.institution": name for n, name in enumerate(names)}
    form |= {f"seats.{n}.kind": "voting" for n in range(len(names) + 3)}
    fields = {
        "reference": "Arrêté 2026-12",
        "signed_on": "2026-03-02",
        "effective_on": "2026-03-03",
        "signatory": "La préfète de région",
    }
    return fields | form | given


def test_r3_3_the_act_is_recorded_without_script(people, world, conference, members):
    extra = world.institution(Level.COMMUNE, name="Commune de plus")
    with world.home.units.reading() as session:
        chairing = session.scalars(select(Seat).where(Seat.level == Level.REGION).order_by(Seat.id.desc())).first()
        chairing = f"{chairing.institution.name} (#{chairing.institution_id})"
    answer = post(
        people["partner"],
        "composition.record_act",
        conference_id=conference.id,
        **lines(members, "Commune de plus", chairing, **{"specificities[]": ["rural"], "seats.7.specificity": "rural"}),
    )
    assert answer.status_code == 303, text_of(answer)
    assert answer.location.endswith("/composition")
    assert seat_of(world, extra).specificity == "rural"
    assert "9 sièges" in text_of(people["partner"].get(f"{BASE}/composition"))


def refused(answer, words, status=422):
    text = text_of(answer)
    assert answer.status_code == status, text
    assert words in text, text


@pytest.mark.parametrize(
    ("more", "given", "words"),
    [
        (["Région d’essai"] * 14, {}, "le règlement intérieur en permet 20"),
        (["Région d’essai"], {}, "n’en a qu’un"),
        ([], {"specificities[]": ["montagne"]}, "aucun siège ne la représente"),
        ([], {"signed_on": "2026-05-01", "effective_on": "2026-05-02"}, "La date de signature est à venir"),
        ([], {"effective_on": "2026-03-01"}, "avant sa signature"),
        (["Direction d’essai"], {}, "partenaire de la conférence et non membre"),
        (["Association d’essai"], {}, "nommez plutôt cette institution dans un groupe thématique"),
    ],
    ids=["R3.1", "R3.2", "R3.3-specificity", "R3.3-signature", "R3.3-effect", "R3.6", "R3.3-level"],
)
def test_an_act_against_the_rule_comes_back_with_words_and_what_was_typed(
    people, world, conference, members, more, given, words
):
    world.institution(InstitutionKind.STATE_SERVICE, name="Direction d’essai")
    world.institution(InstitutionKind.ASSOCIATION, name="Association d’essai")
    answer = post(
        people["administrator"],
        "composition.record_act",
        conference_id=conference.id,
        **lines(members, *more, **given),
    )
    refused(answer, words)
    html = answer.get_data(as_text=True)
    assert 'value="Arrêté 2026-12"' in html
    assert html.count('value="Région d’essai') >= 1 + more.count("Région d’essai")


def test_everything_wrong_with_an_act_is_a_list(people, conference, members):
    answer = post(
        people["administrator"],
        "composition.record_act",
        conference_id=conference.id,
        **lines(members, "Région d’essai", **{"specificities[]": ["montagne"], "effective_on": "2025-01-01"}),
    )
    summary = answer.get_data(as_text=True).partition("data-act-errors")[2].partition("</div>")[0]
    assert summary.count("<li>") >= 4


def test_an_institution_nobody_knows_is_said_on_its_line(people, conference, members):
    answer = post(
        people["administrator"],
        "composition.record_act",
        conference_id=conference.id,
        **lines(members, "Introuvable-sur-Mer"),
    )
    refused(answer, "Ligne 8 : « Introuvable-sur-Mer » n’est pas dans l’annuaire")
    assert 'aria-invalid="true"' in answer.get_data(as_text=True)


def test_r3_2_a_seat_already_held_is_refused_beside_its_own_form(people, world, conference, members):
    seat = seat_of(world, members["dep1"])
    world.mandate(conference, world.person(), seat=seat, starts_on=date(2026, 5, 1))
    form = {"conference_id": conference.id, "seat_id": seat.id, "proof": "Délibération", "starts_on": "2026-03-03"}
    person = world.person()
    answer = post(people["secretary"], "mandate.give", f"siege-{seat.id}", **form, email=person.email)
    refused(answer, "Un siège n’a qu’un titulaire à la fois")
    html = answer.get_data(as_text=True)
    assert html.count(f'value="{person.email}"') == 1
    assert f'id="siege-donner-{seat.id}" open' in html


def test_a_mandate_is_given_and_ended_without_script(people, world, conference, members):
    seat, person = seat_of(world, members["dep1"]), world.person(family_name="Nouvelle")
    given = {"conference_id": conference.id, "seat_id": seat.id, "proof": "Délibération", "starts_on": "2026-03-03"}
    assert post(people["secretary"], "mandate.give", **given, email=person.email).status_code == 303
    assert "Nouvelle, depuis le 3 mars 2026" in text_of(people["secretary"].get(f"{BASE}/mandats"))
    with world.home.units.reading() as session:
        mandate = session.scalars(select(Mandate).where(Mandate.seat_id == seat.id)).one()
    ended = post(
        people["secretary"], "mandate.end", mandate_id=mandate.id, ends_on="2026-03-03", reason="Démission d’essai"
    )
    assert ended.status_code == 303
    text = text_of(people["secretary"].get(f"{BASE}/mandats"))
    assert "Démission d’essai" in text
    again = post(people["secretary"], "mandate.end", mandate_id=mandate.id, ends_on="2026-03-09", reason="Encore")
    assert again.status_code == 409


def test_r3_6_the_state_representative_is_refused_a_seat_in_words(people, world, conference, members):
    partner = world.partner(conference)
    seat = seat_of(world, members["dep1"])
    answer = post(
        people["secretary"],
        "mandate.give",
        f"siege-{seat.id}",
        conference_id=conference.id,
        seat_id=seat.id,
        proof="Rien",
        starts_on="2026-03-03",
        email=partner.email,
    )
    refused(answer, "son représentant ne tient aucun siège")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"level": "region"}, "présiderait deux fois de suite"),
        ({"level": "commune"}, "Selon l’ordre convenu"),
        ({"level": "departement", "institution": "epci1", "decision": "Vote"}, "du bon niveau"),
        ({"level": "departement", "institution": "dep1"}, "décision enregistrée"),
        ({"level": "departement", "starts_on": "2027-06-01"}, "Personne ne présiderait"),
    ],
)
def test_r3_4_a_plan_against_the_rotation_comes_back_with_words(as_, world, conference, members, given, words):
    term(world, conference, Level.REGION, members["region"])
    secretary = as_(world.secretary(conference))
    if "institution" in given:
        given = {**given, "institution_id": members[given["institution"]].id}
        del given["institution"]
    answer = post(secretary, "presidency.plan", conference_id=conference.id, **given)
    refused(answer, words)
    assert f'value="{given["level"]}" selected' in answer.get_data(as_text=True)


def test_r3_4_the_presidency_is_chosen_and_vacated_without_script(as_, world, conference, members):
    planned = term(world, conference, Level.DEPARTEMENT)
    secretary = as_(world.secretary(conference))
    wrong = post(
        secretary,
        "presidency.choose",
        str(planned.id),
        term_id=planned.id,
        institution_id=members["epci1"].id,
        decision="Vote",
    )
    refused(wrong, "du bon niveau")
    chosen = post(
        secretary, "presidency.choose", term_id=planned.id, institution_id=members["dep1"].id, decision="Vote"
    )
    assert chosen.status_code == 303
    same = post(
        secretary,
        "presidency.vacate",
        term_id=planned.id,
        institution_id=members["dep1"].id,
        decision="Vote",
        on="2026-03-03",
        reason="Démission",
    )
    refused(same, "ne peut pas assurer l’intérim")
    gone = post(secretary, "presidency.vacate", term_id=planned.id, on="2026-03-03", reason="Démission")
    assert gone.status_code == 303
    page = text_of(secretary.get(f"{BASE}/presidence"))
    assert "vacance constatée" in page
    assert "(intérim)" in page


def test_r2_2_the_state_defines_finalites_without_script_and_only_after_a_disagreement(people, world, conference):
    texts = {f"finalites.{n}.title": f"Finalité {n}" for n in range(4)}
    early = post(people["partner"], "finalites.define_by_state", conference_id=conference.id, act="Arrêté", **texts)
    assert early.status_code == 422
    assert "une fois que la conférence aura constaté son désaccord" in text_of(early)
    post(people["chair"], "finalites.record_disagreement", conference_id=conference.id, statement="Trois tours")
    few = post(
        people["partner"],
        "finalites.define_by_state",
        conference_id=conference.id,
        act="Arrêté",
        **{"finalites.0.title": "Seule"},
    )
    refused(few, "écrivez le motif de la présidence")
    assert 'value="Seule"' in few.get_data(as_text=True)
    world.clock.advance(minutes=1)
    done = post(people["partner"], "finalites.define_by_state", conference_id=conference.id, act="Arrêté", **texts)
    assert done.status_code == 303
    assert "définies par le représentant de l’État" in text_of(people["partner"].get("/conferences/essai"))


def test_r5_1_members_are_named_and_refused_without_script(people, world, conference, members):
    group = world.group(conference)
    company = world.institution(InstitutionKind.COMPANY, name="Entreprise d’essai")
    form = {"group_id": group.id, "institution": "Entreprise d’essai", "category": "private"}
    missing = post(people["chair"], "group.name_member", str(group.id), **form)
    refused(missing, "n’est admis dans le groupe par aucun critère")
    wrong = post(
        people["chair"], "group.name_member", str(group.id), **{**form, "category": "institutional"}, criterion="pays"
    )
    refused(wrong, "ne peut pas être nommé comme")
    assert post(people["chair"], "group.name_member", **form, criterion="employs").status_code == 303
    twice = post(people["chair"], "group.name_member", str(group.id), **form, criterion="employs")
    refused(twice, "est déjà membre")
    assert company.name in text_of(people["chair"].get(f"/conferences/essai/groupes/{group.id}"))


def test_the_settings_say_which_rule_each_one_serves_and_keep_what_was_typed(people, home, conference):
    page = text_of(people["chair"].get(f"{BASE}/reglages"))
    for rule in ("R2.1", "R3.1", "R3.4", "R3.7", "R3.8", "R3.9", "R3.10", "S1", "S3", "S5", "S7", "S8", "S10"):
        assert rule in page, rule
    wrong = post(
        people["chair"],
        "conference.change_settings",
        conference_id=conference.id,
        expected_version=1,
        **{"reglement.max_seats": "mille", "reglement.quorum": "2/1", "accent": "#ffe14d", "name": "Autre nom"},
    )
    refused(wrong, "écrivez un nombre entier entre 1 et 200")
    html = wrong.get_data(as_text=True)
    assert 'value="mille"' in html or "mille" in html
    assert 'value="Autre nom"' in html
    right = post(
        people["chair"],
        "conference.change_settings",
        conference_id=conference.id,
        expected_version=1,
        **{
            "name": "Autre nom",
            "accent": "#5b3f8c",
            "purpose": "",
            "secretariat_cost": "1 200,50 €",
            "level_order.0": "epci",
            "level_order.1": "region",
            "level_order.2": "",
            "reglement.max_seats": "24",
            "reglement.casting_vote": "false",
            "reglement.speaking_quotas.region": "600",
            "reglement.speaking_quotas.epci": "",
        },
    )
    assert right.status_code == 303, text_of(right)
    with home.units.reading() as session:
        stored = session.get_one(Conference, conference.id)
    assert (stored.name, stored.accent, stored.secretariat_cost_cents) == ("Autre nom", "#5b3f8c", 120_050)
    assert stored.level_order == ["epci", "region"]
    assert stored.reglement == {"max_seats": 24, "casting_vote": False, "speaking_quotas": {"region": 600}}
    stale = post(
        people["chair"], "conference.change_settings", conference_id=conference.id, expected_version=1, name="X"
    )
    assert stale.status_code == 409


def test_an_accent_too_pale_is_refused_with_an_example(people, conference):
    answer = post(people["chair"], "conference.change_settings", conference_id=conference.id, accent="#ffe14d")
    refused(answer, "se lit mal sur le fond des pages")


def test_what_was_typed_by_people_is_escaped_in_the_administration(people, world, conference):
    evil = "<script>alert(1)</script>"
    world.update(conference, purpose=evil)
    group = world.group(conference, title=evil)
    world.group_member(group, world.person(family_name=evil))
    world.delegate(conference, institution=world.institution(Level.COMMUNE, name=evil))
    for part in PARTS:
        assert evil not in people["administrator"].get(BASE + part).get_data(as_text=True), part
    typed = post(people["administrator"], "composition.record_act", conference_id=conference.id, reference=evil)
    assert evil not in typed.get_data(as_text=True)
