"""The pages of the outbox: what waits, what failed, and trying again."""

from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.journal.streams import audiences_for, described
from app.watch import queries as watch
from app.web.house import house, reading
from app.web.identity import current_actor

from . import policies, queries
from .operations import address_digest
from .words import MessageState

blueprint = Blueprint("notices", __name__)
STATES = {
    "attente": (MessageState.WAITING,),
    "echec": (MessageState.REFUSED, MessageState.GIVEN_UP),
    "remis": (MessageState.HANDED_OVER,),
}


@blueprint.get("/administration/messages")
def all_messages() -> str:
    """Show the administrator every message, those that need something by default."""
    require(current_actor(), policies.may_follow_all_messages)
    with reading() as session:
        return _page(session, None, title="")


@blueprint.get("/messages/<kind>/<int:id>")
def messages_of(kind: str, id: int) -> str:
    """Show those who administer an object the messages about it."""
    stream = f"{kind}:{id}"
    with reading() as session:
        actor = current_actor()
        # Whoever follows every message need not be of what each is about.
        audiences = () if policies.may_follow_all_messages(actor) else audiences_for(session, actor, stream)
        require(actor, policies.may_follow_messages, audiences)
        found = described(session, stream)
        if found is None:
            raise NotFound("Cet élément n’existe pas ou n’existe plus.")
        return _page(session, stream, title=found.title, back=found.href)


def _worker(session: Session) -> dict[str, Any]:
    seconds = watch.seconds_since_seen(session)
    late = watch.is_late(seconds, house().settings.worker_patience_minutes)
    return {"seconds": seconds, "late": late, "duties": watch.duties(session)}


def _page(session: Session, about: str | None, *, title: str, back: str = "") -> str:
    settings = house().settings
    state = request.args.get("etat", "" if about else "attente" if "adresse" not in request.args else "")
    address = request.args.get("adresse", "").replace("\x00", "").strip()[:254]
    asked = queries.Asked(
        about=about,
        states=STATES.get(state, ()),
        address=address,
        address_digests=tuple(address_digest(key, address) for key in (settings.secret_key, *settings.old_secret_keys)),
        page=request.args.get("page", default=1, type=int),
    )
    return render_template(
        "pages/notices/messages.html",
        found=queries.messages(session, asked),
        counts=queries.counts(session, about),
        state=state,
        address=address,
        title=title,
        back=back,
        worker=None if about else _worker(session),
        server=bool(settings.smtp_url or settings.trial),
        retention=settings.mail_retention_days,
    )
