"""S10: draft → circulated → adopted in a later sitting → signed and sealed → published; each step on record."""

import json

import pytest

from app.conferences.models import Conference
from app.foundation.errors import IllegalTransition, NotAllowed, NotFound, NotSignedIn, Refused
from app.sittings.minutes.content import fingerprint
from app.sittings.models import ItemNote, Minutes
from app.sittings.words import MinutesState


def minutes(story) -> Minutes:
    with story.world.home.units.reading() as session:
        found = session.get(Minutes, story.id)
        assert found is not None
        return found


@pytest.fixture
def noted(sat):
    """The sitting is over and the secretary has written the discussion."""
    sat.note(sat.trains, "Basile plaide pour ; Chloé craint le coût.")
    return sat


@pytest.fixture
def circulated(noted):
    noted.do(noted.fanny, "minutes.circulate", sitting_id=noted.id)
    return noted


@pytest.fixture
def next_sitting(circulated):
    """A month later the conference sits again."""
    circulated.wait(days=30)
    return circulated.world.open_sitting(circulated.conference, title="Séance d’été")


@pytest.fixture
def adopted(circulated, next_sitting):
    circulated.do(circulated.aude, "minutes.adopt", sitting_id=circulated.id, adopted_in_id=next_sitting.id)
    return circulated


@pytest.fixture
def sealed(adopted):
    for person in (adopted.aude, adopted.fanny):
        adopted.do(person, "minutes.seal", sitting_id=adopted.id)
    return adopted


def test_s10_minutes_without_their_discussion_do_not_circulate(sat):
    with pytest.raises(Refused, match="la teneur des discussions") as refused:
        sat.do(sat.fanny, "minutes.circulate", sitting_id=sat.id)
    assert refused.value.members["missing"] == ["discussions"]


def test_s10_minutes_circulate_once_the_sitting_is_over(story):
    story.open()
    with pytest.raises(IllegalTransition):
        story.do(story.fanny, "minutes.circulate", sitting_id=story.id)


def test_s10_circulating_freezes_the_content_and_its_fingerprint(circulated):
    kept = minutes(circulated)
    assert kept.state is MinutesState.CIRCULATED
    assert fingerprint(kept.content["members"]) == kept.content_hash
    assert fingerprint(kept.content["public"]) == kept.public_hash != kept.content_hash
    entry = circulated.entries()[-1]
    assert (entry.kind, entry.audience) == ("minutes.circulated", "members")
    assert entry.payload["content_hash"] == kept.content_hash
    assert entry.payload["corrections_until"] == "2026-03-23"


def test_s10_notes_do_not_change_once_circulated(circulated):
    with pytest.raises(IllegalTransition):
        circulated.note(circulated.trains, "Autre chose.", version=1)


def test_s10_circulated_minutes_can_be_taken_back_with_a_reason(circulated):
    circulated.do(circulated.fanny, "minutes.take_back", sitting_id=circulated.id, reason="Un oubli.")
    kept = minutes(circulated)
    assert (kept.state, kept.content, kept.content_hash) == (MinutesState.DRAFT, None, None)
    circulated.note(circulated.trains, "Mieux.", version=1)
    circulated.do(circulated.fanny, "minutes.circulate", sitting_id=circulated.id)


def test_s10_members_propose_corrections_during_the_window_and_not_after(circulated):
    asked = circulated.do(
        circulated.basile, "minutes.correct", sitting_id=circulated.id, item_id=circulated.trains.id, text="J’ai dit 2."
    )
    assert asked["location"].endswith(f"#correction-{asked['correction_id']}")
    circulated.wait(days=10)
    circulated.do(circulated.gilles, "minutes.correct", sitting_id=circulated.id, text="Le titre.")
    circulated.wait(days=1)
    with pytest.raises(Refused, match="délai"):
        circulated.do(circulated.gilles, "minutes.correct", sitting_id=circulated.id, text="Trop tard.")


def test_s10_a_correction_is_about_circulated_minutes_and_an_item_of_theirs(noted):
    with pytest.raises(IllegalTransition):
        noted.do(noted.basile, "minutes.correct", sitting_id=noted.id, text="Non.")
    noted.do(noted.fanny, "minutes.circulate", sitting_id=noted.id)
    elsewhere = noted.world.item(noted.world.sitting(noted.conference))
    with pytest.raises(Refused, match="autre séance"):
        noted.do(noted.basile, "minutes.correct", sitting_id=noted.id, item_id=elsewhere.id, text="Non.")


