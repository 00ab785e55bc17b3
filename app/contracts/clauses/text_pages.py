"""The text of a contract: page, PDF, and the very bytes whose SHA-256 is its digest."""

from datetime import date

from flask import Response, make_response, render_template
from sqlalchemy import select

from app.contracts.clauses import pdf
from app.contracts.clauses.views import whole_text
from app.contracts.life.policies import may_see_desk
from app.contracts.loading import find_contract
from app.contracts.models import SignedText
from app.contracts.pages.blueprint import blueprint
from app.contracts.pages.frame import frame
from app.contracts.rules.amounts import said
from app.contracts.rules.texts import canonical
from app.foundation.errors import NotFound
from app.people.throttling import spend_print
from app.web.guards import public
from app.web.house import reading
from app.web.identity import current_actor


@blueprint.get("/contrats/<slug>/texte")
@public  # `may_read_contract` decides who reads a draft
def contract_text(slug: str) -> str:
    """Show the whole text of a contract, its clauses with their history in the margin."""
    with reading() as session:
        contract = find_contract(session, current_actor(), slug)
        return render_template(
            "pages/contracts/text.html",
            **frame(contract),
            text=whole_text(session, contract),
            inside=may_see_desk(current_actor(), contract),
            said=said,
            read_day=date.fromisoformat,
        )


@blueprint.get("/contrats/<slug>/texte.pdf")
@public  # the same
def contract_text_pdf(slug: str) -> Response:
    """Give the whole contract as a tagged PDF."""
    spend_print()
    with reading() as session:
        text = whole_text(session, find_contract(session, current_actor(), slug))
    content = pdf.contract(text)
    response = make_response(content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.get("/contrats/<slug>/texte/<int:number>.json")
@public  # a sealed text is public
def sealed_text(slug: str, number: int) -> Response:
    """Give the exact bytes whose SHA-256 is the digest of a sealed text; 0 is the contract, then its riders."""
    with reading() as session:
        contract = find_contract(session, current_actor(), slug)
        found = session.scalars(
            select(SignedText).where(SignedText.contract_id == contract.id, SignedText.number == min(number, 2**31 - 1))
        ).one_or_none()
        if found is None:
            raise NotFound("Ce contrat n’a pas de texte scellé de ce numéro.")
        return Response(canonical(found.content), mimetype="application/json")
