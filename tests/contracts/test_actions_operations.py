"""Actions as their officers keep them: state and record."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from app.contracts.models import (
    Action,
    ActionPartner,
    ActionUpdate,
    ContractDocument,
    ContractIndicator,
    ContractOfficer,
    ContractRollup,
    FundingLine,
    Milestone,
    Rider,
)
from app.contracts.words import ContractState, Health, Progress, RiderState
from app.foundation.errors import Invalid, NotAllowed, NotFound, NotSignedIn, OutOfDate, Refused
from app.foundation.files import Upload
from app.sittings.models import StoredFile
from tests.builders.contracts import a_contract, a_funding_line, a_milestone, an_action, an_axis, an_indicator


def history(desk):
    with desk.home.units.reading() as session:
        lines = select(ActionUpdate).where(ActionUpdate.action_id == desk.action.id)
        return list(session.scalars(lines.order_by(ActionUpdate.id)))


def rows(desk, entity):
    with desk.home.units.reading() as session:
        return list(session.scalars(select(entity).order_by(entity.id)))


def test_r1_4_the_owner_s_officer_says_how_far_an_action_is(desk):
    answer = desk.say(progress="under_way", percent="40", text="Le chantier a ouvert lundi.", due="2026-09")
    action = desk.read()
    assert (action.progress, action.progress_percent, action.due, action.due_on) == (
        Progress.UNDER_WAY, 40, "2026-09", date(2026, 9, 30),
    )  # fmt: skip
    assert (action.health, action.informed_on, action.version) == (Health.ON_TIME, desk.world.today(), 2)
    assert answer["version"] == 2
    (line,) = history(desk)
    assert (line.person_name, line.institution_name, line.version) == (desk.officer.name, "Ville factice", 2)
    assert line.changes == {
        "progress": ["unknown", "under_way"],
        "progress_percent": [None, 40],
        "due": ["", "2026-09"],
    }
    entry = desk.world.entries(desk.contract.stream)[-1]
    assert (entry.kind, entry.audience, entry.payload["health"]) == ("action.updated", "public", "on_time")
    with desk.home.units.reading() as session:
        assert session.get_one(ContractRollup, desk.contract.id).on_time == 1


def test_r1_4_news_that_changes_nothing_and_says_nothing_is_refused(desk):
    with pytest.raises(Invalid, match="Rien n’a changé"):
        desk.say(progress="unknown")


def test_r1_4_an_action_is_not_done_in_the_future_nor_in_part(desk):
    for faulty in (
        {"progress": "done", "done": "2027"},
        {"progress": "under_way", "done": "2025"},
        {"progress": "done", "percent": 60},
    ):
        with pytest.raises(Invalid):
            desk.say(**faulty)
    desk.say(progress="done", done="2026", percent=100)
    assert desk.read().health is Health.DONE


def test_r1_4_a_date_of_a_signed_contract_moves_back_with_words_only(desk):
    desk.say(due="2026-09")
    with pytest.raises(Invalid, match="date reculée"):
        desk.say(due="2027-03")
    with pytest.raises(Invalid, match="date reculée"):
        desk.say(due="")
    desk.say(due="2026-06")
    desk.say(due="2027-03", text="Le marché a dû être relancé.")
    assert desk.read().due_on == date(2027, 3, 31)


def test_r1_4_milestones_are_added_reached_and_taken_away_in_the_history(desk):
    given = {"action_id": desk.action.id}
    desk.run(
        desk.officer, "action.add_milestone", **given, expected_version=desk.version(), title="Permis", due="2026-02"
    )
    (step,) = rows(desk, Milestone)
    assert desk.read().health is Health.LATE
    desk.say(progress="under_way", reached=[step.id], reached_on="2026-02-20")
    (step,) = rows(desk, Milestone)
    assert step.done_on == date(2026, 2, 20)
    with pytest.raises(Invalid, match="à venir"):
        desk.say(reached=[step.id], reached_on="2027-01-01")
    with pytest.raises(Invalid, match="pourquoi"):
        desk.run(
            desk.officer,
            "action.remove_milestone",
            **given,
            milestone_id=step.id,
            expected_version=desk.version(),
        )
    desk.run(
        desk.officer,
        "action.remove_milestone",
        **given,
        milestone_id=step.id,
        expected_version=desk.version(),
        text="Sans objet.",
    )
    assert rows(desk, Milestone) == []
    lines = history(desk)
    assert lines[-1].changes["milestones"][0][0]["title"] == "Permis"
    assert lines[-1].changes["milestones"][1] == [None]


def test_a_milestone_of_another_action_is_not_found(desk):
    foreign = a_milestone(desk.world, an_action(desk.world, desk.contract))
    with pytest.raises(NotFound):
        desk.say(progress="under_way", reached=[foreign.id])


PROMISES = {
    "title": "Rénover la halle et la place",
    "cost": "1 250 000,50",
    "owner_name": "Autre porteur",
    "description": "Plus grand.",
    "partners": ["CAUE factice"],
    "places": "Halle\nPlace",
}


@pytest.mark.parametrize("field", PROMISES)
def test_r1_4_a_promise_of_a_signed_contract_changes_with_a_public_reason_only(desk, field):
    given = {"action_id": desk.action.id, "expected_version": 1, field: PROMISES[field]}
    state = desk.world.secretary(desk.conference)
    with pytest.raises(Invalid, match="signé"):
        desk.run(state, "action.change", **given)
    assert desk.version() == 1
    desk.run(state, "action.change", **given, reason="Accord des parties du 2 mars.")
    assert desk.version() == 2
    entry = desk.world.entries(desk.contract.stream)[-1]
    assert (entry.kind, entry.payload["reason"], entry.audience) == (
        "action.changed", "Accord des parties du 2 mars.", "public",
    )  # fmt: skip
    assert len(entry.payload["changes"]) == 1


def test_r1_4_a_signed_rider_is_reason_enough_and_no_other(desk):
    secretary = desk.world.secretary(desk.conference)

    def rider(number, state, contract=desk.contract):
        return desk.world.add(
            Rider(
                contract_id=contract.id, number=number, title="Halle", reason="Coût", state=state,
                created_at=desk.world.clock(),
            )
        ).id  # fmt: skip

    given = {"action_id": desk.action.id, "expected_version": 1, "cost": "10"}
    for wrong in (rider(1, RiderState.DRAFT), rider(1, RiderState.SIGNED, a_contract(desk.world))):
        with pytest.raises(Invalid, match="avenant signé"):
            desk.run(secretary, "action.change", **given, rider_id=wrong)
    desk.run(secretary, "action.change", **given, rider_id=rider(2, RiderState.SIGNED))
    assert desk.world.entries(desk.contract.stream)[-1].payload["reason"] == "avenant n° 2, Halle"


def test_r1_4_in_a_draft_an_action_is_entered_and_changed_without_reason(desk):
    contract = a_contract(desk.world, desk.town, state=ContractState.DRAFT, public=False)
    axis = an_axis(desk.world, contract)
    answer = desk.run(
        desk.officer,
        "action.create",
        contract_id=contract.id,
        title="Ouvrir une maison de santé",
        cost="2 000 000",
        cost_qualifier="environ",
        axis_id=axis.id,
        owner_id=desk.town.id,
        due="2027",
        partners="Agence factice\n\nAgence factice\nVille factice",
    )
    created = rows(desk, Action)[-1]
    assert (created.code, created.cost_cents, created.owner_name, created.due_on) == (
        f"{contract.slug}-a1", 200_000_000, "Ville factice", date(2027, 12, 31),
    )  # fmt: skip
    assert answer["location"] == f"/actions/{created.code}"
    partners = rows(desk, ActionPartner)
    assert [(p.name, p.institution_id) for p in partners] == [
        ("Agence factice", None),
        ("Ville factice", desk.town.id),
    ]
    entry = desk.world.entries(contract.stream)[-1]
    assert (entry.kind, entry.audience) == ("action.created", "members")
    desk.run(desk.officer, "action.change", action_id=created.id, expected_version=created.version, cost="")
    assert desk.read(created).cost_cents is None


def test_an_axis_or_a_parent_of_another_contract_is_refused_and_an_action_is_never_part_of_itself(desk):
    secretary = desk.world.secretary(desk.conference)
    other = an_action(desk.world, a_contract(desk.world))
    part = an_action(desk.world, desk.contract, parent_id=desk.action.id)
    axis = an_axis(desk.world, a_contract(desk.world))
    parents = [{"parent_id": one.id} for one in (other, part, desk.action)]
    for faulty in ({"axis_id": axis.id}, *parents):
        with pytest.raises(Invalid):
            desk.run(secretary, "action.change", action_id=desk.action.id, expected_version=1, reason="Essai", **faulty)


def test_p2_each_stage_of_a_line_is_at_most_the_one_before_and_unknown_stays_unknown(desk):
    given = {"action_id": desk.action.id, "funder_name": "Département factice", "funder_id": desk.funder.id}
    with pytest.raises(Invalid) as refused:
        desk.run(desk.officer, "funding.set", **given, expected_version=1, granted="100", committed="100,01")
    assert refused.value.members["errors"][0]["pointer"] == "#/committed"
    assert rows(desk, FundingLine) == []
    with pytest.raises(Invalid):
        desk.run(desk.officer, "funding.set", **given, expected_version=1, granted="100", paid="101")
    desk.run(desk.officer, "funding.set", **given, expected_version=1, granted="100", paid="100", qualifier="près de")
    (line,) = rows(desk, FundingLine)
    stages = (line.amount_cents, line.granted_cents, line.committed_cents, line.paid_cents)
    assert stages == (None, 10_000, None, 10_000)
    with desk.home.units.reading() as session:
        assert session.get_one(ContractRollup, desk.contract.id).funding_cents == 0


def test_p2_lines_above_the_cost_are_kept_with_a_warning(desk):
    desk.world.update(desk.action, cost_cents=50_000)
    given = {"action_id": desk.action.id, "expected_version": desk.version(), "funder_name": "Mécène", "amount": "600"}
    assert "dépassent le coût connu" in desk.run(desk.officer, "funding.set", **given)["warning"]
    with desk.home.units.reading() as session:
        assert session.get_one(ContractRollup, desk.contract.id).funding_cents == 60_000
    (line,) = rows(desk, FundingLine)
    yearly = {"line_id": line.id, "period": "annuelle", "expected_version": desk.version(), "action_id": desk.action.id}
    assert desk.run(desk.officer, "funding.set", **yearly)["warning"] == ""


def test_r4_1_an_indicator_has_a_baseline_a_target_and_one_value_for_each_date(desk):
    given = {"action_id": desk.action.id}
    desk.run(
        desk.officer, "indicator.define", **given, expected_version=1, name="Logements rénovés", unit="logements",
        baseline="0", target="120", target_on="2027",
    )  # fmt: skip
    (indicator,) = rows(desk, ContractIndicator)
    for value, dated in (("12,5", "2025"), ("40", "2026-02"), ("13", "2025")):
        desk.run(
            desk.officer, "indicator.record_value", **given, indicator_id=indicator.id,
            expected_version=desk.version(), value=value, dated=dated,
        )  # fmt: skip
    with desk.home.units.reading() as session:
        stored = session.get_one(ContractIndicator, indicator.id)
        assert [(str(v.value.normalize()), v.dated) for v in stored.values] == [("13", "2025"), ("4E+1", "2026-02")]
    with pytest.raises(Invalid, match="avenir"):
        desk.run(
            desk.officer, "indicator.record_value", **given, indicator_id=indicator.id,
            expected_version=desk.version(), value="50", dated="2027",
        )  # fmt: skip
    assert history(desk)[-1].changes["values"][0][0]["value"] == "12.5"


def test_documents_are_checked_stored_once_and_taken_back(desk):
    file = Upload(name="plan.txt", content=b"Un plan de la halle")
    answer = desk.run(desk.officer, "contract_document.add", action_id=desk.action.id, file=file, public="false")
    assert (answer["document_id"], len(rows(desk, ContractDocument))) == (1, 1)
    with pytest.raises(Exception, match="déjà joint"):
        desk.run(desk.officer, "contract_document.add", action_id=desk.action.id, file=file)
    page = Upload(name="plan.pdf", content=b"<html><script>alert(1)</script></html>")
    with pytest.raises(Invalid):
        desk.run(desk.officer, "contract_document.add", action_id=desk.action.id, file=page)
    desk.run(desk.officer, "contract_document.remove", document_id=answer["document_id"])
    entries = desk.world.entries(desk.contract.stream)
    assert [(e.kind, e.audience) for e in entries] == [
        ("contract_document.added", "members"),
        ("contract_document.removed", "members"),
    ]
    with desk.home.units.reading() as session:
        assert session.scalars(select(StoredFile)).all() == []


def test_two_officers_on_one_action_the_second_is_told_and_nothing_is_lost(desk):
    seen = desk.version()
    other = desk.world.person()
    act = {"institution_id": desk.town.id, "person_id": other.id, "proof": "Arrêté", "starts_on": date(2025, 1, 6)}
    desk.world.add(ContractOfficer(**act))
    people = [desk.officer, other]

    def say(n):
        try:
            return desk.say(people[n % 2], expected_version=seen, text=f"Nouvelle {n}", percent=n)
        except OutOfDate as refused:
            return refused

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(say, range(6)))
    done = [a for a in answers if isinstance(a, dict)]
    refused = [a for a in answers if isinstance(a, OutOfDate)]
    assert (len(done), len(refused)) == (1, 5)
    assert {r.members["current_version"] for r in refused} == {seen + 1}
    assert len(history(desk)) == 1


MAY = {
    "action.update": {"owner's officer"},
    "action.add_milestone": {"owner's officer"},
    "indicator.define": {"owner's officer"},
    "funding.set": {"owner's officer", "funder's officer"},
    "action.change": {"owner's officer", "party's officer", "secretary", "state"},
    "action.create": {"owner's officer", "party's officer", "secretary", "state"},
    "contract_document.add": {"owner's officer", "party's officer", "secretary", "state"},
}
PEOPLE = (
    *("visitor", "citizen", "administrator", "owner's officer", "party's officer", "funder's officer"),
    *("other officer", "former officer", "secretary", "state", "delegate"),
)


def data_for(desk, command):
    common = {"action_id": desk.action.id, "expected_version": desk.version()}
    return {
        "action.update": {**common, "text": "Une nouvelle."},
        "action.add_milestone": {**common, "title": "Études"},
        "indicator.define": {**common, "name": "Visiteurs"},
        "funding.set": {**common, "funder_name": "Département", "funder_id": desk.funder.id, "amount": "10"},
        "action.change": {**common, "note": "Une note."},
        "action.create": {"contract_id": desk.contract.id, "title": "Neuve", "reason": "Essai"},
        "contract_document.add": {
            "action_id": desk.action.id,
            "file": Upload(name="a.txt", content=b"une note"),
        },
    }[command]


@pytest.mark.parametrize("command", MAY)
def test_r1_4_who_may_do_what_to_an_action(desk, command):
    people = desk.people()
    assert tuple(people) == PEOPLE
    may = set()
    for name, person in people.items():
        try:
            desk.run(person, command, **data_for(desk, command))
        except (NotAllowed, NotSignedIn):
            continue
        may.add(name)
        if command == "contract_document.add":
            with desk.home.units.reading() as session:
                id = session.scalars(select(ContractDocument.id)).one()
            desk.run(person, "contract_document.remove", document_id=id)
    assert may == MAY[command]


@pytest.mark.parametrize("command", ["action.update", "funding.set"])
def test_r1_4_without_a_recognised_owner_the_desk_follows_an_action(desk, command):
    desk.world.update(desk.action, owner_id=None)
    for name, person in desk.people().items():
        allowed = name in MAY["action.change"] | (MAY["funding.set"] if command == "funding.set" else set())
        try:
            desk.run(person, command, **data_for(desk, command))
        except Exception:
            assert not allowed, name
        else:
            assert allowed, name


def test_a_funder_keeps_its_own_line_and_no_other(desk):
    funder = desk.people()["funder's officer"]
    theirs = a_funding_line(desk.world, desk.action, 1000, funder_name="Ville factice", funder_id=desk.town.id)
    own = a_funding_line(desk.world, desk.action, 1000, funder_id=desk.funder.id)
    given = {"action_id": desk.action.id, "expected_version": desk.version()}
    with pytest.raises(NotAllowed):
        desk.run(funder, "funding.set", **given, line_id=theirs.id, paid="10")
    with pytest.raises(NotAllowed):
        desk.run(funder, "funding.set", **given, line_id=theirs.id, funder_id=desk.funder.id, paid="10")
    desk.run(funder, "funding.set", **given, line_id=own.id, granted="10", paid="10")
    unnamed = a_funding_line(desk.world, desk.action, 1000)
    with pytest.raises(NotAllowed):
        desk.run(
            funder, "funding.set", **{**given, "expected_version": desk.version()}, line_id=unnamed.id,
            funder_id=desk.funder.id,
        )  # fmt: skip


def test_an_action_of_a_contract_that_is_not_public_does_not_exist_for_others(desk):
    desk.world.update(desk.contract, public=False)
    with pytest.raises(NotFound):
        desk.run(desk.world.person(), "action.update", action_id=desk.action.id, expected_version=1, text="Bonjour")


def test_an_indicator_of_another_action_is_not_found(desk):
    foreign = an_indicator(desk.world, an_action(desk.world, desk.contract))
    with pytest.raises(NotFound):
        desk.run(
            desk.officer, "indicator.record_value", action_id=desk.action.id, expected_version=1,
            indicator_id=foreign.id, value="1", dated="2025",
        )  # fmt: skip


def remove(desk, person=None, **given):
    data = {"action_id": desk.action.id, "expected_version": desk.version(), "reason": "En double."} | given
    return desk.run(person or desk.officer, "action.remove", **data)


@pytest.mark.parametrize("state", [ContractState.DRAFT, ContractState.NEGOTIATED])
def test_an_action_leaves_a_draft_with_its_reason_on_record_and_takes_what_hangs_on_it(desk, state):
    desk.world.update(desk.contract, state=state)
    a_funding_line(desk.world, desk.action, 100)
    a_milestone(desk.world, desk.action)
    an_indicator(desk.world, desk.action)
    answer = remove(desk)
    assert answer["location"] == f"/contrats/{desk.contract.slug}/actions"
    for entity in (Action, FundingLine, Milestone, ContractIndicator):
        assert rows(desk, entity) == []
    (entry,) = desk.world.entries(desk.contract.stream)
    assert entry.kind == "action.removed"
    assert (entry.payload["title"], entry.payload["reason"]) == ("Rénover la halle", "En double.")
    with desk.home.units.reading() as session:
        assert session.get_one(ContractRollup, desk.contract.id).actions == 0


@pytest.mark.parametrize("state", [ContractState.SIGNED, ContractState.IN_FORCE, ContractState.ENDED])
def test_an_action_never_leaves_a_signed_contract(desk, state):
    desk.world.update(desk.contract, state=state)
    with pytest.raises(Refused, match="ne se retire pas : donnez-la pour abandonnée"):
        remove(desk)
    assert len(rows(desk, Action)) == 1


def test_an_action_with_parts_or_seen_at_another_version_or_by_somebody_else_stays(desk):
    desk.world.update(desk.contract, state=ContractState.DRAFT)
    part = an_action(desk.world, desk.contract, parent_id=desk.action.id)
    with pytest.raises(Refused, match="Une autre action fait partie de celle-ci"):
        remove(desk)
    desk.world.update(part, parent_id=None)
    with pytest.raises(OutOfDate):
        remove(desk, expected_version=desk.version() + 1)
    with pytest.raises(NotAllowed):
        remove(desk, desk.world.person())
    assert len(rows(desk, Action)) == 2


@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("action.change", {"title": "Autre promesse"}),
        ("action.remove", {"reason": "Tard."}),
        ("action.update", {"progress": "under_way", "due": "2030"}),
        ("funding.set", {"funder_name": "Région", "amount": "10"}),
        ("funding.remove", {"line_id": 1, "text": "Tard."}),
    ],
)
def test_what_a_text_says_of_actions_does_not_change_while_parties_are_signing_it(desk, command, given):
    a_funding_line(desk.world, desk.action, 100)
    desk.world.update(desk.contract, state=ContractState.READY)
    with pytest.raises(Refused, match="Rouvrez la négociation"):
        desk.run(desk.officer, command, action_id=desk.action.id, expected_version=desk.version(), **given)
    with pytest.raises(Refused, match="Rouvrez la négociation"):
        desk.run(desk.officer, "action.create", contract_id=desk.contract.id, title="Nouvelle")
    assert desk.world.kinds(desk.contract.stream) == []


def test_news_of_an_action_stay_open_while_parties_are_signing(desk):
    desk.world.update(desk.contract, state=ContractState.READY)
    desk.say(progress="under_way", text="Les études commencent.")
    assert desk.read().progress is Progress.UNDER_WAY


def test_p2_the_years_of_a_source_stay_as_it_says_them_and_others_are_dates(desk):
    line = a_funding_line(desk.world, desk.action, 100, funder_name="État", years="deux ans")

    def set_line(**given):
        data = {"action_id": desk.action.id, "expected_version": desk.version(), "line_id": line.id} | given
        return desk.run(desk.officer, "funding.set", **data)

    set_line(years="deux ans", amount="200")
    assert (desk.read(line).amount_cents, desk.read(line).years) == (200_00, "deux ans")
    with pytest.raises(Invalid, match="n’est pas une date"):
        set_line(years="trois ans")
    set_line(years="2027-2028")
    assert desk.read(line).years == "2027-2028"
