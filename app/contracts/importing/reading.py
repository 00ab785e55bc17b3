"""Reads `contrats.json`: a list of contracts, each with its actions. Everything is read before anything is written."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.contracts.words import Completeness, ContractNature, SourceStatus

from .actions_reading import ACTION, read_action, read_indicators
from .faults import BadFile, Faults
from .fields import Fields
from .records import AxisRecord, ContractRecord, EventRecord, SteeringRecord

KNOWN_AS_OF = {
    "002_e4eb26213127c0cf": date(2019, 6, 30),
    "003_04c6f7e3d5e5b401": date(2020, 6, 23),
    "004_0f20b40e43142243": date(2021, 6, 30),
}
"""The day each of the first documents describes; a record may say its own in `connu_au`."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_CONTRACT = frozenset(
    {
        *("slug", "intitule", "dispositif", "nature", "statut", "statut_detail", "territoire", "perimetre"),
        *("date_signature", "date_signature_approx", "lieu_signature", "date_fin", "annee_debut", "annee_fin"),
        *("duree_annees", "duree_origine", "signataires", "signataires_origine", "parent", "parent_note"),
        *("montant_total_eur", "montant_qualificatif", "montants_par_financeur", "diagnostic", "atouts", "axes"),
        *("axes_variante", "actions", "indicateurs", "gouvernance", "notes", "completude", "source", "connu_au"),
    }
)
_AXIS = frozenset({"numero", "intitule", "numero_officiel"})
_SIGNED = frozenset({"valeur", "precision", "texte"})
_STEERING = frozenset({"instance", "pilote", "frequence", "details", "evenements"})
_EVENT = frozenset({"date", "libelle", "lieu"})


def text_of(path: Path) -> str:
    """Return the text of a file, or raise `BadFile` in words."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        raise BadFile([f"{path.name} : ce fichier ne peut pas être ouvert ({fault.strerror})."]) from fault
    except UnicodeDecodeError as fault:
        raise BadFile([f"{path.name}, octet {fault.start} : ce fichier n’est pas en UTF-8."]) from fault


def parse(text: str, name: str) -> list[Any]:
    """Return the list a JSON file holds, numbers exact, or raise `BadFile` with line and column."""
    try:
        found = json.loads(text, parse_float=_exact, parse_constant=_no_constant, object_pairs_hook=_no_key_twice)
    except json.JSONDecodeError as fault:
        raise BadFile([f"{name}, ligne {fault.lineno}, colonne {fault.colno} : ce n’est pas du JSON."]) from fault
    except (ValueError, RecursionError) as fault:
        raise BadFile([f"{name} : {fault}"]) from fault
    if not isinstance(found, list):
        raise BadFile([f"{name} : une liste est attendue."])
    return found


def canonical(record: Any) -> str:
    """Return the record as JSON written in one way only, so that the same content has the same digest."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=float)


def read_contracts(given: list[Any], faults: Faults) -> list[ContractRecord]:
    """Return the contracts of the file; what is wrong is added to the faults."""
    return [_contract(record, number, faults) for number, record in enumerate(given, start=1)]


def _exact(written: str) -> Decimal:
    value = Decimal(written)
    if not -300 < value.adjusted() < 300:
        raise ValueError(f"« {written} » n’est pas un nombre plausible.")
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(f"« {name} » n’est pas un nombre.")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"le champ « {twice} » est écrit deux fois dans le même objet.")
    return found


def _contract(given: Any, number: int, faults: Faults) -> ContractRecord:
    slug = given.get("slug") if isinstance(given, dict) else None
    place = f"contrat {number}, « {slug} »" if isinstance(slug, str) and slug else f"contrat {number}"
    read = Fields(given, place, faults, _CONTRACT)
    raw = canonical(given)
    source = read.mapping("source")
    return ContractRecord(
        place=place,
        raw=raw,
        digest=hashlib.sha256(raw.encode("utf-8", "replace")).hexdigest(),
        axes=list(_axes(read)),
        actions=[read_action(one, source) for one in read.each("actions", "action", ACTION)],
        indicators=read_indicators(read),
        steering=_steering(read),
        pledges=_pledges(read),
        source=source,
        known_as_of=read.day("connu_au") or KNOWN_AS_OF.get(str(source.get("document"))),
        **_identity(read),
        **_signature(read),
        **_years(read),
        **_words(read),
    )


