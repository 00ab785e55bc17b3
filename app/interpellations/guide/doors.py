"""The command by which a watcher declares having read the guide."""

from flask_babel import gettext as _
from marshmallow import fields

from app.contracts.loading import contract_of
from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .operations import acknowledge_guide

BACK = ("/interpellations/nouvelle", "/interpellations/brouillons/", "/vigies")
"""Where one may come from, and goes back to."""


class AcknowledgeGuide(Shape):
    """The contract, the text on which the guide was made, the declaration, and where to go on from."""

    contract_id = identifier()
    digest = text(64)
    declared = fields.Boolean(load_default=False)
    back = text(400, required=False)


@command("guide.acknowledge", AcknowledgeGuide)
def acknowledge(work: UnitOfWork, contract_id: int, digest: str, declared: bool, back: str) -> Answer:
    """Declare having read the guide of a contract."""
    contract = contract_of(work, contract_id)
    version = acknowledge_guide(work, contract, digest=digest, declared=declared)
    return {
        "message": _("C’est noté : vous avez lu la version %(number)s du guide.", number=version.number),
        "location": back if back.startswith(BACK) else f"/contrats/{contract.slug}/guide",
        "version": version.number,
    }
