"""Bodies, offices and designations: state, record, who may, and the right that closes the same minute (I1, I10)."""

import io
from datetime import date

import pytest

from app.capacities import every_capacity
from app.foundation.actors import VISITOR, Actor, Capacity, CapacityKind
from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, NotFound, NotSignedIn, Refused
from app.foundation.files import Upload
from app.institutions.models import Institution
from app.interpellations.bodies import operations, policies, watching
from app.interpellations.bodies.loading import body_of
from app.interpellations.filing import operations as filing
from app.interpellations.models import Body, BodyOffice, Watcher
from app.interpellations.words import BodyKind, RequesterKind
from app.notices.models import Message
from app.sittings.agenda.documents import check
from app.sittings.models import StoredFile
from tests.builders.interpellations import a_body, a_body_officer, a_file, a_watcher
from tests.interpellations.life import a_draft, act
from tests.interpellations.test_pages import form, text_of

ACT = check(Upload(name="deliberation.txt", content="Le conseil désigne.".encode()))


def one(world, entity, **where):
    with world.home.units.reading() as session:
        return session.query(entity).filter_by(**where).one()


@pytest.fixture
def body(world):
    return a_body(world, name="Conseil de développement d’essai")


@pytest.fixture
def president(world, body):
    return a_body_officer(world, body)


def designate(world, person, body, contract, watcher, **given):
    with world.home.units.begin(world.actor(person)) as work:
        fields = {"person": watcher, "starts_on": world.today(), "proof": "Délibération n° 12", "deliberation": ACT}
        return watching.designate_watcher(work, body_of(work, body.id), contract, **fields | given)


def end(world, person, watcher, ends_on):
    with world.home.units.begin(world.actor(person)) as work:
        watching.end_watch(work, work.session.get_one(Watcher, watcher.id), ends_on=ends_on, proof="Délibération n° 14")


# -- the register


def test_i1_a_secretary_registers_a_body_beside_the_collectivite_it_advises(world, ground):
    town = world.institution(name="Ville d’essai")
    with world.home.units.begin(world.actor(ground[2])) as work:
        operations.register_body(
            work,
            kind=BodyKind.NEIGHBOURHOOD_COUNCIL,
            name=" Conseil du Port ",
            institution=work.session.get_one(Institution, town.id),
        )
    body = one(world, Body)
    assert (body.kind, body.name, body.institution_id) == (BodyKind.NEIGHBOURHOOD_COUNCIL, "Conseil du Port", town.id)
    (entry,) = world.entries(body.stream)
    assert (entry.kind, entry.audience) == ("body.registered", "public")
    assert entry.payload["institution"] == "Ville d’essai"


def test_i1_the_same_body_is_not_registered_twice_beside_one_institution(world, ground, body):
    with pytest.raises(Refused, match="déjà inscrite"), world.home.units.begin(world.actor(ground[2])) as work:
        operations.register_body(
            work,
            kind=BodyKind.CESER,
            name="conseil de developpement d'essai",
            institution=work.session.get_one(Institution, body.institution_id),
        )
    assert world.kinds(body.stream) == []


def test_i1_a_body_changes_its_name_and_what_changes_nothing_is_not_told(world, ground, body):
    for _again in (1, 2):
        with world.home.units.begin(world.actor(ground[2])) as work:
            operations.change_body(work, body_of(work, body.id), name="Conseil nouveau", email="")
    assert one(world, Body).name == "Conseil nouveau"
    (entry,) = world.entries(body.stream)
    assert (entry.kind, entry.payload) == ("body.changed", {"name": "Conseil nouveau", "fields": ["name"]})


# -- offices


def name(world, by, body, person, **given):
    with world.home.units.begin(world.actor(by)) as work:
        fields = {"title": "Présidente", "starts_on": world.today(), "proof": "Élection du 4 mai 2026"}
        return operations.name_office(work, body_of(work, body.id), person=person, **fields | given)


def test_i1_an_office_is_dated_proved_and_gives_its_capacity_that_day(world, ground, body):
    person = world.person()
    office = name(world, ground[2], body, person, document=ACT)
    kept = one(world, BodyOffice)
    assert (kept.person_id, kept.title, kept.starts_on, kept.ends_on) == (person.id, "Présidente", world.today(), None)
    assert (kept.proof, kept.proof_name) == ("Élection du 4 mai 2026", "deliberation.txt")
    assert one(world, StoredFile).sha256 == kept.proof_sha256
    assert world.actor(person).bodies_of() == {body.id}
    (entry,) = world.entries(body.stream)
    assert entry.kind == "body.office_named"
    assert entry.payload == {"office_id": office.id, "title": "Présidente", "starts_on": "2026-05-04", "ends_on": None}


