"""What waits for a moderator is counted for them, and for the operator on the first page of the administration."""

import pytest

from app.foundation.clock import local_date
from app.interpellations.words import HidingGround
from app.moderation import operations
from app.moderation.queries import Waiting, waiting_for

from .acts import contest, decide, report

HIDDEN = {"ground": HidingGround.PERSONAL_DATA, "detail": ""}


@pytest.fixture
def case_id(world, file, reporter):
    return report(world, reporter, f"interpellation:{file.id}").case_id


def waiting(world, person):
    with world.home.units.reading() as session:
        return waiting_for(session, world.actor(person), local_date(world.clock()))


def test_a_secretariat_is_told_what_waits_then_what_is_late(world, case_id, secretary, clock):
    assert waiting(world, secretary) == Waiting(open=1, overdue=0, contests=0)
    clock.advance(days=60)
    assert waiting(world, secretary) == Waiting(open=1, overdue=1, contests=0)


def test_nobody_is_told_of_what_others_look_after(world, case_id, author):
    elsewhere = world.secretary(world.conference())
    assert waiting(world, elsewhere) == waiting(world, author) == Waiting(open=0, overdue=0, contests=0)


def test_a_contest_waits_for_the_operator_who_reads_it_on_their_first_page(world, as_, case_id, secretary, author):
    operator = world.person(administrator=True)
    assert waiting(world, operator) == Waiting(open=0, overdue=0, contests=0)
    contest(world, author, decide(world, secretary, operations.hide, case_id, **HIDDEN))
    assert waiting(world, operator) == Waiting(open=0, overdue=0, contests=1)
    page = as_(operator).get("/administration").text
    assert "Une contestation à trancher" in page
    assert "/moderation/dossiers?etat=contested" in page
