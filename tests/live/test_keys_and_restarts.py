"""A restart, a deploy and a change of the secret key keep people signed in; a key lost for good loses no data."""

import pyotp
import pytest
import requests

from app.foundation.accounts import digest
from app.foundation.sealing import Sealer
from app.people.codes import RECOVERY_CODES, bare_recovery_code, new_recovery_codes
from app.people.models import CodesApplication, RecoveryCode
from app.people.passwords import hash_password
from tests.people.test_pages import PASSWORD
from tests.processes import WebProcess

pytestmark = pytest.mark.usefixtures("real_time")

FORMER, COMING = "f" * 40, "c" * 40
TIMEOUT = 30


@pytest.fixture(scope="module")
def both_know_both(database_url):
    """The middle of a deploy: one process signs with the former key, the other with the new one."""
    with (
        WebProcess(database_url, COTAP_SECRET_KEY=FORMER, COTAP_SECRET_KEYS_OLD=COMING) as before,
        WebProcess(database_url, COTAP_SECRET_KEY=COMING, COTAP_SECRET_KEYS_OLD=FORMER) as after,
    ):
        yield before, after


@pytest.fixture
def somebody(world):
    return world.person(email="camille@exemple.invalid", password_hash=hash_password(PASSWORD))


def _token(page):
    return page.text.split('name="csrf_token" value="')[1].split('"')[0]


def _enter(process, email=None):
    browser = requests.Session()
    page = browser.get(f"{process.url}/connexion", timeout=TIMEOUT)
    browser.post(
        f"{process.url}/connexion",
        data={"csrf_token": _token(page), "email": email or "camille@exemple.invalid", "password": PASSWORD},
        timeout=TIMEOUT,
    )
    return browser


def _knows(process, browser):
    return browser.get(f"{process.url}/compte", timeout=TIMEOUT, allow_redirects=False).status_code == 200


def test_in_the_middle_of_a_deploy_people_go_from_the_former_key_to_the_new_one_and_back(both_know_both, somebody):
    before, after = both_know_both
    browser = _enter(before)
    for process in (after, before, after, before):
        assert _knows(process, browser)
    # A page of the one is answered to the other: its form carries a mark signed by the other key.
    form = browser.get(f"{before.url}/compte", timeout=TIMEOUT)
    out = browser.post(
        f"{after.url}/compte/deconnexion-partout",
        data={"csrf_token": _token(form)},
        timeout=TIMEOUT,
        allow_redirects=False,
    )
    assert out.headers["Location"].endswith("/connexion")
    assert not _knows(before, browser)


def test_a_process_that_dies_and_comes_back_knows_who_was_signed_in(both_know_both, somebody):
    before, _after = both_know_both
    browser = _enter(before)
    before.kill()
    before.start()
    assert _knows(before, browser)


def test_a_lost_key_signs_people_out_and_loses_no_data(both_know_both, database_url, home, clock, somebody):
    """Neither the account, nor its password, nor its recovery codes depend on the key that was lost."""
    before, _after = both_know_both
    browser = _enter(before)
    codes = new_recovery_codes()
    with home.units.sessions() as session:
        sealed = Sealer(FORMER).seal(pyotp.random_base32())
        session.add(
            CodesApplication(person_id=somebody.id, sealed_secret=sealed, created_at=clock(), confirmed_at=clock())
        )
        for code in codes:
            kept = digest(f"{somebody.id}:{bare_recovery_code(code)}")
            session.add(RecoveryCode(person_id=somebody.id, code_digest=kept, created_at=clock()))
        session.commit()
    assert len(codes) == RECOVERY_CODES
    with WebProcess(database_url, COTAP_SECRET_KEY="n" * 40) as bereft:
        assert not _knows(bereft, browser)
        again = _enter(bereft)
        page = again.get(f"{bereft.url}/connexion/second-facteur", timeout=TIMEOUT)
        assert "la clé du site a changé" in page.text
        entered = again.post(
            f"{bereft.url}/connexion/second-facteur",
            data={"csrf_token": _token(page), "kind": "spare", "code": codes[0]},
            timeout=TIMEOUT,
        )
        assert entered.status_code == 200
        assert _knows(bereft, again)
