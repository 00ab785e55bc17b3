"""What selects propose, and amounts as a form writes them."""

from collections.abc import Iterable
from typing import Protocol

from flask_babel import gettext as _

from app.contracts.words import ContractNature


class Named(Protocol):
    """What has an identifier and a name."""

    id: int
    name: str


def named(entities: Iterable[Named]) -> list[tuple[int, str]]:
    """Return the entities as a select proposes them."""
    return [(one.id, one.name) for one in entities]


def natures() -> list[tuple[str, str]]:
    """Return what parties call their text."""
    words = {
        ContractNature.CONTRACT: _("Contrat"),
        ContractNature.RIDER: _("Avenant"),
        ContractNature.AGREEMENT: _("Convention"),
        ContractNature.PACT: _("Pacte"),
        ContractNature.PROTOCOL: _("Protocole"),
        ContractNature.CHARTER: _("Charte"),
        ContractNature.PROGRAMME: _("Programme"),
        ContractNature.SET: _("Ensemble de contrats"),
        ContractNature.LABEL: _("Labellisation"),
        ContractNature.COMMITMENT: _("Engagement"),
    }
    return [(nature.value, said) for nature, said in words.items()]


def written_euros(cents: int) -> str:
    """Return an amount as a form writes it and reads it back: « 1200000 », « 1200000,50 »."""
    return f"{cents // 100},{cents % 100:02d}" if cents % 100 else str(cents // 100)
