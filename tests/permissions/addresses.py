"""The address of each route with the identifiers of a place."""

from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from .ground import Place

BY_PREFIX = (
    # (beginning of the route, name of the part, table or thing of the place)
    ("/actions/documents/", "document_id", "contract_documents"),
    ("/documents/", "document_id", "item_documents"),
    ("/api/v1/conferences/", "id", "conferences"),
    ("/conferences/<int:id>", "id", "conferences"),
    ("/contrats/<slug>/revues/", "id", "contract_reviews"),
    ("/contrats/importer/", "id", "import_previews"),
    ("/decisions/", "id", "decisions"),
    ("/en-direct/", "id", "sittings"),
    ("/institutions/", "id", "institutions"),
    ("/interpellations/brouillons/", "id", "interpellations"),
    ("/interpellations/<number>/pieces/", "id", "interpellation_attachments"),
    ("/compte/identites/", "id", "person_identities"),
    ("/vigies/fragments/contrats/", "id", "contracts"),
    ("/vigies/fragments/interpellations/", "id", "interpellations"),
    ("/instances/<int:id>/fonctions/", "office_id", "body_offices"),
    ("/instances/<int:id>/vigies/", "watcher_id", "watchers"),
    ("/instances/", "id", "bodies"),
    ("/seances/", "id", "sittings"),
    ("/seances/", "sitting_id", "sittings"),
    ("/messages/", "id", "sittings"),
    ("/pouvoirs/", "proxy_id", "proxies"),
    ("/suivre/", "id", "sittings"),
    ("/conferences/", "group_id", "thematic_groups"),
    ("/contrats/", "agent_id", "contract_agents"),
    ("/contrats/", "clause_id", "clauses"),
)
BY_WORD = (
    # (what the route contains, name of the part, what the place remembers under that name)
    ("/contrats/", "slug", "contract_slug"),
    ("/contracts/", "slug", "contract_slug"),
    ("/", "slug", "slug"),
    ("/avenants/", "number", "rider_number"),
    ("/texte/", "number", "1"),
    ("/clauses/", "kind", "clause_kind"),
)
WORDS = {
    "stream": "sitting:{sittings}",
    "kind": "sitting",
    "what": "actions",
    "form": "csv",
    "name": "situation",
    "provider": "proconnect",
    "token": "inconnu",
    "code": "{code}",
    "number": "{number}",
}


def address_of(app: Flask, rule: Rule, place: Place) -> str:
    """Return the address of a route whose parts are the place's own."""
    parts = {name: _part(rule.rule, name, place) for name in rule.arguments - (rule.defaults or {}).keys()}
    return str(app.url_map.bind("localhost").build(rule.endpoint, parts, append_unknown=False))


def _part(route: str, name: str, place: Place) -> Any:
    for beginning, part, table in BY_PREFIX:
        if part == name and route.startswith(beginning):
            return place.rows[table]
    for within, part, thing in BY_WORD:
        if part == name and within in route:
            return place.extra.get(thing, thing)
    return WORDS.get(name, "1").format(**place.extra, **place.rows)
