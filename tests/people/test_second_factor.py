"""A second proof: asked of whoever has one, needed to preside, keep a secretariat or administer."""

import re
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pyotp
import pytest
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.foundation.actors import SYSTEM, Actor, Capacity, CapacityKind, SignIn, until_second_factor
from app.foundation.errors import IllegalTransition, NotAllowed
from app.foundation.sealing import Sealer
from app.people import codes, operations
from app.people.models import CodesApplication, Person, RecoveryCode
from app.people.passwords import hash_password
from tests.people.test_pages import PASSWORD, sign_in, who

HASH = hash_password(PASSWORD)
SECOND = "/connexion/second-facteur"


@pytest.fixture
def somebody(world):
    return world.person(email="camille@exemple.invalid", password_hash=HASH)


@pytest.fixture
def enrol(clock):
    """Register an application of codes in a browser; return its secret and the recovery codes."""

    def run(client) -> tuple[str, list[str]]:
        assert client.post("/compte/application/nouvelle").headers["Location"] == "/compte/application"
        page = client.get("/compte/application").text
        secret = re.search(r'<code class="totp-key">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
        shown = client.post("/compte/application", data={"code": pyotp.TOTP(secret).at(clock())})
        return secret, re.findall(r"<li><code>([\w-]+)</code></li>", shown.text)

    return run


@pytest.fixture
def required(home, monkeypatch):
    monkeypatch.setattr(home, "settings", replace(home.settings, require_second_factor=True))


# -- codes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("late", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_is_accepted_half_a_minute_around(clock, late, accepted):
    secret = codes.new_secret()
    typed = pyotp.TOTP(secret).at(int(clock().timestamp()) - late)
    assert (
        codes.matching_step(secret, f" {typed[:3]} {typed[3:]}", now=clock(), last_step=None) is not None
    ) is accepted


def test_a_code_serves_once(clock):
    secret = codes.new_secret()
    typed = pyotp.TOTP(secret).at(clock())
    step = codes.matching_step(secret, typed, now=clock(), last_step=None)
    assert codes.matching_step(secret, typed, now=clock(), last_step=step) is None


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６", "000000000", "\x00"])
def test_what_is_not_a_code_is_none(clock, typed):
    assert codes.matching_step("A" * 32, typed, now=clock(), last_step=None) is None


def test_recovery_codes_are_read_however_they_are_typed():
    made = codes.new_recovery_codes()
    assert len(set(made)) == 10
    assert codes.bare_recovery_code(made[0].upper().replace("-", "  ")) == made[0].replace("-", "")


# -- sealing -------------------------------------------------------------------------------------------------------


def test_what_is_sealed_is_opened_by_the_present_and_the_former_keys_only():
    old, new = Sealer("o" * 40), Sealer("n" * 40, ["o" * 40])
    sealed = old.seal("secret")
    assert "secret" not in sealed
    assert (new.open(sealed), Sealer("n" * 40).open(sealed), new.open("garbage")) == ("secret", None, None)
    renewed = new.renewed(sealed)
    assert Sealer("n" * 40).open(renewed) == "secret"
    assert (new.renewed(renewed), Sealer("n" * 40).renewed(sealed)) == (None, None)


def test_what_was_sealed_in_the_former_manner_is_opened_and_sealed_again_in_todays():
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"cotap: sealed secrets, 1").derive(b"k" * 40)
    former = Fernet(urlsafe_b64encode(drawn)).encrypt(b"secret").decode()
    sealer = Sealer("k" * 40)
    assert (sealer.open(former), Sealer("x" * 40).open(former)) == ("secret", None)
    renewed = sealer.renewed(former)
    assert renewed.startswith("2.")
    assert (sealer.open(renewed), sealer.renewed(renewed)) == ("secret", None)


@pytest.mark.parametrize("at", [4, 25, -6])
def test_a_sealed_secret_that_was_touched_opens_no_more(at):
    sealed = Sealer("k" * 40).seal("secret")
    at %= len(sealed)
    touched = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
    assert Sealer("k" * 40).open(touched) is None
    assert Sealer("k" * 40).seal("secret") != sealed


