"""Who may send a spreadsheet. What each line does is decided by the policies of actions."""

from typing import TYPE_CHECKING

from app.foundation.actors import Actor, CapacityKind

if TYPE_CHECKING:
    from app.contracts.models import ImportPreview

SENDERS = (CapacityKind.CONTRACT_OFFICER, CapacityKind.SECRETARY, CapacityKind.CHAIR, CapacityKind.PARTNER)


def may_send_sheet(actor: Actor) -> bool:
    """L’envoi de fichiers est ouvert aux référents contractualisation et au bureau des conférences."""
    return actor.system or any(capacity.kind in SENDERS for capacity in actor.capacities)


def may_see_preview(actor: Actor, preview: "ImportPreview") -> bool:
    """Une comparaison n’est lue que par la personne qui a envoyé le fichier."""
    return actor.person_id is not None and actor.person_id == preview.person_id


def may_confirm_sheet(actor: Actor, preview: "ImportPreview") -> bool:
    """Seule la personne qui a envoyé ce fichier peut le confirmer."""
    return actor.person_id is not None and actor.person_id == preview.person_id
