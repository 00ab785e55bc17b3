"""The guide of a contract: a page, a tagged PDF, and the versions that were read."""

from typing import Any

from flask import Response, make_response, render_template, request
from sqlalchemy.orm import Session

from app.contracts.loading import find_contract
from app.contracts.models import Contract
from app.contracts.pages.frame import frame
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.interpellations.models import GuideVersion
from app.interpellations.pages.blueprint import blueprint
from app.people.throttling import spend_print
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from .making import make_guide
from .pdf import print_guide
from .reading import designations, versions

LONGEST = 400


@blueprint.get("/contrats/<slug>/guide")
@public  # `find_contract` refuses what is not public
def contract_guide(slug: str) -> str:
    """Show the guide of a contract, and to its watcher what declares having read it."""
    actor, today = current_actor(), local_date(house().units.clock())
    with reading() as session:
        contract = find_contract(session, actor, slug)
        shown = _shown(session, contract)
        mine = [] if shown["former"] else designations(session, actor, contract, today, shown["digest"])
        return render_template(
            "pages/guides/guide.html",
            **frame(contract),
            **shown,
            mine=mine,
            unread=[one for one in mine if one.watcher.guide_digest != shown["digest"]],
            back=request.args.get("suite", "")[:LONGEST],
        )


@blueprint.get("/contrats/<slug>/guide.pdf")
@public  # the same
def contract_guide_pdf(slug: str) -> Response:
    """Give the guide as a tagged PDF."""
    spend_print()
    with reading() as session:
        contract = find_contract(session, current_actor(), slug)
        shown = _shown(session, contract)
    content = print_guide(shown["guide"], version=_version_words(shown["number"]), digest=shown["digest"])
    response = make_response(content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="guide-{slug}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _shown(session: Session, contract: Contract) -> dict[str, Any]:
    """Return the guide that the address asks for: as the contract stands, or as it was read then."""
    known = versions(session, contract)
    asked = request.args.get("version", type=int)
    guide = make_guide(session, contract)
    current = next((version for version in known if version.digest == guide.digest), None)
    if asked is None or (current is not None and current.number == asked):
        return _as_shown(guide.content, guide.digest, current, known)
    former = next((version for version in known if version.number == asked), None)
    if former is None:
        raise NotFound("Ce guide n’a pas de version de ce numéro.")
    return _as_shown(former.content, former.digest, former, known) | {"former": former}


def _as_shown(content: dict[str, Any], digest: str, version: GuideVersion | None, known: Any) -> dict[str, Any]:
    number = version.number if version else None
    return {"guide": content, "digest": digest, "number": number, "versions": known, "former": None}


def _version_words(number: int | None) -> str:
    return f"Version {number}" if number else "Version nouvelle, que personne n’a encore lue"
