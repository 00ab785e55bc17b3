"""The directory as its publisher gives it: four JSON files of `@etalab/decoupage-administratif`.

Everything is read and checked before anything is written, so that a fault names its file and its record.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.foundation.errors import DomainError, Invalid

from .identifiers import is_code, read_siren
from .naming import LEGAL_FORMS, shown_name
from .words import InstitutionKind

SOURCE = "decoupage-administratif"
FILES = {
    InstitutionKind.REGION: "regions.json",
    InstitutionKind.DEPARTEMENT: "departements.json",
    InstitutionKind.EPCI: "epci.json",
    InstitutionKind.COMMUNE: "communes.json",
}
MOST_FAULTS = 10
Key = tuple[InstitutionKind, str]


class BadSource(DomainError):
    """The files cannot be read or contradict themselves; `faults` lists what is wrong, where."""

    slug = "invalid"
    title = "L’annuaire fourni ne peut pas être lu"

    def __init__(self, faults: list[str]) -> None:
        shown = faults[:MOST_FAULTS]
        if len(faults) > MOST_FAULTS:
            shown.append(f"… et {len(faults) - MOST_FAULTS} autres fautes.")
        super().__init__("\n".join(shown), faults=shown)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One institution of the source. `population` is None when the source does not say."""

    kind: InstitutionKind
    code: str
    name: str
    siren: str | None = None
    legal_form: str = ""
    population: int | None = None
    zone: str = "metro"


@dataclass(kw_only=True)
class Directory:
    """What the source says: institutions by kind and code, and which belongs to which."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    links: dict[tuple[Key, Key], None] = field(default_factory=dict)
    """(whole, part), in the order of the source."""


def read_directory(folder: Path) -> Directory:
    """Read and check the four files of the folder, or raise `BadSource`."""
    reader = _Reader(folder)
    for kind in FILES:
        reader.read(kind)
    reader.check_links()
    if reader.faults:
        raise BadSource(reader.faults)
    _add_up_populations(reader.directory)
    return reader.directory


class _Reader:
    """Reads file after file and gathers the faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.directory = Directory()
        self.faults: list[str] = []
        self._where: dict[tuple[Key, Key], str] = {}
        self._links_of: dict[InstitutionKind, Callable[[Entry, dict[str, Any]], Iterator[tuple[Key, Key]]]] = {
            InstitutionKind.DEPARTEMENT: self._to_region,
            InstitutionKind.EPCI: self._to_members,
            InstitutionKind.COMMUNE: self._to_departement,
        }

    def read(self, kind: InstitutionKind) -> None:
        """Read one file; its faults are kept."""
        name = FILES[kind]
        for number, record in enumerate(self._records(name), start=1):
            where = f"{name}, enregistrement {number}"
            if not isinstance(record, dict):
                self.faults.append(f"{where} : un objet est attendu.")
            elif kind is not InstitutionKind.COMMUNE or record.get("type") == "commune-actuelle":
                self._take(kind, record, where)

    def _records(self, name: str) -> list[Any]:
        try:
            found = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.faults.append(f"{name} : ce fichier manque dans {self.folder}.")
        except (OSError, UnicodeDecodeError) as fault:
            self.faults.append(f"{name} : ce fichier ne peut pas être lu ({type(fault).__name__}).")
        except json.JSONDecodeError as fault:
            self.faults.append(f"{name}, ligne {fault.lineno}, colonne {fault.colno} : ce n’est pas du JSON.")
        else:
            if isinstance(found, list) and found:
                return found
            self.faults.append(f"{name} : une liste non vide est attendue.")
        return []

    def _take(self, kind: InstitutionKind, record: dict[str, Any], where: str) -> None:
        said = record.get("nom") or record.get("code")
        where = f"{where} (« {said} »)" if said else where
        try:
            entry = _entry(kind, record)
        except ValueError as fault:
            self.faults.append(f"{where} : {fault}")
            return
        if (kind, entry.code) in self.directory.entries:
            self.faults.append(f"{where} : le code « {entry.code} » figure deux fois.")
        self.directory.entries[kind, entry.code] = entry
        if kind in self._links_of:
            for link in self._links_of[kind](entry, record):
                self.directory.links[link] = None
                self._where[link] = where

    def _to_region(self, entry: Entry, record: dict[str, Any]) -> Iterator[tuple[Key, Key]]:
        yield (InstitutionKind.REGION, str(record.get("region"))), (entry.kind, entry.code)

    def _to_departement(self, entry: Entry, record: dict[str, Any]) -> Iterator[tuple[Key, Key]]:
        yield (InstitutionKind.DEPARTEMENT, str(record.get("departement"))), (entry.kind, entry.code)

    def _to_members(self, entry: Entry, record: dict[str, Any]) -> Iterator[tuple[Key, Key]]:
        members = record.get("membres")
        for member in members if isinstance(members, list) else [None]:
            code = member.get("code") if isinstance(member, dict) else None
            yield (entry.kind, entry.code), (InstitutionKind.COMMUNE, str(code))

    def check_links(self) -> None:
        """Refuse links to institutions that the files do not contain, and communes of two EPCI."""
        epci_of: dict[Key, str] = {}
        for (whole, part), where in self._where.items():
            for kind, code in (whole, part):
                if (kind, code) not in self.directory.entries:
                    self.faults.append(f"{where} : {FILES[kind]} ne contient pas le code « {code} ».")
            if whole[0] is InstitutionKind.EPCI and epci_of.setdefault(part, whole[1]) != whole[1]:
                self.faults.append(f"{where} : la commune {part[1]} appartient déjà à l’EPCI {epci_of[part]}.")


def _entry(kind: InstitutionKind, record: dict[str, Any]) -> Entry:
    """Return the institution of a record, or raise `ValueError` with the reason in French."""
    code, name = record.get("code"), record.get("nom")
    if not isinstance(code, str) or not is_code(kind, code):
        raise ValueError(f"le code « {code} » n’est pas celui d’une institution de ce fichier.")
    if not isinstance(name, str) or not name.strip() or "\x00" in name or len(name) > 300:
        raise ValueError("le nom manque ou n’est pas lisible.")
    zone = record.get("zone", "metro")
    if zone not in ("metro", "drom", "com"):
        raise ValueError(f"la zone « {zone} » n’est pas connue (metro, drom ou com).")
    of_epci = kind is InstitutionKind.EPCI
    return Entry(
        kind=kind,
        code=code,
        name=shown_name(name),
        siren=_siren(code if of_epci else record.get("siren")),
        legal_form=LEGAL_FORMS.get(str(record.get("type")), "") if of_epci else "",
        population=_population(record.get("populationMunicipale" if of_epci else "population")),
        zone=zone,
    )


def _siren(value: Any) -> str | None:
    if value is None:
        return None
    try:
        return read_siren(str(value))
    except Invalid as fault:
        raise ValueError(f"le numéro SIREN « {value} » n’est pas valable.") from fault


def _population(value: Any) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value < 2**31):
        raise ValueError(f"la population « {value} » n’est pas un nombre d’habitants.")
    return value


def _add_up_populations(directory: Directory) -> None:
    """Give départements, then régions, the sum of their communes: the source does not say it."""
    for kind in (InstitutionKind.DEPARTEMENT, InstitutionKind.REGION):
        sums: dict[Key, int] = {}
        for whole, part in directory.links:
            people = directory.entries[part].population
            if whole[0] is kind and people is not None:
                sums[whole] = sums.get(whole, 0) + people
        for key, people in sums.items():
            old = directory.entries[key]
            directory.entries[key] = Entry(kind=kind, code=old.code, name=old.name, zone=old.zone, population=people)
