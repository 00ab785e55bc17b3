"""Sessions kept by the house: one line a device, ended at once, known to the person alone."""

import pytest

from app.foundation.actors import SYSTEM
from app.foundation.errors import NotAllowed
from app.journal.queries import entries_after
from app.people import operations
from app.people.agents import agent_in_words
from app.people.models import Device, Person
from app.people.passwords import hash_password
from app.people.words import Proof
from tests.people.test_pages import PASSWORD, sign_in, who

HASH = hash_password(PASSWORD)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def somebody(world):
    return world.person(email="camille@exemple.invalid", password_hash=HASH)


@pytest.fixture
def devices(home, somebody):
    """Return the devices of the person, without the one every person of a test has."""

    def read() -> list[Device]:
        with home.units.reading() as session:
            return session.query(Device).filter_by(person_id=somebody.id).where(Device.agent != "Essai").all()

    return read


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox sur Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari sur iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit Chrome/140.0 Mobile Safari/537.36", "Chrome sur Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge sur Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/18 Safari/605", "Safari sur Mac"),
        ("curl/8", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
    ],
)
def test_a_browser_is_said_in_few_words(said, words):
    assert agent_in_words(said) == words


def test_signing_in_opens_a_device_and_says_so_in_the_record_of_the_account(client, world, devices, somebody):
    client.post("/connexion", data={"email": somebody.email, "password": PASSWORD}, headers={"User-Agent": FIREFOX})
    (device,) = devices()
    assert (device.agent, device.proof, device.second_factor) == ("Firefox sur Windows", Proof.PASSWORD, False)
    (entry,) = world.entries(f"account:{somebody.id}")
    assert (entry.kind, entry.audience) == ("account.signed_in", "bureau")
    assert entry.payload == {"device_id": device.id, "proof": "password", "second_factor": False}


def test_the_database_keeps_no_key_and_no_address(client, home, somebody):
    sign_in(client)
    with client.session_transaction() as cookie:
        key = cookie["_user_id"].partition(".")[2]
    with home.engine.connect() as connection:
        row = str(connection.exec_driver_sql("SELECT * FROM devices WHERE agent <> 'Essai'").one())
    assert key not in row
    assert "127.0.0.1" not in row


def test_each_sign_in_has_a_key_of_its_own_and_the_former_one_opens_nothing(app, client, somebody):
    """Session fixation: a cookie known before signing in is worth nothing after."""
    sign_in(client)
    before = client.get_cookie("cotap").value
    sign_in(client)
    assert client.get_cookie("cotap").value != before
    thief = app.test_client()
    thief.set_cookie("cotap", before)
    assert (who(client), who(thief)) == (200, 303)


def test_a_cookie_copied_before_signing_out_opens_nothing_after(app, client, somebody):
    sign_in(client)
    copied = client.get_cookie("cotap").value
    client.post("/deconnexion")
    thief = app.test_client()
    thief.set_cookie("cotap", copied)
    assert who(thief) == 303


def test_a_session_ends_when_unused_for_a_fortnight_and_at_the_latest_after_ninety_days(client, clock, somebody):
    sign_in(client)
    for _ in range(8):
        clock.advance(days=11)
        assert who(client) == 200
    clock.advance(days=3)
    assert who(client) == 303
    sign_in(client)
    clock.advance(days=14, seconds=1)
    assert who(client) == 303


def test_when_a_device_was_seen_is_noted_every_ten_minutes_at_most(client, clock, devices, somebody):
    sign_in(client)
    opened = devices()[0].seen_at
    clock.advance(minutes=9)
    who(client)
    assert devices()[0].seen_at == opened
    clock.advance(minutes=2)
    who(client)
    assert devices()[0].seen_at == clock()


def test_one_device_is_signed_out_from_another(app, client, devices, world, somebody):
    lost = app.test_client()
    sign_in(lost)
    lost_id = devices()[0].id
    sign_in(client)
    page = client.get("/compte").text
    assert page.count("Déconnecter cet appareil") == 2  # the lost one, and that of every person of a test
    assert client.post("/actes/account.end_device", data={"device_id": lost_id, "page": "/compte"}).status_code == 303
    assert (who(client), who(lost)) == (200, 303)
    assert world.kinds(f"account:{somebody.id}")[-1] == "account.signed_out"


def test_another_device_is_ended_by_whoever_has_just_shown_who_they_are(app, client, clock, devices, somebody):
    """7.5.2: an open session alone closes no other; its own it may always leave."""
    lost = app.test_client()
    sign_in(lost)
    lost_id = devices()[0].id
    sign_in(client)
    clock.advance(minutes=31)
    page = client.get("/compte").text
    assert "Déconnecter cet appareil" not in page
    assert "confirmer=1" in page
    refused = client.post("/api/v1/commands/account.end_device", json={"data": {"device_id": lost_id}})
    assert refused.status_code == 403
    assert "Confirmez d’abord que c’est bien vous" in refused.get_json()["detail"]
    everywhere = client.post("/compte/deconnexion-partout")
    assert everywhere.headers["Location"] == "/connexion?suite=/compte&confirmer=1"
    assert (who(client), who(lost)) == (200, 200)
    own = next(device.id for device in devices() if device.id != lost_id)
    assert client.post("/api/v1/commands/account.end_device", json={"data": {"device_id": own}}).status_code == 200
    assert (who(client), who(lost)) == (303, 200)


