"""The calendar page and its feeds."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.conferences.models import ThematicGroup
from app.conferences.queries.warnings import alerts_of
from app.conferences.rules.findings import Alert
from app.foundation.actors import VISITOR
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.sittings.agenda.policies import may_see_sitting
from app.sittings.models import Sitting
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from . import ical, queries
from .others import OtherDate, Period, other_dates
from .views import WHOLE, Choice, by_month, local_day

blueprint = Blueprint("calendar", __name__)
SHOWN_RULES = ("R3.7", "R3.8")
KEPT_IN_FEEDS = 2


@blueprint.get("/calendrier")
@public  # `visible_to` decides which sittings each person sees
def calendar() -> str:
    """Show when and where the conferences and their groups sit."""
    now = house().units.clock()
    with reading() as session:
        choice = _choice(session)
        seen = queries.visible_to(current_actor())
        when = queries.upcoming(local_date(now)) if choice.year is None else queries.in_year(choice.year)
        sittings = queries.sittings_where(session, seen, when, *_of(choice))
        conferences = queries.conferences_by_name(session)
        only = choice.conference or (conferences[0] if len(conferences) == 1 else None)
        return render_template(
            "pages/calendar/calendar.html",
            choice=choice,
            months=by_month(sittings),
            periods=_periods(choice, queries.years_with_sittings(session, seen, *_of(choice))),
            conference_options=[(conference.slug, conference.name) for conference in conferences],
            group_options=_assemblies(queries.groups_of(session, only.id)) if only else [],
            alerts=_alerts(session, choice, now),
            local_day=local_day,
            others=other_dates(session, _period(choice, local_date(now))),
        )


def _period(choice: Choice, today: date) -> Period:
    """Return the days shown: what comes in the year ahead, or a year."""
    first = today if choice.year is None else date(choice.year, 1, 1)
    return Period(
        first=first,
        last=first + timedelta(days=365) if choice.year is None else date(choice.year, 12, 31),
        conference_id=choice.conference.id if choice.conference else None,
        group_id=choice.group.id if choice.group else None,
    )


def _periods(choice: Choice, years: list[int]) -> list[dict[str, Any]]:
    coming = {"label": _("À venir"), "href": choice.href(annee=None), "current": choice.year is None}
    return [
        coming,
        *({"label": str(year), "href": choice.href(annee=year), "current": choice.year == year} for year in years),
    ]


def _assemblies(groups: list[ThematicGroup]) -> list[tuple[str, str]]:
    return [(WHOLE, _("Conférence seule")), *((str(group.id), group.name) for group in groups)] if groups else []


def _choice(session: Session) -> Choice:
    slug, of = request.args.get("conference"), request.args.get("groupe", "")
    conference = queries.conference_by_slug(session, slug) if slug else None
    group = queries.group_in(session, conference, int(of)) if conference and of.isdecimal() and len(of) < 10 else None
    year = request.args.get("annee", type=int)
    if year is not None and not 2000 <= year < 2100:
        raise NotFound(_("Le calendrier n’a pas cette année."))
    return Choice(conference=conference, group=group, whole=conference is not None and of == WHOLE, year=year)


def _of(choice: Choice) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if choice.conference is not None:
        conditions.append(Sitting.conference_id == choice.conference.id)
    if choice.group is not None:
        conditions.append(Sitting.group_id == choice.group.id)
    elif choice.whole:
        conditions.append(Sitting.group_id.is_(None))
    return conditions


def _alerts(session: Session, choice: Choice, now: datetime) -> list[Alert]:
    if choice.conference is None or choice.year is not None:
        return []
    found = alerts_of(session, choice.conference, local_date(now))
    return [alert for alert in found if alert.rule in SHOWN_RULES]


@blueprint.get("/calendrier.ics")
@public  # only public sittings are in the feeds
def feed() -> Response:
    """Give the public sittings of every conference to diaries."""
    with reading() as session:
        return _feed(session, _("Conférences territoriales"), _since())


@blueprint.get("/conferences/<slug>/agenda.ics")
@public  # only public sittings are in the feeds
def conference_feed(slug: str) -> Response:
    """Give the public sittings of a conference and of its groups to diaries."""
    with reading() as session:
        conference = queries.conference_by_slug(session, slug)
        return _feed(session, conference.name, _since(conference.id), Sitting.conference_id == conference.id)


@blueprint.get("/conferences/<slug>/groupes/<int:group_id>/agenda.ics")
@public  # only public sittings are in the feeds
def group_feed(slug: str, group_id: int) -> Response:
    """Give the public sittings of a group to diaries."""
    with reading() as session:
        conference = queries.conference_by_slug(session, slug)
        group = queries.group_in(session, conference, group_id)
        return _feed(session, group.name, _since(conference.id, group.id), Sitting.group_id == group.id)


@blueprint.get("/seances/<int:sitting_id>.ics")
@public  # its policy decides who may have it
def sitting_feed(sitting_id: int) -> Response:
    """Give one sitting to a diary."""
    with reading() as session:
        found = queries.sittings_where(session, Sitting.id == sitting_id)
        if not found:
            raise NotFound(_("Cette séance n’existe pas, ou n’est pas publique."))
        hidden = _("Cette séance n’existe pas, ou n’est pas publique.")
        require(current_actor(), may_see_sitting, found[0], hidden=hidden)
        return _answer(session, found[0].title, found, shared=found[0].public)


def _since(conference_id: int | None = None, group_id: int | None = None) -> Period:
    first = local_date(house().units.clock()) - timedelta(days=366 * KEPT_IN_FEEDS)
    return Period(first=first, conference_id=conference_id, group_id=group_id)


def _feed(session: Session, name: str, period: Period, *conditions: ColumnElement[bool]) -> Response:
    recent = queries.since_years(house().units.clock(), KEPT_IN_FEEDS)
    found = queries.sittings_where(session, queries.visible_to(VISITOR), recent, *conditions)
    return _answer(session, name, found, shared=True, others=other_dates(session, period))


def _answer(
    session: Session, name: str, sittings: list[Sitting], *, shared: bool, others: Sequence[OtherDate] = ()
) -> Response:
    body = ical.feed(
        name,
        sittings,
        orders=queries.orders_of(session, sittings),
        site=house().settings.public_url,
        source=request.path,
        stamp=house().units.clock(),
        others=others,
    )
    response = make_response(body)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'inline; filename="{request.path.rsplit("/", 1)[-1]}"'
    response.headers["Cache-Control"] = "public, max-age=900" if shared else "private, no-cache"
    return response
