"""The page where the secretariat looks after the supports of a file."""

from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from app.foundation.unit_of_work import require
from app.interpellations.pages.blueprint import blueprint
from app.interpellations.public.pages import declared_thresholds, found_at
from app.interpellations.rules.thresholds import WORDS as EFFECTS
from app.web.following import followed
from app.web.house import house, reading
from app.web.identity import current_actor

from . import policies
from .views import criteria_words, supports_page


@blueprint.get("/interpellations/<number>/soutiens")
def supports(number: str) -> str:
    """Show when supports came, what deserves a look, and what was set aside."""
    with reading() as session:
        drawn = _drawn(session, number)
        live = followed(session, current_actor(), drawn["file"].stream)
        return render_template("pages/interpellations/supports.html", live=live, **drawn)


@blueprint.get("/interpellations/<number>/fragments/soutiens")
def supports_fragment(number: str) -> str:
    """Show the inside of the page, for an open one to stay true."""
    with reading() as session:
        return render_template("pages/interpellations/supports_inside.html", **_drawn(session, number))


def _drawn(session: Session, number: str) -> dict[str, Any]:
    file = found_at(session, number)
    require(current_actor(), policies.may_look_after_supports, file)
    declared = declared_thresholds(file)
    return {
        "file": file,
        "page": supports_page(session, file, declared, house().units.clock()),
        "thresholds": declared,
        "effects": EFFECTS,
        "criteria_words": criteria_words,
    }
