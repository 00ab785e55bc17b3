"""The documents that records cite by a code, by their titles. Pure."""

from collections.abc import Mapping
from typing import Any, Final

DOCUMENTS: Final[Mapping[str, str]] = {
    "000": "ANCT et DGCL, fiche « Action nº 4-2 – Contractualiser avec les collectivités territoriales »",
    "002": "Préfecture de région, « État d’avenir en Hauts-de-France » nº 3, juin 2019",
    "003": "IREV, « L’ANCT dévoile sa feuille de route pour 2020 », 23 juin 2020",
    "004": "ANCT, rapport annuel 2020, juillet 2021",
}


def source_title(source: Mapping[str, Any]) -> str:
    """Return the title of the document a record rests on; its code when nobody knows the title; "" without source."""
    code = str(source.get("document") or "")
    return DOCUMENTS.get(code.partition("_")[0], code)
