"""The public pages of the record."""

import pytest

from app.foundation.actors import SYSTEM
from app.foundation.facts import CATALOGUE, MEMBERS
from app.journal.words import KINDS, gist
from tests.journal.test_record import SomethingHappened


def _happen(home, stream, *whats, audience="public"):
    with home.units.begin(SYSTEM) as work:
        for what in whats:
            work.record(SomethingHappened(stream=stream, audience=audience, what=what))


def test_every_kind_of_entry_has_its_french_name(app):
    ours = {kind for kind, fact in CATALOGUE.items() if fact.__module__.startswith("app.")}
    assert ours - set(KINDS) == set()
    assert set(KINDS) - ours == set()


def test_a_visitor_reads_the_public_entries_and_not_a_word_of_the_others(home, world, client):
    conference = world.conference()
    _happen(home, conference.stream, "mot public")
    _happen(home, conference.stream, "mot réservé", audience=MEMBERS)
    shown = client.get(f"/conferences/{conference.slug}/journal").get_data(as_text=True)
    assert "mot public" in shown
    assert "mot réservé" not in shown


def test_a_member_reads_theirs_too(home, world, as_):
    conference = world.conference()
    member = world.delegate(conference)
    _happen(home, conference.stream, "mot réservé", audience=MEMBERS)
    assert "mot réservé" in as_(member).get(f"/conferences/{conference.slug}/journal").get_data(as_text=True)


def test_a_position_leads_to_the_page_that_holds_it(home, world, client):
    conference = world.conference()
    _happen(home, conference.stream, *(f"fait {n}" for n in range(120)))
    first = client.get(f"/conferences/{conference.slug}/journal?a=3").get_data(as_text=True)
    assert 'id="n3"' in first
    assert 'id="n120"' not in first
    last = client.get(f"/conferences/{conference.slug}/journal").get_data(as_text=True)
    assert 'id="n120"' in last


def test_the_list_shows_public_streams_only(home, world, client):
    shown, hidden = world.open_sitting(world.conference()), world.open_sitting(world.conference(), public=False)
    _happen(home, shown.stream, "a")
    _happen(home, hidden.stream, "b", audience=MEMBERS)
    page = client.get("/journal").get_data(as_text=True)
    assert f"/seances/{shown.id}/journal" in page
    assert f"/seances/{hidden.id}/journal" not in page


@pytest.mark.parametrize("path", ["/seances/999/journal", "/conferences/nulle/journal"])
def test_the_journal_of_nothing_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query", ["page=0", "page=-3", "page=x", "page=99999999999", "a=0", "a=-1", "a=x", "a=9" + "9" * 30]
)
def test_an_unreadable_page_number_still_shows_a_page(home, world, client, query):
    conference = world.conference()
    _happen(home, conference.stream, "a")
    assert client.get(f"/conferences/{conference.slug}/journal?{query}").status_code == 200


def test_pages_of_the_journal_ask_little(home, world, client, queries):
    sitting = world.open_sitting(world.conference())
    _happen(home, sitting.stream, *map(str, range(60)))
    with queries(12):
        client.get(f"/seances/{sitting.id}/journal")


def test_the_gist_is_the_first_telling_words():
    assert gist({"ballot": {"question": "Oui ?"}}) == "Oui ?"
    assert gist({"reason": "Trop tard", "by": "x"}) == "Trop tard"
    assert gist({"count": 3}) == ""


def test_the_command_says_where_the_chain_is_broken(app, home, world):
    _happen(home, "conference:1", "a", "b", "c")
    runner = app.test_cli_runner()
    assert "intact" in runner.invoke(args=["journal", "verify"]).output
    with home.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("DELETE FROM journal WHERE position = 2")
    broken = runner.invoke(args=["journal", "verify"])
    assert broken.exit_code == 1
    assert "conference:1 : rupture à l’entrée 2" in broken.output
    assert runner.invoke(args=["journal", "verify", "--stream", "sitting:9"]).exit_code == 1
    assert '"what": "c"' in runner.invoke(args=["journal", "show", "conference:1"]).output