# -- capacities that wait -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "administrator", "second_factor", "withheld"),
    [
        (CapacityKind.CHAIR, False, False, True),
        (CapacityKind.SECRETARY, False, False, True),
        (CapacityKind.DELEGATE, True, False, True),
        (CapacityKind.CHAIR, True, True, False),
        (CapacityKind.DELEGATE, False, False, False),
        (CapacityKind.OBSERVER, False, False, False),
        (CapacityKind.PARTNER, False, False, False),
        (CapacityKind.GROUP_MEMBER, False, False, False),
    ],
)
def test_presiding_a_secretariat_and_administering_wait_for_a_second_factor(
    clock, kind, administrator, second_factor, withheld
):
    sign_in = SignIn(device_id=1, proved_at=clock(), seen_at=clock(), second_factor=second_factor)
    held = (Capacity(kind=CapacityKind.DELEGATE, conference_id=1), Capacity(kind=kind, conference_id=1))
    actor = until_second_factor(Actor(person_id=1, administrator=administrator, capacities=held, sign_in=sign_in))
    assert actor.withheld is withheld
    assert actor.holds(1, CapacityKind.DELEGATE)
    assert actor.administrator is (administrator and not withheld)
    assert actor.holds(1, CapacityKind.CHAIR) is (kind is CapacityKind.CHAIR and not withheld)


def test_a_chair_without_second_factor_is_led_to_it_and_presides_once_it_is_there(
    required, client, clock, enrol, world
):
    chair = world.chair(world.conference())
    world.update(chair, password_hash=HASH)
    plan = {"conference_id": 1, "title": "Séance", "starts_at": "2026-06-01T09:00:00+02:00", "place": "Lille"}
    sent = sign_in(client, email=chair.email, suite="/conferences")
    assert sent.headers["Location"] == "/compte/protection?suite=/conferences"
    page = client.get(sent.headers["Location"]).text
    assert "une minute suffit" in page
    assert "attendent un second facteur" in client.get("/conferences").text
    assert client.post("/api/v1/commands/sitting.plan", json={"data": plan}).status_code == 403
    _secret, recovery = enrol(client)
    assert len(recovery) == 10
    assert "attendent un second facteur" not in client.get("/conferences").text
    assert "Second facteur ajouté" in client.get("/compte/journal").text
    assert client.post("/api/v1/commands/sitting.plan", json={"data": plan}).status_code != 403
    kinds = world.kinds(f"account:{chair.id}")
    enrolled = ["account.factor_added", "account.recovery_codes_made"]
    assert kinds == ["account.signed_in", "permission.refused", *enrolled]


def test_a_delegate_is_not_asked_for_what_their_seat_does_not_need(required, client, world):
    delegate = world.delegate(world.conference())
    world.update(delegate, password_hash=HASH)
    assert sign_in(client, email=delegate.email, suite="/seances/1/salle").headers["Location"] == "/seances/1/salle"


def test_an_administrator_without_second_factor_administers_nothing(required, client, world):
    administrator = world.person(administrator=True, password_hash=HASH)
    sign_in(client, email=administrator.email)
    assert client.get("/administration/personnes").status_code == 403
    refused = client.post("/api/v1/commands/person.invite", json={"data": {"email": "a@exemple.invalid"}})
    assert refused.status_code == 403


def test_the_trial_asks_nobody_unless_it_is_told_to(home):
    settings = home.settings
    assert settings.trial
    assert not settings.second_factor_required
    assert replace(settings, trial=False).second_factor_required
    assert not replace(settings, trial=False, require_second_factor=False).second_factor_required


# -- signing in ------------------------------------------------------------------------------------------------------


@pytest.fixture
def protected(app, somebody, enrol):
    browser = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    sign_in(browser)
    return enrol(browser)


def test_whoever_has_a_second_factor_shows_it_and_is_nobody_before(client, clock, protected, world, somebody):
    secret, _ = protected
    clock.advance(minutes=1)
    assert sign_in(client, suite="/conferences").headers["Location"] == SECOND
    assert who(client) == 303
    assert "Code de votre application" in client.get(SECOND).text
    assert client.post(SECOND, data={"code": "000000"}).status_code == 422
    entered = client.post(SECOND, data={"code": pyotp.TOTP(secret).at(clock())})
    assert entered.headers["Location"] == "/conferences"
    assert who(client) == 200
    kinds = world.kinds(f"account:{somebody.id}")
    assert kinds[-3:] == ["account.sign_in_failed", "account.second_factor_used", "account.signed_in"]
    assert world.entries(f"account:{somebody.id}")[-1].payload["second_factor"] is True


def test_a_code_seen_over_the_shoulder_does_not_serve_twice(app, client, clock, protected):
    secret, _ = protected
    clock.advance(minutes=1)
    code = pyotp.TOTP(secret).at(clock())
    thief = app.test_client()
    for browser, status in ((client, 303), (thief, 422)):
        sign_in(browser)
        assert browser.post(SECOND, data={"code": code}).status_code == status


