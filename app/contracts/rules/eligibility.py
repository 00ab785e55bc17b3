"""R23.2: which communes and EPCI have a right to technical assistance. Three answers, never a guess. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from app.foundation.french import number
from app.institutions.words import InstitutionKind


class Eligible(StrEnum):
    """Whether a territory has a right to assistance; `to_check` when a criterion cannot be read in the directory."""

    YES = "yes"
    NO = "no"
    TO_CHECK = "to_check"


@dataclass(frozen=True, kw_only=True)
class Territory:
    """A commune or an EPCI as the criteria look at it."""

    kind: InstitutionKind
    population: int | None
    priority: bool


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer for one territory, and the criteria it rests on."""

    eligible: Eligible
    reasons: tuple[str, ...]


THRESHOLDS: Final = {
    InstitutionKind.COMMUNE: "commune_population",
    InstitutionKind.EPCI: "epci_population",
}


def eligibility(fields: Mapping[str, Any], territory: Territory) -> Answer:
    """Return whether the clause's criteria open to the territory; criteria of the other kind do not speak of it."""
    judged = list(_judged(fields, territory))
    known = [(met, said) for met, said in judged if met is not None]
    unknown = [said for met, said in judged if met is None]
    met = tuple(said for is_met, said in known if is_met)
    if not judged:
        return Answer(eligible=Eligible.NO, reasons=())
    if fields.get("matching", "any") == "any":
        if met:
            return Answer(eligible=Eligible.YES, reasons=met)
        refused = Eligible.TO_CHECK if unknown else Eligible.NO
        return Answer(eligible=refused, reasons=tuple(unknown))
    if len(met) < len(known):
        return Answer(eligible=Eligible.NO, reasons=())
    return Answer(eligible=Eligible.TO_CHECK if unknown else Eligible.YES, reasons=met + tuple(unknown))


def _judged(fields: Mapping[str, Any], territory: Territory) -> Iterable[tuple[bool | None, str]]:
    """Yield each criterion that speaks of the territory: met, not met, or None when nobody can tell here."""
    threshold = fields.get(THRESHOLDS.get(territory.kind, ""))
    if threshold:
        if territory.population is None:
            yield None, "population inconnue"
        else:
            yield territory.population < threshold, f"moins de {number(threshold)} habitants"
    if fields.get("priority_places"):
        yield territory.priority, "territoire prioritaire"
    if fields.get("fiscal_potential"):
        yield None, f"potentiel fiscal à vérifier (moins de {number(fields['fiscal_potential'])} € par habitant)"
