"""Noting a refusal: the refused change is rolled back, so the record of it is a change of its own."""

from app.foundation.actors import Actor
from app.foundation.errors import Denied
from app.foundation.unit_of_work import Units

from . import operations
from .operations import Refusal


def note_refusal(units: Units, actor: Actor, asked: str, denied: Denied) -> None:
    """Write down, in a transaction of its own, that a policy said no to the actor."""
    with units.begin(actor) as work:
        operations.note_refusal(work, Refusal(asked=asked, denied=denied))