def _identity(read: Fields) -> dict[str, Any]:
    return {
        "slug": _slug(read),
        "title": read.text("intitule", required=True),
        "scheme": read.text("dispositif"),
        "nature": read.word("nature", ContractNature) or ContractNature.CONTRACT,
        "status": read.word("statut", SourceStatus),
        "status_detail": read.text("statut_detail"),
        "territory": read.text("territoire"),
        "perimeter": read.texts("perimetre"),
        "parent": read.text("parent"),
        "parent_note": read.text("parent_note"),
        "completeness": read.word("completude", Completeness),
    }


def _signature(read: Fields) -> dict[str, Any]:
    about = read.inner("date_signature_approx", _SIGNED)
    return {
        "signed_on": read.day("date_signature"),
        "signed_text": about.text("texte") if about else "",
        "signed_precision": about.partial("valeur") if about else "",
        "signed_at_place": read.text("lieu_signature"),
        "ends_on": read.day("date_fin"),
        "signatories": read.texts("signataires"),
        "signatories_from_scheme": read.text("signataires_origine") == "dispositif",
    }


def _words(read: Fields) -> dict[str, Any]:
    return {
        "total_cents": read.cents("montant_total_eur"),
        "total_qualifier": read.text("montant_qualificatif"),
        "diagnosis": read.text("diagnostic"),
        "strengths": read.texts("atouts"),
        "axes_variant": read.mapping("axes_variante"),
        "notes": read.texts("notes"),
    }


def _slug(read: Fields) -> str:
    slug = read.text("slug", required=True)
    if slug and not (_SLUG.match(slug) and len(slug) <= 120):
        read.fault("slug", f"« {slug} » : lettres sans accent, chiffres et tirets seulement.")
    return slug


def _years(read: Fields) -> dict[str, Any]:
    first, last = (read.whole(name, least=1900, most=2200) for name in ("annee_debut", "annee_fin"))
    if first is not None and last is not None and last < first:
        read.fault("annee_fin", f"{last} précède l’année de début ({first}).")
    years = read.number("duree_annees", least=Decimal(0), most=Decimal(100))
    return {"first_year": first, "last_year": last, "duration_years": years}


def _pledges(read: Fields) -> dict[str, int]:
    given = read.mapping("montants_par_financeur")
    amounts = Fields(given, f"{read.place}, montants_par_financeur", read.faults, frozenset(given))
    found = {name: amounts.cents(name) for name in given}
    return {name: cents for name, cents in found.items() if cents is not None}


def _axes(read: Fields) -> Iterator[AxisRecord]:
    seen: set[int] = set()
    for one in read.each("axes", "axe", _AXIS):
        number = one.whole("numero", least=0, most=999)
        if number is None:
            one.fault("numero", "à remplir.")
            continue
        if number in seen:
            one.fault("numero", f"l’axe {number} figure deux fois.")
            continue
        seen.add(number)
        official = one.given.get("numero_officiel", True)
        if not isinstance(official, bool):
            one.fault("numero_officiel", "true ou false est attendu.")
        yield AxisRecord(number=number, title=one.text("intitule", required=True), official=official is not False)


def _steering(read: Fields) -> SteeringRecord:
    given = read.inner("gouvernance", _STEERING)
    if given is None:
        return SteeringRecord()
    events = [
        EventRecord(label=one.text("libelle", required=True), dated=one.partial("date"), place=one.text("lieu"))
        for one in given.each("evenements", "événement", _EVENT)
    ]
    return SteeringRecord(
        body=given.text("instance"),
        pilot=given.text("pilote"),
        frequency=given.text("frequence"),
        details=given.text("details"),
        events=events,
    )