def test_s10_an_accepted_correction_rewrites_the_discussion_and_the_fingerprint_and_no_fact(circulated):
    before = minutes(circulated)
    id = circulated.do(
        circulated.basile, "minutes.correct", sitting_id=circulated.id, item_id=circulated.trains.id, text="J’ai dit 2."
    )["correction_id"]
    circulated.world.update(circulated.sitting, place="Ailleurs")
    circulated.do(
        circulated.fanny,
        "minutes.answer_correction",
        correction_id=id,
        accepted=True,
        discussion="Basile dit 2 ; Chloé craint le coût.",
    )
    after = minutes(circulated)
    assert after.content_hash != before.content_hash
    old, new = before.content["members"], after.content["members"]
    assert new["sections"][1]["discussion"] == ["Basile dit 2 ; Chloé craint le coût."]
    assert new["corrections"][0]["accepted"] is True
    assert [s["lines"] for s in new["sections"]] == [s["lines"] for s in old["sections"]]
    assert new["position"] == old["position"]
    with circulated.world.home.units.reading() as session:
        assert session.get_one(ItemNote, circulated.trains.id).text.startswith("Basile dit 2")


def test_s10_declining_a_correction_needs_words_and_is_done_once(circulated):
    id = circulated.do(circulated.basile, "minutes.correct", sitting_id=circulated.id, text="Non.")["correction_id"]
    with pytest.raises(Refused, match="Dites pourquoi"):
        circulated.do(circulated.fanny, "minutes.answer_correction", correction_id=id, accepted=False)
    answer = {"correction_id": id, "accepted": False, "answer": "Ce n’était pas dit."}
    circulated.do(circulated.fanny, "minutes.answer_correction", **answer)
    with pytest.raises(IllegalTransition):
        circulated.do(circulated.fanny, "minutes.answer_correction", **answer)


def test_s10_a_correction_of_the_facts_is_not_a_text_to_type(circulated):
    id = circulated.do(circulated.basile, "minutes.correct", sitting_id=circulated.id, text="J’étais là.")[
        "correction_id"
    ]
    with pytest.raises(Refused, match="journal"):
        circulated.do(
            circulated.fanny, "minutes.answer_correction", correction_id=id, accepted=True, discussion="Il était là."
        )


def test_s10_minutes_are_adopted_in_a_later_sitting_of_the_same_assembly(circulated, world):
    with pytest.raises(Refused, match="séance ultérieure"):
        circulated.do(circulated.aude, "minutes.adopt", sitting_id=circulated.id, adopted_in_id=circulated.id)
    other = world.open_sitting(world.conference())
    with pytest.raises(NotAllowed):
        circulated.do(circulated.aude, "minutes.adopt", sitting_id=circulated.id, adopted_in_id=other.id)
    group = world.open_sitting(circulated.conference, group_id=world.group(circulated.conference).id)
    with pytest.raises(Refused, match="même assemblée"):
        circulated.do(circulated.aude, "minutes.adopt", sitting_id=circulated.id, adopted_in_id=group.id)
    planned = world.sitting(circulated.conference)
    with pytest.raises(IllegalTransition):
        circulated.do(circulated.aude, "minutes.adopt", sitting_id=circulated.id, adopted_in_id=planned.id)


def test_s10_adoption_waits_for_the_end_of_the_window_and_the_answers(circulated, world):
    circulated.wait(days=5)
    early = world.open_sitting(circulated.conference)
    with pytest.raises(Refused, match="jusqu’au"):
        circulated.do(circulated.aude, "minutes.adopt", sitting_id=circulated.id, adopted_in_id=early.id)
    circulated.do(circulated.basile, "minutes.correct", sitting_id=circulated.id, text="Non.")
    circulated.wait(days=20)
    later = world.open_sitting(circulated.conference)
    with pytest.raises(Refused, match="attendent une réponse"):
        circulated.do(circulated.aude, "minutes.adopt", sitting_id=circulated.id, adopted_in_id=later.id)


def test_s10_adoption_is_in_the_record_of_both_sittings(adopted, next_sitting):
    entry = adopted.entries()[-1]
    assert (entry.kind, entry.audience) == ("minutes.adopted", "public")
    assert entry.payload["content_hash"] == minutes(adopted).content_hash
    assert adopted.world.kinds(next_sitting.stream) == ["minutes.adopted"]


def test_s10_two_signatures_seal_and_each_signs_what_is_kept(adopted):
    adopted.do(adopted.fanny, "minutes.seal", sitting_id=adopted.id)
    assert minutes(adopted).state is MinutesState.ADOPTED
    with pytest.raises(IllegalTransition, match="déjà signé"):
        adopted.do(adopted.fanny, "minutes.seal", sitting_id=adopted.id)
    adopted.do(adopted.aude, "minutes.seal", sitting_id=adopted.id)
    kept = minutes(adopted)
    assert kept.state is MinutesState.SEALED
    assert [(s["name"], s["quality"]) for s in kept.signatures] == [
        ("Fanny Secrétaire", "secrétariat"),
        ("Aude Présidente", "présidence"),
    ]
    assert {s["content_hash"] for s in kept.signatures} == {kept.content_hash}
    assert [e.kind for e in adopted.entries()][-2:] == ["minutes.signed", "minutes.sealed"]


def test_s10_a_second_secretary_does_not_sign_for_the_chair(adopted, world):
    adopted.do(adopted.fanny, "minutes.seal", sitting_id=adopted.id)
    with pytest.raises(IllegalTransition, match="secrétariat est déjà donnée"):
        adopted.do(world.secretary(adopted.conference), "minutes.seal", sitting_id=adopted.id)