def test_a_change_of_factor_offers_to_close_the_other_sessions(app, client, clock, devices, somebody, world):
    """7.4.3: whoever adds or takes off a factor closes what was opened without it, in one gesture."""
    others = [app.test_client() for _ in range(2)]
    for browser in (*others, client):
        sign_in(browser)
    asked = {"page": "/compte/protection"}
    assert "Déconnecter mes autres appareils" in client.get("/compte/protection").text
    assert "Déconnecter tous mes autres appareils" in client.get("/compte").text
    clock.advance(minutes=31)
    assert "Déconnecter mes autres appareils" not in client.get("/compte/protection").text
    assert client.post("/actes/account.end_other_devices", data=asked).status_code == 403
    sign_in(client)
    assert client.post("/actes/account.end_other_devices", data=asked).status_code == 303
    assert [who(browser) for browser in (*others, client)] == [303, 303, 200]
    assert world.kinds(f"account:{somebody.id}")[-1] == "account.signed_out"
    again = client.post("/api/v1/commands/account.end_other_devices", json={"data": {}})
    assert again.get_json()["result"]["message"] == "Vous n’étiez connecté qu’ici."


def test_a_password_has_no_end(client, clock, somebody):
    """6.2.10: nobody is made to change it, however old it is."""
    clock.advance(days=900)
    assert sign_in(client).headers["Location"] == "/"


def test_every_page_of_who_is_signed_in_lets_them_leave(client, somebody):
    sign_in(client)
    for path in ("/", "/compte", "/compte/protection", "/conferences", "/contrats", "/recherche", "/absente"):
        assert 'action="/deconnexion"' in client.get(path, headers={"Accept": "text/html"}).text, path


def test_an_account_opened_on_a_browser_it_does_not_know_is_told_to_its_person(app, home, somebody):
    def told():
        with home.engine.connect() as connection:
            return connection.exec_driver_sql("SELECT recipient, text FROM messages ORDER BY id").all()

    usual, stranger = app.test_client(), app.test_client()
    sign_in(usual)
    assert told() == []  # the first visit of all
    usual.post("/deconnexion")
    sign_in(usual)
    assert told() == []  # the browser of always
    stranger.post("/connexion", data={"email": somebody.email, "password": PASSWORD}, headers={"User-Agent": FIREFOX})
    ((recipient, text),) = told()
    assert recipient == somebody.email
    assert "ouvert par mot de passe, le 3 mars 2026 à 14 h," in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Firefox sur Windows" in text
    assert "{site}/compte" in text


def test_nobody_ends_or_sees_the_device_of_another(as_, client, home, devices, world, somebody):
    sign_in(client)
    (device,) = devices()
    other = world.person()
    refused = as_(other).post("/api/v1/commands/account.end_device", json={"data": {"device_id": device.id}})
    assert refused.status_code == 404
    with pytest.raises(NotAllowed), home.units.begin(world.actor(other)) as work:
        operations.end_device(work, work.session.get_one(Device, device.id))
    assert who(client) == 200


def test_only_a_checked_proof_opens_a_device(home, world, somebody):
    with pytest.raises(NotAllowed), home.units.begin(world.actor(somebody)) as work:
        operations.open_device(work, somebody, proof=Proof.PASSWORD, agent="", second_factor=True)


def test_the_record_of_an_account_is_read_by_its_person_and_by_administrators(as_, client, world, somebody):
    sign_in(client)
    path = f"/api/v1/journal/account:{somebody.id}"
    assert [e["kind"] for e in client.get(path).get_json()["entries"]] == ["account.signed_in"]
    assert as_(world.person(administrator=True)).get(path).status_code == 200
    assert as_(world.chair(world.conference())).get(path).status_code == 404
    assert client.post("/deconnexion").status_code == 303
    assert client.get(path).status_code == 404
    assert client.get("/api/v1/journal/account:999").status_code == 404


def test_a_wrong_password_is_on_record_whether_or_not_there_is_an_account(client, world, somebody):
    sign_in(client, password="une autre phrase")
    sign_in(client, email="personne@exemple.invalid")
    assert world.kinds(f"account:{somebody.id}") == ["account.sign_in_failed"]
    assert world.kinds("people:1") == ["account.sign_in_failed"]
    with world.home.units.reading() as session:
        assert entries_after(session, "people:1", 0, None)[0].payload == {}


