"""Who may send a spreadsheet. What each line does is decided by the policies of actions."""

from app.foundation.actors import Actor, CapacityKind

SENDERS = (CapacityKind.CONTRACT_OFFICER, CapacityKind.SECRETARY, CapacityKind.CHAIR, CapacityKind.PARTNER)


def may_send_sheet(actor: Actor) -> bool:
    """L’envoi de fichiers est ouvert aux référents contractualisation et au bureau des conférences."""
    return actor.system or any(capacity.kind in SENDERS for capacity in actor.capacities)
