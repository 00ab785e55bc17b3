"""The columns of the two spreadsheets, how each is read, and what an action or a line writes in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.contracts.models import Action, FundingLine
from app.contracts.words import Period, Progress
from app.foundation.errors import Invalid
from app.institutions.naming import search_form

from . import values
from .cells import Table

ACTIONS, FUNDING = "actions", "financements"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its head, the field it fills, how a cell is read, what « inconnu » stands for."""

    head: str
    field: str
    read: values.Read
    unknown: Any = ""


def _column(head: str, field: str, read: values.Read = values.text, unknown: Any = "") -> Column:
    return Column(head=head, field=field, read=read, unknown=unknown)


ACTION_COLUMNS: Final = (
    _column("contrat", "contract"),
    _column("code", "code"),
    _column("intitule", "title"),
    _column("description", "description"),
    _column("axe", "axis", values.whole, None),
    _column("porteur", "owner_name"),
    _column("partenaires", "partners", values.names, []),
    _column("lieux", "places", values.names, []),
    _column("cout", "cost_cents", values.amount, None),
    _column("qualificatif_cout", "cost_qualifier"),
    _column("debut", "starts", values.partial),
    _column("echeance", "due", values.partial),
    _column("avancement", "progress", values.progress, Progress.UNKNOWN),
    _column("pourcentage", "progress_percent", values.percent, None),
    _column("realisation", "done", values.partial),
    _column("note", "note"),
    _column("motif", "reason"),
)
FUNDING_COLUMNS: Final = (
    _column("action", "code"),
    _column("rang", "rank", values.whole, None),
    _column("financeur", "funder_name"),
    _column("montant", "amount_cents", values.amount, None),
    _column("demande", "requested_cents", values.amount, None),
    _column("accorde", "granted_cents", values.amount, None),
    _column("engage", "committed_cents", values.amount, None),
    _column("paye", "paid_cents", values.amount, None),
    _column("qualificatif", "qualifier"),
    _column("par_an", "period", values.per_year, Period.TOTAL),
    _column("annees", "years"),
    _column("via", "via"),
    _column("compte_ailleurs", "counted_in_parent", values.flag, False),
    _column("note", "note"),
    _column("motif", "reason"),
)
COLUMNS: Final[Mapping[str, Sequence[Column]]] = {ACTIONS: ACTION_COLUMNS, FUNDING: FUNDING_COLUMNS}
EXAMPLES: Final = {
    ACTIONS: (
        *("contrat-exemple", "", "Rénover la halle", "Une phrase pour tous", "1", "Ville d’Exemple"),
        *("Département | Région", "Exemple", "1250000,50", "environ", "03/2026", "T4 2027", "en cours", "40"),
        *("", "", ""),
    ),
    FUNDING: (
        *("contrat-exemple-a1", "", "Ville d’Exemple", "250000", "250000", "200000", "", "", "", "non", "2026-2027"),
        *("", "non", "", ""),
    ),
}


def read_lines(what: str, table: Table) -> list[tuple[int, dict[str, Any], list[str]]]:
    """Return each line as (number, fields, faults). A field left empty is absent; « inconnu » makes it unknown."""
    columns = _columns(what, table.heads)
    found = []
    for number, cells in table.lines:
        fields: dict[str, Any] = {}
        faults = [] if len(cells) <= len(columns) else ["la ligne a plus de cellules que de titres."]
        for column, cell in zip(columns, cells, strict=False):
            if cell.strip():
                _take(column, cell, fields, faults)
        found.append((number, fields, faults))
    return found


def _take(column: Column, cell: str, fields: dict[str, Any], faults: list[str]) -> None:
    if search_form(cell) == values.UNKNOWN:
        fields[column.field] = column.unknown
        return
    try:
        fields[column.field] = column.read(cell)
    except values.Unreadable as fault:
        faults.append(f"colonne {column.head}, {fault}")


def _columns(what: str, heads: Sequence[str]) -> list[Column]:
    known = {search_form(column.head): column for column in COLUMNS[what]}
    forms = [search_form(head) for head in heads]
    strange = [head.strip() or "(vide)" for head, form in zip(heads, forms, strict=True) if form not in known]
    twice = {form for form in forms if forms.count(form) > 1}
    if strange or twice:
        detail = f"Colonnes inconnues ou en double : {', '.join(strange or sorted(twice))}. Partez du modèle."
        raise Invalid(detail, errors=[{"pointer": "#/file", "detail": detail}])
    return [known[form] for form in forms]


def written_action(action: Action, slug: str, axis: int | None) -> list[str]:
    """Return the cells of an action, such that reading them back changes nothing."""
    return [
        *(slug, action.code, action.title, action.description, "" if axis is None else str(axis)),
        action.owner_name,
        *(" | ".join(one.name for one in some) for some in (action.partners, action.places)),
        values.written_amount(action.cost_cents),
        *(action.cost_qualifier, action.starts, action.due),
        values.PROGRESS_WORDS.get(action.progress, ""),
        "" if action.progress_percent is None else str(action.progress_percent),
        *(action.done, action.note, ""),
    ]


def written_line(line: FundingLine, code: str) -> list[str]:
    """Return the cells of a funding line, such that reading them back changes nothing."""
    amounts = (line.amount_cents, line.requested_cents, line.granted_cents, line.committed_cents, line.paid_cents)
    return [
        *(code, str(line.rank), line.funder_name),
        *(values.written_amount(cents) for cents in amounts),
        *(line.qualifier, _yes(line.period is Period.YEARLY), line.years, line.via),
        *(_yes(line.counted_in_parent), line.note, ""),
    ]


def _yes(value: bool) -> str:
    return "oui" if value else "non"