def test_s10_a_content_changed_behind_our_back_is_not_signed(adopted):
    content = json.loads(json.dumps(minutes(adopted).content))
    content["members"]["chair"] = "Quelqu’un d’autre"
    with adopted.world.home.units.sessions() as session:
        session.get_one(Minutes, adopted.id).content = content
        session.commit()
    with pytest.raises(Refused, match="empreinte"):
        adopted.do(adopted.fanny, "minutes.seal", sitting_id=adopted.id)


def test_s10_sealed_minutes_are_published_in_both_records(sealed):
    sealed.do(sealed.fanny, "minutes.publish", sitting_id=sealed.id)
    kept = minutes(sealed)
    assert (kept.state, kept.published_at is not None) == (MinutesState.PUBLISHED, True)
    assert sealed.entries("public")[-1].payload["public_hash"] == kept.public_hash
    assert sealed.world.kinds(sealed.conference.stream)[-1] == "minutes.published"
    with pytest.raises(IllegalTransition, match="rectificatif"):
        sealed.do(sealed.fanny, "minutes.take_back", sitting_id=sealed.id, reason="Trop tard.")


def test_s11_minutes_of_a_sitting_that_was_not_public_stay_with_its_members(sealed):
    sealed.world.update(sealed.sitting, public=False)
    with pytest.raises(Refused, match="n’était pas publique"):
        sealed.do(sealed.fanny, "minutes.publish", sitting_id=sealed.id)


def test_s10_steps_are_taken_in_order(circulated):
    for command in ("minutes.seal", "minutes.publish"):
        with pytest.raises(IllegalTransition):
            circulated.do(circulated.fanny, command, sitting_id=circulated.id)


def test_s10_nothing_is_taken_back_before_it_exists(sat):
    with pytest.raises(NotFound):
        sat.do(sat.fanny, "minutes.take_back", sitting_id=sat.id, reason="Rien.")


WRITERS = {"aude", "fanny"}
READERS = {"aude", "fanny", "basile", "elsa", "gilles"}


@pytest.mark.parametrize("who", ["aude", "basile", "elsa", "fanny", "gilles", "stranger", "administrator"])
@pytest.mark.parametrize(
    ("command", "allowed"),
    [
        ("minutes.circulate", WRITERS),
        ("minutes.take_back", WRITERS),
        ("minutes.correct", READERS),
        ("minutes.answer_correction", WRITERS),
        ("minutes.adopt", WRITERS),
        ("minutes.seal", WRITERS),
        ("minutes.publish", WRITERS),
    ],
)
def test_who_may_do_what_with_minutes(circulated, world, who, command, allowed):
    """Nobody else passes the policy; who passes may still be refused by a rule."""
    people = {"stranger": world.chair(world.conference()), "administrator": world.person(administrator=True)}
    person = people.get(who) or getattr(circulated, who)
    correction = circulated.do(circulated.elsa, "minutes.correct", sitting_id=circulated.id, text="Non.")
    data = {
        "minutes.take_back": {"sitting_id": circulated.id, "reason": "Un oubli."},
        "minutes.correct": {"sitting_id": circulated.id, "text": "Une erreur."},
        "minutes.answer_correction": {"correction_id": correction["correction_id"], "accepted": True},
        "minutes.adopt": {"sitting_id": circulated.id, "adopted_in_id": circulated.id},
    }.get(command, {"sitting_id": circulated.id})
    try:
        circulated.do(person, command, **data)
    except NotAllowed:
        assert who not in allowed
    except (Refused, IllegalTransition):
        assert who in allowed
    else:
        assert who in allowed


def test_a_visitor_signs_in_first(circulated):
    from app.foundation.actors import VISITOR
    from app.web.dispatch import perform

    for command in ("minutes.circulate", "minutes.correct", "minutes.seal", "minutes.publish"):
        data = {"sitting_id": circulated.id} | ({"text": "Non."} if command == "minutes.correct" else {})
        with pytest.raises(NotSignedIn):
            perform(circulated.world.home, VISITOR, command, data)


def test_s10_the_minutes_of_the_adopting_sitting_say_that_it_adopted(circulated, next_sitting):
    from app.sittings.minutes.document import Frame, compose
    from app.sittings.minutes.fold import facts_of

    world = circulated.world
    with world.home.units.reading() as session:
        conference = session.get_one(Conference, circulated.conference.id)
    again = world.sitting(conference, state="convened")
    circulated.do(circulated.aude, "sitting.open", sitting_id=again.id)
    circulated.do(circulated.fanny, "minutes.adopt", sitting_id=circulated.id, adopted_in_id=again.id)
    frame = Frame(sitting_id=again.id, title="", conference="", group="", place="", public=True)
    written = compose(facts_of(world.entries(again.stream)), frame, {})
    assert written.sections[0].lines[-1].text == ("Le procès-verbal de la séance du 13\u00a0mars\u00a02026 est adopté.")
