"""The entities of a conference, one file per concept."""

from .conference import CompositionAct, Conference, StateReferral
from .finalites import Finalite, GroupMember, ThematicGroup
from .presidency import PresidencyTerm
from .seats import Mandate, Seat

__all__ = [
    "CompositionAct",
    "Conference",
    "Finalite",
    "GroupMember",
    "Mandate",
    "PresidencyTerm",
    "Seat",
    "StateReferral",
    "ThematicGroup",
]
