"""What a scheme asks of every contract of its type (P1). Pure.

Read once from the identity sheet when it is imported, then kept with the scheme. Each obligation carries the words it
rests on; what the sheet does not state is not asked.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any, Final

from app.foundation.french import count, listing
from app.institutions.words import InstitutionKind

COLLECTIVITES: Final = (
    InstitutionKind.REGION,
    InstitutionKind.DEPARTEMENT,
    InstitutionKind.EPCI,
    InstitutionKind.COMMUNE,
    InstitutionKind.SYNDICATE,
)
STATE: Final = (InstitutionKind.STATE_SERVICE,)
# The sheet names types of signatories in its own words; « possible » and the like mean: may sign, need not.
_OPTIONAL = re.compile(r"possible|prévue|associ[ée]nt|associés", re.IGNORECASE)
_SIGNATORIES: Final = (
    (re.compile(r"^(État|Préfet|DRAC|Rectorat)\b"), STATE),
    (re.compile(r"\b(Conseil régional|Régions?)\b"), (InstitutionKind.REGION,)),
    (re.compile(r"\bConseils? départementa(?:l|ux)\b"), (InstitutionKind.DEPARTEMENT,)),
    (re.compile(r"\b(EPCI|Intercommunalités?|intercommunalités?|Métropole)\b"), (InstitutionKind.EPCI,)),
    (re.compile(r"\b(Communes?|communes?|Ville|Maire)\b"), (InstitutionKind.COMMUNE,)),
    (re.compile(r"\b(PETR|Syndicat mixte)\b"), (InstitutionKind.SYNDICATE,)),
    (re.compile(r"\b[Cc]ollectivités?\b"), COLLECTIVITES),
)
_YEARS = re.compile(r"(\d+)(?: ou (\d+))? (?:ans?|années)\b")
_MID_TERM = re.compile(r"mi-parcours|bilan à \d+ ans", re.IGNORECASE)
_YEARLY = re.compile(r"(?:bilan|revue|réunion) annuel|chaque année", re.IGNORECASE)
_COUNCIL = re.compile(r"conseils? citoyens?", re.IGNORECASE)
_PRIORITY = re.compile(r"quartiers? prioritaires?|\bQPV\b", re.IGNORECASE)
# P1 states these of the CRTE by name; the sheet's source does not.
BY_RULE: Final[Mapping[str, Mapping[str, str]]] = {
    "crte": {
        "one_per_territory": "Un seul CRTE par territoire : un portefeuille de projets vivant.",
        "yearly_review": "Une revue annuelle du contrat.",
        "yearly_finance": "Une convention financière chaque année.",
    }
}


@dataclass(frozen=True, kw_only=True)
class Signatories:
    """A side that must be among the parties: at least one party of one of these kinds."""

    words: str
    one_of: tuple[InstitutionKind, ...]


@dataclass(frozen=True, kw_only=True)
class Obligations:
    """What a contract of the type must contain. An empty text: the sheet does not ask for it."""

    shortest_years: int | None = None
    longest_years: int | None = None
    duration: str = ""
    signatories: tuple[Signatories, ...] = ()
    steering_committee: str = ""
    mid_term_review: str = ""
    yearly_review: str = ""
    yearly_finance: str = ""
    citizen_council: str = ""
    priority_area: str = ""
    one_per_territory: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return what is asked, ready for JSON; what is not asked is absent."""
        asked = {name: value for name, value in asdict(self).items() if value not in ("", None, ())}
        if self.signatories:
            asked["signatories"] = [
                {"words": side.words, "one_of": [kind.value for kind in side.one_of]} for side in self.signatories
            ]
        return asked

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Obligations":
        """Return the obligations as they were kept; `{}` asks for nothing."""
        known = {field.name for field in fields(cls)} - {"signatories"}
        signatories = tuple(
            Signatories(words=given["words"], one_of=tuple(InstitutionKind(kind) for kind in given["one_of"]))
            for given in kept.get("signatories", ())
        )
        return cls(signatories=signatories, **{name: value for name, value in kept.items() if name in known})

    def fault_of_duration(self, years: Decimal | int | None) -> str:
        """Return why a duration does not suit the type, nothing when it does or the type does not say."""
        if self.shortest_years is None or self.longest_years is None:
            return ""
        if years is not None and self.shortest_years <= years <= self.longest_years:
            return ""
        asked = count(self.longest_years, "an")
        if self.shortest_years != self.longest_years:
            asked = f"{self.shortest_years} à {asked}"
        return f"Le dispositif veut un contrat de {asked} (« {self.duration} »)."

    def missing_signatories(self, kinds: Iterable[InstitutionKind]) -> list[Signatories]:
        """Return the sides that no party stands for, given the kinds of the parties that the directory knows."""
        present = set(kinds)
        return [side for side in self.signatories if not present.intersection(side.one_of)]


