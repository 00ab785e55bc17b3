"""The pages of following: asking, confirming, stopping, one's own list, and the feed of each object."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor
from app.web.security import csrf

from . import operations, queries
from .links import Links
from .models import Following
from .words import RHYTHMS

blueprint = Blueprint("following", __name__)
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed says it changed while there is nothing in it yet: any fixed day, so that it does not seem to change."""


@blueprint.get("/suivre/<kind>/<int:id>")
@public
def follow_page(kind: str, id: int) -> str:
    """Show how to follow an object: with one's account, at an address, by feed."""
    stream, person_id = f"{kind}:{id}", current_actor().person_id
    with reading() as session:
        found = queries.followable(session, stream)
        following = queries.following_of(session, person_id, stream) if person_id else None
        return render_template(
            "pages/following/follow.html", found=found, stream=stream, following=following, rhythms=RHYTHMS
        )


@blueprint.get("/suivre/<kind>/<int:id>.atom")
@public
def feed(kind: str, id: int) -> BaseResponse:
    """Give the last public entries of an object as Atom."""
    stream = f"{kind}:{id}"
    with reading() as session:
        found = queries.followable(session, stream)
        body = render_template(
            "pages/following/feed.atom.xml",
            found=found,
            stream=stream,
            entries=queries.latest(session, stream, ZoneInfo(found.timezone)),
            base=house().settings.public_url,
            path=request.path,
            epoch=NEVER,
        )
    answer = Response(body, mimetype="application/atom+xml")
    answer.add_etag()
    return answer.make_conditional(request)


@blueprint.get("/suivre/confirmer/<token>")
@public
def confirm_page(token: str) -> str:
    """Show the button that confirms: mailboxes open links by themselves, and must not confirm for anybody."""
    following_id, rhythm = Links.of(house().settings).read_confirming(token)
    with reading() as session:
        following = session.get(Following, following_id)
        found = queries.followable(session, following.stream) if following else None
    return render_template(
        "pages/following/confirm.html", token=token, following=following, found=found, words=RHYTHMS[rhythm]
    )


@blueprint.get("/suivre/arret/<token>")
@public
def stop_page(token: str) -> str:
    """Show the button that stops; opening the page stops nothing."""
    Links.of(house().settings).read_stopping(token)
    return render_template("pages/following/stop.html", token=token, stopped=False)


@blueprint.post("/suivre/arret/<token>")
@public
@csrf.exempt  # type: ignore[untyped-decorator]  # a mailbox posts here for its reader, without cookie (RFC 8058)
def stop_now(token: str) -> str:
    """Stop, in one click, without account."""
    following_id = Links.of(house().settings).read_stopping(token)
    with house().units.begin(current_actor()) as work:
        operations.stop_from_a_mail(work, following_id)
    return render_template("pages/following/stop.html", token=token, stopped=True)


@blueprint.get("/compte/suivis")
def own_page() -> str:
    """Show what the person follows, and let them change it."""
    person_id = current_actor().person_id
    assert person_id is not None  # the page is not public
    with reading() as session:
        return render_template(
            "pages/following/own.html", followed=queries.followed_by(session, person_id), rhythms=RHYTHMS
        )
