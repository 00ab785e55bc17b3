"""Official identifiers: SIREN and SIRET (their keys), COG codes (2A, 2B and overseas). Pure."""

import re

from stdnum.exceptions import ValidationError
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from app.foundation.errors import Invalid

from .words import InstitutionKind

_DEPARTEMENT = r"(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5])"
CODES = {
    InstitutionKind.REGION: re.compile(r"[0-9]{2}|9[78]\d", re.ASCII),
    InstitutionKind.DEPARTEMENT: re.compile(rf"{_DEPARTEMENT}|9[78]\d", re.ASCII),
    InstitutionKind.COMMUNE: re.compile(rf"{_DEPARTEMENT}\d{{3}}|9[78]\d{{3}}", re.ASCII),
}


def read_siren(value: str, pointer: str = "#/siren") -> str:
    """Return the nine digits of a SIREN number, or raise `Invalid`."""
    try:
        return str(siren_number.validate(value))
    except ValidationError as fault:
        raise _wrong(pointer, "Un numéro SIREN a neuf chiffres, le dernier est une clé : vérifiez-le.") from fault


def read_siret(value: str, pointer: str = "#/siret") -> str:
    """Return the fourteen digits of a SIRET number, or raise `Invalid`.

    The establishments of La Poste have another key (the sum of their digits is a multiple of five).
    """
    try:
        return str(siret_number.validate(value))
    except ValidationError as fault:
        raise _wrong(pointer, "Un numéro SIRET a quatorze chiffres, le dernier est une clé : vérifiez-le.") from fault


def is_code(kind: InstitutionKind, code: str) -> bool:
    """Tell whether this can be the official code of an institution of that kind."""
    if kind is InstitutionKind.EPCI:
        return bool(siren_number.is_valid(code)) and code.isascii() and code.isdecimal()
    return kind in CODES and CODES[kind].fullmatch(code) is not None


def _wrong(pointer: str, detail: str) -> Invalid:
    return Invalid("Corrigez le numéro signalé.", errors=[{"pointer": pointer, "detail": detail}])
