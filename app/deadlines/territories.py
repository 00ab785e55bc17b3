"""Where time is counted: each territory's own zone and public holidays. Pure.

The days are those that the law closes: article L3133-1 of the code du travail; L3134-13 for Alsace-Moselle; the
décret of 23 November 1983 for the abolition of slavery overseas; the local codes of New Caledonia, French Polynesia
and Wallis-et-Futuna. Days that are only customary (Mi-Carême, Good Friday or Schœlcher's day in the Antilles) do not
move a deadline: they would give the administration a day that the law does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from holidays import country_holidays


class Territory(StrEnum):
    """A part of France with its own holidays or its own time."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace_moselle"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    GUYANE = "guyane"
    REUNION = "reunion"
    MAYOTTE = "mayotte"
    SAINT_BARTHELEMY = "saint_barthelemy"
    SAINT_MARTIN = "saint_martin"
    SAINT_PIERRE_ET_MIQUELON = "saint_pierre_et_miquelon"
    POLYNESIE = "polynesie"
    NOUVELLE_CALEDONIE = "nouvelle_caledonie"
    WALLIS_ET_FUTUNA = "wallis_et_futuna"


@dataclass(frozen=True, kw_only=True)
class Place:
    """What a territory changes: its name, its time, where the library finds its days, and its codes."""

    name: str
    zone: str
    subdivision: str | None
    departements: tuple[str, ...] = ()
    region: str = ""
    customary: tuple[str, ...] = ()
    """Names of the days that the library gives and no law does."""


ANTILLES: Final = ("Mi-Carême", "Vendredi saint", "Fête de Victor Schoelcher")
T = Territory
PLACES: Final[Mapping[Territory, Place]] = {
    T.METROPOLE: Place(name="métropole", zone="Europe/Paris", subdivision=None),
    T.ALSACE_MOSELLE: Place(
        name="Alsace et Moselle", zone="Europe/Paris", subdivision="57", departements=("57", "67", "68")
    ),
    T.GUADELOUPE: Place(
        name="Guadeloupe",
        zone="America/Guadeloupe",
        subdivision="971",
        departements=("971",),
        region="01",
        customary=ANTILLES,
    ),
    T.MARTINIQUE: Place(
        name="Martinique",
        zone="America/Martinique",
        subdivision="972",
        departements=("972",),
        region="02",
        customary=ANTILLES,
    ),
    T.GUYANE: Place(name="Guyane", zone="America/Cayenne", subdivision="973", departements=("973",), region="03"),
    T.REUNION: Place(name="La Réunion", zone="Indian/Reunion", subdivision="974", departements=("974",), region="04"),
    T.MAYOTTE: Place(name="Mayotte", zone="Indian/Mayotte", subdivision="976", departements=("976",), region="06"),
    T.SAINT_BARTHELEMY: Place(
        name="Saint-Barthélemy", zone="America/St_Barthelemy", subdivision="BL", departements=("977",)
    ),
    T.SAINT_MARTIN: Place(
        name="Saint-Martin", zone="America/Marigot", subdivision="MF", departements=("978",), customary=ANTILLES
    ),
    T.SAINT_PIERRE_ET_MIQUELON: Place(
        name="Saint-Pierre-et-Miquelon", zone="America/Miquelon", subdivision="PM", departements=("975",)
    ),
    T.POLYNESIE: Place(name="Polynésie française", zone="Pacific/Tahiti", subdivision="PF", departements=("987",)),
    T.NOUVELLE_CALEDONIE: Place(
        name="Nouvelle-Calédonie", zone="Pacific/Noumea", subdivision="NC", departements=("988",)
    ),
    T.WALLIS_ET_FUTUNA: Place(name="Wallis-et-Futuna", zone="Pacific/Wallis", subdivision="WF", departements=("986",)),
}


def zone_of(territory: Territory) -> ZoneInfo:
    """Return the time zone of a territory."""
    return ZoneInfo(PLACES[territory].zone)


def territory_of(departement: str) -> Territory:
    """Return the territory of a département or overseas collectivity, by its official code (« 57 », « 974 »)."""
    return next((t for t, place in PLACES.items() if departement in place.departements), Territory.METROPOLE)


def territory_of_region(region: str) -> Territory:
    """Return the territory of a région by its official code; one that holds several is counted as the mainland."""
    return next((t for t, place in PLACES.items() if place.region == region), Territory.METROPOLE)


@lru_cache(maxsize=256)
def holidays_of(territory: Territory, year: int) -> Mapping[date, str]:
    """Return the public holidays of a year in a territory, with their French names."""
    place = PLACES[territory]
    found = country_holidays("FR", subdiv=place.subdivision, years=year, language="fr")
    named = {day: name.replace("'", "’") for day, name in sorted(found.items())}
    return MappingProxyType({day: name for day, name in named.items() if name not in place.customary})


def holiday_on(territory: Territory, day: date) -> str | None:
    """Return the name of the public holiday of that day, None when there is none."""
    return holidays_of(territory, day.year).get(day)
