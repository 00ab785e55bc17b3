"""Links by mail: one use, a short life, nothing by merely opening them, nothing told about who has an account."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from app.foundation.actors import SYSTEM
from app.foundation.errors import NotAllowed, NotFound
from app.people import operations
from app.people.models import Person, PersonalLink
from app.people.passwords import hash_password
from tests.people.test_pages import PASSWORD, sign_in, who

HASH = hash_password(PASSWORD)
NEW = "encore une autre phrase"


@pytest.fixture
def somebody(world):
    return world.person(email="camille@exemple.invalid", password_hash=HASH)


@pytest.fixture
def mails(home):
    """Return what was queued to be sent, oldest first."""

    def read() -> list[dict[str, str]]:
        with home.engine.connect() as connection:
            asked = text('SELECT recipient AS "to", subject, text FROM messages ORDER BY id')
            return [dict(row) for row in connection.execute(asked).mappings()]

    return read


def link_in(mail: dict[str, str]) -> str:
    return re.search(r"\{site\}(/(?:lien|adresse)/[\w-]+)", mail["text"])[1]


def last(mails, to: str) -> dict[str, str]:
    return [mail for mail in mails() if mail["to"] == to][-1]


def ask(client, email="camille@exemple.invalid", **more):
    return client.post("/connexion/lien", data={"email": email, **more})


def test_a_link_signs_in_once_and_leads_where_one_was_going(app, client, mails, world, somebody):
    assert ask(client, suite="/seances/3/salle").headers["Location"] == "/connexion/message-envoye"
    assert "camille@exemple.invalid" in client.get("/connexion/message-envoye").text
    (mail,) = mails()
    assert mail["to"] == "camille@exemple.invalid"
    link = link_in(mail)
    assert client.post(link, data={"act": "sign_in"}).headers["Location"] == "/seances/3/salle"
    assert who(client) == 200
    again = app.test_client().post(link, data={"act": "sign_in"})
    assert again.status_code == 404
    assert "a déjà servi" in again.text
    assert world.kinds(f"account:{somebody.id}") == ["account.link_sent", "account.signed_in"]


def test_opening_a_link_does_nothing_by_itself(client, home, mails, somebody):
    ask(client)
    link = link_in(mails()[0])
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert who(client) == 303
    with home.units.reading() as session:
        assert session.query(PersonalLink).one().used_at is None


def test_a_link_expires_after_ten_minutes(client, clock, mails, somebody):
    ask(client)
    clock.advance(minutes=10)
    assert client.get(link_in(mails()[0])).status_code == 404
    assert client.post(link_in(mails()[0]), data={"act": "sign_in"}).status_code == 404


def test_a_link_is_worth_nothing_after_signing_out_everywhere_or_closing_the_account(client, mails, world, somebody):
    sign_in(client)
    ask(client)
    client.post("/compte/deconnexion-partout")
    assert client.get(link_in(mails()[0])).status_code == 404
    ask(client)
    world.update(somebody, disabled_at=world.clock())
    assert client.post(link_in(mails()[1]), data={"act": "sign_in"}).status_code == 404


def test_a_link_never_leads_to_another_site(client, mails, somebody):
    ask(client, suite="https://ailleurs.example/")
    assert client.post(link_in(mails()[0]), data={"act": "sign_in"}).headers["Location"] == "/"


def test_the_database_keeps_no_token(client, home, mails, somebody):
    ask(client)
    token = link_in(mails()[0]).rpartition("/")[2]
    with home.engine.connect() as connection:
        assert token not in str(connection.exec_driver_sql("SELECT * FROM personal_links").all())
        assert token not in str(connection.exec_driver_sql("SELECT * FROM journal").all())


def test_a_link_replaces_a_forgotten_password_and_ends_the_sessions_that_knew_it(app, client, mails, world, somebody):
    thief = app.test_client()
    sign_in(thief)
    ask(client)
    ask(client)
    first, second = map(link_in, mails())
    refused = client.post(first, data={"act": "recover", "password": "court"})
    assert (refused.status_code, "12 signes" in refused.text) == (422, True)
    assert client.post(first, data={"act": "recover", "password": NEW}).status_code == 303
    assert (who(client), who(thief)) == (200, 303)
    assert client.get(second).status_code == 404
    assert mails()[-1]["subject"] == "Votre mot de passe a changé"
    assert sign_in(app.test_client(), password=NEW).status_code == 303
    assert sign_in(app.test_client()).status_code == 422
    assert "account.password_changed" in world.kinds(f"account:{somebody.id}")


def test_somebody_new_confirms_their_address_then_opens_an_account(client, home, mails, world):
    client.post("/inscription", data={"email": "Lou@exemple.invalid"})
    link = link_in(mails()[0])
    assert "Lou@exemple.invalid" in client.get(link).text
    nothing = client.post(link, data={"act": "open"}).text
    assert (nothing.count("À remplir."), nothing.count("12 signes au moins")) == (4, 2)
    typed = {"act": "open", "given_name": "Lou", "family_name": "", "password": PASSWORD}
    refused = client.post(link, data=typed)
    assert (refused.status_code, 'value="Lou"' in refused.text, PASSWORD in refused.text) == (422, True, False)
    assert client.post(link, data={**typed, "family_name": "Témoin"}).status_code == 303
    assert "Lou Témoin" in client.get("/compte").text
    assert client.get(link).status_code == 404
    with home.units.reading() as session:
        person = session.query(Person).filter_by(email="Lou@exemple.invalid").one()
    assert world.kinds(f"account:{person.id}") == ["account.opened", "account.signed_in"]


def test_opening_an_account_gives_nothing_but_an_account(client, home, mails):
    """Mass assignment: what the form does not have is not read."""
    client.post("/inscription", data={"email": "lou@exemple.invalid", "administrator": "1"})
    asked = {"act": "open", "given_name": "Lou", "family_name": "Témoin", "password": PASSWORD}
    more = {"administrator": "1", "demo": "1", "email": "autre@exemple.invalid", "session_generation": "9"}
    client.post(link_in(mails()[0]), data=asked | more)
    with home.units.reading() as session:
        person = session.query(Person).one()
    assert (person.email, person.administrator, person.demo, person.session_generation) == (
        "lou@exemple.invalid",
        False,
        False,
        1,
    )
    refused = client.post("/api/v1/commands/account.rename", json={"data": {"administrator": True}})
    assert refused.status_code == 422


def test_a_link_for_a_newcomer_opens_no_account_that_exists_meanwhile(client, mails, world):
    client.post("/inscription", data={"email": "lou@exemple.invalid"})
    world.person(email="LOU@exemple.invalid", password_hash=HASH)
    asked = {"act": "open", "given_name": "Lou", "family_name": "Témoin", "password": NEW}
    assert client.post(link_in(mails()[0]), data=asked).status_code == 404
    assert client.post(link_in(mails()[0]), data={"act": "recover", "password": NEW}).status_code == 404
    assert client.post(link_in(mails()[0]), data={"act": "sign_in"}).status_code == 404


@pytest.mark.parametrize("path", ["/connexion/lien", "/inscription"])
def test_asking_says_and_does_the_same_with_and_without_account(client, mails, path, queries, somebody, world):
    """Enumeration: same page, same address of the page, same number of statements, one mail each."""
    world.person(email="ferme@exemple.invalid", disabled_at=world.clock())
    answers, counts = [], []
    for email in ("personne@exemple.invalid", somebody.email, "ferme@exemple.invalid"):
        client.post(path, data={"email": email})  # the stream's first entry makes its head
        with queries(100) as sent:
            answer = client.post(path, data={"email": email})
        counts.append(len(sent))
        answers.append(
            (
                answer.status_code,
                answer.headers["Location"],
                client.get(answer.headers["Location"]).text.replace(email, ""),
            )
        )
    assert len({a[:2] for a in answers}) == 1
    assert len({re.sub(r'value="[\w.-]{40,}"', "", a[2]) for a in answers}) == 1
    assert len(set(counts)) == 1
    assert [m["to"] for m in mails()[::2]] == ["personne@exemple.invalid", somebody.email, "ferme@exemple.invalid"]


def test_one_mailbox_under_many_spellings_is_not_flooded_either(app, client, mails):
    spellings = ["v.ictime@gmail.com", "victime+1@gmail.com", "VICTIME@googlemail.com", "vic.time+x@gmail.com"]
    statuses = [ask(client, email=spellings[turn % 4]).status_code for turn in range(8)]
    assert statuses == [303] * 5 + [429] * 3


def test_an_address_is_not_flooded_with_messages_and_its_person_still_gets_theirs(app, client, mails, somebody):
    sign_in(client)  # this browser is now known
    client.post("/deconnexion")
    stranger = app.test_client()
    statuses = [ask(stranger).status_code for _ in range(8)]
    assert statuses == [303] * 5 + [429] * 3
    assert ask(client).status_code == 303
    assert len(mails()) == 6


def test_no_link_of_a_page_holds_an_address(client, somebody):
    """14.2.1: what stands in an address of a page stands in logs and in histories."""
    page = client.post("/connexion", data={"email": somebody.email, "password": "faux"}).text
    assert "%40" not in page
    assert f'value="{somebody.email}"' in client.get("/connexion/lien").text
    sign_in(client)
    assert "%40" not in client.get("/compte/mot-de-passe").text
    assert f'value="{somebody.email}"' in client.get("/connexion/lien?suite=/compte/mot-de-passe").text
    client.post("/deconnexion")
    assert somebody.email not in client.get("/connexion/lien").text


@pytest.mark.parametrize("email", ["", "nom", "a@b.fr\r\nBcc: c@d.fr", "\x00@b.fr"])
def test_an_unreadable_address_is_refused_where_it_was_typed(client, mails, email):
    answer = ask(client, email=email)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert mails() == []


def test_a_person_changes_their_name_and_nobody_elses(as_, client, world, somebody):
    assert (
        client.post(
            "/api/v1/commands/account.rename", json={"data": {"given_name": "A", "family_name": "B"}}
        ).status_code
        == 401
    )
    browser = as_(somebody)
    asked = {"given_name": "Camille", "family_name": "Nouveau", "page": "/compte/nom"}
    assert browser.post("/actes/account.rename", data=asked).headers["Location"] == "/compte"
    assert "Camille Nouveau" in browser.get("/compte").text
    assert world.entries(f"account:{somebody.id}")[-1].payload == {}
    with pytest.raises(NotAllowed), world.home.units.begin(world.actor(world.person())) as work:
        operations.rename(work, somebody, given_name="A", family_name="B")


def test_a_password_changes_with_the_current_one_and_signs_the_other_devices_out(app, client, clock, mails, somebody):
    elsewhere = app.test_client()
    sign_in(elsewhere)
    sign_in(client)
    change = "/actes/account.change_password"
    for current in ("", "faux"):
        asked = {"current": current, "password": NEW, "page": "/compte/mot-de-passe"}
        assert client.post(change, data=asked).status_code in (403, 422)
    assert "Mot de passe actuel" in client.get("/compte/mot-de-passe").text
    asked = {"current": PASSWORD, "password": NEW, "page": "/compte/mot-de-passe"}
    assert client.post(change, data=asked).status_code == 303
    assert (who(client), who(elsewhere)) == (200, 303)
    assert mails()[-1]["subject"] == "Votre mot de passe a changé"


def test_whoever_came_by_link_chooses_a_password_without_the_forgotten_one(client, clock, mails, somebody):
    ask(client)
    client.post(link_in(mails()[0]), data={"act": "sign_in"})
    assert "Mot de passe actuel" not in client.get("/compte/mot-de-passe").text
    clock.advance(minutes=31)
    refused = client.post("/api/v1/commands/account.change_password", json={"data": {"password": NEW}})
    assert refused.status_code == 403
    assert "Confirmez d’abord que c’est bien vous" in refused.get_json()["detail"]
    # With a form, one is sent to show again who one is, and comes back.
    sent = client.post("/actes/account.change_password", data={"password": NEW, "page": "/compte/adresse"})
    assert "confirmer=1" in sent.headers["Location"]


def test_guessing_the_current_password_from_an_open_session_is_slowed_down(client, somebody):
    sign_in(client)
    asked = {"current": "faux", "password": NEW, "page": "/compte/mot-de-passe"}
    statuses = [client.post("/actes/account.change_password", data=asked).status_code for _ in range(8)]
    assert statuses[-1] == 429


def test_no_password_is_kept_for_a_retry(client, home, somebody):
    sign_in(client)
    asked = {"request_id": "7d7e3c1c-6a55-4be4-8f3e-1f7e1f6f0a02", "data": {"current": PASSWORD, "password": NEW}}
    assert client.post("/api/v1/commands/account.change_password", json=asked).status_code == 200
    with home.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answered_requests").scalar() == 0


def test_an_address_changes_once_both_have_agreed(client, clock, mails, world, somebody):
    sign_in(client)
    asked = {"email": "nouvelle@exemple.invalid", "page": "/compte/adresse"}
    assert client.post("/actes/account.change_address", data=asked).status_code == 303
    new, former = mails()
    assert (new["to"], former["to"]) == ("nouvelle@exemple.invalid", somebody.email)
    for mail in (new, former):
        assert client.get(link_in(mail)).status_code == 200
    client.post(link_in(new))
    client.post(link_in(new))
    assert "nouvelle@exemple.invalid" not in client.get("/compte").text
    client.post(link_in(former))
    assert "nouvelle@exemple.invalid" in client.get("/compte").text
    again = client.post(link_in(former))
    assert (again.status_code, 'href="/compte/adresse"' in again.text) == (404, True)
    assert world.kinds(f"account:{somebody.id}")[1:] == ["account.address_change_asked", "account.address_changed"]


def test_an_address_that_has_an_account_is_told_so_by_mail_alone(client, mails, queries, world, somebody):
    world.person(email="prise@exemple.invalid")
    sign_in(client)
    answers = []
    for email in ("libre@exemple.invalid", "prise@exemple.invalid"):
        with queries(100) as sent:
            asked = {"email": email, "page": "/compte/adresse"}
            answers.append((client.post("/actes/account.change_address", data=asked).headers["Location"], len(sent)))
    assert answers[0] == answers[1]
    assert mails()[2]["subject"] == "Cette adresse a déjà un compte"
    # What both had agreed to would still be refused if the address were taken meanwhile.
    assert client.get(link_in(mails()[1])).status_code == 404


def test_changing_address_asks_to_show_again_who_one_is(client, clock, somebody):
    sign_in(client)
    clock.advance(minutes=31)
    sent = client.get("/compte/adresse").headers["Location"]
    assert "confirmer" in sent
    assert "Confirmez que c’est bien vous" in client.get(sent).text
    refused = client.post("/actes/account.change_address", data={"email": "a@exemple.invalid", "page": "/compte"})
    assert refused.status_code == 403
    assert sign_in(client, suite="/compte/adresse").headers["Location"] == "/compte/adresse"
    assert client.get("/compte/adresse").status_code == 200


def test_a_former_link_is_not_found_rather_than_explained(home):
    with pytest.raises(NotFound), home.units.begin(SYSTEM) as work:
        operations.open_link(work, "nothing")


def test_a_link_used_in_two_places_at_once_opens_one(client, home, mails, somebody):
    """Token replay, in the same instant: the row is locked while it is used up."""
    ask(client)
    token = link_in(mails()[0]).rpartition("/")[2]

    def use(_: int) -> bool:
        try:
            with home.units.begin(SYSTEM) as work:
                operations.use_sign_in_link(work, token)
        except NotFound:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(use, range(6))) == 1


def test_an_administrator_gives_another_address_to_who_no_longer_reads_theirs(
    app, client, home, mails, world, as_, somebody
):
    administrator = world.person(administrator=True)
    replace = "/api/v1/commands/person.replace_address"
    asked = {"data": {"person_id": somebody.id, "email": "nouvelle@exemple.invalid"}}
    assert as_(world.person()).post(replace, json=asked).status_code == 403
    own = {"data": {"person_id": administrator.id, "email": "moi@exemple.invalid"}}
    assert as_(administrator).post(replace, json=own).status_code == 403
    client.post("/connexion/lien", data={"email": somebody.email})
    waiting = link_in(last(mails, somebody.email))
    assert as_(administrator).post(replace, json=asked).status_code == 200
    former, new = last(mails, somebody.email)["text"], last(mails, "nouvelle@exemple.invalid")
    assert "Ce n’était pas vous" in former
    assert "/adresse/" not in former
    with home.units.reading() as session:
        assert session.get_one(Person, somebody.id).email == somebody.email
    app.test_client().post(link_in(new))
    with home.units.reading() as session:
        assert session.get_one(Person, somebody.id).email == "nouvelle@exemple.invalid"
    assert "n’est plus celle de votre compte" in last(mails, somebody.email)["text"]
    # What waits at the former address opens nothing any more.
    assert app.test_client().post(waiting, data={"act": "sign_in"}).status_code == 404


def test_an_invitation_left_at_a_former_address_opens_nothing(app, home, mails, somebody):
    with home.units.begin(SYSTEM) as work:
        token = operations.invite(work, work.session.get_one(Person, somebody.id))
        operations.replace_address(work, work.session.get_one(Person, somebody.id), email="nouvelle@exemple.invalid")
    app.test_client().post(link_in(last(mails, "nouvelle@exemple.invalid")))
    assert app.test_client().get(f"/invitation/{token}").status_code == 404


def test_the_administrator_finds_an_account_by_any_word_of_it(as_, world):
    browser = as_(world.person(administrator=True))
    world.person(given_name="Élodie", family_name="Maquette", title="maire de Béthune")
    world.person(given_name="Autre", family_name="Personne")
    for asked in ("elodie", "MAQUETTE bethune", "béthune"):
        page = browser.get(f"/administration/personnes?q={asked}").text
        assert "Élodie Maquette" in page
        assert "Autre Personne" not in page
    assert "Aucun compte pour" in browser.get("/administration/personnes?q=zzz%25").text
