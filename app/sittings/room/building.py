"""From entities to what is shown of them, and to whom: the one place that decides what a reader may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.sittings.models import AgendaItem, Decision, ItemNote, Motion, Presence, Speech
from app.sittings.words import ItemState

from .ballot_views import MotionView
from .rows import PlaceRow
from .views import CommitmentView, DecisionView, DocumentView, IntervalView, ItemView, NoteView, PlaceView, SpeechView

STATE = "État"
ON_THE_AGENDA = (ItemState.ACCEPTED, ItemState.CURRENT, ItemState.DONE)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who the views are for: a member reads more than the public, the bureau more than a member."""

    member: bool
    bureau: bool
    person_id: int | None


def item_views(items: Iterable[AgendaItem], reader: Reader) -> tuple[ItemView, ...]:
    """Return the agenda in order, numbered « 1 », « 2 », « 2.1 »."""
    children: dict[int | None, list[AgendaItem]] = {}
    for item in items:
        if item.state in ON_THE_AGENDA and (reader.member or item.in_public):
            children.setdefault(item.parent_id, []).append(item)
    return tuple(_numbered(children, None, "", 0, reader))


def _numbered(
    children: Mapping[int | None, list[AgendaItem]], parent: int | None, prefix: str, depth: int, reader: Reader
) -> Iterable[ItemView]:
    for rank, item in enumerate(children.get(parent, ()), 1):
        number = item.number or f"{prefix}{rank}"
        yield _item_view(item, number, depth, reader)
        yield from _numbered(children, item.id, f"{number}.", depth + 1, reader)


def _item_view(item: AgendaItem, number: str, depth: int, reader: Reader) -> ItemView:
    documents = tuple(
        DocumentView(id=d.id, name=d.name, public=d.public)
        for d in item.documents
        if reader.member or (d.public and not item.closed_doors)
    )
    return ItemView(
        id=item.id,
        number=number,
        depth=depth,
        title=item.title,
        description=item.description,
        kind=item.kind,
        state=item.state,
        minutes=item.minutes,
        rapporteur=item.rapporteur,
        closed_doors=item.closed_doors,
        started_at=item.started_at,
        ended_at=item.ended_at,
        documents=documents,
    )


def place_views(
    places: Iterable[PlaceRow], presences: Iterable[Presence], connected: frozenset[int], reader: Reader
) -> tuple[PlaceView, ...]:
    """Return each place with its intervals of presence; only members see who lost their connection."""
    intervals: dict[str, list[IntervalView]] = {}
    for presence in presences:
        key = f"s{presence.seat_id}" if presence.seat_id else f"p{presence.person_id}"
        intervals.setdefault(key, []).append(_interval(presence))
    return tuple(_place_view(p, intervals, connected, reader) for p in places)


def _interval(presence: Presence) -> IntervalView:
    return IntervalView(
        mode=presence.mode,
        entered_at=presence.entered_at,
        left_at=presence.left_at,
        on_behalf=presence.entered_by_id != presence.person_id,
    )


def _place_view(
    row: PlaceRow, intervals: Mapping[str, list[IntervalView]], connected: frozenset[int], reader: Reader
) -> PlaceView:
    seat, person, institution = row.seat, row.person, row.institution
    level = seat.level if seat else institution.level if institution else None
    key = f"s{seat.id}" if seat else f"p{person.id if person else None}"
    return PlaceView(
        seat_id=seat.id if seat else None,
        institution_id=institution.id if institution else None,
        institution=institution.name if institution else STATE,
        level=level.value if level else None,
        voting=row.voting,
        weight=seat.weight if seat else Decimal(1),
        person_id=person.id if person else None,
        holder=person.name if person else None,
        intervals=tuple(sorted(intervals.get(key, ()), key=lambda i: i.entered_at)),
        connected=person is not None and person.id in connected if reader.member else None,
    )


def speech_views(speeches: Iterable[Speech], places: Iterable[PlaceView], reader: Reader) -> tuple[SpeechView, ...]:
    """Return the floor; the public is not told who spoke behind closed doors."""
    by_seat = {p.seat_id: p for p in places if p.seat_id}
    by_person = {p.person_id: p for p in places if p.person_id}
    return tuple(
        _speech_view(s, by_seat.get(s.seat_id or 0) or by_person.get(s.person_id))
        for s in speeches
        if reader.member or s.public
    )


def _speech_view(speech: Speech, place: PlaceView | None) -> SpeechView:
    return SpeechView(
        id=speech.id,
        person_id=speech.person_id,
        seat_id=speech.seat_id,
        name=speech.person.name,
        institution=place.institution if place else speech.affiliation,
        level=place.level if place else None,
        kind=speech.kind,
        state=speech.state,
        on_behalf=speech.requested_by_id != speech.person_id,
        requested_at=speech.requested_at,
        item_id=speech.item_id,
        limit_seconds=speech.limit_seconds,
        started_at=speech.started_at,
        paused_at=speech.paused_at,
        paused_seconds=speech.paused_seconds,
        ended_at=speech.ended_at,
    )


def motion_views(motions: Iterable[Motion], reader: Reader) -> tuple[MotionView, ...]:
    """Return the texts; those of closed doors are for members."""
    return tuple(
        MotionView(
            id=m.id,
            item_id=m.item_id,
            number=m.number,
            title=m.title,
            paragraphs=tuple(str(p) for p in m.paragraphs),
            author=m.moved_by.name,
            person_id=m.moved_by_id,
            defines=tuple(str(f["title"]) for f in m.effect.get("finalites", ())),
            state=m.state,
        )
        for m in motions
        if reader.member or m.public
    )


def decision_views(decisions: Iterable[Decision], reader: Reader) -> tuple[DecisionView, ...]:
    """Return the decisions that the reader may read, with their commitments."""
    return tuple(
        DecisionView(
            id=d.id,
            number=d.number,
            item_id=d.item_id,
            ballot_id=d.ballot_id,
            text=d.text,
            decided_at=d.decided_at,
            commitments=tuple(
                CommitmentView(id=c.id, title=c.title, owner=c.owner.name, due_on=c.due_on, state=c.state)
                for c in d.commitments
            ),
        )
        for d in decisions
        if reader.member or d.public
    )


def note_views(notes: Iterable[ItemNote]) -> dict[int, NoteView]:
    """Return the notes by item. Only the bureau's views are built with them."""
    return {
        n.item_id: NoteView(item_id=n.item_id, text=n.text, version=n.version, written_at=n.written_at) for n in notes
    }
