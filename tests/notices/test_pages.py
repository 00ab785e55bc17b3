"""Who sees what becomes of messages, and what they can do."""

import pytest


@pytest.fixture
def conference(world):
    return world.conference()


def test_the_administrator_sees_what_waits_and_finds_a_person(world, as_, put):
    put(to="attend@exemple.invalid", subject="Convocation")
    client = as_(world.person(administrator=True))
    assert "Convocation" in client.get("/administration/messages").text
    assert "Convocation" not in client.get("/administration/messages?etat=remis").text
    assert "Convocation" in client.get("/administration/messages?adresse=Attend@exemple.invalid").text
    assert "Convocation" not in client.get("/administration/messages?adresse=autre@exemple.invalid").text


def test_the_secretary_sees_the_messages_about_the_conference_only(world, as_, put, conference):
    put(about=conference.stream, subject="Alerte de la conférence")
    put(about="sitting:999", subject="Une autre affaire")
    page = as_(world.secretary(conference)).get(f"/messages/conference/{conference.id}").text
    assert "Alerte de la conférence" in page
    assert "Une autre affaire" not in page


def test_a_message_is_never_shown_with_its_text(world, as_, put):
    put(text="Des mots confidentiels.")
    page = as_(world.person(administrator=True)).get("/administration/messages?etat=tous").text
    assert "confidentiels" not in page


def test_others_see_nothing(world, client, as_, conference):
    member = as_(world.delegate(conference))
    assert member.get(f"/messages/conference/{conference.id}").status_code == 403
    assert member.get("/administration/messages").status_code == 403
    assert client.get("/administration/messages").status_code == 303
    assert as_(world.person(administrator=True)).get("/messages/nothing/1").status_code == 404


def test_only_those_who_follow_a_message_may_try_it_again(world, as_, put, conference):
    about, other = put(about=conference.stream), put(about="")
    secretary, member = as_(world.secretary(conference)), as_(world.delegate(conference))

    def retried(client, message):
        return client.post("/actes/message.retry", data={"message_id": message.id}).status_code

    assert retried(secretary, about) == 303
    assert retried(secretary, other) == 403
    assert retried(member, about) == 403


def test_the_page_asks_little_however_many_messages(world, as_, put, queries):
    for n in range(60):
        put(subject=f"Message {n}")
    client = as_(world.person(administrator=True))
    with queries(8):
        page = client.get("/administration/messages").text
    assert "Page 1 sur 2" in page


def test_what_became_of_a_message_is_said_with_the_servers_number(world, as_, put, home, settings, inbox):
    from app.notices import delivery

    put(subject="Reçue")
    delivery.sweep(home.units, settings)
    inbox.on_recipient = lambda _address: "450 4.2.1 Busy"
    put(subject="Attend")
    delivery.sweep(home.units, settings)
    page = as_(world.person(administrator=True)).get("/administration/messages?etat=tous").text
    assert 'numéro <span class="sending__id">4F0001</span>' in page
    assert "1 essai" in page
    assert "450 4.2.1 Busy" in page
