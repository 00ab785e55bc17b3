"""What the pages of minutes show, decided once for each reader: templates hide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.conferences.rules.settings import Reglement
from app.foundation.actors import Actor
from app.foundation.clock import local_date
from app.foundation.facts import MEMBERS
from app.foundation.french import day
from app.foundation.unit_of_work import require
from app.journal.streams import audiences_for
from app.sittings import roles
from app.sittings.agenda.queries import sitting_with_conference
from app.sittings.models import Minutes, MinutesCorrection, Sitting
from app.sittings.policies import may_follow_sitting
from app.sittings.rules.minutes import STATE_WORDS, publication_due
from app.sittings.words import MinutesState, SittingState

from . import policies, queries
from .content import fingerprint
from .document import compose_record
from .fold import facts_of
from .headings import Missing, missing

HIDDEN = "Cette séance n’existe pas, ou n’est pas publique."
LIST_DAYS = 7
"""CGCT L2121-25: the list of what was deliberated is published within a week."""


@dataclass(kw_only=True)
class MinutesPage:
    """Minutes as one reader sees them; `doc` is None while they are not for this reader."""

    sitting: Sitting
    state: MinutesState
    state_words: str
    kept: Minutes | None
    doc: dict[str, Any] | None
    fingerprint: str
    public_version: bool
    inside: bool
    drafts: bool
    signs: bool
    corrects: bool
    corrections_until: date | None
    publication_due: date | None
    adopted_in: Sitting | None
    missing: list[Missing] = field(default_factory=list)
    notes: dict[int, Any] = field(default_factory=dict)
    corrections: Sequence[MinutesCorrection] = ()
    adopters: Sequence[Sitting] = ()

    @property
    def draft(self) -> bool:
        """Tell whether the text may still change."""
        return self.state in (MinutesState.DRAFT, MinutesState.CIRCULATED)

    @property
    def adopter_options(self) -> list[tuple[int, str]]:
        """Return the sittings among which to say which one adopted the minutes."""
        zone = ZoneInfo(self.sitting.conference.timezone)
        return [(s.id, f"{s.title}, {day(local_date(s.opened_at, zone))}") for s in self.adopters if s.opened_at]

    def about(self, item_id: int | None) -> list[MinutesCorrection]:
        """Return the corrections about an item (None: about the rest)."""
        return [c for c in self.corrections if c.item_id == item_id]


def minutes_page(session: Session, actor: Actor, sitting_id: int, today: date, *, public_version: bool) -> MinutesPage:
    """Return the minutes of a sitting for a reader, or raise `NotFound` when the sitting is not for them."""
    sitting = sitting_with_conference(session, sitting_id)
    require(actor, may_follow_sitting, sitting, hidden=HIDDEN)
    kept = queries.minutes_of(session, sitting_id)
    page = _page(actor, sitting, kept, today)
    if not policies.may_read(actor, sitting, kept):
        return page
    page.public_version = sitting.public and (public_version or not page.inside)
    if page.state is MinutesState.DRAFT:
        _draw(session, page)
    else:
        assert kept is not None
        assert kept.content is not None
        page.doc = kept.content["public" if page.public_version else "members"]
    page.fingerprint = fingerprint(page.doc) if page.doc else ""
    if page.inside and page.state is not MinutesState.DRAFT:
        page.corrections = queries.corrections_of(session, sitting_id)
    if page.drafts and page.state is MinutesState.CIRCULATED:
        page.adopters = queries.sittings_after(session, sitting)
        page.notes = queries.notes_of(session, sitting_id)
    if kept and kept.adopted_in_id:
        page.adopted_in = session.get(Sitting, kept.adopted_in_id)
    return page


def _page(actor: Actor, sitting: Sitting, kept: Minutes | None, today: date) -> MinutesPage:
    zone = ZoneInfo(sitting.conference.timezone)
    reglement = Reglement.from_json(sitting.reglement)
    state = kept.state if kept else MinutesState.DRAFT
    circulated = local_date(kept.circulated_at, zone) if kept and kept.circulated_at else None
    until = circulated + timedelta(days=reglement.corrections_days) if circulated else None
    adopted = local_date(kept.adopted_at, zone) if kept and kept.adopted_at else None
    inside = roles.inside(actor, sitting)
    open_to_corrections = state is MinutesState.CIRCULATED and until is not None and today <= until
    return MinutesPage(
        sitting=sitting,
        state=state,
        state_words=STATE_WORDS[state],
        kept=kept,
        doc=None,
        fingerprint="",
        public_version=False,
        inside=inside,
        drafts=policies.may_draft(actor, sitting),
        signs=_signs(actor, sitting, kept),
        corrects=open_to_corrections and policies.may_correct(actor, sitting),
        corrections_until=until,
        publication_due=publication_due(adopted, days=reglement.minutes_publication_days) if adopted else None,
        adopted_in=None,
    )


def _signs(actor: Actor, sitting: Sitting, kept: Minutes | None) -> bool:
    """Tell whether a signature of this reader is awaited."""
    if kept is None or kept.state is not MinutesState.ADOPTED:
        return False
    return policies.may_sign(actor, sitting) and all(s["person_id"] != actor.person_id for s in kept.signatures)


def _draw(session: Session, page: MinutesPage) -> None:
    drawn = queries.drawn(session, page.sitting)
    content = drawn.content
    page.doc = content["public" if page.public_version else "members"]
    page.missing = missing(drawn.members, slug=page.sitting.conference.slug)
    page.notes = queries.notes_of(session, page.sitting.id)


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """The record of decisions as one reader sees it; `doc` is None before the sitting."""

    sitting: Sitting
    doc: dict[str, Any] | None
    complete: bool
    due: date | None
    inside: bool


def record_page(session: Session, actor: Actor, sitting_id: int) -> RecordPage:
    """Return the record of decisions for a reader, or raise `NotFound` when the sitting is not for them."""
    sitting = sitting_with_conference(session, sitting_id)
    require(actor, may_follow_sitting, sitting, hidden=HIDDEN)
    audiences = audiences_for(session, actor, sitting.stream)
    inside = MEMBERS in audiences
    doc = None
    if sitting.opened_at is not None:
        facts = facts_of(queries.entries_of(session, sitting, audiences))
        doc = compose_record(facts, queries.frame_of(sitting, []), for_public=not inside).content
    zone = ZoneInfo(sitting.conference.timezone)
    closed = local_date(sitting.closed_at, zone) if sitting.closed_at else None
    return RecordPage(
        sitting=sitting,
        doc=doc,
        complete=sitting.state is SittingState.CLOSED,
        due=closed + timedelta(days=LIST_DAYS) if closed else None,
        inside=inside,
    )
