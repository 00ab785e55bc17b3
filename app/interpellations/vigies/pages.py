"""« Mes contrats », and the parts of it that an open page asks for again."""

from flask import render_template

from app.contracts.models import Contract
from app.contracts.policies import may_read_contract
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.interpellations.bodies.loading import LARGEST
from app.interpellations.models import Interpellation
from app.interpellations.pages.blueprint import blueprint
from app.web.house import house, reading
from app.web.identity import current_actor

from .policies import may_follow_own_file, may_watch_contract
from .queries import bodies_watching
from .views import dashboard, owed_file

NOT_YOURS = "Cette interpellation n’est pas la vôtre."
NOT_WATCHED = "Vous ne suivez pas ce contrat comme vigie."


@blueprint.get("/vigies")
def watched() -> str:
    """Show what changed, what is late, what is owed to the reader and what comes next in each contract they watch."""
    with reading() as session:
        found = dashboard(session, current_actor(), house().units.clock())
        return render_template("pages/vigies/index.html", found=found)


@blueprint.get("/vigies/fragments/contrats/<int:id>")
def watched_contract(id: int) -> str:
    """Show the inside of one contract's part, for an open page to stay true."""
    with reading() as session:
        contract = session.get(Contract, min(id, LARGEST))
        if contract is None:
            raise NotFound(NOT_WATCHED)
        require(current_actor(), may_read_contract, contract, hidden=NOT_WATCHED)
        bodies = bodies_watching(session, min(id, LARGEST), local_date(house().units.clock()))
        require(current_actor(), may_watch_contract, min(id, LARGEST), bodies, hidden=NOT_WATCHED)
        found = dashboard(session, current_actor(), house().units.clock(), min(id, LARGEST))
        if not found.contracts:
            raise NotFound(NOT_WATCHED)
        return render_template("pages/vigies/contract.html", found=found, one=found.contracts[0])


@blueprint.get("/vigies/fragments/interpellations/<int:id>")
def watched_file(id: int) -> str:
    """Show the inside of one file's line, for an open page to stay true."""
    with reading() as session:
        file = session.get(Interpellation, min(id, LARGEST))
        if file is None or file.number is None:
            raise NotFound(NOT_YOURS)
        require(current_actor(), may_follow_own_file, file, hidden=NOT_YOURS)
        one = owed_file(session, current_actor(), file, local_date(house().units.clock()))
        return render_template("pages/vigies/owed.html", owed=one)
