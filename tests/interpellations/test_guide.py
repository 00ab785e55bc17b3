"""The guide of a contract: made from it, versioned by its text, declared read before a first interpellation (I10)."""

import io

import pikepdf
import pytest

from app.contracts.models import Clause, Contract, ContractReview, SignedText
from app.contracts.rules.texts import digest
from app.contracts.words import ClauseKind, ReviewKind
from app.foundation.actors import VISITOR, Actor, Capacity, CapacityKind
from app.foundation.errors import Invalid, NotAllowed, OutOfDate, Refused
from app.interpellations.filing import operations as filing
from app.interpellations.guide.making import digest_of_text, make_guide
from app.interpellations.guide.operations import acknowledge_guide
from app.interpellations.guide.policies import may_acknowledge_guide
from app.interpellations.models import GuideVersion, Watcher
from app.interpellations.words import RequesterKind
from tests.builders.contracts import a_contract, a_milestone, an_action, an_axis
from tests.builders.interpellations import a_body, a_body_officer, a_watcher
from tests.interpellations.life import QUESTION, a_draft, act
from tests.interpellations.test_pages import form, text_of
from tests.minutes.test_pdf import roles
from tests.minutes.test_pdf import text_of as printed_words


def guide_of(world, contract):
    with world.home.units.reading() as session:
        return make_guide(session, session.get_one(Contract, contract.id))


def digest_now(world, contract):
    with world.home.units.reading() as session:
        return digest_of_text(session, session.get_one(Contract, contract.id))


def declare(world, person, contract, *, said=None, declared=True):
    with world.home.units.begin(world.actor(person)) as work:
        found = work.session.get_one(Contract, contract.id)
        return acknowledge_guide(work, found, digest=said or digest_now(world, contract), declared=declared)


def kept(world, entity=Watcher, **where):
    with world.home.units.reading() as session:
        return session.query(entity).filter_by(**where).one()


def seal(world, contract, number, paragraph):
    """Sign the contract (0) or one of its riders."""
    clause = {"key": "participation", "kind": "participation", "title": "Participation", "paragraphs": [paragraph]}
    content = {
        "number": number,
        "title": "Texte",
        "signed_on": "2026-03-02",
        "parties": [{"name": "Ville d’essai"}],
        "clauses": [clause],
    }
    fields = {"contract_id": contract.id, "number": number, "content": content, "sha256": digest(content)}
    world.add(SignedText(frozen_at=world.clock(), **fields))


@pytest.fixture
def body(world):
    return a_body(world, name="Conseil de développement d’essai")


@pytest.fixture
def watcher(world, ground, body):
    return a_watcher(world, body, ground[0], guide_read_at=None, guide_digest="")


# -- what it says


def test_i10_the_guide_says_what_is_promised_who_owns_it_when_and_how_to_ask(world, ground):
    contract, action, *_ = ground
    world.update(contract, promise="Une maison de santé par canton.")
    axis = an_axis(world, contract, title="Se soigner")
    world.update(action, axis_id=axis.id, title="La maison de santé", due="2026-09")
    a_milestone(world, action, title="Études", due="2026-06")
    an_action(world, contract, title="Un bus le soir")
    fields = {"contract_id": contract.id, "kind": ClauseKind.PARTICIPATION, "title": "Participation"}
    world.add(Clause(rank=1, written_at=world.clock(), prose="Un jury d’habitants suit les travaux.", **fields))
    review = {"kind": ReviewKind.MID_TERM, "title": "Revue à mi-parcours", "due_on": world.today().replace(year=2027)}
    world.add(ContractReview(contract_id=contract.id, **review))
    said = guide_of(world, contract).content
    assert said["promise"] == "Une maison de santé par canton."
    assert [(axis["title"], [a["title"] for a in axis["actions"]]) for axis in said["axes"]] == [
        ("Se soigner", ["La maison de santé"]),
        ("", ["Un bus le soir"]),
    ]
    first = said["axes"][0]["actions"][0]
    assert (first["owner"], first["due"], first["milestones"]) == (
        action.owner_name,
        "septembre 2026",
        [["Études", "juin 2026"]],
    )
    assert "Un jury d’habitants suit les travaux." in " ".join(said["participation"])
    assert said["reviews"][0][:2] == ["Revue à mi-parcours", "4\N{NO-BREAK SPACE}mai\N{NO-BREAK SPACE}2027"]
    assert ["Réponse", "L’institution qui porte l’action", "2\N{NO-BREAK SPACE}mois"] in said["deadlines"]
    assert any("réponse non intervenue" in step for step in said["steps"])


def test_i10_the_deadlines_are_those_of_the_conference(world, ground):
    contract, *_ = ground
    with world.home.units.reading() as session:
        conference = session.get_one(Contract, contract.id).conference
    world.update(conference, reglement={"answer_months": 1, "hearing_seconds": 180})
    said = guide_of(world, contract).content
    assert ["Réponse", "L’institution qui porte l’action", "1\N{NO-BREAK SPACE}mois"] in said["deadlines"]
    assert any("3\N{NO-BREAK SPACE}minutes" in step for step in said["steps"])


