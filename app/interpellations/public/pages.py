"""The public list, the file of an interpellation, its receipt and documents, and the feed of any search."""

from typing import Any

from flask import Response, g, render_template, request
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from app.conferences.rules.settings import Reglement
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.institutions.models import Institution
from app.interpellations.answers.promise_views import promise_views
from app.interpellations.clock.places import day_for
from app.interpellations.desk.templates import offered
from app.interpellations.hearings.letters import when
from app.interpellations.hearings.views import sittings_to_choose
from app.interpellations.loading import find_file
from app.interpellations.models import Attachment, Hearing, Interpellation, ServiceContact, Support
from app.interpellations.pages.blueprint import blueprint
from app.interpellations.redaction.policies import may_read_attachment, may_read_receipt
from app.interpellations.redaction.reading import originals_of
from app.interpellations.rights import rights_of
from app.interpellations.rules.filing import REASONS
from app.interpellations.rules.redaction import GROUNDS, WHAT
from app.interpellations.rules.states import WORDS
from app.interpellations.rules.thresholds import WORDS as EFFECTS
from app.interpellations.rules.thresholds import Threshold, thresholds
from app.interpellations.scoreboard.measures import MEASURES
from app.interpellations.supports.views import crossings_of
from app.interpellations.words import DeadlineKind, InterpellationState
from app.sittings.agenda.serving import serve_file
from app.sittings.models import StoredFile
from app.web.following import followed
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from .listing import GROUPS, Asked, listed
from .views import file_page

LONGEST = 200
NO_RECEIPT = "Cet accusé de réception n’existe pas, ou ne vous est pas adressé."
NO_DOCUMENT = "Ce document n’existe pas, ou n’est pas public."
READ_WITH_IT = (
    Interpellation.requester,
    Interpellation.body,
    Interpellation.residence,
    Interpellation.redactions,
    Interpellation.judgements,
    Interpellation.clarification,
    Interpellation.receipt,
)
"""Small parts of a file, read with it in one statement."""
MARKS = {
    InterpellationState.REGISTERED: "waiting",
    InterpellationState.INADMISSIBLE: "stopped",
    InterpellationState.ADMISSIBLE: "open",
    InterpellationState.ANSWERED: "open",
    InterpellationState.ESCALATED: "late",
    InterpellationState.HEARD: "open",
    InterpellationState.CLOSED: "done",
    InterpellationState.WITHDRAWN: "stopped",
}


def _asked() -> Asked:
    institution = request.args.get("institution", type=int)
    return Asked(
        words=request.args.get("q", "").strip()[:LONGEST].replace("\x00", ""),
        state=request.args.get("etat", "")[:40],
        contract=request.args.get("contrat", "")[:LONGEST].replace("\x00", ""),
        institution=institution if institution and 0 < institution < 2**31 else None,
        late=request.args.get("retard") == "1",
        answer=request.args.get("reponse", "") if request.args.get("reponse", "") in MEASURES else "",
        page=min(10_000, max(1, request.args.get("page", default=1, type=int))),
    )


@blueprint.get("/interpellations")
@public
def index() -> str:
    """Show the public files, restricted by what the address asks."""
    asked = _asked()
    with reading() as session:
        found = listed(session, asked, local_date(house().units.clock()))
        service = session.get(Institution, asked.institution) if asked.institution else None
        return render_template(
            "pages/interpellations/index.html",
            found=found,
            asked=asked,
            service=service,
            groups=GROUPS,
            words=WORDS,
            marks=MARKS,
        )


@blueprint.get("/interpellations.atom")
@public
def feed() -> Response:
    """Give the files of a selection as an Atom feed, the newest first."""
    with reading() as session:
        found = listed(session, _asked(), local_date(house().units.clock()))
        body = render_template(
            "pages/interpellations/feed.atom.xml",
            found=found,
            words=WORDS,
            base=house().settings.public_url,
            now=house().units.clock(),
            query=request.query_string.decode("ascii", "replace"),
        )
    return Response(body, mimetype="application/atom+xml")


@blueprint.get("/interpellations/<number>")
@public  # `find_file` refuses a draft
def show(number: str) -> str:
    """Show the file of an interpellation: its question, its answers, its dated timeline."""
    with reading() as session:
        file = found_at(session, number)
        live = followed(session, current_actor(), file.stream)
        return render_template("pages/interpellations/show.html", live=live, **drawn(session, file))


