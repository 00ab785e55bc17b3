"""Public holidays and time of each territory."""

from datetime import UTC, date, datetime

import pytest

from app.deadlines.territories import (
    PLACES,
    Territory,
    holiday_on,
    holidays_of,
    territory_of,
    territory_of_region,
    zone_of,
)

T = Territory
EVERYWHERE_2026 = {
    date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14), date(2026, 5, 25),
    date(2026, 7, 14), date(2026, 8, 15), date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 25),
}  # fmt: skip
OWN_2026 = {
    T.METROPOLE: set(),
    T.ALSACE_MOSELLE: {date(2026, 4, 3), date(2026, 12, 26)},
    T.GUADELOUPE: {date(2026, 5, 27)},
    T.MARTINIQUE: {date(2026, 5, 22)},
    T.GUYANE: {date(2026, 6, 10)},
    T.REUNION: {date(2026, 12, 20)},
    T.MAYOTTE: {date(2026, 4, 27)},
    T.SAINT_BARTHELEMY: {date(2026, 10, 9)},
    T.SAINT_MARTIN: {date(2026, 5, 28)},
    T.SAINT_PIERRE_ET_MIQUELON: set(),
    T.POLYNESIE: {date(2026, 3, 5), date(2026, 4, 3), date(2026, 11, 20)},
    T.NOUVELLE_CALEDONIE: {date(2026, 9, 24)},
    T.WALLIS_ET_FUTUNA: {date(2026, 4, 28), date(2026, 6, 29), date(2026, 7, 29)},
}


@pytest.mark.parametrize("territory", T)
def test_i3_each_territory_has_the_eleven_days_and_its_own(territory):
    assert set(holidays_of(territory, 2026)) == EVERYWHERE_2026 | OWN_2026[territory]


@pytest.mark.parametrize("year", [2019, 2024, 2027, 2040])
@pytest.mark.parametrize("territory", T)
def test_i3_the_days_of_a_territory_come_back_each_year(territory, year):
    own = {d for d in OWN_2026[territory] if (d.month, d.day) not in ((4, 3), (11, 20), (9, 24))}
    assert {(d.month, d.day) for d in own} <= {(d.month, d.day) for d in holidays_of(territory, year)}


def test_i3_holidays_have_their_french_names():
    assert holiday_on(T.METROPOLE, date(2026, 1, 1)) == "Jour de l’an"
    assert holiday_on(T.REUNION, date(2026, 12, 20)) == "Abolition de l’esclavage"
    assert holiday_on(T.METROPOLE, date(2026, 12, 20)) is None


@pytest.mark.parametrize(
    ("code", "territory"),
    [("57", T.ALSACE_MOSELLE), ("67", T.ALSACE_MOSELLE), ("68", T.ALSACE_MOSELLE), ("59", T.METROPOLE),
     ("2A", T.METROPOLE), ("974", T.REUNION), ("975", T.SAINT_PIERRE_ET_MIQUELON), ("988", T.NOUVELLE_CALEDONIE)],
)  # fmt: skip
def test_the_code_of_a_departement_gives_its_territory(code, territory):
    assert territory_of(code) is territory


@pytest.mark.parametrize(("code", "territory"), [("04", T.REUNION), ("06", T.MAYOTTE), ("44", T.METROPOLE)])
def test_the_code_of_a_region_gives_its_territory(code, territory):
    assert territory_of_region(code) is territory


def test_each_territory_has_its_time():
    noon = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    hours = {place: noon.astimezone(zone_of(place)).hour for place in PLACES}
    assert (hours[T.METROPOLE], hours[T.REUNION], hours[T.MAYOTTE]) == (14, 16, 15)
    assert (hours[T.MARTINIQUE], hours[T.GUYANE], hours[T.SAINT_PIERRE_ET_MIQUELON]) == (8, 9, 10)
