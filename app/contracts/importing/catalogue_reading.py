"""Reads the catalogue: schemes, national programmes with their figures, and projects that hang under no contract."""

from decimal import Decimal
from typing import Any

from app.contracts.rules.obligations import obligations_of
from app.contracts.words import SchemeFamily
from app.institutions.naming import search_form

from .actions_reading import ACTION, read_action
from .faults import Faults
from .fields import Fields
from .records import FundingRecord

Row = dict[str, Any]
_SCHEME = frozenset(
    {
        *("code", "nom", "nature", "famille", "objectifs", "annee_creation", "date_creation_texte", "echelle"),
        *("territoires_eligibles", "signataires_types", "domaines", "duree_annees", "duree_texte"),
        *("comite_de_pilotage", "clause_de_revoyure", "renouvellement", "conditionnalite", "suivi_evaluation"),
        *("participation_citoyenne", "modalites_financieres", "chiffres_hauts_de_france", "chiffres_nationaux"),
        *("beneficiaires_hauts_de_france", "nb_contrats_decrits", "notes", "source", "autres_sources"),
    }
)
# Counted from the contracts themselves where it is shown: a number copied beside them would grow false.
_NOT_KEPT = ("code", "nom", "famille", "nb_contrats_decrits")
_PROGRAMME = frozenset(
    {
        *("code", "nom", "dispositif", "pilote", "description", "chiffres", "repartition_financeurs", "calendrier"),
        *("notes",),
    }
)
_FIGURE = frozenset({"indicateur", "valeur", "unite", "date", "qualificatif", "categorie", "note", "source"})
_PROJECT = (ACTION - {"axe", "axe_origine", "action_parente"}) | {"dispositif", "dispositifs", "motif_hors_contrat"}
_TERRITORY = frozenset(
    {"territoire", "niveau", "theme", "indicateur", "valeur", "unite", "date", "qualificatif", "note", "source"}
)


def read_schemes(given: list[Any], faults: Faults) -> list[Row]:
    """Return the columns of each scheme."""
    found = []
    for number, record in enumerate(given, start=1):
        read = Fields(record, _place("dispositif", number, record, "code"), faults, _SCHEME)
        code, name = read.text("code", required=True), read.text("nom", required=True)
        words = (name, *read.texts("objectifs"), *read.texts("domaines"))
        years, types = read.number("duree_annees", least=Decimal(0), most=Decimal(100)), read.texts("signataires_types")
        sheet = {key: read.kept(key) for key in read.given if key in _SCHEME and key not in _NOT_KEPT}
        found.append(
            {
                "code": code,
                "name": name,
                "search": search_form(" ".join(words)),
                "family": read.word("famille", SchemeFamily) or SchemeFamily.TAILORED,
                "nature": read.text("nature"),
                "created_year": read.whole("annee_creation", least=1800, most=2200),
                "duration_years": years,
                "sheet": {key: value for key, value in sheet.items() if value not in (None, [])},
                "obligations": obligations_of(code, read.given | {"signataires_types": types}),
            }
        )
    _no_code_twice(found, "dispositif", faults)
    return found


def read_programmes(given: list[Any], faults: Faults) -> list[Row]:
    """Return the columns of each programme, its figures in `figures`, its scheme by code in `scheme`."""
    found = []
    for number, record in enumerate(given, start=1):
        read = Fields(record, _place("programme", number, record, "code"), faults, _PROGRAMME)
        found.append(
            {
                "code": read.text("code", required=True),
                "name": read.text("nom", required=True),
                "scheme": read.text("dispositif"),
                "lead": read.text("pilote"),
                "description": read.text("description"),
                "shares": read.kept("repartition_financeurs") or [],
                "calendar": read.kept("calendrier") or [],
                "notes": read.texts("notes"),
                "figures": [
                    _figure(one, rank) for rank, one in enumerate(read.each("chiffres", "chiffre", _FIGURE), start=1)
                ],
            }
        )
    _no_code_twice(found, "programme", faults)
    return found