def test_the_same_work_is_done_for_an_address_without_account(client, home, monkeypatch, queries, somebody):
    """Neither the password hashing nor the statements tell an unknown address: same count of both."""
    hashed: list[str | None] = []
    from app.people.pages import sign_in as page

    real = page.password_matches
    monkeypatch.setattr(page, "password_matches", lambda stored, typed: hashed.append(stored) or real(stored, typed))
    counts = []
    for email in (somebody.email, "personne@exemple.invalid"):
        sign_in(client, email=email, password="faux")  # the stream's first entry makes its head
        with queries(100) as sent:
            sign_in(client, email=email, password="faux")
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert len(hashed) == 4


def test_a_rotated_key_keeps_people_signed_in_until_it_is_forgotten(app, client, somebody):
    sign_in(client)
    cookie, former = client.get_cookie("cotap").value, app.config["SECRET_KEY"]
    app.config.update(SECRET_KEY="n" * 40, SECRET_KEY_FALLBACKS=[former])
    try:
        assert who(client) == 200
        app.config.update(SECRET_KEY_FALLBACKS=[])
        # The answer above has signed the cookie again, with the new key; the one before is worth nothing now.
        assert who(client) == 200
        client.set_cookie("cotap", cookie)
        assert who(client) == 303
    finally:
        app.config.update(SECRET_KEY=former, SECRET_KEY_FALLBACKS=[])


def test_guessing_is_slowed_down_exponentially_and_the_right_password_waits_too(client, clock, somebody):
    statuses = [sign_in(client, password=f"essai {n}").status_code for n in range(8)]
    assert statuses == [422] * 6 + [429] * 2
    told = sign_in(client)
    assert told.status_code == 429
    assert "Recommencez dans 5\u00a0secondes" in told.text
    clock.advance(seconds=5)
    assert sign_in(client).status_code == 303


def test_a_stranger_who_guesses_never_locks_the_person_out_of_their_own_device(app, client, clock, somebody):
    sign_in(client)
    client.post("/deconnexion")
    stranger = app.test_client()
    for _ in range(150):
        sign_in(stranger, password="faux")
        clock.advance(seconds=1)
    assert sign_in(stranger).status_code == 429
    # The same network, the same account: the device that opened it before has a counter of its own.
    assert sign_in(client).status_code == 303


def test_a_stranger_on_another_network_does_not_slow_the_person_down(app, client, somebody):
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    for _ in range(20):
        app.test_client().post(
            "/connexion", data={"email": somebody.email, "password": "faux"}, environ_overrides=elsewhere
        )
    assert sign_in(client).status_code == 303


def test_a_whole_town_hall_behind_one_address_signs_in(app, world):
    people = [world.person(password_hash=HASH) for _ in range(70)]
    assert {sign_in(app.test_client(), email=p.email).status_code for p in people} == {303}


def test_the_invitation_leads_where_the_link_says_and_nowhere_else(app, home, somebody):
    for suite, leads in (("/seances/3/salle", "/seances/3/salle"), ("//ailleurs.example", "/")):
        with home.units.begin(SYSTEM) as work:
            token = operations.invite(work, work.session.get_one(Person, somebody.id))
        app.config["WTF_CSRF_ENABLED"] = False
        answer = app.test_client().post(f"/invitation/{token}?suite={suite}", data={"password": PASSWORD})
        assert answer.headers["Location"] == leads


def test_an_account_without_a_visit_for_a_year_is_noted_once_and_forgotten_at_the_next_visit(
    as_, client, clock, home, world, somebody
):
    administrator = world.person(administrator=True)
    sign_in(client)
    clock.advance(days=366)
    for expected in (2, 0):
        with home.units.begin(SYSTEM) as work:
            assert operations.note_idle_accounts(work) == expected
    assert world.kinds(f"account:{somebody.id}") == ["account.signed_in", "account.became_idle"]
    assert "sans visite" in as_(administrator).get("/administration/personnes").text
    sign_in(client)
    with home.units.reading() as session:
        person = session.get_one(Person, somebody.id)
        assert (person.idle_since, person.seen_on) == (None, world.today())


def test_a_visit_is_kept_as_a_day(client, clock, home, somebody, world):
    sign_in(client)
    clock.advance(days=3)
    who(client)
    with home.units.reading() as session:
        assert session.get_one(Person, somebody.id).seen_on == world.today()


def test_a_person_reads_the_record_of_their_own_account(as_, client, world, somebody):
    sign_in(client, password="faux")
    sign_in(client)
    page = client.get("/compte/journal").text
    for words in ("Essai de connexion refusé", "Navigateur inconnu, par mot de passe"):
        assert words in page
    assert "Essai de connexion refusé" not in as_(world.person()).get("/compte/journal").text
    assert as_(world.person()).get("/compte/journal").status_code == 200
