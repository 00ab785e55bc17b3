"""What the page of a contract's money says, ready for its template and its drawings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from app.contracts.models import Contract, Envelope
from app.contracts.money.book import Book
from app.contracts.rules.amounts import euros, said
from app.contracts.rules.left_out import STAGES, Sum, parted, sum_of
from app.contracts.words import EnvelopePurpose
from app.drawings.stacked_funding import Stack
from app.foundation.french import count, listing

from .queries.lines import Lines, MoneyLine

PURPOSES = {
    EnvelopePurpose.PROJECTS: "Part des projets",
    EnvelopePurpose.PRIORITY_TERRITORIES: "Part des territoires prioritaires",
    EnvelopePurpose.EVALUATION: "Réserve d’évaluation",
    EnvelopePurpose.GENERAL: "Sans affectation dite",
}
ANY_YEAR = "Toutes années"
NO_THEME = "Sans thème"


@dataclass(frozen=True, kw_only=True)
class Funder:
    """A funder, what it adds up to at each stage, and the address of the lines."""

    name: str
    sums: Sequence[Sum]
    """One for each of `STAGES`."""
    hrefs: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class EnvelopeRow:
    """A row of the envelopes by theme and year; every cell opens onto its lines."""

    title: str
    theme_id: int | None
    cells: Sequence[int]
    total: int


@dataclass(frozen=True, kw_only=True)
class EnvelopeTable:
    """The envelopes by theme and year: rows and columns add up to the same total."""

    years: Sequence[int | None]
    rows: Sequence[EnvelopeRow]
    totals: Sequence[int]
    total: int


def lines_href(contract: Contract, **asked: object) -> str:
    """Return the address of the lines a figure is made of."""
    named = {name: value for name, value in asked.items() if value not in (None, "")}
    return f"/contrats/{contract.slug}/argent/lignes" + (f"?{urlencode(named)}" if named else "")


def funders_of(contract: Contract, funding: Sequence[MoneyLine]) -> list[Funder]:
    """Return the funders, by decreasing announced amount, those of unknown amounts included."""
    by_name: defaultdict[str, list[MoneyLine]] = defaultdict(list)
    for line in funding:
        by_name[line.funder].append(line)
    found = [
        Funder(
            name=name,
            sums=[sum_of(lines, field) for field, _slug, _label in STAGES],
            hrefs=[lines_href(contract, financeur=name, etape=slug) for _field, slug, _label in STAGES],
        )
        for name, lines in by_name.items()
    ]
    return sorted(found, key=lambda funder: (-funder.sums[0].cents, funder.name))


def funding_stack(contract: Contract, funding: Sequence[MoneyLine], envelopes: Sequence[Envelope] = ()) -> Stack:
    """Return the contract as one bar: what each funder announces, then what is promised without a known funder.

    Where no line tells, the envelopes do: they are what the text allots, by funder.
    """
    added, _others = parted(funding)
    parts = _parts(added) or [(envelope.funder_name, envelope.amount_cents) for envelope in envelopes]
    known = sum(cents for _name, cents in parts)
    unknown = None if contract.total_cents is None else max(0, contract.total_cents - known)
    words = f"connu : {euros(known)}" if known else "aucun montant connu"
    return Stack(label="Tout le contrat", parts=parts, unknown=unknown, words=words)


def year_stacks(funding: Sequence[MoneyLine]) -> list[Stack]:
    """Return a bar for each year or span of years as the lines give them: no span is divided between its years."""
    added, _others = parted(funding)
    whens = dict.fromkeys(line.when for line in sorted(added, key=lambda line: (line.since, line.when)))
    return [Stack(label=when, parts=_parts(line for line in added if line.when == when)) for when in whens]


def stage_stacks(funding: Sequence[MoneyLine]) -> list[Stack]:
    """Return a bar for each stage, a stub where some lines do not say; no bar for a stage no line tells about."""
    found = []
    for field, _slug, label in STAGES:
        added, _others = parted(funding, field)
        if added:
            silent = sum_of(funding).counted > len(added)
            parts = [(line.funder, getattr(line, field)) for line in added]
            found.append(Stack(label=label, parts=parts, unknown=None if silent else 0))
    return found


def envelope_table(book: Book) -> EnvelopeTable:
    """Return what the text allots, by theme and year, before any move."""
    cells: defaultdict[tuple[int | None, int | None], int] = defaultdict(int)
    for envelope in book.envelopes:
        cells[envelope.theme_id, envelope.year] += envelope.amount_cents
    years = sorted({year for _theme, year in cells}, key=lambda year: (year is None, year or 0))
    themes: list[tuple[str, int | None]] = [(theme.title, theme.id) for theme in book.themes]
    if any(theme is None for theme, _year in cells):
        themes.append((NO_THEME, None))
    rows = [
        EnvelopeRow(
            title=title,
            theme_id=id,
            cells=[cells[id, year] for year in years],
            total=sum(cells[id, year] for year in years),
        )
        for title, id in themes
    ]
    totals = [sum(row.cells[place] for row in rows) for place in range(len(years))]
    return EnvelopeTable(years=years, rows=rows, totals=totals, total=sum(totals))


def earmark_stack(book: Book) -> Stack:
    """Return the envelope as one bar: projects, priority territories, evaluation, and what nobody set aside (R22)."""
    sums: defaultdict[str, int] = defaultdict(int)
    for envelope in book.envelopes:
        sums[PURPOSES[envelope.purpose]] += envelope.amount_cents
    return Stack(label="Enveloppe", parts=[(name, sums[name]) for name in PURPOSES.values() if sums[name]])


def place_sums(envelopes: Iterable[Envelope]) -> list[tuple[str, str, int]]:
    """Return what each priority place takes of the second share: name, category, cents."""
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for envelope in envelopes:
        for share in envelope.shares:
            sums[share.place.name, share.place.category or ""] += share.amount_cents
    return [(*place, cents) for place, cents in sorted(sums.items(), key=lambda item: (-item[1], item[0]))]


def left_out_words(funding: Sequence[MoneyLine]) -> str:
    """Return how many lines are not added in, by reason: « 2 (montant par an…) et 1 (montant inconnu) »."""
    _added, others = parted(funding)
    reasons: defaultdict[str, int] = defaultdict(int)
    for _line, why in others:
        reasons[why] += 1
    return listing([f"{number} ({why})" for why, number in reasons.items()])


def promised_words(contract: Contract, known: int) -> str:
    """Return what is promised in all, and how much of it has no known funder, keeping the text's qualifier."""
    if contract.total_cents is None:
        return "Le montant total du contrat n’est pas connu."
    promised = f"Le contrat promet {said(contract.total_cents, contract.total_qualifier)} en tout."
    missing = contract.total_cents - known
    if missing <= 0:
        return promised
    return f"{promised} De ce total, {said(missing, contract.total_qualifier)} n’ont pas de financeur connu."


def costs_words(lines: Lines) -> str:
    """Return how many costs are known, and what they add up to without counting anything twice."""
    if not lines.costs:
        return "Aucune action n’est connue."
    added = lines.added_costs
    parts = sum(1 for cost in lines.costs if cost.part_of)
    unknown = len(lines.costs) - len(added) - parts
    if not added:
        return f"Aucun coût n’est connu, pour {count(len(lines.costs), 'action')}."
    known = count(len(added), "action coûte", "actions coûtent")
    words = [f"{known} en tout {euros(sum(cost.cents or 0 for cost in added))}, d’après les coûts connus."]
    if parts:
        words.append(f"{count(parts, 'action fait', 'actions font')} partie d’une autre, où leur coût est compté.")
    if unknown:
        words.append(f"Le coût de {count(unknown, 'action')} reste inconnu.")
    return " ".join(words)


def _parts(lines: Iterable[MoneyLine]) -> list[tuple[str, int]]:
    return [(line.funder, line.amount_cents or 0) for line in lines]
