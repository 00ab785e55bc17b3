"""The page of a negotiation: the mandate for whom it is open, what is still open, and the rounds."""

from flask import render_template

from app.contracts.life.pages.frame import desk, entered
from app.contracts.negotiation.policies import may_read_mandate
from app.contracts.negotiation.queries import mandate_of, rounds_of
from app.contracts.pages.blueprint import blueprint
from app.contracts.rules.rounds import OUTCOME_WORDS, Said, subjects
from app.web.house import reading
from app.web.identity import current_actor


@blueprint.get("/contrats/<slug>/bureau/negociation")
def desk_negotiation(slug: str) -> str:
    """Show the negotiation of a contract (R8)."""
    with reading() as session:
        contract = entered(session, slug)
        rounds = rounds_of(session, contract.id)
        mandate = mandate_of(session, contract.id)
        readable = mandate is not None and may_read_mandate(current_actor(), contract, mandate)
        said = [
            Said(number=one.number, side=p.side, subject=p.subject, position=p.position, outcome=p.outcome)
            for one in rounds
            for p in one.positions
        ]
        return render_template(
            "pages/contracts/desk/negotiation.html",
            **desk(contract, "negociation"),
            rounds=rounds,
            mandate=mandate if readable else None,
            withheld=mandate is not None and not readable,
            subjects=subjects(said),
            running=next((one for one in rounds if one.closed_at is None), None),
            outcome_words=OUTCOME_WORDS,
            names={party.id: party.name for party in contract.parties},
        )
