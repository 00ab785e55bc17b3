"""What a reader of a contract's actions asked for: the address holds it all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from app.contracts.models import Action
from app.contracts.words import Health
from app.foundation.numbering import whole
from app.institutions.naming import search_form, search_words

LATE: Final = "retard"
NONE: Final = "sans"
HEALTHS: Final[Mapping[str, frozenset[Health]]] = {
    LATE: frozenset({Health.LATE, Health.FAILING}),
    **{health.value: frozenset({health}) for health in Health},
}


@dataclass(frozen=True, kw_only=True)
class AskedActions:
    """The filters of the list; an empty one asks for everything. What the address says wrongly is left out."""

    axe: str = ""
    sante: str = ""
    porteur: str = ""
    lieu: str = ""
    q: str = ""
    page: int = 1

    @classmethod
    def read(cls, args: Mapping[str, str]) -> "AskedActions":
        """Read the filters of an address."""
        said = {name: args.get(name, "").replace("\x00", "").strip()[:200] for name in ("axe", "porteur", "lieu", "q")}
        health = args.get("sante", "")
        page = whole(args.get("page", ""), digits=4) or 1
        return cls(sante=health if health in HEALTHS else "", page=page, **said)

    @property
    def filters(self) -> dict[str, str]:
        """Return the filters that ask for something."""
        names = ("axe", "sante", "porteur", "lieu", "q")
        return {name: value for name in names if (value := getattr(self, name))}

    def href(self, **changed: Any) -> str:
        """Return the query of the same question with something else asked; from the first page unless said."""
        asked = replace(self, **{"page": 1, **changed})
        pages = {"page": str(asked.page)} if asked.page > 1 else {}
        return "?" + urlencode({**asked.filters, **pages})

    def keeps(self, action: Action, axis_number: int | None) -> bool:
        """Tell whether an action answers."""
        return (
            (not self.axe or self.axe == (str(axis_number) if axis_number is not None else NONE))
            and (not self.sante or action.health in HEALTHS[self.sante])
            and (not self.porteur or self.porteur == owner_key(action))
            and (not self.lieu or self._somewhere(action))
            and all(word in action.search or word in search_form(action.owner_name) for word in search_words(self.q))
        )

    def _somewhere(self, action: Action) -> bool:
        wanted = search_form(self.lieu)
        return any(wanted in search_form(place.name) for place in action.places)


def owner_key(action: Action) -> str:
    """Return what names the owner of an action in an address: its identifier, or the name that a text gives."""
    if action.owner_id is not None:
        return str(action.owner_id)
    return action.owner_name or NONE
