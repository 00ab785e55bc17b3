"""What the comparison of a spreadsheet says, in words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from app.contracts.rules.amounts import euros
from app.contracts.rules.health_words import PROGRESS
from app.contracts.rules.partial_dates import in_french
from app.contracts.words import Period, Progress
from app.foundation.errors import Invalid
from app.foundation.french import NBSP, count, listing

from .applying import ADDED, CHANGED, REFUSED, UNCHANGED

DATES = ("starts", "due", "done")
CENTS = ("cost_cents", "amount_cents", "requested_cents", "granted_cents", "committed_cents", "paid_cents")


def kinds() -> dict[str, tuple[str, str]]:
    """Return how each outcome is called and marked."""
    return {
        ADDED: (_("ajouté"), "open"),
        CHANGED: (_("modifié"), "waiting"),
        UNCHANGED: (_("inchangé"), "neutral"),
        REFUSED: (_("refusé"), "late"),
    }


def fields() -> dict[str, str]:
    """Return how each field is called."""
    return {
        "title": _("intitulé"),
        "description": _("description"),
        "axis_id": _("axe"),
        "owner_name": _("porteur"),
        "owner_id": _("porteur reconnu"),
        "partners": _("partenaires"),
        "places": _("lieux"),
        "cost_cents": _("coût"),
        "cost_qualifier": _("précision sur le coût"),
        "starts": _("début"),
        "due": _("échéance"),
        "done": _("réalisation"),
        "progress": _("avancement"),
        "progress_percent": _("pourcentage"),
        "note": _("note"),
        "funder_name": _("financeur"),
        "funder_id": _("financeur reconnu"),
        "amount_cents": _("montant"),
        "requested_cents": _("demandé"),
        "granted_cents": _("accordé"),
        "committed_cents": _("engagé"),
        "paid_cents": _("payé"),
        "qualifier": _("précision"),
        "period": _("période"),
        "years": _("années"),
        "via": _("par l’intermédiaire de"),
        "counted_in_parent": _("compté ailleurs"),
    }


def summary(lines: Sequence[Mapping[str, Any]], kept: bool) -> str:
    """Return how many lines are added, changed, unchanged and refused."""
    counted = Counter(line["kind"] for line in lines)
    words = {ADDED: _("ajoutée"), CHANGED: _("modifiée"), UNCHANGED: _("inchangée"), REFUSED: _("refusée")}
    said = listing(count(counted[kind], word) for kind, word in words.items() if counted[kind])
    return str(_("Lignes écrites : %(said)s.", said=said) if kept else _("Lignes de ce fichier : %(said)s.", said=said))


def changes_of(line: Mapping[str, Any], axes: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """Return what a line changes: (field, before, after)."""
    found = []
    for name, words in fields().items():
        if name in line["changes"] and name not in ("owner_id", "funder_id"):
            before, after = line["changes"][name]
            found.append((words, shown(name, before, axes), shown(name, after, axes)))
    return found


def shown(name: str, value: Any, axes: Mapping[int, str]) -> str:
    """Return a value as a person reads it; « inconnu » for what nobody knows."""
    if value in (None, "", []):
        return str(_("inconnu"))
    if isinstance(value, bool):
        return str(_("oui") if value else _("non"))
    if name == "axis_id":
        return axes.get(value, str(value))
    if isinstance(value, list):
        return listing(map(str, value))
    return _WRITTEN.get(name, str)(value)


def _period(value: str) -> str:
    return str(_("par an") if value == Period.YEARLY.value else _("pour toute la durée"))


def _dated(written: str) -> str:
    try:
        return in_french(written)
    except Invalid:
        return written


_WRITTEN: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(CENTS, euros),
    **dict.fromkeys(DATES, _dated),
    "progress": lambda value: PROGRESS[Progress(value)],
    "progress_percent": lambda value: f"{value}{NBSP}%",
    "period": _period,
}
