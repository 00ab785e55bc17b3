"""The form that opens a contract."""

from flask import render_template

from app.contracts.life.policies import may_open_contracts
from app.contracts.life.queries import desk as reads
from app.contracts.pages.blueprint import blueprint
from app.contracts.standing import DESK
from app.foundation.unit_of_work import require
from app.web.house import reading
from app.web.identity import current_actor

from .options import named, natures

blueprint.add_app_template_global(may_open_contracts)


@blueprint.get("/contrats/nouveau")
def new_contract() -> str:
    """Show the form that opens a contract, to whom may open one."""
    actor = current_actor()
    held = [c.conference_id for c in actor.capacities if c.kind in DESK and c.conference_id is not None]
    require(actor, may_open_contracts)
    with reading() as session:
        return render_template(
            "pages/contracts/desk/new.html",
            conference_options=named(reads.conferences(session)),
            own_conference=held[0] if held else None,
            scheme_options=named(reads.schemes(session)),
            institution_options=named(reads.institutions_named(session, sorted(actor.officer_for()))),
            nature_options=natures(),
        )
