"""The lines a figure is made of: exactly those that add up to it, then the others with the reason; as files too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import Response, abort, render_template, request
from flask_babel import gettext as _

from app.contracts.models import Contract
from app.contracts.money import views
from app.contracts.money.book import Book, open_book
from app.contracts.money.queries.lines import Lines, MoneyLine, lines_of_contract
from app.contracts.overview.sheets import Line
from app.contracts.overview.writers import MIMES, WRITERS
from app.contracts.pages.blueprint import blueprint
from app.contracts.rules.left_out import FIELDS, STAGES, parted, why_left_out
from app.contracts.words import Period
from app.foundation.errors import NotFound
from app.web.guards import public
from app.web.house import reading

from .entering import entered, today

LABELS = {slug: label for _field, slug, label in STAGES}
SUBJECTS = ("financements", "couts", "enveloppes")


@dataclass(frozen=True, kw_only=True)
class FundingSheet:
    """The file of the funding lines: amounts in euros."""

    name: str = "financements"
    columns: tuple[str, ...] = (
        *("code_action", "action", "financeur", "annonce_eur", "demande_eur", "accorde_eur", "engage_eur", "paye_eur"),
        *("qualificatif", "periode", "annees", "par_intermediaire", "s_ajoute", "note"),
    )


SHEET = FundingSheet()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which lines: of what, of which funder, of which years, at which stage, of which theme."""

    subject: str
    funder: str
    when: str
    stage: str
    theme: str
    year: str


def asked() -> Asked:
    """Read the address; an unknown subject or stage is no page."""
    given = request.args
    wanted = Asked(
        subject=given.get("objet", "financements"),
        funder=given.get("financeur", ""),
        when=given.get("annees", ""),
        stage=given.get("etape", "annonce"),
        theme=given.get("theme", ""),
        year=given.get("annee", ""),
    )
    if wanted.subject not in SUBJECTS or wanted.stage not in FIELDS:
        abort(404)
    return wanted


@blueprint.get("/contrats/<slug>/argent/lignes")
@public  # `find_contract` refuses what is not public
def money_lines(slug: str) -> str:
    """Show the lines a figure is made of, those left out apart."""
    wanted = asked()
    with reading() as session:
        contract, shared = entered(session, slug)
        if wanted.subject == "enveloppes":
            book = open_book(session, contract, today())
            return render_template("pages/contracts/money/lines_of_envelopes.html", **shared, **envelopes(book, wanted))
        lines = lines_of_contract(session, contract.id)
        if wanted.subject == "couts":
            return render_template("pages/contracts/money/lines_of_costs.html", **shared, **costs(lines))
        return render_template(
            "pages/contracts/money/lines.html", **shared, **funding(lines.funding, wanted), asked=wanted, stages=STAGES,
            labels=LABELS, files=request.query_string.decode(),
        )  # fmt: skip


@blueprint.get("/contrats/<slug>/argent/lignes.<form>")
@public  # `find_contract` refuses what is not public
def money_lines_file(slug: str, form: str) -> Response:
    """Give the same lines as a file: CSV, XLSX or JSON."""
    write = WRITERS.get(form)
    if write is None:
        raise NotFound(_("Cet export n’existe pas : csv, xlsx ou json."))
    contract, lines = chosen(slug)
    response = Response(write(SHEET, rows(lines)), mimetype=MIMES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{contract.slug}-argent.{form}"'
    return response


def chosen(slug: str) -> tuple[Contract, list[MoneyLine]]:
    """Return the contract and the funding lines asked for."""
    wanted = asked()
    with reading() as session:
        contract, _shared = entered(session, slug)
        return contract, [line for line in lines_of_contract(session, contract.id).funding if answers(line, wanted)]


def answers(line: MoneyLine, wanted: Asked) -> bool:
    """Tell whether a line is of the funder and years asked for."""
    return wanted.funder in ("", line.funder) and wanted.when in ("", line.when)


def funding(lines: Iterable[MoneyLine], wanted: Asked) -> dict[str, object]:
    """Return the funding lines that add up to the figure, and the others with the reason."""
    field = FIELDS[wanted.stage]
    added, others = parted([line for line in lines if answers(line, wanted)], field)
    return {"added": added, "others": others, "field": field, "total": sum(getattr(line, field) for line in added)}


def costs(lines: Lines) -> dict[str, object]:
    """Return the actions whose costs add up, and the others with the reason."""
    added = lines.added_costs
    return {
        "added": added,
        "others": [cost for cost in lines.costs if cost.why_left_out],
        "total": sum(cost.cents or 0 for cost in added),
    }


def envelopes(book: Book, wanted: Asked) -> dict[str, object]:
    """Return the envelopes of a cell, a row or a column of the table, and those that a rider replaced."""

    def answering(theme_id: int | None, year: int | None) -> bool:
        return wanted.theme in ("", str(theme_id or "aucun")) and wanted.year in ("", str(year or "toutes"))

    inside = [e for e in book.recorded if answering(e.theme_id, e.year)]
    counted = {e.id for e in book.envelopes}
    added = [e for e in inside if e.id in counted]
    return {
        "added": added,
        "others": [e for e in inside if e.id not in counted],
        "total": sum(e.amount_cents for e in added),
        "purposes": views.PURPOSES,
    }


def rows(lines: Sequence[MoneyLine]) -> Iterator[Line]:
    """Yield each line as a row of a file: amounts in euros, nothing where nobody knows."""
    for line in lines:
        yield [
            *(line.action.code, line.action.title, line.funder),
            *[None if (cents := getattr(line, field)) is None else Decimal(cents) / 100 for field, _s, _l in STAGES],
            line.qualifier,
            "par an" if line.period is Period.YEARLY else "au total",
            line.years,
            line.via,
            why_left_out(line) or "oui",
            line.note,
        ]
