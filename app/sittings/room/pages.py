"""The sitting room, its projector and their parts."""

from datetime import datetime
from typing import Any

from flask import Blueprint, g, redirect, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.foundation import reserved
from app.foundation.actors import VISITOR, Actor
from app.foundation.errors import NotFound
from app.journal.epochs import epoch_for
from app.journal.queries import database_id
from app.journal.streams import split
from app.sittings.words import SittingState
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor
from app.web.places import filled

from . import queries, rows
from .fragments import KINDS, OFFERED, Copy, Drawn, Shelf
from .pictures import DRAWINGS
from .room_view import RoomView
from .views import Role

blueprint = Blueprint("room", __name__)
BALLOT_OPEN_LASTS = 1.0
TEMPLATES = {
    Role.GALLERY: "pages/room/gallery.html",
    Role.MEMBER: "pages/room/member.html",
    Role.CHAIR: "pages/room/chair.html",
    Role.SECRETARY: "pages/room/secretary.html",
}


@blueprint.get("/seances/<int:sitting_id>/salle")
@public  # `role_of` decides what each person sees
def room(sitting_id: int) -> str | Response:
    """Show the room from the reader's own seat."""
    with reading() as session:
        door = _door(session, sitting_id, request.args.get("vue"))
        if door.found.sitting.state is SittingState.PREPARING:
            return redirect(f"/seances/{sitting_id}/preparation", 303)
        return render_template(TEMPLATES[door.role], **_frame(session, door, "galerie"))


@blueprint.get("/seances/<int:sitting_id>/projection")
@public  # of a public sitting it shows what the gallery may see
def projection(sitting_id: int) -> str:
    """Show the screen of the room."""
    with reading() as session:
        door = _door(session, sitting_id, Role.GALLERY)
        return render_template("pages/room/projection.html", **_frame(session, door, "projection"))


@blueprint.get("/seances/<int:sitting_id>/fragments/huis-clos")
@public  # it tells only what the page tells
def closed_doors(sitting_id: int) -> Response:
    """Answer nothing as long as the public is kept out; then send it, and who sits, to the page of the room."""
    with reading() as session:
        door = _door(session, sitting_id, Role.GALLERY)
    # A sitting that was never public has no copy for the public: only its members come here, and go in.
    if door.role is Role.GALLERY and _public_copy(sitting_id, "galerie", 0).closed:
        return Response(status=204)
    return redirect(f"/seances/{sitting_id}/salle", 303)


@blueprint.get("/seances/<int:sitting_id>/fragments/<name>")
@public  # `role_of` decides what each person sees
def fragment(sitting_id: int, name: str) -> Response:
    """Render one part again; the public's is the same for everybody and kept in memory."""
    asked = request.args.get("vue")
    if asked == Role.GALLERY:
        copy = _public_copy(sitting_id, name, request.args.get("position", type=int))
        return _tagged(copy.html, copy.tag, "public, max-age=1")
    with reading() as session:
        door = _door(session, sitting_id, asked)
        seen = _whole(session, door, house().units.clock())
        html = _render(name, seen, _about(session, seen))
    return _tagged(html, None, "private, no-cache")


def _door(session: Session, sitting_id: int, asked: str | None) -> queries.Entrance:
    door = queries.entrance(session, sitting_id, current_actor(), asked=asked)
    g.timezone = door.found.sitting.conference.timezone
    if not door.found.sitting.in_public:
        reserved.note()
    return door


def _whole(session: Session, door: queries.Entrance, now: datetime) -> RoomView:
    return queries.with_owners(session, queries.room_of(session, door, now), request.args.get("institution", "")[:200])


def _frame(session: Session, door: queries.Entrance, part: str) -> dict[str, Any]:
    """Return the context of a page; what the public sees comes from the shelf, one copy for all."""
    now = house().units.clock()
    frame: dict[str, Any] = {
        "kinds": KINDS,
        "epoch": _epoch(session, door.actor, door.found.sitting.stream),
        "server_time": now,
    }
    if door.role is Role.GALLERY:
        copy = _public_copy(door.found.sitting.id, part, None, position=door.found.position)
        html = Markup(copy.html.decode())  # noqa: S704 - it is the output of our own template
        seen = queries.threshold(door, now)
        frame |= {"fragment": html, "position": copy.position, "closed": copy.closed}
        if door.actor.signed_in:
            frame["guest"] = filled(session, "room.guest", (door.actor, door.found.sitting.id))
    else:
        seen = _whole(session, door, now)
        frame |= {"position": seen.position, "about": _about(session, seen)}
    return frame | {"room": seen, "here": _here(seen), **DRAWINGS}


def _public_copy(sitting_id: int, name: str, asked: int | None, *, position: int | None = None) -> Copy:
    shelf: Shelf = house().notes.setdefault("room.fragments", Shelf())

    def head() -> int:
        if position is not None:
            return position
        with reading() as session:
            return rows.head_position(session, sitting_id)

    def draw() -> Drawn:
        with reading() as session:
            seen = queries.gallery_of(session, sitting_id, house().units.clock())
        g.timezone = seen.sitting.timezone
        moving = seen.ballot is not None and seen.ballot.open
        lasts = BALLOT_OPEN_LASTS if moving else float("inf")
        return Drawn(seen.position, _render(name, seen), lasts, closed=seen.hidden)

    return shelf.take(sitting_id, name, asked, head=head, draw=draw)


def _about(session: Session, seen: RoomView) -> Markup:
    """Return what other features tell those who sit of the item under discussion."""
    return filled(session, "room.item", seen.item)


def _render(name: str, seen: RoomView, about: str = "") -> bytes:
    if name not in OFFERED[seen.role]:
        raise NotFound("Cette partie de la page n’existe pas, ou n’est pas pour vous.")
    # The public's parts are shared between visitors: nothing of who asks may reach them.
    actor = {"actor": VISITOR} if seen.role is Role.GALLERY else {}
    context = {"room": seen, "here": _here(seen), "about": about, **DRAWINGS, **actor}
    return render_template(f"pages/room/fragments/{name}.html", **context).encode()


def _here(seen: RoomView) -> str:
    chosen = "" if seen.role is seen.roles[0] else f"?vue={seen.role}"
    return f"/seances/{seen.sitting.id}/salle{chosen}"


def _epoch(session: Session, actor: Actor, stream: str) -> str:
    kind, id = split(stream)
    # Behind closed doors a visitor has a page that says so, and nothing to follow.
    audiences = kind.audiences(session, actor, id) or ()
    return epoch_for(_database_id(session), actor, audiences)


def _database_id(session: Session) -> str:
    known: str | None = house().notes.get("database_id")
    if known is None:
        known = house().notes["database_id"] = database_id(session)
    return known


def _tagged(html: bytes, tag: str | None, caching: str) -> Response:
    response = Response(html, mimetype="text/html")
    response.headers["Cache-Control"] = caching
    if tag:
        response.set_etag(tag)
    else:
        response.add_etag()
    return response.make_conditional(request.environ)
