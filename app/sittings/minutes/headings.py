"""From a document to the mandatory headings of a procès-verbal, and where each missing one is put right. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.sittings.rules.minutes import BallotRecord, Record, missing_headings

from .document.shapes import BallotLine, Document, Section, TextLine
from .document.words import CHOICES


def record_of(document: Document) -> Record:
    """Return what the minutes say, in the form in which headings are checked."""
    sheet = document.attendance
    return Record(
        held_on=date.fromisoformat(document.held_on) if document.held_on else None,
        opened_at=document.opened,
        chair=document.chair,
        secretary=document.secretary,
        present=[row.name for row in sheet.present],
        represented=sheet.represented,
        absent=None if sheet.absent is None else [row.name for row in sheet.absent],
        quorum=document.quorum[0].text if document.quorum else "",
        agenda=[line.title for line in document.agenda],
        texts=[line.title for s in document.sections for line in s.lines if isinstance(line, TextLine)],
        ballots=[_ballot(line) for s in document.sections for line in s.lines if isinstance(line, BallotLine)],
        discussions={_key(s): "\n\n".join(s.discussion or ()) for s in document.sections if _discussed(s)},
    )


def _ballot(line: BallotLine) -> BallotRecord:
    votes = {f"{v.name} ({v.institution})": CHOICES[v.choice][0] for v in line.voters}
    return BallotRecord(question=line.question, result=line.sentence or line.cancelled, votes=votes)


def _discussed(section: Section) -> bool:
    return section.item_id is not None and section.expects_discussion and not section.withheld


def _key(section: Section) -> str:
    return f"{section.number} {section.title}".strip()


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A heading that is not filled: what, and where to put it right."""

    words: str
    href: str


FIXED_AT: Final = {
    "secretary": "/conferences/{slug}/administration",
    "present": "/seances/{id}/salle",
    "quorum": "/seances/{id}/salle",
    "agenda": "/seances/{id}/preparation",
    "ballots": "/seances/{id}/salle",
}


def missing(document: Document, *, slug: str) -> list[Missing]:
    """Return what is missing, each discussion by its item."""
    found: list[Missing] = []
    for heading in missing_headings(record_of(document)):
        if heading.key == "discussions":
            found.extend(_discussions(document.sections))
        else:
            where = FIXED_AT.get(heading.key, "/seances/{id}").format(slug=slug, id=document.sitting_id)
            found.append(Missing(words=heading.words, href=where))
    return found


def _discussions(sections: Iterable[Section]) -> list[Missing]:
    return [
        Missing(words=f"la teneur de la discussion du point {_key(s)}", href=f"#notes-{s.item_id}")
        for s in sections
        if _discussed(s) and not s.discussion
    ]
