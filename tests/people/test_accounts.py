import re
import threading

import pytest

from app.foundation.commands import COMMANDS
from app.foundation.errors import IllegalTransition, Invalid, NotAllowed, Refused
from app.people import operations
from app.people.models import Person


@pytest.fixture
def administrator(world):
    return world.person(administrator=True)


def begin(home, world, person):
    return home.units.begin(world.actor(person))


def test_only_an_administrator_invites_and_closes_accounts(home, world):
    chair = world.chair(world.conference())
    other = world.person()
    for act in (operations.invite, operations.close_account, operations.reopen_account):
        with pytest.raises(NotAllowed), begin(home, world, chair) as work:
            act(work, work.session.get_one(Person, other.id))


def test_an_account_is_closed_and_opened_again_without_losing_anything(home, world, administrator):
    other = world.person()
    with begin(home, world, administrator) as work:
        operations.close_account(work, work.session.get_one(Person, other.id))
    with pytest.raises(Refused), begin(home, world, administrator) as work:
        operations.invite(work, work.session.get_one(Person, other.id))
    with pytest.raises(IllegalTransition), begin(home, world, administrator) as work:
        operations.close_account(work, work.session.get_one(Person, other.id))
    with begin(home, world, administrator) as work:
        operations.reopen_account(work, work.session.get_one(Person, other.id))
    assert world.kinds("people:1") == ["account.closed", "account.reopened"]


def test_an_administrator_does_not_close_their_own_account(home, world, administrator):
    with pytest.raises(Refused), begin(home, world, administrator) as work:
        operations.close_account(work, work.session.get_one(Person, administrator.id))


def test_an_address_has_one_account_whatever_its_case(home, world, administrator):
    world.person(email="nour@exemple.invalid")
    with pytest.raises(Invalid), begin(home, world, administrator) as work:
        operations.create_person(work, given_name="Nour", family_name="Fictif", email="NOUR@exemple.invalid")


def test_the_administration_page_lists_mandates_and_invites(as_, world, administrator):
    conference = world.conference()
    chair = world.chair(conference)
    browser = as_(administrator)
    page = browser.get("/administration/personnes").text
    assert chair.name in page
    assert "Présidence de la conférence" in page
    assert f'href="/conferences/{conference.slug}/administration/mandats"' in page
    asked = {"page": "/administration/personnes", "email": "lou@exemple.invalid"}
    refused = browser.post("/actes/person.invite", data=asked)
    assert refused.status_code == 422
    assert 'value="lou@exemple.invalid"' in refused.text
    done = browser.post(
        "/actes/person.invite", data={**asked, "given_name": "Lou", "family_name": "Témoin"}, follow_redirects=True
    )
    link = re.search(r"http://\S+/invitation/[\w-]+", done.text)
    assert link
    assert browser.get(link[0]).status_code == 200
    with world.home.engine.connect() as connection:
        (sent,) = connection.exec_driver_sql("SELECT recipient, text FROM messages").all()
    assert sent.recipient == "lou@exemple.invalid"
    assert link[0].removeprefix(world.home.settings.public_url) in sent.text


PAGES = ("personnes", "institutions", "services", "messages", "journal")


@pytest.mark.parametrize("page", [*(f"/administration/{name}" for name in PAGES), "/moderation/dossiers"])
def test_from_each_page_of_the_administration_one_goes_to_the_others(as_, world, administrator, page):
    shown = as_(administrator).get(page).text
    others = [f'href="/administration/{name}"' for name in PAGES]
    assert all(other in shown for other in others)
    assert f'href="{page}" aria-current="page"' in shown


def test_who_reads_the_journal_without_being_the_operator_is_not_led_to_closed_doors(as_, world):
    shown = as_(world.partner(world.conference())).get("/administration/journal").text
    assert "/administration/personnes" not in shown


def test_the_administration_page_is_for_administrators(client, as_, world):
    assert client.get("/administration/personnes").status_code == 303
    assert as_(world.chair(world.conference())).get("/administration/personnes").status_code == 403


def test_the_link_of_an_invitation_is_not_kept_for_a_retry(as_, home, world, administrator):
    asked = {
        "request_id": "7d7e3c1c-6a55-4be4-8f3e-1f7e1f6f0a01",
        "data": {"email": "lou@exemple.invalid", "given_name": "Lou", "family_name": "Témoin"},
    }
    answer = as_(administrator).post("/api/v1/commands/person.invite", json=asked).get_json()
    assert "/invitation/" in answer["result"]["link"]
    with home.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answered_requests").scalar() == 0


def test_the_command_line_creates_and_invites(app, world, client):
    run = app.test_cli_runner().invoke
    made = run(args=["people", "create", "a@exemple.invalid", "--given-name", "Ange", "--family-name", "Simulé"])
    assert made.exit_code == 0
    again = run(args=["people", "create", "A@exemple.invalid", "--given-name", "Ange", "--family-name", "Simulé"])
    assert again.exit_code == 1
    assert "a déjà un compte" in again.output
    unknown = run(args=["people", "invite", "b@exemple.invalid"])
    assert (unknown.exit_code, "--given-name" in unknown.output) == (1, True)
    link = run(args=["people", "invite", "a@exemple.invalid"]).output.strip()
    assert client.get(link).status_code == 200


def test_the_account_page_says_capacities_in_words(as_, world):
    conference = world.conference()
    chair = world.chair(conference)
    group = world.group(conference, title="Autonomie")
    world.group_member(group, chair)
    page = as_(chair).get("/compte").text
    for words in ("Présidence de la conférence", "Siège avec droit de vote", "« Autonomie »".replace(" ", "\xa0")):
        assert words in page


def test_two_administrators_who_close_each_other_leave_one(app, home, world):
    """Both ask at the same instant: whoever comes second finds that they are no longer one."""
    one, other = world.person(administrator=True), world.person(administrator=True)
    came, ready = {}, threading.Barrier(2, timeout=30)

    def close(mine, theirs):
        actor = world.actor(mine)
        ready.wait()
        try:
            with app.test_request_context(), home.units.begin(actor) as work:
                COMMANDS["person.close_account"].run(work, person_id=theirs.id)
            came[mine.id] = "closed"
        except Refused:
            came[mine.id] = "refused"

    threads = [threading.Thread(target=close, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(came.values()) == ["closed", "refused"]
    with home.units.reading() as session:
        assert sum(session.get_one(Person, each.id).disabled_at is None for each in (one, other)) == 1


def test_nobody_is_given_the_link_to_an_account_that_is_somebodys(as_, home, world, administrator):
    """An administrator has no vote: by a link of their own making they would have a delegate's."""
    delegate = world.delegate(world.conference())
    world.update(delegate, seen_on=world.today())
    asked = {"data": {"email": delegate.email}}
    answer = as_(administrator).post("/api/v1/commands/person.invite", json=asked).get_json()["result"]
    assert "link" not in answer
    with home.engine.connect() as connection:
        token = connection.exec_driver_sql("SELECT text FROM messages").scalar_one().partition("/invitation/")[2][:43]
    assert token
    assert token not in str(answer)
