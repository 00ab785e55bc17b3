"""The page of who could do what on a day, for anybody."""

from flask import Blueprint, render_template, request

from app.conferences.models import Conference
from app.conferences.pages.public import found_at, frame, read_day, today
from app.web.guards import public
from app.web.house import reading
from app.web.identity import current_actor

from .queries import who_could

blueprint = Blueprint("powers", __name__)


@blueprint.get("/conferences/<slug>/pouvoirs")
@public
def powers(slug: str) -> tuple[str, int]:
    """Show each capacity of a day with the act that proves it, and each act with who could do it."""
    written = request.args.get("date", "")
    with reading() as session:
        found = found_at(session, slug)
        day = read_day(written)
        page = render_template(
            "pages/home/powers.html",
            **frame(found.conference),
            powers=who_could(
                session, found.conference, day or today(found.conference), inside=_inside(found.conference)
            ),
            written=written,
            unreadable=bool(written) and day is None,
        )
    return page, 422 if written and day is None else 200


def _inside(conference: Conference) -> bool:
    return any(capacity.conference_id == conference.id for capacity in current_actor().capacities)
