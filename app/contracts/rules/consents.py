"""R15.2 and R15.3: who must consent to a move of credits, and who is told of it. Pure.

The giving theme decides. A State theme: the State decides and the conference is informed. Any other theme: the
collectivités that are parties consent, every one of them, and the State is informed. A move from one side's theme
to the other's follows the giving theme's rule, and informs the other side as well.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from app.contracts.words import Side
from app.foundation.errors import Refused

STATE: Final = 0
"""Stands for the State among those who consent: it decides as one, whichever of its services signed."""


@dataclass(frozen=True, kw_only=True)
class Needed:
    """Whose consents a move needs (`STATE`, or identifiers of parties), the rule, and who is informed."""

    consents: tuple[int, ...]
    rule: str
    informs_state: bool
    informs_conference: bool

    def missing(self, given: Collection[int]) -> tuple[int, ...]:
        """Return those who have not consented yet, in the order of the parties."""
        return tuple(one for one in self.consents if one not in given)


def needed_for(giving: Side, receiving: Side, collectivites: Sequence[int]) -> Needed:
    """Return whose consents a move from a side's theme to another's needs; `collectivites` are parties' identifiers."""
    if giving is Side.STATE:
        return Needed(consents=(STATE,), rule="R15.3", informs_state=False, informs_conference=True)
    if not collectivites:
        raise Refused(
            "Aucune collectivité n’est partie à ce contrat : personne ne peut consentir à déplacer les crédits d’un "
            "thème des collectivités.",
            rule="R15.2",
        )
    return Needed(
        consents=tuple(collectivites),
        rule="R15.2",
        informs_state=True,
        informs_conference=receiving is Side.STATE,
    )