def test_i10_a_contract_of_which_nothing_is_known_has_a_guide_that_says_so(client, world):
    contract = a_contract(world)
    said = text_of(client.get(f"/contrats/{contract.slug}/guide"))
    assert "Aucune action n’est connue" in said
    assert "Le texte connu du contrat n’en dit rien" in said
    assert "Comment interpeller" in said


# -- its version is the contract's text


def test_i10_news_of_an_action_do_not_change_the_version_but_another_promise_does(world, ground):
    contract, action, *_ = ground
    before = digest_now(world, contract)
    world.update(action, progress_percent=40, informed_on=world.today())
    assert digest_now(world, contract) == before
    world.update(action, due="2028")
    assert digest_now(world, contract) != before


def test_i10_a_sealed_text_gives_the_version_and_a_rider_makes_another(world, ground):
    contract, action, *_ = ground
    seal(world, contract, 0, "Un jury d’habitants.")
    before = guide_of(world, contract)
    world.update(action, due="2028")
    assert digest_now(world, contract) == before.digest
    assert before.content["participation"] == ["Un jury d’habitants."]
    seal(world, contract, 1, "Un jury tiré au sort.")
    after = guide_of(world, contract)
    assert after.digest != before.digest
    assert after.content["participation"] == ["Un jury tiré au sort."]
    assert "l’avenant nº 1" in after.content["text"].replace("\N{NO-BREAK SPACE}", " ")


# -- declared read


def test_i10_declaring_is_on_record_with_its_version_and_the_guide_is_kept(world, ground, body, watcher):
    contract, *_ = ground
    version = declare(world, watcher, contract)
    row = kept(world)
    assert (row.guide_read_at, row.guide_digest) == (world.clock(), digest_now(world, contract))
    assert (version.number, kept(world, GuideVersion).content["title"]) == (1, contract.title)
    (entry,) = world.entries(body.stream)
    assert (entry.kind, entry.audience, entry.payload["version"]) == ("watcher.guide_read", "public", 1)
    assert watcher.family_name not in str(entry.payload)
    declare(world, watcher, contract)
    assert len(world.kinds(body.stream)) == 1


def test_i10_another_text_is_another_version_and_the_former_stays_readable(client, world, ground, watcher):
    contract, action, *_ = ground
    declare(world, watcher, contract)
    world.update(action, title="Une autre promesse")
    assert declare(world, watcher, contract).number == 2
    path = f"/contrats/{contract.slug}/guide"
    assert "Une autre promesse" in text_of(client.get(path))
    former = text_of(client.get(f"{path}?version=1"))
    assert "version ancienne" in former
    assert "Une autre promesse" not in former
    assert client.get(f"{path}?version=3").status_code == 404


def test_i10_a_text_that_changed_meanwhile_is_to_be_read_again(world, ground, body, watcher):
    contract, *_ = ground
    with pytest.raises(OutOfDate, match="a changé"):
        declare(world, watcher, contract, said="0" * 64)
    with pytest.raises(Invalid, match="Cochez"):
        declare(world, watcher, contract, declared=False)
    assert kept(world).guide_read_at is None
    assert world.kinds(body.stream) == []


def test_i10_the_first_interpellation_waits_for_the_guide_of_the_text_in_force(world, ground, watcher):
    contract, action, *_ = ground
    draft = a_draft(world, watcher, contract, action, kind=RequesterKind.WATCHER)
    with pytest.raises(Refused, match="Lisez d’abord le guide"):
        act(world, watcher, filing.register, draft)
    declare(world, watcher, contract)
    world.update(action, due="2028")
    with pytest.raises(Refused, match="a changé depuis votre lecture"):
        act(world, watcher, filing.register, draft)
    assert world.kinds(draft.stream) == ["interpellation.drafted"]
    declare(world, watcher, contract)
    assert act(world, watcher, filing.register, draft).number
    world.update(action, due="2029")
    second = a_draft(world, watcher, contract, action, kind=RequesterKind.WATCHER)
    assert act(world, watcher, filing.register, second).number


C = CapacityKind
OTHERS = {
    kind.value: Capacity(kind=kind, conference_id=1, institution_id=1, body_id=7, contract_id=3)
    for kind in C
    if kind is not C.WATCHER
}


@pytest.mark.parametrize("capacity", [None, *OTHERS], ids=str)
def test_i10_nobody_but_the_watcher_of_the_contract_declares_having_read_its_guide(capacity):
    held = (OTHERS[capacity],) if capacity else ()
    assert not may_acknowledge_guide(Actor(person_id=1, capacities=held), 3)
    assert not may_acknowledge_guide(Actor(person_id=1, administrator=True, capacities=held), 3)
    assert not may_acknowledge_guide(VISITOR, 3)
    watch = Capacity(kind=C.WATCHER, contract_id=3, body_id=7)
    assert may_acknowledge_guide(Actor(person_id=1, capacities=(*held, watch)), 3)
    assert not may_acknowledge_guide(Actor(person_id=1, capacities=(*held, watch)), 4)


