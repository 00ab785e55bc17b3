from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.foundation.clock import localised
from app.foundation.errors import Invalid, Refused
from app.foundation.shapes import Shape, load, moment


class Appointment(Shape):
    at = moment(required=True)


@pytest.mark.parametrize("typed", ["2026-03-10T14:30", "2026-03-10T13:30:00Z", "2026-03-10T14:30:00+01:00"])
def test_a_time_of_a_form_and_a_time_with_its_zone_are_the_same_instant(typed):
    at = load(Appointment, {"at": typed})["at"]
    assert localised(at) == datetime(2026, 3, 10, 13, 30, tzinfo=UTC)


def test_a_time_without_zone_is_that_of_the_place():
    assert localised(datetime(2026, 3, 10, 14, 30), ZoneInfo("Indian/Reunion")) == datetime(  # noqa: DTZ001
        2026, 3, 10, 10, 30, tzinfo=UTC
    )


def test_an_hour_that_the_clocks_skip_is_refused():
    with pytest.raises(Refused, match="n’existe pas"):
        localised(datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001


@pytest.mark.parametrize("typed", ["demain", "2026-13-01T10:00", "0001-01-01T00:00Z", "9999-12-31T23:59Z", 12])
def test_what_is_not_a_plausible_moment_is_told_in_french(typed):
    with pytest.raises(Invalid) as refused:
        load(Appointment, {"at": typed})
    (fault,) = refused.value.members["errors"]
    assert fault["pointer"] == "#/at"
    assert fault["detail"] in ("Écrivez une date et une heure.", "Cette année n’est pas plausible.")
