"""What can be suspended: its name, its commands, its routes and the pages that must say so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Feature(StrEnum):
    """A part of the service with a switch of its own."""

    FILING = "filing"
    SUPPORTS = "supports"
    GALLERY = "gallery"
    SIGN_UP = "sign_up"
    IMPORTS = "imports"
    FOLLOWING = "following"
    DOCUMENTS = "documents"


@dataclass(frozen=True, kw_only=True)
class Switch:
    """What a switch stops. `endpoints` are refused to all, `gallery` ones only to who has no place in a sitting."""

    label: str
    stops: str
    commands: tuple[str, ...] = ()
    endpoints: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    """Endpoints that do several things, each with what `act` says when it is the one stopped."""
    gallery: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """Beginnings of the addresses that carry the notice."""


SWITCHES: Final = {
    Feature.FILING: Switch(
        label="Dépôt des interpellations",
        stops="Personne ne commence ni ne dépose d’interpellation ; les dossiers ouverts continuent, délais compris.",
        commands=("interpellation.draft", "interpellation.register"),
        pages=("/interpellations",),
    ),
    Feature.SUPPORTS: Switch(
        label="Soutien des interpellations",
        stops="Personne n’ajoute ni ne retire son soutien ; les comptes restent affichés.",
        commands=("interpellation.support", "interpellation.withdraw_support"),
        pages=("/interpellations/",),
    ),
    Feature.GALLERY: Switch(
        label="Tribune publique en direct",
        stops="Le public ne suit plus les séances en direct ; les membres siègent, et le relevé reste public.",
        gallery=("room.room", "room.projection", "room.fragment", "room.closed_doors"),
        pages=("/seances/",),
    ),
    Feature.SIGN_UP: Switch(
        label="Ouverture de comptes",
        stops="Personne n’ouvre de compte ; les comptes ouverts et les invitations servent toujours.",
        # A link may have left before, or be asked for as if to sign in: it is where an account opens that counts.
        endpoints=("people.send_sign_up_link", "providers.send_code", "providers.open_account"),
        forms=(("people.use_link", "open"),),
        pages=("/inscription", "/connexion"),
    ),
    Feature.IMPORTS: Switch(
        label="Envoi de tableaux d’actions et de financements",
        stops="Personne n’envoie ni ne confirme de fichier ; les fiches se modifient une à une.",
        commands=("sheet.preview", "sheet.confirm"),
        pages=("/contrats/importer", "/contrats/"),
    ),
    Feature.FOLLOWING: Switch(
        label="Nouveaux suivis par courriel",
        stops="Personne ne s’abonne ; les suivis en place continuent et s’arrêtent comme d’habitude.",
        commands=("following.ask", "following.follow"),
        pages=("/suivre/", "/compte/suivis"),
    ),
    Feature.DOCUMENTS: Switch(
        label="Envoi de documents",
        stops="Personne n’ajoute de document ; ceux qui sont là se lisent.",
        commands=("document.add", "contract_document.add", "interpellation.attach"),
        pages=("/actions/",),
    ),
}
OF_COMMAND: Final = {name: feature for feature, switch in SWITCHES.items() for name in switch.commands}
OF_ENDPOINT: Final = {name: feature for feature, switch in SWITCHES.items() for name in switch.endpoints}
OF_FORM: Final = {form: feature for feature, switch in SWITCHES.items() for form in switch.forms}
OF_GALLERY: Final = {name: feature for feature, switch in SWITCHES.items() for name in switch.gallery}
