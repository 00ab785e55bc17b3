"""What a reader of the overview asked for: every filter is in the address, and can be taken away alone. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final
from urllib.parse import urlencode

from app.contracts.words import ContractState
from app.foundation.numbering import whole

LONGEST: Final = 200
LATE: Final = {"oui": "Avec un retard", "actions": "Actions en retard", "revue": "Revue manquée"}
ORDERS: Final = {"nom": "Nom", "retard": "Retard", "date": "Prochaine date", "cout": "Montant", "actions": "Actions"}
STATES: Final = tuple(state.value for state in ContractState)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The filters of the overview, by their names in the address. What is empty restricts nothing."""

    q: str = ""
    territoire: int | None = None
    institution: int | None = None
    financeur: int | None = None
    finalite: int | None = None
    dispositif: str = ""
    conference: str = ""
    etat: str = ""
    retard: str = ""
    tri: str = "nom"
    page: int = 1

    @classmethod
    def read(cls, args: Mapping[str, str]) -> "Asked":
        """Read an address; what makes no sense is left out rather than refused."""
        return cls(
            q=_words(args, "q"),
            territoire=_id(args, "territoire"),
            institution=_id(args, "institution"),
            financeur=_id(args, "financeur"),
            finalite=_id(args, "finalite"),
            dispositif=_words(args, "dispositif"),
            conference=_words(args, "conference"),
            etat=_among(args, "etat", STATES),
            retard=_among(args, "retard", LATE),
            tri=_among(args, "tri", ORDERS) or "nom",
            page=min(_id(args, "page") or 1, 100_000),
        )

    @property
    def filters(self) -> dict[str, str | int]:
        """Return the filters that restrict something, by their names in the address."""
        named = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("tri", "page")}
        return {name: value for name, value in named.items() if value}

    def href(self, path: str = "/contrats", **changes: str | int | None) -> str:
        """Return the address of the same selection with some of it changed; None or "" takes a filter away."""
        said: dict[str, str | int | None] = {**self.filters, "tri": self.tri if self.tri != "nom" else None}
        if self.page > 1 and not changes:
            said["page"] = self.page
        kept = {name: value for name, value in {**said, **changes}.items() if value}
        return f"{path}?{urlencode(kept)}" if kept else path

    def without(self, name: str) -> str:
        """Return the address of the same selection without one of its filters."""
        return self.href(**dict.fromkeys([name], ""))

    def whole(self) -> "Asked":
        """Return the same selection without its page."""
        return replace(self, page=1)


def _words(args: Mapping[str, str], name: str) -> str:
    return args.get(name, "").replace("\x00", "").strip()[:LONGEST]


def _id(args: Mapping[str, str], name: str) -> int | None:
    number = whole(args.get(name, ""), digits=10) or 0
    return number if 0 < number < 2**31 else None


def _among(args: Mapping[str, str], name: str, known: Mapping[str, str] | tuple[str, ...]) -> str:
    return args.get(name, "") if args.get(name, "") in known else ""
