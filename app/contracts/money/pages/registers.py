"""The registers of a contract's money, each with the acts open to the person looking."""

from typing import Any

from flask import render_template

from app.contracts.money import policies, views
from app.contracts.money.book import Book, as_granted, open_book
from app.contracts.money.operations.moves import given_to, missing_names, needed_by
from app.contracts.money.queries import registers as reads
from app.contracts.money.queries.lines import lines_of_contract
from app.contracts.money.queries.rates import rates_of
from app.contracts.pages.blueprint import blueprint
from app.contracts.rules.consents import STATE
from app.contracts.rules.earmarking import CATEGORY_WORDS
from app.contracts.rules.strata import Strata
from app.contracts.rules.words_of_sides import SIDES
from app.drawings.strata_curve import OnCurve, strata_curve, strata_table
from app.web.guards import public
from app.web.house import reading
from app.web.identity import current_actor

from .entering import entered, today

FOLDER = "pages/contracts/money"


@blueprint.get("/contrats/<slug>/argent/enveloppes")
@public  # `find_contract` refuses what is not public
def envelopes(slug: str) -> str:
    """Show the menu and every envelope ever recorded, with the forms that write them."""
    with reading() as session:
        contract, shared = entered(session, slug)
        book = open_book(session, contract, today())
        decisions = reads.decisions_of(session, contract)
        return render_template(
            f"{FOLDER}/envelopes.html",
            **shared,
            book=book,
            counted={envelope.id for envelope in book.envelopes},
            sides=SIDES,
            purposes=views.PURPOSES,
            categories=CATEGORY_WORDS,
            decisions={one.id: one for one in decisions},
            riders=reads.draft_riders(session, contract) if shared["rights"].running else (),
            places=reads.priority_places(session, contract),
        )


@blueprint.get("/contrats/<slug>/argent/mouvements")
@public
def moves(slug: str) -> str:
    """Show the ledger of each theme with its running balance, the proposals, and the acts on them."""
    with reading() as session:
        contract, shared = entered(session, slug)
        book = open_book(session, contract, today())
        return render_template(
            f"{FOLDER}/moves.html",
            **shared,
            book=book,
            sides=SIDES,
            accounts=[(theme, book.account(theme), book.lines(theme), book.delegated(theme)) for theme in book.themes],
            titles={theme.id: theme.title for theme in book.themes},
            proposals=[_proposal(book, move) for move in book.moves if not (move.moved_at or move.refused_at)],
            decided=[move for move in book.moves if move.moved_at or move.refused_at],
        )


@blueprint.get("/contrats/<slug>/argent/delegations")
@public
def delegations(slug: str) -> str:
    """Show each delegated envelope, what is committed on it, what is reported, and the acts on it."""
    with reading() as session:
        contract, shared = entered(session, slug)
        book = open_book(session, contract, today())
        actor = current_actor()
        using = {p.id for p in contract.parties if policies.may_use_delegation(actor, contract, p)}
        return render_template(
            f"{FOLDER}/delegations.html",
            **shared,
            book=book,
            delegations=[(one, as_granted(one), one.to_party_id in using) for one in book.delegations],
            reports=reads.reports_of(session, contract) if book.delegations else {},
            names={party.id: party.name for party in contract.parties},
            titles={theme.id: theme.title for theme in book.themes},
            actions=reads.actions_named(session, contract) if using else (),
        )


@blueprint.get("/contrats/<slug>/argent/evaluation")
@public
def evaluation(slug: str) -> str:
    """Show what is reserved for evaluation and what was spent of it, with its running balance."""
    with reading() as session:
        contract, shared = entered(session, slug)
        book = open_book(session, contract, today())
        left, lines = book.reserve, []
        for spending in reads.spendings_of(session, contract):
            left -= spending.amount_cents
            lines.append((spending, left))
        return render_template(f"{FOLDER}/evaluation.html", **shared, book=book, lines=lines, left=left)


@blueprint.get("/contrats/<slug>/argent/taux")
@public
def rates(slug: str) -> str:
    """Show the curve of the strata, each beneficiary on it, and where its finalités stand."""
    with reading() as session:
        contract, shared = entered(session, slug)
        book = open_book(session, contract, today())
        strata = Strata.of(book.settings.strata)
        fixed = rates_of(session, contract.id, lines_of_contract(session, contract.id))
        on_curve = [OnCurve(name=r.fixed.institution.name, score=r.fixed.need_score, rate=r.fixed.rate) for r in fixed]
        return render_template(
            f"{FOLDER}/rates.html",
            **shared,
            rates=fixed,
            curve=strata_curve(strata.points, on_curve),
            curve_table=strata_table(strata.points, on_curve),
        )


def _proposal(book: Book, move: Any) -> dict[str, Any]:
    """Return a move that awaits consents: whose, and those the person looking may give."""
    giving, receiving = book.theme(move.from_theme_id), book.theme(move.to_theme_id)
    assert giving is not None
    assert receiving is not None
    needed = needed_by(book, giving, receiving)
    awaited = set(needed.missing(given_to(move)))
    actor, contract = current_actor(), book.contract
    mine = [p for p in contract.parties if p.id in awaited and policies.may_consent_for(actor, contract, p)]
    decides = STATE in awaited and policies.may_decide_state_move(actor, contract)
    return {
        "move": move,
        "needed": needed,
        "awaits": missing_names(book, move, needed),
        "mine": mine,
        "decides": decides,
    }