def test_i1_no_entry_about_a_body_carries_a_name(world, ground, body, president):
    contract, *_, person = ground
    name(world, ground[2], body, person)
    watcher = designate(world, president, body, contract, world.person(family_name="Secret"))
    end(world, president, watcher, world.today())
    told = str([e.payload for stream in (body.stream, contract.stream) for e in world.entries(stream)])
    assert "Conseil de développement d’essai" in told
    assert not any(name in told for name in ("Secret", person.family_name, president.family_name))


def test_i1_the_same_person_does_not_hold_two_offices_of_a_body_at_once(world, ground, body, president):
    with pytest.raises(Refused, match="déjà une fonction"):
        name(world, ground[2], body, president)
    with pytest.raises(Invalid, match="après le début"):
        name(world, ground[2], body, world.person(), ends_on=world.today())


def test_i1_an_office_ends_once_and_never_before_it_began(world, ground, body, president):
    def finish(ends_on):
        with world.home.units.begin(world.actor(ground[2])) as work:
            office = work.session.query(BodyOffice).one()
            operations.end_office(work, office, ends_on=ends_on, proof="Démission")

    with pytest.raises(Refused, match="commence le"):
        finish(date(2025, 1, 5))
    finish(world.today())
    kept = one(world, BodyOffice)
    assert (kept.ends_on, kept.end_proof) == (world.today(), "Démission")
    assert world.actor(president).bodies_of() == set()
    assert world.kinds(body.stream) == ["body.office_ended"]
    with pytest.raises(IllegalTransition, match="déjà inscrite"):
        finish(date(2026, 6, 1))


# -- watchers


def test_i10_a_body_designates_a_watcher_by_deliberation_and_tells_them_by_mail(world, ground, body, president):
    contract, *_, person = ground
    watcher = designate(world, president, body, contract, person)
    kept = one(world, Watcher)
    assert (kept.contract_id, kept.person_id, kept.starts_on, kept.proof) == (
        contract.id,
        person.id,
        date(2026, 5, 4),
        "Délibération n° 12",
    )
    assert one(world, StoredFile).sha256 == kept.proof_sha256
    assert world.actor(person).watches(contract.id, body.id)
    for stream in (body.stream, contract.stream):
        (entry,) = world.entries(stream)
        assert (entry.kind, entry.audience, entry.payload["watcher_id"]) == ("watcher.designated", "public", watcher.id)
    mail = one(world, Message)
    assert (mail.recipient, mail.kind, mail.about) == (person.email, "watcher.designated", body.stream)
    assert f"/contrats/{contract.slug}/guide" in mail.text


def test_i10_one_designation_at_a_time_for_the_same_body_contract_and_person(world, ground, body, president):
    contract, *_, person = ground
    designate(world, president, body, contract, person, ends_on=date(2026, 9, 1))
    with pytest.raises(Refused, match="déjà vigie"):
        designate(world, president, body, contract, person, starts_on=date(2026, 8, 31))
    designate(world, president, body, contract, person, starts_on=date(2026, 9, 1))
    other = a_body(world)
    designate(world, a_body_officer(world, other), other, contract, person)
    assert len(world.kinds(contract.stream)) == 3


def test_i1_the_end_of_a_designation_closes_the_right_that_minute(world, ground, body, president):
    contract, action, *_ = ground
    person = a_watcher(world, body, contract)
    draft = a_draft(world, person, contract, action, kind=RequesterKind.WATCHER)
    end(world, president, one(world, Watcher), world.today())
    assert one(world, Watcher).end_proof == "Délibération n° 14"
    assert not world.actor(person).watches(contract.id)
    assert world.kinds(body.stream) == world.kinds(contract.stream) == ["watcher.ended"]
    with pytest.raises(Refused, match="a pris fin"):
        act(world, person, filing.register, draft)
    with pytest.raises(NotAllowed):
        a_draft(world, person, contract, action, kind=RequesterKind.WATCHER)
    assert one(world, Message).kind == "watcher.ended"


