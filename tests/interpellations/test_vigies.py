"""« Mes contrats »: what changed, what is late and why, what is owed, what comes next, in few queries (I1, I10)."""

from datetime import UTC, datetime, timedelta

import pytest

from app.contracts.actions.rollups import refresh_rollup
from app.contracts.models import ContractReview
from app.contracts.rules.partial_dates import last_day
from app.contracts.words import Health, Progress, ReviewKind
from app.foundation.actors import SYSTEM, VISITOR, Actor
from app.foundation.errors import NotSignedIn
from app.interpellations.bodies import watching
from app.interpellations.bodies.events import WatcherEnded
from app.interpellations.filing import operations as filing
from app.interpellations.models import Watcher, WatchVisit
from app.interpellations.vigies.operations import mark_seen
from app.interpellations.vigies.policies import may_mark_seen
from app.interpellations.words import RequesterKind
from tests.builders.contracts import a_contract, an_action
from tests.builders.interpellations import a_body, a_body_officer, a_watcher
from tests.interpellations.life import a_draft, act, an_admitted_file
from tests.interpellations.test_pages import form, text_of


@pytest.fixture
def body(world):
    return a_body(world, name="Conseil de développement d’essai")


@pytest.fixture
def watcher(world, ground, body):
    return a_watcher(world, body, ground[0])


def change(world, contract, words):
    """Have the record of a contract say something."""
    with world.home.units.begin(SYSTEM) as work:
        given = {"watcher_id": 1, "body_id": 1, "body": "", "contract_id": contract.id, "contract": "", "ends_on": ""}
        work.record(WatcherEnded(stream=contract.stream, sentence=words, **given))


def test_i10_it_says_what_is_owed_what_is_late_and_why_and_what_comes_next(as_, world, ground, body):
    contract, action, secretary, _ = ground
    given = {"due": "2019-09", "due_on": last_day("2019-09"), "progress": Progress.NOT_STARTED, "owner_name": "Le Port"}
    world.update(action, health=Health.FAILING, informed_on=world.today(), title="La maison de santé", **given)
    review = {"kind": ReviewKind.MID_TERM, "title": "Revue à mi-parcours", "due_on": world.today().replace(month=9)}
    world.add(ContractReview(contract_id=contract.id, **review))
    with world.home.units.begin(SYSTEM) as work:
        refresh_rollup(work, contract.id)
    watcher = a_watcher(world, body, contract)
    an_admitted_file(world, (contract, action, secretary, watcher), kind=RequesterKind.WATCHER, title="Et le médecin ?")
    change(world, contract, "Une étape est franchie")
    said = text_of(as_(watcher).get("/vigies"))
    for words in (
        "Vous êtes vigie, désignée par Conseil de développement d’essai",
        "Et le médecin ?",
        "Réponse : au plus tard le 4 juillet 2026, dans 61 jours",
        "La maison de santé",
        "septembre 2019",
        "Le Port",
        "Une étape est franchie",
        "4 septembre 2026",
        "Revue à mi-parcours",
        "Suivre par courriel",
    ):
        assert words in said, words


def test_i9_a_silence_is_said_so_there_too(as_, world, ground, watcher):
    contract, action, secretary, _ = ground
    an_admitted_file(world, (contract, action, secretary, watcher), kind=RequesterKind.WATCHER)
    world.clock.moment = datetime(2026, 7, 20, 12, tzinfo=UTC)
    said = text_of(as_(watcher).get("/vigies"))
    assert "Réponse non intervenue" in said
    assert "accepté" not in said.lower()


def test_i10_what_changed_is_new_until_one_says_to_have_seen_it(as_, world, ground, watcher):
    contract, *_ = ground
    browser = as_(watcher)
    change(world, contract, "Avant")
    assert "1 nouveau" not in text_of(browser.get("/vigies"))
    world.clock.moment += timedelta(hours=1)
    assert form(browser, "/vigies", "vigie.mark_seen").status_code == 303
    world.clock.moment += timedelta(hours=1)
    change(world, contract, "Après")
    said = text_of(browser.get("/vigies"))
    assert "1 nouveau" in said
    assert "1 changement nouveau" in said
    assert said.index("Après") < said.index("Avant")
    world.clock.moment += timedelta(hours=1)
    form(browser, "/vigies", "vigie.mark_seen")
    assert "1 nouveau" not in text_of(browser.get("/vigies"))
    with world.home.units.reading() as session:
        assert session.query(WatchVisit).one().seen_at == world.clock()


