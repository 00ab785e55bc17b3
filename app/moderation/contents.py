"""The contents that can be reported: found by their key, as the public reads them, with who answers for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.contracts.concerned import conferences_concerned
from app.contracts.models import Contract
from app.foundation.errors import NotFound
from app.foundation.numbering import numbered
from app.institutions.models import Institution
from app.interpellations.models import Attachment, Body, Interpellation, InterpellationAnswer
from app.interpellations.words import InterpellationState

from .models import ModerationCase
from .words import ContentKind

MISSING = "Ce contenu n’existe pas, ou n’est pas public : il n’y a rien à signaler."
HIDDEN = "Contenu masqué"
GONE = "Contenu retiré depuis le signalement"


@dataclass(frozen=True, kw_only=True)
class Content:
    """A content as the public reads it today; `file_id` is that of the interpellation it belongs to, if any."""

    kind: ContentKind
    id: int
    title: str
    text: str
    href: str
    conference_id: int | None = None
    author_id: int | None = None
    asked_id: int | None = None
    file_id: int | None = None
    hidden: bool = False

    @property
    def key(self) -> str:
        """Return how the content is named in a report: `answer:7`."""
        return f"{self.kind}:{self.id}"


def find_content(session: Session, key: str) -> Content:
    """Return the public content of a key, or raise `NotFound`."""
    name, _, number = key.partition(":")
    # One spelling only: what is counted by key must not be counted apart under « 07 ».
    id = numbered(number)
    found = FINDERS[ContentKind(name)](session, id) if id is not None and name in set(ContentKind) else None
    if found is None:
        raise NotFound(MISSING)
    return found


def content_of(session: Session, case: ModerationCase) -> Content:
    """Return the content of a case, even once it is gone: taken back by its author, or no longer public."""
    try:
        return find_content(session, case.content)
    except NotFound:
        return Content(kind=case.kind, id=0, title=GONE, text=GONE, href="/moderation", hidden=True)


def _file(session: Session, id: int | None) -> Interpellation | None:
    wanted = select(Interpellation).where(Interpellation.id == id, Interpellation.number.is_not(None))
    wanted = wanted.options(joinedload(Interpellation.contract).load_only(Contract.conference_id, Contract.title))
    file = session.scalars(wanted).one_or_none()
    return None if file is None or file.state is InterpellationState.DRAFT else file


def _within(file: Interpellation) -> dict[str, Any]:
    return {
        "conference_id": file.contract.conference_id,
        "asked_id": file.service_id,
        "file_id": file.id,
        "href": f"/interpellations/{file.number}",
    }


def _interpellation(session: Session, id: int) -> Content | None:
    file = _file(session, id)
    if file is None:
        return None
    return Content(
        kind=ContentKind.INTERPELLATION,
        id=id,
        title=f"Interpellation nº {file.number}",
        text="\n\n".join(filter(None, (file.title, file.question, file.request))),
        author_id=file.requester_id,
        hidden=bool(file.hidden_reason),
        **_within(file),
    )


def _answer(session: Session, id: int) -> Content | None:
    answer = session.get(InterpellationAnswer, id, options=[joinedload(InterpellationAnswer.institution)])
    file = _file(session, answer.interpellation_id) if answer else None
    if answer is None or file is None:
        return None
    return Content(
        kind=ContentKind.ANSWER,
        id=id,
        title=f"Réponse à l’interpellation nº {file.number} ({answer.institution.name})",
        text=answer.text,
        author_id=answer.given_by_id,
        **_within(file),
    )


def _document(session: Session, id: int) -> Content | None:
    joined = session.get(Attachment, id)
    file = _file(session, joined.interpellation_id) if joined else None
    if joined is None or file is None or not (joined.public or joined.hidden_reason):
        return None
    return Content(
        kind=ContentKind.DOCUMENT,
        id=id,
        title=f"Pièce jointe à l’interpellation nº {file.number}",
        text=HIDDEN if joined.hidden_reason else joined.name,
        author_id=None if joined.answer_id else file.requester_id,
        hidden=bool(joined.hidden_reason),
        **_within(file),
    )


def _body(session: Session, id: int) -> Content | None:
    body = session.get(Body, id)
    if body is None:
        return None
    concerned = sorted(conferences_concerned(session, body.institution_id))
    return Content(
        kind=ContentKind.BODY,
        id=id,
        title=body.name,
        text=body.name,
        href=body.href,
        conference_id=concerned[0] if concerned else None,
    )


def _institution(session: Session, id: int) -> Content | None:
    found = session.get(Institution, id)
    if found is None:
        return None
    return Content(
        kind=ContentKind.INSTITUTION,
        id=id,
        title=found.name,
        text=found.name,
        href=f"/institutions/{id}",
        asked_id=id,
    )


FINDERS: dict[ContentKind, Callable[[Session, int], Content | None]] = {
    ContentKind.INTERPELLATION: _interpellation,
    ContentKind.ANSWER: _answer,
    ContentKind.DOCUMENT: _document,
    ContentKind.BODY: _body,
    ContentKind.INSTITUTION: _institution,
}
