"""Places that a page leaves for features which stand on it: who fills a place knows the page, never the reverse.

A feature registers what it shows (`fill("contract.follow", …)`); the page asks for its places before it is rendered,
and shows nothing where nobody fills.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

Filler = Callable[[Session, Any], str]
FILLERS: defaultdict[str, dict[str, Filler]] = defaultdict(dict)


def fill(place: str, name: str, filler: Filler) -> None:
    """Have something shown in a place; the name tells fillers apart, so that one registered twice shows once."""
    FILLERS[place][name] = filler


def filled(session: Session, place: str, subject: Any) -> Markup:
    """Return all that features show in a place about a subject, in the order of their names."""
    fillers = sorted(FILLERS[place].items()) if place in FILLERS else ()
    return Markup("").join(Markup(filler(session, subject)) for _, filler in fillers)  # noqa: S704 - templates' output
