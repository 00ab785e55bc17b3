"""The bodies a source names beside its contracts (`institutions.json`): what they are, and their other names."""

import re
from dataclasses import dataclass
from typing import Any, Final

from app.institutions.naming import search_form
from app.institutions.words import InstitutionKind as Kind

from .faults import Faults
from .fields import Fields

KINDS: Final = {
    "État": Kind.STATE_SERVICE,
    "service de l'État": Kind.STATE_SERVICE,
    "opérateur ou agence": Kind.STATE_OPERATOR,
    "établissement public": Kind.PUBLIC_BODY,
    "chambre consulaire": Kind.CHAMBER,
    "association": Kind.ASSOCIATION,
    "association d'élus": Kind.ASSOCIATION,
    "entreprise": Kind.COMPANY,
    "syndicat mixte (parc naturel régional)": Kind.SYNDICATE,
    "Union européenne": Kind.EUROPEAN_UNION,
    "organisation internationale": Kind.OTHER,
    "autre": Kind.OTHER,
}
"""What may be added to the directory. Collectivités come from it alone; groups and « non précisé » are no body."""
NO_BODY: Final = ("groupe", "indéterminé")
COLLECTIVITES: Final = ("région", "département", "intercommunalité", "commune")
_BODY = frozenset({"nom", "type", "alias", "signataire", "financeur", "porteur", "partenaire", "citee_seulement"})
_REMARK = re.compile(r"\s*\(coquille[^)]*\)")


@dataclass(frozen=True, kw_only=True)
class Body:
    """One named body. `kind` None: a collectivité, to be found in the directory; `none`: no institution at all."""

    name: str
    kind: Kind | None
    none: bool
    aliases: tuple[str, ...]

    @property
    def form(self) -> str:
        """Return the name as it is searched."""
        return search_form(self.name)


def read_bodies(given: list[Any], faults: Faults) -> list[Body]:
    """Return the bodies of the file; what is wrong is added to the faults."""
    found = []
    for number, record in enumerate(given, start=1):
        read = Fields(record, f"institution {number}", faults, _BODY)
        name, type = read.text("nom", required=True), read.text("type", required=True)
        if type and type not in (*KINDS, *NO_BODY, *COLLECTIVITES):
            read.fault("type", f"« {type} » n’est pas un type connu.")
        # A PETR is a syndicate of intercommunalités, which the directory of collectivités does not hold.
        petr = type == "intercommunalité" and name.startswith("PETR ")
        aliases = tuple(_REMARK.sub("", alias) for alias in read.texts("alias"))
        kind = Kind.SYNDICATE if petr else KINDS.get(type)
        found.append(Body(name=name, kind=kind, none=type in NO_BODY, aliases=aliases))
    return found
