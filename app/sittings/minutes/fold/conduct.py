"""The plan, the opening, the items, the floor, suspensions, doors and the end."""

from typing import Any

from app.sittings.minutes.facts import Expected, Item, Span, Speech

from . import powers
from .folding import Entry, Folding, Tell, mark, read_quorum
from .people import here_again


def planned(known: Folding, entry: Entry) -> None:
    """The chair fixed a date and a place."""
    _keep_plan(known, entry.payload)


def changed(known: Folding, entry: Entry) -> None:
    """The plan changed before the sitting."""
    _keep_plan(known, entry.payload["changes"])


def reconvened(known: Folding, entry: Entry) -> None:
    """The sitting takes up one that had no quorum."""
    _keep_plan(known, entry.payload)


def _keep_plan(known: Folding, said: dict[str, Any]) -> None:
    known.title = said.get("title", known.title)
    known.place = said.get("place", known.place)
    known.attendance = said.get("attendance", known.attendance)


def opened(known: Folding, entry: Entry) -> None:
    """The sitting is open: who chairs, who keeps the record, who was expected, with which quorum."""
    said = entry.payload
    known.opened, known.title = mark(entry), said["title"]
    known.chair, known.secretary = said["chair"], said.get("secretary", "")
    known.quorum = known.quorum_at_opening = read_quorum(said["quorum"])
    if "roll" in said:
        known.expected = tuple(Expected(**line) for line in said["roll"])
    powers.at_opening(known, entry)
    known.tell(entry, "opened")


def suspended(known: Folding, entry: Entry) -> None:
    """The sitting stops for a while."""
    known.suspensions.append(Span(began=mark(entry)))
    known.tell(entry, "suspended")


def resumed(known: Folding, entry: Entry) -> None:
    """The sitting goes on."""
    _end(known.suspensions, entry)
    known.tell(entry, "resumed")


def doors_closed(known: Folding, entry: Entry) -> None:
    """Closed doors begin."""
    known.closed_doors.append(Span(began=mark(entry)))
    known.tell(entry, "doors_closed")


def doors_opened(known: Folding, entry: Entry) -> None:
    """Closed doors end."""
    _end(known.closed_doors, entry)
    here_again(known, entry)
    powers.after_closed_doors(known, entry)
    known.tell(entry, "doors_opened")


def attendance_set(known: Folding, entry: Entry) -> None:
    """How one attends changed."""
    known.attendance = entry.payload["attendance"]
    if known.under_way:
        known.tell(entry, "attendance_set", known.attendance)


def closed(known: Folding, entry: Entry) -> None:
    """The sitting has ended, and with it every presence still under way."""
    known.closed, known.without_quorum = mark(entry), entry.payload["without_quorum"]
    known.current_item = None
    for attendee in known.attendees.values():
        if attendee.here:
            attendee.here.left = known.closed
    known.tell(entry, "closed")


def agenda_published(known: Folding, entry: Entry) -> None:
    """The agenda, in order."""
    for line in entry.payload["items"]:
        known.items[line["item_id"]] = Item(
            id=line["item_id"], number=line["number"], title=line["title"], kind=line["kind"]
        )


def item_added(known: Folding, entry: Entry) -> None:
    """An item was added after publication, for a reason."""
    said = entry.payload
    known.items[said["item_id"]] = Item(
        id=said["item_id"],
        number=said["number"],
        title=said["title"],
        kind=said["item_kind"],
        urgent_reason=said["reason"],
    )
    if known.under_way:
        known.tell(entry, "item_added", known.items[said["item_id"]])


def item_put_off(known: Folding, entry: Entry) -> None:
    """An item of the agenda is put off to a later sitting."""
    item = known.items.get(entry.payload["item_id"])
    if item is None:
        return
    item.put_off_because = entry.payload["reason"]
    if known.under_way:
        known.tell(entry, "item_put_off", item)


def item_started(known: Folding, entry: Entry) -> None:
    """The assembly takes up an item, for the first time or again."""
    said = entry.payload
    blank = Item(id=said["item_id"], number="", title=said["title"], kind=said["item_kind"])
    item = known.items.setdefault(said["item_id"], blank)
    again = bool(item.spans)
    item.spans.append(Span(began=mark(entry)))
    known.current_item = item
    known.tell(entry, "item_resumed" if again else "item_started", item)


def item_ended(known: Folding, entry: Entry) -> None:
    """The assembly has finished with an item."""
    item = known.items.get(entry.payload["item_id"])
    if item:
        _end(item.spans, entry)
    known.current_item = None


def floor_given(known: Folding, entry: Entry) -> None:
    """Somebody has the floor."""
    said = entry.payload["speech"]
    speech = Speech(
        id=said["id"],
        item_id=said["item_id"],
        name=said["name"],
        institution=said["institution"],
        level=said["level"],
        kind=said["kind"],
        span=Span(began=mark(entry)),
    )
    known.speeches[speech.id] = speech
    known.tell(entry, "speech", speech, item_id=speech.item_id)


def floor_ended(known: Folding, entry: Entry) -> None:
    """A speech ended."""
    speech = known.speeches.get(entry.payload["speech"]["id"])
    if speech:
        speech.span.ended, speech.seconds = mark(entry), entry.payload["seconds"]


def _end(spans: list[Span], entry: Entry) -> None:
    if spans and spans[-1].ended is None:
        spans[-1].ended = mark(entry)


TELLS: dict[str, Tell] = {
    "sitting.planned": planned,
    "sitting.changed": changed,
    "sitting.reconvened": reconvened,
    "sitting.opened": opened,
    "sitting.suspended": suspended,
    "sitting.resumed": resumed,
    "sitting.doors_closed": doors_closed,
    "sitting.doors_opened": doors_opened,
    "sitting.attendance_set": attendance_set,
    "sitting.closed": closed,
    "agenda.published": agenda_published,
    "item.added_urgently": item_added,
    "item.deferred": item_put_off,
    "item.started": item_started,
    "item.ended": item_ended,
    "floor.given": floor_given,
    "floor.ended": floor_ended,
}
