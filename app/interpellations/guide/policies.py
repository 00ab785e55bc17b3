"""Who declares having read the guide of a contract."""

from app.foundation.actors import Actor


def may_acknowledge_guide(actor: Actor, contract_id: int) -> bool:
    """Seule une vigie désignée pour ce contrat déclare avoir lu son guide."""
    return actor.watches(contract_id)
