"""The riders of a contract: their list, and each with the clauses it writes and its signatures."""

from flask import render_template
from sqlalchemy.orm import Session

from app.contracts.clauses.queries.content import around_of, said_clauses
from app.contracts.life.queries import desk as reads
from app.contracts.life.queries.situation import clauses_of, places_of, themes_of
from app.contracts.models import Contract, Rider
from app.contracts.pages.blueprint import blueprint
from app.contracts.rules.clauses import FORMS
from app.contracts.rules.life import SIGNED_TEXT
from app.contracts.words import RiderState
from app.foundation.errors import NotFound
from app.web.house import reading

from .frame import desk, entered


@blueprint.get("/contrats/<slug>/bureau/avenants")
def desk_riders(slug: str) -> str:
    """Show the riders, and the form that opens one."""
    with reading() as session:
        contract = entered(session, slug)
        riders = reads.riders_of(session, contract.id)
        return render_template(
            "pages/contracts/desk/riders.html",
            **desk(contract, "avenants"),
            riders=riders,
            drafted=next((rider for rider in riders if rider.state is RiderState.DRAFT), None),
            possible=contract.state in SIGNED_TEXT,
        )


@blueprint.get("/contrats/<slug>/bureau/avenants/<int:number>")
def desk_rider(slug: str, number: int) -> str:
    """Show one rider: what it writes, who has signed it."""
    with reading() as session:
        contract = entered(session, slug)
        rider = rider_numbered(session, contract, number)
        around = around_of(contract, places_of(session, contract.id), themes_of(session, contract.id))
        clauses = clauses_of(session, contract.id, rider.id)
        return render_template(
            "pages/contracts/desk/rider.html",
            **desk(contract, "avenants"),
            rider=rider,
            clauses=clauses,
            said={one["key"]: one for one in said_clauses(clauses, around, menu=False)},
            signatures=reads.signatures_of(session, rider.id),
            forms=FORMS,
        )


def rider_numbered(session: Session, contract: Contract, number: int) -> Rider:
    """Return the rider of that number."""
    found = next((one for one in reads.riders_of(session, contract.id) if one.number == number), None)
    if found is None:
        raise NotFound("Cet avenant n’existe pas.")
    return found
