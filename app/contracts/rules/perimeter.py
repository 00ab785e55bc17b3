"""R1.3: how a pasted perimeter is read, line by line. Which names exist is asked of the directory elsewhere. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.contracts.words import PerimeterKind
from app.foundation.errors import Invalid
from app.foundation.french import quoted
from app.institutions.naming import search_form
from app.institutions.words import InstitutionKind

MOST_LINES: Final = 2000
KINDS: Final[Mapping[PerimeterKind, Collection[InstitutionKind]]] = {
    PerimeterKind.COMMUNES: (InstitutionKind.COMMUNE,),
    PerimeterKind.ADMINISTRATIVE: (
        InstitutionKind.REGION,
        InstitutionKind.DEPARTEMENT,
        InstitutionKind.EPCI,
        InstitutionKind.COMMUNE,
    ),
}
_CODE = re.compile(r"\d[0-9AB]\d{0,3}|\d{9}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line as it was typed: what it may name, by code or by name; its number is what a person counts."""

    number: int
    typed: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An institution that a line may mean. `near` when it is in the region of the contract's conference."""

    id: int
    name: str
    code: str
    siren: str
    search_name: str
    near: bool = False

    @property
    def written(self) -> str:
        """Return « Lens (62498) »."""
        return f"{self.name} ({self.code or self.siren})"


def read_lines(text: str) -> list[Line]:
    """Return the lines that name something: by name, by code, or by both (« Lille (59350) », « 59350;Lille »)."""
    lines = []
    for rank, typed in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        words = re.sub(r"[;,\t]+", " ", typed).strip()
        if not words:
            continue
        code, name = "", words
        bracketed = re.fullmatch(r"(.*?)\s*\(([0-9A-Za-z]{2,9})\)", words)
        first, _, rest = words.partition(" ")
        if bracketed:
            name, code = bracketed[1], bracketed[2].upper()
        elif _CODE.fullmatch(first.upper()):
            code, name = first.upper(), rest.strip()
        lines.append(Line(number=rank, typed=words, code=code, name=search_form(name)))
    if len(lines) > MOST_LINES:
        raise Invalid(
            "Le périmètre est trop long.",
            errors=[{"pointer": "#/lines", "detail": f"{MOST_LINES} lignes au plus."}],
        )
    return lines


def recognise(lines: Sequence[Line], candidates: Sequence[Candidate]) -> list[int]:
    """Return the institutions of the lines, each once; or raise `Invalid` telling every line refused."""
    by_code: dict[str, list[Candidate]] = {}
    by_name: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        for code in {candidate.code, candidate.siren} - {""}:
            by_code.setdefault(code, []).append(candidate)
        by_name.setdefault(candidate.search_name, []).append(candidate)
    found: dict[int, int] = {}
    errors = []
    for line in lines:
        meant = by_code.get(line.code, []) if line.code else by_name.get(line.name, [])
        # Namesakes all over France: the one of the region is meant when there is one there and one only.
        close = [one for one in meant if one.near] if len(meant) > 1 else meant
        meant = close or meant
        if len(meant) == 1:
            found.setdefault(meant[0].id, line.number)
        else:
            errors.append({"pointer": "#/lines", "detail": _refusal(line, meant)})
    if errors:
        raise Invalid("Des lignes du périmètre ne sont pas reconnues. Rien n’a été enregistré.", errors=errors)
    return list(found)


def _refusal(line: Line, meant: Sequence[Candidate]) -> str:
    if not meant:
        return f"Ligne {line.number} : {quoted(line.typed)} n’est pas dans l’annuaire."
    known = ", ".join(one.written for one in meant[:4]) + ("…" if len(meant) > 4 else "")
    return f"Ligne {line.number} : plusieurs territoires répondent à {quoted(line.typed)}, {known}. Écrivez le code."
