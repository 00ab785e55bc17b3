"""Asking, confirming, stopping; one's own list; feeds."""

from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import select

from app.following import delivery
from app.following.models import Following
from tests.builders.contracts import a_contract
from tests.following.conftest import link_in

ATOM = "{http://www.w3.org/2005/Atom}"


def followings(home):
    with home.units.reading() as session:
        return list(session.scalars(select(Following).order_by(Following.id)))


def ask(client, conference, email="citoyenne@exemple.invalid", rhythm="at_once"):
    data = {
        "stream": conference.stream,
        "email": email,
        "rhythm": rhythm,
        "page": f"/suivre/conference/{conference.id}",
    }
    return client.post("/actes/following.ask", data=data)


def test_anybody_follows_with_an_address_that_confirms_by_a_button(home, client, conference, mails):
    assert "Suivre par courriel" in client.get(f"/conferences/{conference.slug}").text
    assert "sans compte" in client.get(f"/suivre/conference/{conference.id}").text
    assert ask(client, conference).status_code == 303
    (mail,) = mails("following.confirm")
    path = link_in(mail.text, "confirmer")
    assert "Confirmer" in client.get(path).text
    assert followings(home)[0].confirmed_at is None, "a link that is merely opened does nothing"
    answer = client.post("/actes/following.confirm", data={"token": path.rpartition("/")[2]})
    assert answer.headers["Location"] == f"/suivre/conference/{conference.id}"
    assert followings(home)[0].confirmed_at is not None


def test_nothing_is_sent_before_the_address_confirmed(client, conference, happen, tell, clock):
    ask(client, conference)
    happen("un")
    clock.advance(hours=2)
    assert tell() == 0


def test_asking_twice_makes_one_following_and_another_rhythm_is_taken_when_confirmed(home, client, conference, mails):
    ask(client, conference)
    ask(client, conference, email="Citoyenne@exemple.invalid", rhythm="weekly")
    (following,) = followings(home)
    assert following.rhythm == "at_once"
    token = link_in(mails("following.confirm")[1].text, "confirmer").rpartition("/")[2]
    client.post("/actes/following.confirm", data={"token": token})
    assert followings(home)[0].rhythm == "weekly"


def test_an_address_never_confirmed_is_forgotten_after_seven_days(home, client, conference, mails, clock):
    ask(client, conference)
    token = link_in(mails("following.confirm")[0].text, "confirmer").rpartition("/")[2]
    clock.advance(days=7, minutes=1)
    assert client.post("/actes/following.confirm", data={"token": token}).status_code == 404
    delivery.forget_unconfirmed(home.units)
    assert followings(home) == []
    assert "ne correspond plus" in client.get(f"/suivre/confirmer/{token}").text


@pytest.mark.parametrize("email", ["", "pas une adresse", "hélène@exemple.invalid", "a@b\x00.invalid", "x" * 300])
def test_an_unreadable_address_is_refused_and_the_page_comes_back(client, conference, email):
    answer = ask(client, conference, email=email)
    assert answer.status_code == 422
    assert "error-summary" in answer.text


def test_the_form_is_slowed_down_for_one_address_and_one_network(client, conference):
    answers = [ask(client, conference).status_code for _ in range(8)]
    assert answers[0] == 303
    assert answers[-1] == 429


def test_stopping_takes_one_click_without_account_and_opening_the_link_stops_nothing(
    app, home, client, follower, conference, happen, tell, mails, clock
):
    follower()
    happen("un")
    clock.advance(minutes=5)
    tell()
    path = mails()[0].unsubscribe
    assert "Ne plus suivre" in client.get(path).text
    assert len(followings(home)) == 1
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post(path, data={"List-Unsubscribe": "One-Click"})
    app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 200
    assert followings(home) == []
    assert client.post(path).status_code == 200, "twice is once"


@pytest.mark.parametrize("path", ["/suivre/arret/x", "/suivre/confirmer/x", "/suivre/conference/999", "/suivre/rien/1"])
def test_a_false_link_leads_nowhere(client, path):
    assert client.get(path).status_code == 404
    assert client.post("/suivre/arret/x").status_code == 404


def test_a_stopping_link_confirms_nothing(home, client, follower, conference, mails):
    from app.following.links import Links

    following = follower()
    stop = Links.of(home.settings).stopping(following.id).rpartition("/")[2]
    assert client.get(f"/suivre/confirmer/{stop}").status_code == 404


def test_a_link_signed_with_a_former_key_still_works(home):
    from dataclasses import replace

    from app.following.links import Links

    path = Links.of(home.settings).stopping(7)
    changed = replace(home.settings, secret_key="n" * 40, old_secret_keys=(home.settings.secret_key,))
    assert Links.of(changed).read_stopping(path.rpartition("/")[2]) == 7


def test_a_person_follows_changes_and_stops_from_the_account(home, world, as_, conference):
    client = as_(world.person())
    data = {"stream": conference.stream, "rhythm": "weekly"}
    assert client.post("/actes/following.follow", data=data).status_code == 303
    assert "Conférence des Exemples" in client.get("/compte/suivis").text
    client.post("/actes/following.follow", data=data | {"rhythm": "at_once"})
    (following,) = followings(home)
    assert following.rhythm == "at_once"
    other = as_(world.person())
    assert other.post("/actes/following.stop", data={"following_id": following.id}).status_code == 403
    client.post("/actes/following.stop", data={"following_id": following.id})
    assert followings(home) == []
    assert "aucune page" in client.get("/compte/suivis").text


def test_a_visitor_cannot_follow_with_an_account(client, conference):
    data = {"stream": conference.stream, "rhythm": "weekly"}
    assert client.post("/actes/following.follow", data=data).status_code in (303, 401)
    assert client.get("/compte/suivis").status_code == 303


def test_the_feed_gives_the_public_entries_newest_first(client, conference, happen):
    happen("un", "deux & trois")
    happen("réservé", audience="members")
    answer = client.get(f"/suivre/conference/{conference.id}.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = ET.fromstring(answer.data)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert [title.rpartition("\u00a0: ")[2] for title in titles] == ["deux & trois.", "un."]
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == 2
    again = client.get(f"/suivre/conference/{conference.id}.atom", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_feed_of_what_is_not_public_is_not_found(world, client):
    hidden = world.open_sitting(world.conference(), public=False)
    assert client.get(f"/suivre/sitting/{hidden.id}.atom").status_code == 404
    assert client.get("/suivre/sitting/999.atom").status_code == 404


def test_pages_of_following_ask_little(world, as_, conference, happen, queries, client):
    happen(*map(str, range(60)))
    with queries(6):
        client.get(f"/suivre/conference/{conference.id}.atom")
    with queries(9):
        as_(world.person()).get(f"/suivre/conference/{conference.id}")


@pytest.mark.parametrize("of", ["conference", "sitting", "contract"])
def test_the_page_of_an_object_leads_to_its_following_and_to_its_feed(world, client, of):
    made = {
        "conference": world.conference,
        "sitting": lambda: world.open_sitting(world.conference()),
        "contract": lambda: a_contract(world, public=True),
    }[of]()
    assert client.get(f"/suivre/{of}/{made.id}").status_code == 200
    feed = ET.fromstring(client.get(f"/suivre/{of}/{made.id}.atom").data)
    (page,) = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    assert client.get(page.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_contract_that_is_not_public_is_not_followed(world, client):
    hidden = a_contract(world, public=False)
    assert client.get(f"/suivre/contract/{hidden.id}").status_code == 404
    assert client.get("/suivre/contract/999").status_code == 404
