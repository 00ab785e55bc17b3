"""How the sides of the table are named in pages. Pure."""

from collections.abc import Mapping
from typing import Final

from app.contracts.words import Side

SIDES: Final[Mapping[Side, str]] = {
    Side.STATE: "État",
    Side.COLLECTIVITES: "Collectivités",
    Side.OTHER: "Autres",
}
