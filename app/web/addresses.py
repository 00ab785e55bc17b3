"""Numbers in addresses: one that no row can have is an address that does not exist, not a question for the database."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class Identifier(IntegerConverter):
    """`<int:…>`, as large as an identifier can be."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **{"max": LARGEST} | options)


def install(app: Flask) -> None:
    """Read every `<int:…>` of the house that way."""
    app.url_map.converters["int"] = Identifier