def test_each_recovery_code_serves_once(app, client, protected, world, somebody):
    _, recovery = protected
    thief = app.test_client()
    for browser, status in ((client, 303), (thief, 422)):
        sign_in(browser)
        assert browser.post(SECOND, data={"code": recovery[3].upper()}).status_code == status
    with world.home.units.reading() as session:
        assert session.query(RecoveryCode).where(RecoveryCode.used_at.is_not(None)).count() == 1


def test_half_a_sign_in_lasts_ten_minutes_and_ends_with_the_sessions(client, clock, protected, world, somebody):
    sign_in(client)
    clock.advance(minutes=11)
    assert client.get(SECOND).headers["Location"] == "/connexion"
    sign_in(client)
    with world.home.units.begin(world.actor(somebody)) as work:
        operations.sign_out_everywhere(work, work.session.get_one(Person, somebody.id))
    assert client.post(SECOND, data={"code": "000000"}).headers["Location"] == "/connexion"


def test_a_link_by_mail_or_a_new_password_does_not_do_without_the_second_factor(client, protected, world, somebody):
    with world.home.units.begin(SYSTEM) as work:
        token = operations.invite(work, work.session.get_one(Person, somebody.id))
    answer = client.post(f"/invitation/{token}", data={"password": "encore une autre phrase"})
    assert answer.headers["Location"] == SECOND
    assert who(client) == 303


def test_guessing_codes_is_slowed_down(client, protected):
    sign_in(client)
    statuses = [client.post(SECOND, data={"code": f"{n:06}"}).status_code for n in range(8)]
    assert statuses == [422] * 6 + [429] * 2


# -- keeping ----------------------------------------------------------------------------------------------------------


def test_the_secret_is_sealed_and_recovery_codes_are_digests(home, protected):
    secret, recovery = protected
    with home.engine.connect() as connection:
        kept = str(
            [
                connection.exec_driver_sql(f"SELECT * FROM {t}").all()
                for t in ("codes_applications", "recovery_codes", "journal")
            ]
        )
    assert secret not in kept
    assert not any(code.replace("-", "") in kept or code in kept for code in recovery)


def test_an_application_counts_only_once_a_code_was_right(client, clock, world, somebody):
    sign_in(client)
    client.post("/compte/application/nouvelle")
    refused = client.post("/compte/application", data={"code": "000000"})
    assert (refused.status_code, "Ce code ne correspond pas" in refused.text) == (422, True)
    client.post("/deconnexion")
    assert sign_in(client).headers["Location"] == "/"


def test_protection_changes_only_just_after_showing_who_one_is(client, clock, world, somebody):
    sign_in(client)
    clock.advance(minutes=31)
    for path in ("/compte/application/nouvelle", "/compte/codes-de-secours"):
        assert "confirmer=1" in client.post(path).headers["Location"]
    assert "confirmer=1" in client.get("/compte/application").headers["Location"]
    assert client.post("/compte/application", data={"code": "000000"}).status_code == 403
    assert client.post("/api/v1/commands/account.remove_application", json={"data": {}}).status_code == 403


def test_who_was_in_before_the_second_factor_does_not_take_it_off(app, client, enrol, world, somebody):
    """Whoever stole the password is still signed in, and fresh, while the person protects their account."""
    thief = app.test_client()
    for browser in (thief, client):
        sign_in(browser)
    enrol(client)
    assert thief.post("/actes/account.remove_application", data={"page": "/compte/protection"}).status_code == 403
    assert thief.post("/compte/application/nouvelle").headers["Location"].startswith("/connexion?")
    assert client.post("/actes/account.remove_application", data={"page": "/compte"}).status_code == 303


def test_taking_the_last_factor_off_takes_back_what_it_gave(required, client, enrol, world):
    chair = world.chair(world.conference())
    world.update(chair, password_hash=HASH)
    sign_in(client, email=chair.email)
    enrol(client)
    with pytest.raises(IllegalTransition), world.home.units.begin(_fresh(world, chair)) as work:
        operations.begin_application(work, work.session.get_one(Person, chair.id), sealer=world.home.sealer)
    assert client.post("/actes/account.remove_application", data={"page": "/compte/protection"}).status_code == 303
    assert "attendent un second facteur" in client.get("/conferences").text
    with world.home.units.reading() as session:
        assert session.query(RecoveryCode).count() == 0
    assert world.kinds(f"account:{chair.id}")[-1] == "account.factor_removed"


def _fresh(world, person) -> Actor:
    sign_in = SignIn(device_id=1, proved_at=world.clock(), seen_at=world.clock())
    return replace(world.actor(person), sign_in=sign_in)


