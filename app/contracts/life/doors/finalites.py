"""Commands that attach a contract to a finalité (R1.2)."""

from flask_babel import gettext as _

from app.conferences.doors.reading import optional_id
from app.conferences.models import Finalite
from app.contracts import standing
from app.contracts.life import operations
from app.contracts.loading import contract_of
from app.foundation.commands import Answer, command, find
from app.foundation.errors import NotFound
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.models import Decision

from .reading import ContractShape


class AttachFinalite(ContractShape):
    """The finalité, and the decision of the conference or the desk's reason."""

    finalite_id = identifier()
    decision_id = optional_id()
    reason = text(1000, required=False)


@command("contract.attach_finalite", AttachFinalite)
def attach(work: UnitOfWork, contract_id: int, finalite_id: int, decision_id: int | None, reason: str) -> Answer:
    """Attach a contract to a finalité of the conference, without touching its text."""
    contract = contract_of(work, contract_id)
    finalite = find(work, Finalite, finalite_id)
    decision = _decision_of(work, decision_id)
    operations.attach_finalite(work, contract, finalite, decision=decision, reason=reason)
    return {"message": _("Le contrat sert désormais la finalité « %(title)s ».", title=finalite.title)}


def _decision_of(work: UnitOfWork, id: int | None) -> Decision | None:
    if id is None:
        return None
    found = work.session.get(Decision, id)
    # A decision taken behind closed doors is known to the members of its conference alone.
    if found is None or not (found.public or work.actor.holds(found.conference_id, *standing.SEATED)):
        raise NotFound("Cette décision n’existe pas.")
    return found


class DetachFinalite(ContractShape):
    """The finalité, and why the contract no longer serves it."""

    finalite_id = identifier()
    reason = text(1000)


@command("contract.detach_finalite", DetachFinalite)
def detach(work: UnitOfWork, contract_id: int, finalite_id: int, reason: str) -> Answer:
    """End the attachment of a contract to a finalité."""
    contract = contract_of(work, contract_id)
    finalite = find(work, Finalite, finalite_id)
    operations.detach_finalite(work, contract, finalite, reason=reason)
    return {"message": _("Le contrat n’est plus rattaché à « %(title)s ».", title=finalite.title)}