def obligations_of(code: str, sheet: Mapping[str, Any]) -> Obligations:
    """Return what an identity sheet (a record of `dispositifs.json`) asks of contracts of the type."""
    by_rule = dict(BY_RULE.get(code, {}))
    said = {name: str(sheet.get(name) or "") for name in _READ}
    shortest, longest = _years(sheet.get("duree_annees"), said["duree_texte"])
    steering = said["comite_de_pilotage"]
    review = said["clause_de_revoyure"]
    yearly = [text for text in (review, said["suivi_evaluation"]) if _YEARLY.search(text)]
    asked = {
        "steering_committee": steering if re.search(r"comité|copilotage|gouvernance", steering, re.IGNORECASE) else "",
        "mid_term_review": review if _MID_TERM.search(review) else "",
        "yearly_review": yearly[0] if yearly else "",
        "citizen_council": said["participation_citoyenne"] if _COUNCIL.search(said["participation_citoyenne"]) else "",
        "priority_area": said["territoires_eligibles"] if _PRIORITY.search(said["territoires_eligibles"]) else "",
    }
    return Obligations(
        shortest_years=shortest,
        longest_years=longest,
        duration=said["duree_texte"] if shortest else "",
        signatories=_signatories(sheet.get("signataires_types") or ()),
        **asked | by_rule,
    )


_READ = (
    "duree_texte",
    "comite_de_pilotage",
    "clause_de_revoyure",
    "suivi_evaluation",
    "participation_citoyenne",
    "territoires_eligibles",
)


def _years(stated: Any, text: str) -> tuple[int | None, int | None]:
    """Return the shortest and longest duration that the sheet allows, both None when it leaves it open."""
    years = [int(found) for match in _YEARS.finditer(text) for found in match.groups() if found]
    if "non précisée" in text:
        return None, None
    if isinstance(stated, int | float):
        years.append(int(stated))
    if not years:
        return None, None
    more = 1 if "prolongeable d'un an" in text.replace("’", "'") else 0
    return min(years), max(years) + more


def _signatories(types: Iterable[Any]) -> tuple[Signatories, ...]:
    """Return the two sides that a sheet wants at the table: the State, and the collectivités it names.

    A sheet lists whom such contracts are signed by, not that each signs every one of them: among the collectivités one
    of the kinds named is enough.
    """
    firm = [str(name) for name in types if not _OPTIONAL.search(str(name))]
    words: dict[bool, list[str]] = {True: [], False: []}
    local: list[InstitutionKind] = []
    for name in firm:
        kinds = [kind for pattern, of in _SIGNATORIES if pattern.search(name) for kind in of]
        if any(kind in STATE for kind in kinds):
            words[True].append(name)
        elif kinds:
            words[False].append(name)
            local.extend(kind for kind in kinds if kind not in local)
    sides = []
    if words[True]:
        sides.append(Signatories(words=listing(words[True], link="ou"), one_of=STATE))
    if local:
        sides.append(Signatories(words=listing(words[False], link="ou"), one_of=tuple(local)))
    return tuple(sides)
