"""The history of an action in French: what changed, from what to what. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.contracts.rules.amounts import euros
from app.contracts.rules.health_words import PROGRESS
from app.contracts.rules.partial_dates import in_french
from app.contracts.words import Period, Progress
from app.foundation.french import NBSP, listing, quoted

Say = Callable[[Any], str]
UNKNOWN: Final = "inconnu"
ARROW: Final = "\u00a0→ "


def _words(value: Any) -> str:
    return quoted(str(value)) if value else "rien"


def _amount(value: Any) -> str:
    return UNKNOWN if value is None else euros(int(value))


def _dated(value: Any) -> str:
    return in_french(value) if value else "sans date"


def _percent(value: Any) -> str:
    return UNKNOWN if value is None else f"{value}{NBSP}%"


def _names(value: Any) -> str:
    return listing(value) if value else "personne"


def _yes(value: Any) -> str:
    return "oui" if value else "non"


FIELDS: Final[Mapping[str, tuple[str, Say]]] = {
    "title": ("Intitulé", _words),
    "description": ("Description", _words),
    "progress": ("Avancement", lambda value: PROGRESS[Progress(value)]),
    "progress_percent": ("Part réalisée", _percent),
    "starts": ("Début", _dated),
    "due": ("Échéance", _dated),
    "done": ("Réalisation", _dated),
    "cost_cents": ("Coût", _amount),
    "cost_qualifier": ("Précision sur le coût", _words),
    "owner_name": ("Porteur", lambda value: value or UNKNOWN),
    "partners": ("Partenaires", _names),
    "places": ("Lieux", lambda value: listing(value) if value else UNKNOWN),
    "priority_area": ("Géographie prioritaire", _yes),
    "note": ("Note", _words),
}
# Said by their name only: their numbers would tell a reader nothing.
BARE: Final[Mapping[str, str]] = {
    "owner_id": "Institution porteuse",
    "axis_id": "Axe",
    "parent_id": "Action dont elle fait partie",
}
STAGES: Final[Mapping[str, str]] = {
    "amount_cents": "annoncé",
    "requested_cents": "demandé",
    "granted_cents": "accordé",
    "committed_cents": "engagé",
    "paid_cents": "payé",
}


def label_of(field: str) -> str:
    """Return the name of a field."""
    return FIELDS[field][0] if field in FIELDS else BARE.get(field, field)


def say(field: str, value: Any) -> str:
    """Return the value of a field in words."""
    return FIELDS[field][1](value) if field in FIELDS else ("modifié" if value else "aucun")


def changes_in_words(changes: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each thing that changed."""
    said: list[str] = []
    for field, (before, after) in changes.items():
        if field in PARTS:
            said += [PARTS[field](old, new) for old, new in zip(before, after, strict=True)]
        elif field in BARE:
            said.append(f"{BARE[field]}{NBSP}: modifié")
        else:
            said.append(f"{label_of(field)}{NBSP}: {say(field, before)}{ARROW}{say(field, after)}")
    # The name of the owner says it already.
    return [words for words in said if not (words.startswith(BARE["owner_id"]) and "owner_name" in changes)]


def _milestone(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    step = new or old or {}
    name = f"Jalon {quoted(str(step.get('title', '')))}"
    if old is None:
        return f"{name} ajouté" + (f", pour {_dated(step['due'])}" if step.get("due") else "")
    if new is None:
        return f"{name} retiré"
    said = []
    if old.get("title") != new.get("title"):
        said.append(f"intitulé, auparavant {quoted(str(old.get('title', '')))}")
    if old.get("due") != new.get("due"):
        said.append(f"échéance{NBSP}: {_dated(old.get('due'))}{ARROW}{_dated(new.get('due'))}")
    if old.get("done_on") != new.get("done_on"):
        said.append(f"atteint, {_dated(new['done_on'])}" if new.get("done_on") else "n’est plus donné pour atteint")
    return f"{name}{NBSP}: {', '.join(said) or 'note modifiée'}"


def _funding(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    line = new or old or {}
    name = f"Financement de {line.get('funder_name', '')}"
    if new is None:
        return f"{name} retiré ({_line(line)})"
    if old is None:
        return f"{name} inscrit{NBSP}: {_line(line)}"
    said = [
        f"{word}{NBSP}: {_amount(old.get(stage))}{ARROW}{_amount(new.get(stage))}"
        for stage, word in STAGES.items()
        if old.get(stage) != new.get(stage)
    ]
    return f"{name}{NBSP}: {', '.join(said) or 'précisions modifiées'}"


def _line(line: Mapping[str, Any]) -> str:
    a_year = " par an" if line.get("period") == Period.YEARLY.value else ""
    said = [f"{euros(int(line[stage]))}{a_year} {word}" for stage, word in STAGES.items() if stage in line]
    return ", ".join(said) or "montant inconnu"


def _indicator(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    name = f"Indicateur {quoted(str((new or old or {}).get('name', '')))}"
    return f"{name} {'défini' if old is None else 'précisé'}"


def _value(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    value = new or {}
    said = f"{value.get('qualifier', '')} {_number(value)}".strip()
    corrected = f", auparavant {_number(old)}" if old else ""
    return f"{value.get('name', '')}{NBSP}: {said} ({_dated(value.get('dated'))}){corrected}"


def _number(value: Mapping[str, Any]) -> str:
    return f"{str(value.get('value', '')).replace('.', ',')} {value.get('unit', '')}".strip()


PARTS: Final[Mapping[str, Callable[[Any, Any], str]]] = {
    "milestones": _milestone,
    "funding": _funding,
    "indicators": _indicator,
    "values": _value,
}
