"""The archive a person takes away: one JSON file with everything, and one CSV per kind of data."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from app.contracts.importing.sheets.cells import write_table
from app.foundation.clock import local_date
from app.foundation.french import day as in_words

from .register import purpose_of

READ_ME = """\
Vos données sur Cotap, le {day}.

donnees.json contient tout ; le dossier csv contient la même chose, un tableau par sorte de donnée.
Les secrets (empreintes de mots de passe, clés, liens) n’y sont pas : ils ne vous serviraient à rien.

Pourquoi chaque sorte de donnée est gardée, et combien de temps :

{purposes}
"""


def archive(data: dict[str, list[dict[str, Any]]], at: datetime) -> bytes:
    """Return the zip file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("LISEZ-MOI.txt", _read_me(data, at))
        folder.writestr("donnees.json", json.dumps(data, ensure_ascii=False, indent=2, default=str))
        for table, rows in data.items():
            folder.writestr(f"csv/{table}.csv", _csv(rows))
    return packed.getvalue()


def _read_me(data: dict[str, list[dict[str, Any]]], at: datetime) -> str:
    lines = []
    for table, rows in data.items():
        purpose = purpose_of(table)
        lines.append(f"- {table} ({len(rows)}) : {purpose.why}. {purpose.kept}.")
    return READ_ME.format(day=in_words(local_date(at)), purposes="\n".join(lines))


def _csv(rows: list[dict[str, Any]]) -> str:
    lines = [["" if value is None else str(value) for value in row.values()] for row in rows]
    return write_table(list(rows[0]), lines)