@blueprint.get("/interpellations/<number>/fragments/dossier")
@public  # as the page itself
def fragment(number: str) -> str:
    """Show the inside of the page, for an open one to stay true."""
    with reading() as session:
        return render_template("pages/interpellations/file.html", **drawn(session, found_at(session, number)))


def found_at(session: Session, number: str) -> Interpellation:
    """Return the file of an address; dates are then written in its conference's zone."""
    file = find_file(
        session,
        current_actor(),
        number,
        *(joinedload(part) for part in READ_WITH_IT),
    )
    if file.contract.conference is not None:
        g.timezone = file.contract.conference.timezone
    return file


def drawn(session: Session, file: Interpellation) -> dict[str, Any]:
    """Return what the page of a file shows to the person looking."""
    today = day_for(session, file, house().units.clock())
    page = file_page(session, file, today)
    actor = current_actor()
    clarifying = any(
        d.kind is DeadlineKind.CLARIFICATION and d.met_at is None and d.dropped_at is None for d in page.deadlines
    )
    last = page.hearings[-1].hearing if page.hearings else None
    rights = rights_of(
        actor, file, answered=bool(page.answers), clarifying=clarifying, judged=page.judged, hearing=last
    )
    return {
        "page": page,
        "originals": originals_of(session, file) if page.hidden and rights.read_original else (),
        "what_hidden": WHAT,
        "grounds": GROUNDS,
        "file": file,
        "rights": rights,
        "state_word": WORDS[file.state],
        "state_mark": MARKS.get(file.state, "neutral"),
        "reasons": REASONS,
        "sittings": _sittings(session, last) if last and rights.schedule_hearing else (),
        "thresholds": declared_thresholds(file),
        "effects": EFFECTS,
        "reports": [crossing for crossing in crossings_of(session, file) if crossing.report],
        "supported": actor.signed_in and session.scalar(_support_of(actor.person_id, file)) is not None,
        "promised": promise_views(actor, file, [c for read in page.answers for c in read.commitments], today),
        "templates": offered(session, [file.service_id]) if file.service_id and rights.answer else (),
        "contact": session.get(ServiceContact, file.service_id) if file.service_id and rights.desk else None,
    }


def _sittings(session: Session, hearing: Hearing) -> list[tuple[int, str]]:
    return [(s.id, f"{s.title}, {when(s)}") for s in sittings_to_choose(session, hearing.conference_id)]


def declared_thresholds(file: Interpellation) -> tuple[Threshold, ...]:
    """Return what supports open in the conference of the file."""
    conference = file.contract.conference
    return thresholds(Reglement.from_json(conference.reglement)) if conference else ()


def _support_of(person_id: int | None, file: Interpellation) -> Select[int]:
    return select(Support.id).where(Support.interpellation_id == file.id, Support.person_id == person_id)


@blueprint.get("/interpellations/<number>/accuse.pdf")
def receipt(number: str) -> Response:
    """Give the accusé de réception to the requester and to the desk."""
    with reading() as session:
        file = found_at(session, number)
        page = file_page(session, file, local_date(house().units.clock()))
        require(current_actor(), may_read_receipt, file, bool(page.hidden), hidden=NO_RECEIPT)
        if page.receipt is None:
            raise NotFound(NO_RECEIPT)
        kept = session.get_one(StoredFile, page.receipt.file_sha256)
        return Response(
            kept.content,
            mimetype="application/pdf",
            headers={"Content-Disposition": f'inline; filename="accuse-{file.number}.pdf"'},
        )


@blueprint.get("/interpellations/<number>/pieces/<int:id>")
@public  # a document that is not public is refused here
def attachment(number: str, id: int) -> Response:
    """Give a document of the file; before the secretariat has looked at it, only to who filed it and to the desk."""
    with reading() as session:
        file = found_at(session, number)
        joined = session.get(Attachment, min(id, 2**31 - 1))
        if joined is None or joined.interpellation_id != file.id:
            raise NotFound(NO_DOCUMENT)
        require(
            current_actor(), may_read_attachment, file, joined.public, bool(joined.hidden_reason), hidden=NO_DOCUMENT
        )
        kept = session.get_one(StoredFile, joined.file_sha256)
        return serve_file(kept, name=joined.name, shared=joined.public)
