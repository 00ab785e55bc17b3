"""The page of a contract's money: sentences with the exact figures, drawings with their figures, then the accounts."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.models import Contract, EvaluationSpending
from app.contracts.money import views
from app.contracts.money.book import Book, as_granted, open_book
from app.contracts.money.queries.lines import Lines, lines_of_contract
from app.contracts.money.queries.rates import rates_of
from app.contracts.pages.blueprint import blueprint
from app.contracts.rules import earmarking
from app.contracts.rules.evaluation import reserve_finding, share_of
from app.contracts.rules.left_out import STAGES, sum_of
from app.contracts.rules.strata import Strata
from app.contracts.rules.words_of_sides import SIDES
from app.drawings.stacked_funding import stacked_funding, stacked_funding_table
from app.drawings.strata_curve import OnCurve, strata_curve, strata_table
from app.web.guards import public
from app.web.house import reading

from .entering import entered, today


@blueprint.get("/contrats/<slug>/argent")
@public  # `find_contract` refuses what is not public
def money(slug: str) -> str:
    """Show what is promised, by whom, what came of it, and every account of the contract."""
    with reading() as session:
        contract, shared = entered(session, slug)
        lines = lines_of_contract(session, contract.id)
        book = open_book(session, contract, today())
        return render_template(
            "pages/contracts/money/show.html",
            **shared,
            **funding_part(contract, lines, book),
            **accounts_part(session, book, lines),
            lines_href=lambda **asked: views.lines_href(contract, **asked),
        )


def funding_part(contract: Contract, lines: Lines, book: Book) -> dict[str, Any]:
    """Return the sentences, the funders and the drawings of what is announced and what came of it."""
    funding = lines.funding
    announced = sum_of(funding)
    stack = views.funding_stack(contract, funding, book.envelopes)
    years, stages = views.year_stacks(funding), views.stage_stacks(funding)
    # A stage that no line tells about is no column: on a phone it would only push the others out.
    told = [
        (place, slug, label)
        for place, (field, slug, label) in enumerate(STAGES)
        if not place or sum_of(funding, field).counted
    ]
    return {
        "lines": lines,
        "announced": announced,
        "promised": views.promised_words(contract, stack.known),
        "costs": views.costs_words(lines),
        "left_out": views.left_out_words(funding),
        "funders": views.funders_of(contract, funding),
        "stages": told,
        "totals": [sum_of(funding, STAGES[place][0]) for place, _slug, _label in told],
        "funding_shown": bool(stack.parts) or stack.unknown is not None,
        "funding_source": _("lignes de financement du contrat") if announced.counted else _("enveloppes du contrat"),
        "funding_drawing": stacked_funding([stack], id="financements", title="Financements annoncés, par financeur"),
        "year_stacks": years,
        "years_drawing": _stacks_drawing(years, "annees", "Financements par année"),
        "years_table": stacked_funding_table(years, caption="Financements par année", bar="Année")
        if len(years) > 1
        else None,
        "stages_drawing": _stacks_drawing(stages, "etapes", "De l’annonce au paiement, par financeur"),
        "stage_stacks": stages,
    }


def accounts_part(session: Session, book: Book, lines: Lines) -> dict[str, Any]:
    """Return envelopes, the ledger in short, delegations, earmarking, evaluation and strata."""
    settings = book.settings
    table = views.envelope_table(book)
    earmarked = views.earmark_stack(book)
    spent = sum(session.scalars(select(EvaluationSpending.amount_cents).filter_by(contract_id=book.contract.id)))
    strata = Strata.of(settings.strata)
    rates = rates_of(session, book.contract.id, lines)
    on_curve = [OnCurve(name=r.fixed.institution.name, score=r.fixed.need_score, rate=r.fixed.rate) for r in rates]
    return {
        "book": book,
        "settings": settings,
        "sides": SIDES,
        "table": table,
        "accounts": [(theme, book.account(theme), book.delegated(theme)) for theme in book.themes],
        "pending": [move for move in book.moves if move.moved_at is None and move.refused_at is None],
        "delegations": [(one, as_granted(one)) for one in book.delegations],
        "names": {party.id: party.name for party in book.contract.parties},
        "earmarked": earmarked,
        "earmark_drawing": stacked_funding([earmarked], id="flechage", title="Ce que l’enveloppe réserve"),
        "places": views.place_sums(book.envelopes),
        "categories": {kind.value: words for kind, words in earmarking.CATEGORY_WORDS.items()},
        "findings": findings(book),
        "reserve": book.reserve,
        "reserve_share": share_of(book.reserve, table.total),
        "spent": spent,
        "rates": rates,
        "curve": strata_curve(strata.points, on_curve),
        "curve_table": strata_table(strata.points, on_curve),
    }


def findings(book: Book) -> list[tuple[str, str]]:
    """Return what the rules find wrong in the envelopes: (rule, sentence). Nothing while no envelope is known."""
    if not book.envelopes:
        return []
    marked = earmarking.earmarked((e.purpose, e.amount_cents, book.by_state(e)) for e in book.envelopes)
    share = book.settings.priority_share
    told = [
        ("R12.2", earmarking.priority_finding(marked.state, marked.state_territories, share)),
        ("R19", reserve_finding(book.reserve)),
        ("R22", earmarking.double_finding(marked)),
    ]
    return [(rule, sentence) for rule, sentence in told if sentence]


def _stacks_drawing(stacks: list[Any], id: str, title: str) -> str:
    return str(stacked_funding(stacks, id=id, title=title)) if stacks else ""