def _figure(read: Fields, rank: int) -> Row:
    return {
        "rank": rank,
        "label": read.text("indicateur", required=True),
        "category": read.text("categorie"),
        "value": read.number("valeur"),
        "unit": read.text("unite"),
        "dated": read.partial("date"),
        "qualifier": read.text("qualificatif"),
        "note": read.text("note"),
        "source": read.mapping("source"),
    }


def read_projects(given: list[Any], faults: Faults) -> list[Row]:
    """Return the columns of each project outside contracts; one project under several schemes is one row (P1)."""
    found: dict[str, Row] = {}
    for number, record in enumerate(given, start=1):
        read = Fields(record, _place("projet", number, record, "id"), faults, _PROJECT)
        row = _project(read, len(found) + 1)
        known = found.setdefault(row["code"], row)
        if known is not row:
            _attach(known, row, read)
    return list(found.values())


def _attach(known: Row, row: Row, read: Fields) -> None:
    """Add the schemes of a project told again to those it has; it must be the same project."""
    if known["title"] != row["title"]:
        read.fault("id", f"« {row['code']} » est déjà pris par un autre projet.")
    known["scheme_codes"] += [code for code in row["scheme_codes"] if code not in known["scheme_codes"]]


def _project(read: Fields, rank: int) -> Row:
    action = read_action(read, {})
    schemes = [code for code in (read.text("dispositif"), *read.texts("dispositifs"), *action.also_schemes) if code]
    return {
        "code": action.code,
        "title": action.title,
        "rank": rank,
        "scheme_codes": list(dict.fromkeys(schemes)),
        "description": action.description,
        "reason": read.text("motif_hors_contrat"),
        "owner_name": action.owner,
        "places": action.places,
        "cost_cents": action.cost_cents,
        "cost_qualifier": action.cost_qualifier,
        "funding": [_line(line) for line in action.funding],
        "progress": action.progress,
        "due": action.due,
        "done": action.done,
        "indicators": read.kept("indicateurs") or [],
        "note": action.note,
        "source": action.source,
    }


def _line(line: FundingRecord) -> Row:
    said = {"funder": line.funder, "cents": line.cents, "qualifier": line.qualifier}
    return said | {"period": line.period.value, "years": line.years, "note": line.note}


def read_figures(given: list[Any], faults: Faults) -> list[Row]:
    """Return the columns of each figure about a territory, under the key that makes it the same next time."""
    found: dict[str, Row] = {}
    for number, record in enumerate(given, start=1):
        read = Fields(record, f"indicateur {number}", faults, _TERRITORY)
        source = read.mapping("source")
        row = {
            "territory": read.text("territoire", required=True),
            "level": read.text("niveau"),
            "theme": read.text("theme"),
            "label": read.text("indicateur", required=True),
            "value": read.number("valeur"),
            "unit": read.text("unite"),
            "dated": read.partial("date"),
            "qualifier": read.text("qualificatif"),
            "note": read.text("note"),
            "source": source,
        }
        # A source may say two things of one territory in two places: its page tells them apart.
        where = (source.get("document"), source.get("page"))
        key = "|".join(str(part or "") for part in (row["territory"], row["label"], row["dated"], *where))
        if key in found:
            read.fault("indicateur", "cette ligne figure déjà dans le fichier (territoire, indicateur, date, source).")
        found[key] = row | {"key": key}
    return list(found.values())


def _place(one: str, number: int, record: Any, key: str) -> str:
    code = record.get(key) if isinstance(record, dict) else None
    return f"{one} {number}, « {code} »" if isinstance(code, str) and code else f"{one} {number}"


def _no_code_twice(rows: list[Row], one: str, faults: Faults) -> None:
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if row["code"] and row["code"] in seen:
            faults.add(f"{one} {number}, champ code", f"« {row['code']} » figure deux fois.")
        seen.add(row["code"])
