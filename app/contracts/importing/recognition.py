"""From a name as texts write it to an institution of the directory. What is not sure is left for the desk."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import ARRAY, Text, func, literal, select, text
from sqlalchemy.orm import Session

from app.contracts.models import NameAlias
from app.foundation.database import among
from app.institutions.models import Institution
from app.institutions.naming import search_form
from app.institutions.words import InstitutionKind as Kind

ARTICLE: Final = r"(?:de la |de l |du |des |de |d )?"
_TOWN = re.compile(rf"(?:ville|commune) {ARTICLE}(.+)\Z")
_DEPARTEMENT = re.compile(rf"(?:conseil departemental|departement) {ARTICLE}(.+)\Z")
_REGION = re.compile(rf"(?:conseil regional|region) {ARTICLE}(.+)\Z")
_EPCI = re.compile(r"(?:communaute (?:d agglomeration|de communes|urbaine)|metropole|ca|cc|cu) (.+)\Z")
_LINKS: Final = frozenset({"de", "la", "l", "le", "les", "du", "des", "d", "et"})
_PARENTHESES = re.compile(r"(.+?) ?\(([^)]+)\)\Z")
_REGIONAL = text("""
WITH departements AS (SELECT part_id AS id FROM institution_parts WHERE whole_id = :region),
     communes AS (SELECT p.part_id AS id FROM institution_parts AS p JOIN departements AS d ON d.id = p.whole_id)
SELECT CAST(:region AS integer) AS id UNION SELECT id FROM departements UNION SELECT id FROM communes
UNION SELECT p.whole_id FROM institution_parts AS p JOIN communes AS c ON c.id = p.part_id
      JOIN institutions AS i ON i.id = p.whole_id AND i.kind = 'epci'
