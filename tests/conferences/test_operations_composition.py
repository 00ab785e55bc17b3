"""The act of composition: seats begin and end by it, mandates follow, everything wrong is told at once."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.conferences import operations
from app.conferences.models import CompositionAct, Conference, Mandate, PresidencyTerm, Seat
from app.conferences.operations import SeatGiven
from app.conferences.words import SeatKind, Specificity
from app.foundation.errors import NotAllowed, Refused
from app.institutions.models import InstitutionKind, Level

TODAY = date(2026, 3, 3)


def act(home, actor, conference, seats, **given):
    fields = {
        "reference": "Arrêté 2026-12",
        "signed_on": date(2026, 3, 2),
        "effective_on": date(2026, 3, 3),
        "signatory": "La préfète de région",
        "seats": seats,
    }
    with home.units.begin(actor) as work:
        stored = work.session.get_one(Conference, conference.id)
        return operations.record_composition(work, stored, **fields | given)


def refusals(excinfo) -> dict[str, str]:
    return {problem["rule"]: problem["detail"] for problem in excinfo.value.members["problems"]}


def seats_on(world, conference, day):
    with world.home.units.reading() as session:
        seats = session.scalars(select(Seat).where(Seat.conference_id == conference.id).order_by(Seat.rank)).all()
        return [seat for seat in seats if seat.exists_on(day)]


def all_of(members, **kinds):
    return [SeatGiven(institution=one, kind=kinds.get(name, SeatKind.VOTING)) for name, one in members.items()]


def test_r3_3_an_act_of_the_prefet_makes_the_composition(home, world, members, administrator):
    conference = world.add(
        Conference(
            slug="neuve",
            name="Neuve",
            region_id=members["region"].id,
            created_at=world.clock(),
            level_order=["region", "departement", "epci", "commune"],
        )
    )
    recorded = act(home, world.actor(administrator), conference, all_of(members))
    assert [s.institution_id for s in seats_on(world, conference, TODAY)] == [m.id for m in members.values()]
    assert {s.act_id for s in seats_on(world, conference, TODAY)} == {recorded.id}
    assert seats_on(world, conference, date(2026, 3, 2)) == []
    entry = world.entries(conference.stream)[-1]
    assert (entry.kind, entry.payload["reference"], entry.payload["seats"]) == (
        "composition.recorded",
        "Arrêté 2026-12",
        7,
    )
    assert [seat["institution"] for seat in entry.payload["added"]] == [m.name for m in members.values()]


def test_r3_3_seats_absent_from_the_new_act_end_that_day_and_the_others_go_on(
    home, world, conference, members, administrator
):
    before = {s.institution_id: s.id for s in seats_on(world, conference, TODAY)}
    kept = [SeatGiven(institution=one) for name, one in members.items() if name != "commune2"]
    act(home, world.actor(administrator), conference, list(reversed(kept)))
    after = {s.institution_id: s.id for s in seats_on(world, conference, TODAY)}
    assert members["commune2"].id not in after
    assert all(before[institution] == seat for institution, seat in after.items())
    assert seats_on(world, conference, TODAY)[0].institution_id == kept[-1].institution.id
    assert len(seats_on(world, conference, date(2026, 3, 2))) == 7


def test_r3_3_whoever_held_a_seat_that_ends_no_longer_holds_it_and_history_stays(
    home, world, conference, members, administrator
):
    seat = next(s for s in seats_on(world, conference, TODAY) if s.institution_id == members["commune2"].id)
    person = world.person()
    mandate = world.mandate(conference, person, seat=seat)
    kept = [SeatGiven(institution=one) for name, one in members.items() if name != "commune2"]
    act(home, world.actor(administrator), conference, kept)
    with home.units.reading() as session:
        ended = session.get_one(Mandate, mandate.id)
    assert (ended.starts_on, ended.ends_on) == (date(2025, 1, 13), TODAY)
    assert ended.end_reason == "Siège modifié ou supprimé par Arrêté 2026-12"
    assert world.kinds(conference.stream) == ["composition.recorded", "mandate.ended"]


def test_r3_3_the_holder_of_a_seat_that_the_act_only_changes_keeps_the_one_that_follows(
    home, world, conference, members, administrator
):
    seat = next(s for s in seats_on(world, conference, TODAY) if s.institution_id == members["commune2"].id)
    person = world.person()
    world.mandate(conference, person, seat=seat)
    seats = [
        SeatGiven(institution=one, specificity=Specificity.LITTORAL if name == "commune2" else None)
        for name, one in members.items()
    ]
    act(home, world.actor(administrator), conference, seats, specificities=[Specificity.LITTORAL])
    changed = next(s for s in seats_on(world, conference, TODAY) if s.institution_id == members["commune2"].id)
    assert changed.id != seat.id
    assert changed.specificity is Specificity.LITTORAL
    assert world.actor(person).seats_in(conference.id) == {changed.id}
    assert world.kinds(conference.stream) == ["composition.recorded", "mandate.ended", "mandate.given"]


def test_r3_3_an_act_recorded_for_a_day_to_come_changes_nothing_before(home, world, conference, members, administrator):
    kept = [SeatGiven(institution=one) for name, one in members.items() if name != "commune2"]
    act(home, world.actor(administrator), conference, kept, effective_on=date(2026, 9, 1))
    assert len(seats_on(world, conference, TODAY)) == 7
    assert len(seats_on(world, conference, date(2026, 9, 1))) == 6


def test_r3_1_to_r3_6_everything_wrong_with_an_act_is_told_at_once(home, world, conference, members, administrator):
    state = world.institution(InstitutionKind.STATE_SERVICE, name="Direction régionale")
    seats = [SeatGiven(institution=members["region"], kind=kind) for kind in [SeatKind.VOTING] * 3]
    seats += [SeatGiven(institution=world.institution(Level.COMMUNE)) for _ in range(18)]
    seats.append(SeatGiven(institution=state))
    with pytest.raises(Refused) as refused:
        act(
            home,
            world.actor(administrator),
            conference,
            seats,
            signed_on=date(2026, 3, 10),
            effective_on=date(2025, 1, 1),
            specificities=[Specificity.MOUNTAIN],
        )
    found = refusals(refused)
    assert set(found) == {"R3.1", "R3.2", "R3.3", "R3.4", "R3.6"}
    details = refused.value.detail
    assert "compte 22\u00a0sièges et le règlement intérieur en permet 20" in details
    assert "La date de signature est à venir" in details
    assert "avant sa signature" in details
    assert "le passé ne se réécrit pas" in details
    assert "« Direction régionale »".replace(" ", "\u00a0", 1).replace(" »", "\u00a0»") in details
    assert "spécificité" in details
    assert "niveau sans siège votant" in details
    assert world.kinds(conference.stream) == []
    assert len(seats_on(world, conference, TODAY)) == 7


def test_r3_4_an_act_cannot_take_its_seat_from_the_institution_that_chairs(
    home, world, conference, members, administrator
):
    world.add(
        PresidencyTerm(
            conference_id=conference.id,
            level=Level.REGION,
            institution_id=members["region"].id,
            starts_on=date(2026, 1, 1),
            ends_on=date(2027, 1, 1),
        )
    )
    world.update(conference, level_order=["departement", "epci"])
    kept = [SeatGiven(institution=one) for name, one in members.items() if name != "region"]
    with pytest.raises(Refused, match="n’aurait plus de siège votant"):
        act(home, world.actor(administrator), conference, kept)


def test_r3_3_a_reference_is_recorded_once(home, world, conference, members, administrator):
    act(home, world.actor(administrator), conference, all_of(members))
    with pytest.raises(Refused, match="déjà enregistré"):
        act(
            home,
            world.actor(administrator),
            conference,
            all_of(members),
            reference="arrêté 2026-12",
            effective_on=date(2026, 6, 1),
        )


def test_r3_3_weights_of_the_act_are_those_of_the_seats(home, world, conference, members, administrator):
    seats = [SeatGiven(institution=one, weight=Decimal("2.5")) for one in members.values()]
    act(home, world.actor(administrator), conference, seats)
    assert {seat.weight for seat in seats_on(world, conference, TODAY)} == {Decimal("2.500")}
    assert {seat.weight for seat in seats_on(world, conference, date(2026, 3, 2))} == {Decimal("1.000")}


def test_r3_6_the_state_representative_records_the_act(home, world, conference, members):
    act(home, world.actor(world.partner(conference)), conference, all_of(members))
    with home.units.reading() as session:
        assert session.query(CompositionAct).filter_by(reference="Arrêté 2026-12").count() == 1


def test_the_chair_does_not_record_the_act(home, world, conference, members):
    with pytest.raises(NotAllowed, match="représentant de l’État"):
        act(home, world.actor(world.chair(conference)), conference, all_of(members))