def test_i1_a_designation_to_come_gives_nothing_before_its_day(world, ground, body, president):
    contract, *_, person = ground
    designate(world, president, body, contract, person, starts_on=date(2026, 6, 1))
    assert not world.actor(person).watches(contract.id)
    with world.home.units.reading() as session:
        (held,) = every_capacity(session, [person.id], date(2026, 6, 1))[person.id]
    assert (held.kind, held.contract_id, held.body_id) == (CapacityKind.WATCHER, contract.id, body.id)


def test_i1_what_a_watcher_filed_is_followed_by_the_body_once_the_watch_is_over(world, ground, body, president):
    contract, action, *_ = ground
    person = a_watcher(world, body, contract)
    file = act(world, person, filing.register, a_draft(world, person, contract, action, kind=RequesterKind.WATCHER))
    assert (file.body_id, world.entries(file.stream)[-1].payload["body"]) == (body.id, body.name)
    end(world, president, one(world, Watcher), world.today())
    with pytest.raises(NotAllowed):
        act(world, person, filing.withdraw, file)
    act(world, president, filing.withdraw, file)


def test_i1_who_left_the_office_no_longer_files_in_the_bodys_name(world, ground, body, president):
    contract, action, *_ = ground
    draft = a_draft(world, president, contract, action, kind=RequesterKind.BODY, body_id=body.id)
    world.update(one(world, BodyOffice), ends_on=world.today())
    with pytest.raises(NotFound, match="n’existe pas"):
        act(world, president, filing.register, draft)


def test_i1_a_citizen_cannot_pass_for_a_body_nor_a_watcher(world, ground, body):
    contract, action, _secretary, citizen = ground
    draft = a_draft(world, citizen, contract, action, body_id=body.id)
    assert (draft.body_id, draft.watcher_id) == (None, None)


# -- who may: capacity × operation

C = CapacityKind
MAY = {
    policies.may_register_body: {"secretary", "administrator", "system"},
    policies.may_name_offices: {"secretary", "administrator", "system", "body officer"},
    policies.may_know_watchers: {"secretary", "administrator", "system", "body officer"},
    policies.may_designate_watchers: {"body officer"},
}
WHO = {
    "visitor": VISITOR,
    "system": Actor(system=True),
    "administrator": Actor(person_id=1, administrator=True),
    "citizen": Actor(person_id=1),
    "officer of another body": Actor(person_id=1, capacities=(Capacity(kind=C.BODY_OFFICER, body_id=8),)),
    "body officer": Actor(person_id=1, capacities=(Capacity(kind=C.BODY_OFFICER, body_id=7),)),
    "watcher": Actor(person_id=1, capacities=(Capacity(kind=C.WATCHER, body_id=7, contract_id=3),)),
} | {
    kind.value: Actor(person_id=1, capacities=(Capacity(kind=kind, conference_id=1, institution_id=1, group_id=1),))
    for kind in (C.DELEGATE, C.OBSERVER, C.CHAIR, C.SECRETARY, C.PARTNER, C.GROUP_MEMBER, C.CONTRACT_OFFICER)
}


@pytest.mark.parametrize("policy", MAY, ids=lambda policy: policy.__name__)
@pytest.mark.parametrize("who", WHO)
def test_i1_each_act_on_bodies_is_open_to_these_and_nobody_else(policy, who):
    subjects = {policies.may_register_body: (), policies.may_know_watchers: (7, frozenset({1}))}.get(policy, (7,))
    assert policy(WHO[who], *subjects) is (who in MAY[policy])


def test_i1_a_secretariat_elsewhere_knows_no_watcher():
    elsewhere = Actor(person_id=1, capacities=(Capacity(kind=C.SECRETARY, conference_id=2),))
    assert not policies.may_know_watchers(elsewhere, 7, frozenset({1}))
    assert not policies.may_read_deliberation(elsewhere, 7, frozenset({1}), 5)
    assert policies.may_read_deliberation(Actor(person_id=5), 7, frozenset(), 5)