def test_i10_marking_is_a_private_mark_that_no_record_tells(world, ground, watcher):
    contract, *_ = ground
    with world.home.units.begin(world.actor(watcher)) as work:
        mark_seen(work)
    assert world.kinds(contract.stream) == []
    with pytest.raises(NotSignedIn), world.home.units.begin(VISITOR) as work:
        mark_seen(work)
    assert [may_mark_seen(actor) for actor in (VISITOR, SYSTEM, Actor(person_id=1))] == [False, False, True]


def test_i1_an_officer_sees_the_contracts_that_the_body_watches_and_a_stranger_none(as_, client, world, ground, body):
    contract, *_ = ground
    a_watcher(world, body, contract)
    officer = a_body_officer(world, body)
    assert "Suivi par les vigies de Conseil de développement d’essai" in text_of(as_(officer).get("/vigies"))
    empty = text_of(as_(world.person()).get("/vigies"))
    assert "Vous ne suivez aucun contrat comme vigie" in empty
    assert "Trouver mon instance" in empty
    assert client.get("/vigies").status_code in (302, 303, 401)


def test_i1_a_contract_leaves_the_list_the_day_the_designation_ends(as_, world, ground, body, watcher):
    contract, *_ = ground
    fragment = f"/vigies/fragments/contrats/{contract.id}"
    browser = as_(watcher)
    assert browser.get(fragment).status_code == 200
    with world.home.units.begin(world.actor(a_body_officer(world, body))) as work:
        row = work.session.query(Watcher).one()
        watching.end_watch(work, row, ends_on=world.today(), proof="Délibération n° 14")
    assert "Vous ne suivez aucun contrat" in text_of(browser.get("/vigies"))
    assert browser.get(fragment).status_code == 404


def test_i10_a_guide_to_read_is_said_with_the_way_to_it(as_, world, ground, body):
    contract, *_ = ground
    watcher = a_watcher(world, body, contract, guide_read_at=None, guide_digest="")
    page = as_(watcher).get("/vigies")
    assert "Guide à lire avant votre première interpellation" in text_of(page)
    assert f"/contrats/{contract.slug}/guide?suite=/vigies" in page.get_data(as_text=True)


def test_i5_the_line_of_a_file_is_for_who_filed_it(as_, world, ground, watcher):
    contract, action, *_ = ground
    draft = a_draft(world, watcher, contract, action, kind=RequesterKind.WATCHER)
    place = f"/vigies/fragments/interpellations/{draft.id}"
    assert as_(watcher).get(place).status_code == 404
    act(world, watcher, filing.register, draft)
    assert "Décision sur la recevabilité" in text_of(as_(watcher).get(place))
    assert as_(world.person()).get(place).status_code == 404
    assert as_(watcher).get("/vigies/fragments/interpellations/99999999999").status_code == 404


def test_the_whole_page_asks_few_queries_however_many_contracts(as_, world, ground, body, queries):
    contract, action, secretary, _ = ground
    watcher = a_watcher(world, body, contract)
    an_admitted_file(world, (contract, action, secretary, watcher), kind=RequesterKind.WATCHER)
    for _n in range(4):
        other = a_contract(world)
        an_action(world, other, health=Health.LATE)
        change(world, other, "Une nouvelle")
        row = {"body_id": body.id, "person_id": watcher.id, "contract_id": other.id, "proof": "Délibération"}
        world.add(Watcher(starts_on=world.today(), **row))
    browser = as_(watcher)
    browser.get("/vigies")
    with queries(12):
        assert text_of(browser.get("/vigies")).count("Une nouvelle") == 4