def test_new_recovery_codes_replace_the_former_ones(client, app, protected, clock):
    secret, former = protected
    clock.advance(minutes=1)
    sign_in(client)
    client.post(SECOND, data={"code": pyotp.TOTP(secret).at(clock())})
    shown = client.post("/compte/codes-de-secours").text
    new = re.findall(r"<li><code>([\w-]+)</code></li>", shown)
    assert len(new) == 10
    other = app.test_client()
    sign_in(other)
    assert other.post(SECOND, data={"code": former[0]}).status_code == 422
    assert other.post(SECOND, data={"code": new[0]}).status_code == 303


def test_an_administrator_takes_lost_factors_away_for_others_only(as_, client, home, protected, world, somebody):
    administrator = world.person(administrator=True)
    page = as_(administrator).get("/administration/personnes").text
    # Offered for the one person who has some.
    assert page.count("Retirer ses seconds facteurs") == 2, "the button, and the one that confirms"
    reset = "/api/v1/commands/person.reset_factors"
    assert as_(administrator).post(reset, json={"data": {"person_id": administrator.id}}).status_code == 403
    assert (
        as_(world.chair(world.conference())).post(reset, json={"data": {"person_id": somebody.id}}).status_code == 403
    )
    assert as_(administrator).post(reset, json={"data": {"person_id": somebody.id}}).status_code == 200
    assert sign_in(client).headers["Location"] == "/"
    assert "account.factors_reset" in world.kinds(f"account:{somebody.id}")


def test_the_command_line_takes_lost_factors_away(app, client, protected, somebody):
    run = app.test_cli_runner().invoke
    assert run(args=["people", "reset-factors", "personne@exemple.invalid"]).exit_code == 1
    assert run(args=["people", "reset-factors", somebody.email]).exit_code == 0
    assert sign_in(client).headers["Location"] == "/"


def test_nobody_touches_the_factors_of_another(home, world, somebody, protected):
    other = world.person()
    for act in (operations.remove_application, operations.make_recovery_codes):
        with pytest.raises(NotAllowed), home.units.begin(_fresh(world, other)) as work:
            act(work, work.session.get_one(Person, somebody.id))


# -- a lost key ------------------------------------------------------------------------------------------------------


def test_a_rotated_key_still_reads_the_secret_and_seals_it_again(client, clock, home, monkeypatch, protected, somebody):
    secret, _ = protected
    new = "n" * 40
    monkeypatch.setattr(home, "sealer", Sealer(new, [home.settings.secret_key]))
    clock.advance(minutes=1)
    sign_in(client)
    assert client.post(SECOND, data={"code": pyotp.TOTP(secret).at(clock())}).status_code == 303
    with home.units.reading() as session:
        sealed = session.get_one(CodesApplication, somebody.id).sealed_secret
    assert Sealer(new).open(sealed) == secret


def test_a_lost_key_loses_no_data_the_application_is_registered_again(
    client, clock, enrol, home, monkeypatch, protected
):
    _, recovery = protected
    monkeypatch.setattr(home, "sealer", Sealer("l" * 40))
    clock.advance(minutes=1)
    assert sign_in(client).headers["Location"] == SECOND
    page = client.get(SECOND).text
    assert "ne peut plus être vérifiée" in page
    assert "Code de secours" in page
    assert client.post(SECOND, data={"code": recovery[0]}).status_code == 303
    assert "Enregistrez-la de nouveau" in client.get("/compte/protection").text
    secret, made = enrol(client)
    assert made == []
    clock.advance(minutes=1)
    sign_in(client)
    assert client.post(SECOND, data={"code": pyotp.TOTP(secret).at(clock())}).status_code == 303


@pytest.mark.parametrize("what", ["application", "recovery code"])
def test_a_code_used_in_two_places_at_once_opens_one(clock, home, protected, somebody, what):
    secret, recovery = protected
    clock.advance(minutes=1)
    typed = recovery[0] if what == "recovery code" else pyotp.TOTP(secret).at(clock())

    def use(_: int) -> bool:
        with home.units.begin(SYSTEM) as work:
            person = work.session.get_one(Person, somebody.id, with_for_update=True)
            return operations.prove_by_code(work, person, typed=typed, sealer=home.sealer)

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(use, range(6))) == 1


@pytest.mark.parametrize("elsewhere", ["https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example", "x"])
def test_protecting_ones_account_never_leads_to_another_site(client, enrol, somebody, elsewhere):
    sign_in(client)
    assert "ailleurs" not in client.get("/compte/protection", query_string={"suite": elsewhere}).text
    secret = enrol(client)[0]
    assert secret
    sent = sign_in(client, suite=elsewhere)
    assert sent.headers["Location"] == SECOND