""")


@dataclass(frozen=True, slots=True)
class Recognised:
    """An institution of the directory."""

    id: int
    kind: Kind


@dataclass(kw_only=True)
class Recogniser:
    """Knows the directory, the region at stake and the aliases learnt so far."""

    aliases: dict[str, Recognised] = field(default_factory=dict)
    exact: dict[str, list[Recognised]] = field(default_factory=lambda: defaultdict(list))
    cores: dict[str, list[Recognised]] = field(default_factory=lambda: defaultdict(list))
    """The intercommunalités of the region, by what is left of their name without its legal form."""
    region: frozenset[int] = frozenset()
    nobody: set[str] = field(default_factory=set)
    """Names known to be no institution."""
    _bodies: dict[str, Recognised | None] = field(default_factory=dict)
    _places: dict[str, Recognised | None] = field(default_factory=dict)

    def learn(self, form: str, found: Recognised) -> None:
        """Learn one more way to write an institution."""
        self.aliases[form] = found
        self._bodies.clear()
        self._places.clear()

    def body(self, name: str) -> Recognised | None:
        """Return who a party, an owner, a partner or a funder is."""
        # The same few names come back in every action of a file.
        if name not in self._bodies:
            self._bodies[name] = self._body(name)
        return self._bodies[name]

    def place(self, name: str) -> Recognised | None:
        """Return which territory a place is: as a body, or by its bare name (« Nord », « Porte du Hainaut »)."""
        if name not in self._places:
            self._places[name] = self._place(name)
        return self._places[name]

    def _body(self, name: str) -> Recognised | None:
        whole, *others = forms(name)
        for form in (whole, *others):
            found = self._known(form) or self._titled(form) or self._one(form, _OTHERS)
            if found:
                return found
        # « Communauté d’agglomération du Douaisis (Douaisis Agglo) »: what the brackets add may be its bare name.
        return _only(self.cores.get(core(others[-1]), [])) if others else None

    def _place(self, name: str) -> Recognised | None:
        found = self.body(name)
        if found:
            return found
        whole = search_form(name)
        for kind in (Kind.REGION, Kind.DEPARTEMENT, Kind.COMMUNE):
            if one := self._one(whole, (kind,)):
                return one
        if one := _only(self.cores.get(core(whole), [])):
            return one
        # « Rue du Maréchal-Foch, Abbeville » takes place in Abbeville.
        _, comma, town = name.rpartition(",")
        return self._one(search_form(town), (Kind.COMMUNE,)) if comma else None

    def _known(self, form: str) -> Recognised | None:
        return self.aliases.get(form)

    def _titled(self, form: str) -> Recognised | None:
        for pattern, kind in ((_TOWN, Kind.COMMUNE), (_DEPARTEMENT, Kind.DEPARTEMENT), (_REGION, Kind.REGION)):
            if match := pattern.match(form):
                named = match[1]
                tries = (named, *(f"{article} {named}" for article in ("le", "la", "les", "l")))
                return next((one for one in (self._one(name, (kind,)) for name in tries) if one), None)
        if match := _EPCI.match(form):
            bare = core(match[1])
            return self._one(form, (Kind.EPCI,)) or _only(self.cores.get(bare, [])) or self._without_pays(bare)
        return None

    def _without_pays(self, bare: str) -> Recognised | None:
        """Find « Pays des Trois Rivières » under « Trois Rivières »: names of EPCI gain and lose that word."""
        return _only(self.cores.get(bare.removeprefix("pays "), [])) if bare.startswith("pays ") else None

    def _one(self, form: str, kinds: Iterable[Kind]) -> Recognised | None:
        """Return the only institution of that name, in the region when one is at stake; None when several are."""
        found = [one for one in self.exact.get(form, ()) if one.kind in kinds]
        if self.region:
            found = [one for one in found if one.id in self.region or one.kind.level is None]
        return _only(found)


_OTHERS: Final = tuple(kind for kind in Kind if kind not in (Kind.REGION, Kind.DEPARTEMENT, Kind.COMMUNE))


def _only(found: list[Recognised]) -> Recognised | None:
    return found[0] if len(found) == 1 else None


def forms(name: str) -> list[str]:
    """Return the ways to look a name up: as it is, then without its parentheses, then what they say."""
    match = _PARENTHESES.match(name.strip())
    return [search_form(name), *(search_form(part) for part in match.groups())] if match else [search_form(name)]


def bare_epci(form: str) -> str | None:
    """Return the name of an intercommunalité without its legal form; None for what is not written as one."""
    match = _EPCI.match(form)
    return match[1] if match else None


def core(form: str) -> str:
    """Return a searched name without the small words that texts add or leave out."""
    return " ".join(word for word in form.split() if word not in _LINKS)


def recogniser(session: Session, names: Iterable[str], region_id: int | None) -> Recogniser:
    """Return a recogniser that knows what those names may mean; four reads, however many the names."""
    knows = Recogniser()
    if region_id is not None:
        knows.region = frozenset(session.scalars(_REGIONAL, {"region": region_id}))
        _learn_intercommunalites(session, knows)
    wanted = {form for name in names for form in every_form(name)}
    rows = session.execute(
        select(Institution.id, Institution.kind, Institution.search_name).where(
            Institution.search_name == func.any(literal(sorted(wanted), ARRAY(Text))),
            Institution.closed_on.is_(None),
        )
    )
    for id, kind, form in rows:
        knows.exact[form].append(Recognised(id, kind))
    aliases = select(NameAlias.search_name, NameAlias.institution_id, Institution.kind)
    known = session.execute(aliases.outerjoin(Institution, Institution.id == NameAlias.institution_id))
    for alias, of_id, of_kind in known:
        if of_id is None:
            knows.nobody.add(alias)
        else:
            knows.aliases[alias] = Recognised(of_id, of_kind)
    return knows


def _learn_intercommunalites(session: Session, knows: Recogniser) -> None:
    rows = session.execute(
        select(Institution.id, Institution.search_name).where(
            Institution.kind == Kind.EPCI, among(Institution.id, sorted(knows.region)), Institution.closed_on.is_(None)
        )
    )
    for id, form in rows:
        match = _EPCI.match(form)
        knows.cores[core(match[1] if match else form)].append(Recognised(id, Kind.EPCI))


def every_form(name: str) -> set[str]:
    """Return every searched form under which the directory may hold what the name means."""
    found = set(forms(name))
    for form in list(found):
        for pattern in (_TOWN, _DEPARTEMENT, _REGION):
            if match := pattern.match(form):
                found |= {match[1], *(f"{article} {match[1]}" for article in ("le", "la", "les", "l"))}
    found.add(search_form(name.rpartition(",")[2]))
    return found