def test_i1_every_operation_asks_its_policy(world, ground, body, president):
    contract, *_, person = ground
    office, watcher, town = one(world, BodyOffice), a_watcher(world, body, contract), world.institution()
    given = {"starts_on": world.today(), "proof": "Acte"}
    acts = (
        lambda w: operations.register_body(w, kind=BodyKind.CESER, name="X", institution=town),
        lambda w: operations.change_body(w, body, name="X", email=""),
        lambda w: operations.name_office(w, body, person=person, title="X", **given),
        lambda w: operations.end_office(w, office, ends_on=world.today(), proof="X"),
        lambda w: watching.designate_watcher(w, body, contract, person=person, deliberation=ACT, **given),
        lambda w: watching.end_watch(w, one(world, Watcher), ends_on=world.today(), proof="X"),
    )
    for actor, refusal in ((world.actor(watcher), NotAllowed), (VISITOR, NotSignedIn)):
        for number, do in enumerate(acts):
            with pytest.raises(refusal), world.home.units.begin(actor) as work:
                do(work)
            assert world.kinds(body.stream) == [], number


# -- pages


def test_i10_the_list_of_watchers_of_a_contract_names_the_body_and_the_period_alone(client, world, ground, body, as_):
    contract, *_ = ground
    person = a_watcher(world, body, contract)
    a_watcher(world, body, contract, starts_on=date(2025, 1, 6), ends_on=date(2025, 7, 1))
    said = text_of(client.get(f"/contrats/{contract.slug}/vigies"))
    assert "Conseil de développement d’essai" in said
    assert "depuis le 6 janvier 2025" in said
    assert "du 6 janvier 2025 au 30 juin 2025" in said
    assert "Exemple-" not in said
    assert "Délibération" not in said
    for reader, sees in ((person, True), (ground[2], True), (world.person(), False)):
        assert (person.family_name in text_of(as_(reader).get(f"/contrats/{contract.slug}/vigies"))) is sees


def test_i1_the_page_of_a_body_is_public_in_few_queries(client, as_, world, ground, body, president, queries):
    contract, *_ = ground
    watcher = a_watcher(world, body, contract)
    a_file(world, contract, watcher, requester_kind=RequesterKind.WATCHER, body_id=body.id, title="Pourquoi ?")
    with queries(12):
        said = text_of(client.get(f"/instances/{body.id}"))
    for words in ("Conseil de développement d’essai", contract.title, "Pourquoi ?", president.family_name):
        assert words in said, words
    assert watcher.family_name not in said
    assert "Désigner" not in said
    with queries(12):
        said = text_of(as_(president).get(f"/instances/{body.id}"))
    assert watcher.family_name in said
    assert "Désigner cette vigie" in said
    assert client.get("/instances/999999999999").status_code == 404


def test_i1_the_register_says_what_will_be_there_while_it_is_empty(client, as_, world, ground):
    assert "Aucune instance n’est inscrite" in text_of(client.get("/instances"))
    readers = {"visitor": client, "secretary": as_(ground[2]), "citizen": as_(ground[3])}
    offers = {who: "Inscrire l’instance" in text_of(reader.get("/instances")) for who, reader in readers.items()}
    assert offers == {"visitor": False, "secretary": True, "citizen": False}


def test_i10_a_watcher_is_designated_by_the_form_with_the_deliberation(as_, client, world, ground, body, president):
    contract, *_, person = ground
    path = f"/instances/{body.id}"
    given = {"body_id": body.id, "contract_id": contract.id, "email": person.email, "starts_on": "2026-05-04"}
    refused = form(as_(president), path, "watcher.designate", proof="Délibération n° 12", **given)
    assert refused.status_code == 422
    assert person.email in refused.get_data(as_text=True)
    page = as_(president).get(path).get_data(as_text=True)
    assert 'enctype="multipart/form-data"' in page
    file = (io.BytesIO("Le conseil désigne.".encode()), "deliberation.txt")
    done = form(as_(president), path, "watcher.designate", proof="Délibération n° 12", file=file, **given)
    assert done.status_code == 303
    watcher = one(world, Watcher)
    place = f"/instances/{body.id}/vigies/{watcher.id}/deliberation"
    readers = (as_(president), as_(person), as_(ground[2]), as_(world.person()))
    assert [reader.get(place).status_code for reader in readers] == [200, 200, 200, 404]
    assert client.get(place).status_code in (302, 303, 401)
    assert (
        form(as_(president), path, "watcher.end", watcher_id=watcher.id, ends_on="2026-05-04", proof="Fin").status_code
        == 303
    )