def test_i10_who_is_not_designated_is_refused_by_the_operation_too(world, ground, body):
    contract, *_ = ground
    officer = a_body_officer(world, body)
    with pytest.raises(NotAllowed):
        declare(world, officer, contract)


# -- pages


def test_i10_the_form_leads_to_the_guide_and_comes_back(as_, world, ground, watcher):
    contract, action, *_ = ground
    browser, start = as_(watcher), f"/interpellations/nouvelle?action={action.code}"
    page = browser.get(start)
    assert "lisez le guide du contrat" in text_of(page)
    assert "Continuer comme vigie" not in text_of(page)
    path = f"/contrats/{contract.slug}/guide?suite=/interpellations/nouvelle%3Faction%3D{action.code}"
    assert path.replace("?suite=", "?suite=")[:40] in page.get_data(as_text=True)
    given = {"contract_id": contract.id, "digest": digest_now(world, contract), "back": start}
    refused = form(browser, path, "guide.acknowledge", **given)
    assert refused.status_code == 422
    assert "À cocher" in text_of(refused)
    done = form(browser, path, "guide.acknowledge", declared="true", **given)
    assert (done.status_code, done.headers["Location"]) == (303, start)
    assert "Continuer comme vigie" in text_of(browser.get(start))


def test_i10_a_draft_of_a_watcher_leads_to_the_guide_too(as_, world, ground, watcher):
    contract, action, *_ = ground
    draft = a_draft(world, watcher, contract, action, kind=RequesterKind.WATCHER)
    said = text_of(as_(watcher).get(f"/interpellations/brouillons/{draft.id}"))
    assert "Lire le guide du contrat" in said
    assert "Déposer mon interpellation" not in said
    declare(world, watcher, contract)
    assert "Déposer mon interpellation" in text_of(as_(watcher).get(f"/interpellations/brouillons/{draft.id}"))


def test_i10_nobody_is_sent_to_another_site_after_the_declaration(as_, world, ground, watcher):
    contract, *_ = ground
    path = f"/contrats/{contract.slug}/guide"
    given = {"contract_id": contract.id, "digest": digest_now(world, contract), "declared": "true"}
    done = form(as_(watcher), path, "guide.acknowledge", back="https://ailleurs.invalid/", **given)
    assert done.headers["Location"] == path


def test_i1_a_watcher_may_also_ask_in_their_own_name(as_, world, ground, watcher):
    contract, *_ = ground
    start = f"/interpellations/nouvelle?contrat={contract.slug}"
    about = {"contract_id": contract.id, "title": "Pourquoi ?", "question": QUESTION}
    kept_draft = form(as_(watcher), start, "interpellation.draft", kind="citizen", **about)
    assert kept_draft.status_code == 303
    assert "Déposer mon interpellation" in text_of(as_(watcher).get(kept_draft.headers["Location"]))


def test_i1_a_body_joins_its_deliberation_before_it_files(as_, world, ground, body):
    contract, action, *_ = ground
    officer = a_body_officer(world, body)
    draft = a_draft(world, officer, contract, action, kind=RequesterKind.BODY, body_id=body.id)
    browser, path = as_(officer), f"/interpellations/brouillons/{draft.id}"
    assert "Déposer mon interpellation" not in text_of(browser.get(path))
    file = (io.BytesIO(b"Le conseil interpelle."), "deliberation.txt")
    joined = form(browser, path, "interpellation.attach", interpellation_id=draft.id, deliberation="true", file=file)
    assert joined.status_code == 303
    assert "Déposer mon interpellation" in text_of(browser.get(path))
    filed = form(browser, path, "interpellation.register", interpellation_id=draft.id)
    assert filed.status_code == 303
    assert body.name in text_of(browser.get(filed.headers["Location"]))


def test_i10_the_guide_is_public_in_few_queries(client, as_, world, ground, watcher, queries):
    contract, *_ = ground
    path = f"/contrats/{contract.slug}/guide"
    with queries(12):
        assert "J’ai lu ce guide" not in text_of(client.get(path))
    with queries(12):
        assert "J’ai lu ce guide" in text_of(as_(watcher).get(path))
    with queries(12):
        as_(watcher).get(f"/interpellations/nouvelle?contrat={contract.slug}")


def test_i10_the_guide_is_a_tagged_pdf_with_the_words_of_the_page(client, world, ground):
    contract, action, *_ = ground
    world.update(action, title="La #maison *de* $santé$ <b>")
    answer = client.get(f"/contrats/{contract.slug}/guide.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    with pikepdf.open(io.BytesIO(answer.data)) as printed:
        assert bool(printed.Root.MarkInfo.Marked)
        assert str(printed.Root.Lang).startswith("fr")
        assert contract.title in str(printed.docinfo["/Title"])
        found = set(roles(printed.Root.StructTreeRoot))
    assert {"/H1", "/H2", "/Table", "/TH", "/L"} <= found
    words = printed_words(answer.data)
    for said in ("Guide du contrat", "La #maison *de* $santé$ <b>", "Comment interpeller", "réponse non intervenue"):
        assert said in words, said
