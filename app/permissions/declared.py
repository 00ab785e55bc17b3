"""Routes that ask no policy, each with what stands in its place. A test refuses any other."""

from collections.abc import Mapping
from typing import Final

OPEN: Final = "open to everybody: a page of the house, with nothing of anybody in it"
REGISTER: Final = "a public register: what it holds is published by law or by its own act"
LISTED: Final = "open to everybody: lists only what its reader may read, each by its own policy"
OWN: Final = "whoever is signed in, about their own account alone"
LETTER: Final = "whoever holds the secret of a message; without it, nothing"
PROOF: Final = "takes proofs of identity: what they open is decided from them"
DOOR: Final = "a door: the command asks its own policies"
OPERATOR: Final = "for the operator's tools: says nothing of anybody"
LOOPBACK: Final = "for a scraper on the same machine; hidden from everybody else"
PUBLISHED: Final = "only of what everybody may read, and only its public entries"
STREAM: Final = "each stream shows its own audiences to those who are of them; no audience, no stream"

_BY_REASON: Final[Mapping[str, tuple[str, ...]]] = {
    OPEN: (
        *("/.well-known/change-password", "/favicon.ico", "/robots.txt"),
        *("/.well-known/security.txt", "/accessibilite", "/api", "/api/v1/openapi.json", "/code-source", "/contact"),
        *("/connexion/lien", "/connexion/message-envoye", "/contrats/importer/modele-<what>.csv"),
        *("/donnees-personnelles", "/fichiers/<path:name>", "/inscription", "/interpellations/mode-d-emploi"),
        *("/mentions-legales", "/plan-du-site", "/problems", "/problems/<slug>"),
    ),
    REGISTER: (
        *("/api/v1/conferences", "/api/v1/conferences/<int:id>", "/api/v1/conferences/<int:id>/composition"),
        *("/api/v1/conferences/<int:id>/powers", "/api/v1/institutions", "/api/v1/interpellations/scoreboard"),
        *("/conferences", "/conferences/<int:id>/accent.css", "/conferences/<slug>", "/conferences/<slug>/agenda.ics"),
        *("/conferences/<slug>/groupes/<int:group_id>", "/conferences/<slug>/groupes/<int:group_id>/agenda.ics"),
        *("/conferences/<slug>/historique", "/conferences/<slug>/pouvoirs", "/conferences/<slug>/reglement"),
        *("/calendrier.ics", "/contrats/referents", "/decisions", "/decisions.atom", "/dispositifs"),
        *("/dispositifs/<code>", "/engagements", "/engagements.csv", "/instances", "/instances/<int:id>"),
        *("/institutions/<int:id>", "/interpellations", "/interpellations.atom", "/interpellations/tableau"),
        *("/interpellations/tableau.<form>", "/journal", "/moderation", "/api/v1/bodies", "/api/v1/bodies/<int:id>"),
        *("/api/v1/bodies/<int:id>/deliberations", "/api/v1/bodies/<int:id>/watchers"),
    ),
    LISTED: (
        *("/", "/calendrier", "/conferences/<slug>/journal", "/contrats", "/contrats/carte", "/contrats/graphiques"),
        *("/contrats/export/<what>.<form>", "/recherche", "/vigies"),
    ),
    OWN: (
        *("/compte", "/compte/adresse", "/compte/application", "/compte/application/nouvelle", "/compte/cles/demande"),
        *("/compte/codes-de-secours", "/compte/donnees", "/compte/identites", "/compte/identites/<int:id>/delier"),
        "/compte/identites/<any(proconnect, franceconnect):provider>",
        *(
            "/compte/deconnexion-partout",
            "/compte/journal",
            "/compte/moderation",
            "/compte/mot-de-passe",
            "/compte/nom",
            "/compte/protection",
            "/compte/suivis",
        ),
        *("/connexion/identite/relier", "/deconnexion"),
    ),
    LETTER: (
        *("/adresse/<token>", "/audition/<token>", "/invitation/<token>", "/invitation/<token>/sans-mot-de-passe"),
        *("/lien/<token>", "/suivre/arret/<token>", "/suivre/confirmer/<token>", "/signaler/suivi/<token>"),
    ),
    PROOF: (
        *("/connexion", "/connexion/cle/demande", "/connexion/second-facteur", "/connexion/second-facteur/cle"),
        *("/connexion/second-facteur/cle/demande", "/connexion/identite", "/connexion/identite/abandonner"),
        *("/connexion/identite/code", "/connexion/identite/ouvrir"),
        "/connexion/<any(proconnect, franceconnect):provider>",
        "/connexion/<any(proconnect, franceconnect):provider>/deconnexion",
        "/connexion/<any(proconnect, franceconnect):provider>/retour",
    ),
    DOOR: ("/actes/<name>", "/api/v1/commands/<name>"),
    OPERATOR: ("/healthz", "/readyz", "/rapports-de-securite"),
    LOOPBACK: ("/metrics",),
    PUBLISHED: ("/signaler/<kind>/<int:id>", "/suivre/<kind>/<int:id>", "/suivre/<kind>/<int:id>.atom"),
    STREAM: ("/api/v1/journal/<stream>",),
}
UNASKED: Final[Mapping[str, str]] = {route: reason for reason, routes in _BY_REASON.items() for route in routes}
"""By the pattern of the address."""
ALSO: Final[Mapping[str, str]] = {
    "/messages/<kind>/<int:id>": "and whoever the record of that object calls its bureau",
}
"""Routes whose policy is asked about more than one typical object can tell."""
