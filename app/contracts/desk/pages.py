"""The pages of the contract desk: names to recognise, and who answers for each institution."""

from flask import render_template
from flask_babel import gettext as _

from app.conferences.queries.composition import written_as
from app.contracts.pages.blueprint import blueprint
from app.contracts.policies import may_keep_names, may_name_officers
from app.foundation.clock import local_date
from app.foundation.unit_of_work import require
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import queries

blueprint.add_app_template_global(may_keep_names)


@blueprint.get("/contrats/a-reconnaitre")
def names() -> str:
    """Show the names of texts that nobody of the directory answers to, and the forms that say who they are."""
    actor = current_actor()
    require(actor, may_keep_names)
    with reading() as session:
        found = queries.unknown_names(session, actor)
        return render_template(
            "pages/contracts/registers/names.html",
            waiting=[one for one in found if not one.set_aside],
            aside=[one for one in found if one.set_aside],
            uses=_uses(),
            written_as=written_as,
        )


def _uses() -> dict[str, str]:
    return {
        "contract_parties": _("partie"),
        "contract_places": _("périmètre"),
        "actions": _("porteur"),
        "action_partners": _("partenaire"),
        "action_places": _("lieu"),
        "funding_lines": _("financeur"),
    }


@blueprint.get("/contrats/referents")
@public  # who answers for an institution is public, like its mandates
def officers() -> str:
    """Show the institutions that are parties, those without a contract officer first (R6.1)."""
    actor, today = current_actor(), local_date(house().units.clock())
    with reading() as session:
        lines = queries.parties_with_officers(session, today)
        return render_template(
            "pages/contracts/registers/officers.html",
            without=[line for line in lines if not line.officers],
            named=[line for line in lines if line.officers],
            may_name=may_name_officers(actor),
            day=today,
        )
