"""How the public documents that the data come from are cited. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from app.foundation.french import NBSP

DOCUMENTS: Final = {
    "000_1a47e2c76019d6c9": "Fiche « Contractualiser avec les collectivités territoriales », ANCT et DGCL, 2020-2021",
    "002_e4eb26213127c0cf": "« État d’avenir en Hauts-de-France » n° 3, préfecture de région, juin 2019",
    "003_04c6f7e3d5e5b401": "IREV, « L’ANCT dévoile sa feuille de route pour 2020 », 23 juin 2020",
    "004_0f20b40e43142243": "ANCT, « Rapport annuel 2020 », juillet 2021",
}


def cited(source: Mapping[str, Any]) -> str:
    """Return a source as a reader cites it: the document, then its pages as far as they are known."""
    document = str(source.get("document") or "")
    pages = [source.get(name) for name in ("page", "page_fiche")]
    known = list(dict.fromkeys(str(page) for page in pages if page))
    title = DOCUMENTS.get(document, document)
    return f"{title}, p.{NBSP}{' et '.join(known)}" if known and title else title
