"""What a PDF holds beside its pages: what acts, what is hidden and what is locked is refused."""

import io
import re
import time
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

MOST_OBJECTS: Final = 300_000
ACTIONS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"})
KEYS: Final = frozenset({"/JS", "/XFA", "/EF", "/RichMediaContent"})
WRITTEN: Final = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA|Encrypt)\b")
PATIENCE: Final = 15.0
"""Seconds spent on one file, on a thread apart."""
TANGLED: Final = "Ce PDF est trop enchevêtré pour être vérifié. Imprimez-le au format PDF, puis joignez-le de nouveau."
LOCKED: Final = "Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection."
ACTIVE: Final = (
    "Ce PDF contient un programme, un formulaire actif ou un fichier caché. "
    "Imprimez-le au format PDF, puis joignez ce nouveau fichier."
)


def fault_of_pdf(content: bytes, *, patience: float = PATIENCE) -> str:
    """Return why a PDF is not accepted: locked, tangled, or with more in it than pages to read; "" when it is."""
    ends = time.monotonic() + patience
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            if len(opened.objects) > MOST_OBJECTS:
                return ACTIVE
            return ACTIVE if any(_acts(one) for one in _dictionaries(opened, ends)) else ""
    except TimeoutError:
        return TANGLED
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, ValueError, RecursionError):
        # What cannot be read as a PDF is judged by what is written in it.
        return ACTIVE if WRITTEN.search(_spelt_out(content)) else ""


def _dictionaries(opened: pikepdf.Pdf, ends: float) -> Iterator[Any]:
    waiting: list[Any] = [*opened.objects, opened.trailer]
    while waiting:
        # Small files may hold a hundred thousand objects, each in another.
        if time.monotonic() > ends:
            raise TimeoutError
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(inner for inner in one.as_list() if _direct(inner))
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            waiting.extend(inner for _key, inner in one.items() if _direct(inner))


def _direct(one: Any) -> bool:
    # An indirect object is among those of the file already.
    return isinstance(one, pikepdf.Array | pikepdf.Dictionary) and not one.is_indirect


def _acts(one: Any) -> bool:
    keys = set(one.keys())
    return bool(keys & KEYS) or str(one.get("/S", "")) in ACTIONS or str(one.get("/Type", "")) == "/EmbeddedFile"


def _spelt_out(content: bytes) -> bytes:
    """Return the bytes with names written plainly: « /J#53 » is « /JS »."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)
