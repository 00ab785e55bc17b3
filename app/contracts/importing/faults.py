"""What is wrong in a file, and where: all of it at once, and nothing is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.foundation.errors import DomainError
from app.foundation.french import count

# « contrat 12, « slug », action 3 »: faults are told in the order of the file, whenever they were found.
_RANK = re.compile(r"(?:^|, )[a-zé]+ (\d+)")


class BadFile(DomainError):
    """The file cannot be taken as it is; `faults` lists what is wrong, where. Nothing was written."""

    slug = "invalid"
    title = "Ce fichier ne peut pas être importé"

    def __init__(self, faults: Sequence[str]) -> None:
        head = f"{count(len(faults), 'faute')} :"
        super().__init__("\n".join([head, *faults]), faults=list(faults))


@dataclass(kw_only=True)
class Faults:
    """Gathers the faults of one file while reading goes on."""

    found: list[str] = field(default_factory=list)
    _places: list[tuple[int, ...]] = field(default_factory=list)

    def add(self, place: str, reason: str) -> None:
        """Keep one fault: « contrat 12, « slug », action 3, champ cout_total_eur : un montant négatif… »."""
        self.found.append(f"{place} : {reason}" if place else reason)
        self._places.append(tuple(int(number) for number in _RANK.findall(place)))

    def refuse_if_any(self) -> None:
        """Refuse the file once it has been read to its end."""
        if self.found:
            order = sorted(range(len(self.found)), key=lambda rank: (self._places[rank], rank))
            raise BadFile([self.found[rank] for rank in order])
