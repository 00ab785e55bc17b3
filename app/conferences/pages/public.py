"""What anybody may see of a conference."""

from collections.abc import Callable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from flask import g, render_template, request
from flask_babel import get_locale
from sqlalchemy.orm import Session

from app.conferences.models import Conference, PresidencyTerm
from app.conferences.queries.composition import act_on, acts_of, composition_on
from app.conferences.queries.finalites import finalites_of
from app.conferences.queries.group import group_of
from app.conferences.queries.listing import conferences
from app.conferences.queries.overview import Found, Mark, find_conference, overview_of
from app.conferences.queries.presidency import presidency_of, terms_of
from app.conferences.queries.warnings import alerts_of
from app.foundation.clock import local_date
from app.foundation.french import money
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor
from app.web.places import filled

from .accent import accent_href
from .blueprint import blueprint
from .drawings import exact_euros, hemicycle_of, shares_of, wheel_of
from .rights import rights_of


@blueprint.get("/conferences")
@public
def index() -> str:
    """Show every conference."""
    with reading() as session:
        lines = conferences(session, today())
    return render_template("pages/conferences/index.html", conferences=lines)


@blueprint.get("/conferences/<slug>")
@public
def show(slug: str) -> str:
    """Show a conference: finalités, composition, presidency, calendar, decisions, costs."""
    with reading() as session:
        found = found_at(session, slug)
        day = today(found.conference)
        rights = rights_of(current_actor(), found.conference.id)
        terms = terms_of(session, found.conference.id) if rights.warnings else None
        alerts = alerts_of(session, found.conference, day, terms) if terms is not None else ()
        body = unchanged_body(found.mark, day, lambda: drawn(session, found, day, terms))
    return render_template(
        "pages/conferences/show.html", **frame(found.conference), rights=rights, alerts=alerts, body=body
    )


@blueprint.get("/conferences/<slug>/groupes/<int:group_id>")
@public
def group(slug: str, group_id: int) -> str:
    """Show a thematic group: its pilot, its members and what admits them, its sittings."""
    with reading() as session:
        found = found_at(session, slug)
        view = group_of(session, found.conference, min(group_id, 2**31 - 1), today(found.conference))
        places = filled(session, "group", view)
    rights = rights_of(current_actor(), found.conference.id)
    return render_template(
        "pages/conferences/group.html", **frame(found.conference), group=view, rights=rights, places=places
    )


@blueprint.get("/conferences/<slug>/historique")
@public
def history(slug: str) -> tuple[str, int]:
    """Show who sat and who could vote on a day."""
    written = request.args.get("date", "")
    with reading() as session:
        found = found_at(session, slug)
        day = read_day(written) or today(found.conference)
        presidency = presidency_of(session, found.conference, day)
        act = act_on(session, found.conference.id, day)
        composition = composition_on(session, found.conference.id, day, chairing=presidency.chairing, act=act)
        page = render_template(
            "pages/conferences/history.html",
            **frame(found.conference),
            day=day,
            written=written,
            unreadable=bool(written) and read_day(written) is None,
            presidency=presidency,
            composition=composition,
            drawing=hemicycle_of(composition) if composition.seats else "",
            finalites=finalites_of(session, found.conference, day),
            acts=acts_of(session, found.conference.id),
        )
    return page, 422 if written and read_day(written) is None else 200


def today(conference: Conference | None = None) -> date:
    """Return the calendar day where the conference is."""
    moment = house().units.clock()
    return local_date(moment, ZoneInfo(conference.timezone)) if conference else local_date(moment)


def found_at(session: Session, slug: str) -> Found:
    """Return the conference of an address; dates are then written in its zone."""
    found = find_conference(session, slug, house().units.clock())
    g.timezone = found.conference.timezone
    return found


def frame(conference: Conference) -> dict[str, object]:
    """Return what the layout of every page of a conference needs."""
    return {"conference": conference, "accent_href": accent_href(conference.id, conference.accent)}


def read_day(written: str) -> date | None:
    """Return the day of the address, None when it is absent or unreadable."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if 1900 <= day.year < 2200 else None


def drawn(session: Session, found: Found, day: date, terms: Sequence[PresidencyTerm] | None) -> str:
    """Draw the page of a conference: all that is the same for everybody."""
    page = overview_of(session, found, day, terms)
    return render_template(
        "pages/conferences/body.html",
        page=page,
        hemicycle=hemicycle_of(page.composition) if page.composition.seats else "",
        wheel="" if page.presidency.statutory or not page.presidency.order else wheel_of(page.presidency),
        shares=shares_of(page.costs, page.composition) if page.costs and page.costs.shares else "",
        exact_euros=exact_euros,
        money=money,
    )


def unchanged_body(mark: Mark, day: date, draw: Callable[[], str]) -> str:
    """Return the page drawn from this very state, drawing it again when anything changed."""
    kept: dict[int, tuple[object, str]] = house().notes.setdefault("conference_bodies", {})
    key = (mark, day, str(get_locale()))
    known = kept.get(mark.conference_id)
    if known is None or known[0] != key:
        known = kept[mark.conference_id] = (key, draw())
    return known[1]
