"""What somebody at the desk asked for: every filter is in the address. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from app.foundation.numbering import whole
from app.interpellations.rules.states import OPEN
from app.interpellations.words import InterpellationState

LONGEST: Final = 200
MINE, NOBODY = "moi", "personne"
OVER: Final = "terminees"
STATES: Final[Mapping[str, tuple[InterpellationState, ...]]] = {
    "recevabilite": (InterpellationState.REGISTERED,),
    "correction": (InterpellationState.INADMISSIBLE,),
    "reponse": (InterpellationState.ADMISSIBLE,),
    "avis": (InterpellationState.ANSWERED,),
    "audition": (InterpellationState.ESCALATED, InterpellationState.HEARD),
    OVER: (InterpellationState.CLOSED, InterpellationState.WITHDRAWN),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The filters of the queue, by their names in the address. What is empty restricts nothing."""

    etat: str = ""
    contrat: str = ""
    confie: str = ""
    retard: bool = False
    page: int = 1

    @classmethod
    def read(cls, args: Mapping[str, str]) -> "Asked":
        """Read an address; what makes no sense is left out rather than refused."""
        page = whole(args.get("page", "")) or 1
        return cls(
            etat=args.get("etat", "") if args.get("etat", "") in STATES else "",
            contrat=args.get("contrat", "").replace("\x00", "").strip()[:LONGEST],
            confie=args.get("confie", "") if args.get("confie", "") in (MINE, NOBODY) else "",
            retard=args.get("retard") == "1",
            page=page,
        )

    @property
    def states(self) -> tuple[InterpellationState, ...]:
        """Return the states asked for: all that are under way unless the address says otherwise."""
        return STATES.get(self.etat, OPEN)

    @property
    def restricted(self) -> bool:
        """Tell whether something is left out."""
        return bool(self.etat or self.contrat or self.confie or self.retard)

    def href(self, path: str = "/interpellations/bureau", **changes: object) -> str:
        """Return the address of this selection, changed; another selection begins at its first page."""
        asked = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]  # the names are those of the fields
        said = {
            "etat": asked.etat,
            "contrat": asked.contrat,
            "confie": asked.confie,
            "retard": "1" if asked.retard else "",
            "page": asked.page if asked.page > 1 else "",
        }
        kept = urlencode({name: value for name, value in said.items() if value})
        return f"{path}?{kept}" if kept else path
