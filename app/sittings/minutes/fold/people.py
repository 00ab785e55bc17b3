"""Who came, who left, and the quorum that followed."""

from app.sittings.minutes.facts import Attendee, Stay

from .folding import Entry, Folding, Tell, mark, read_quorum

MOVES = ("left", "entered", "mode_changed")


def entered(known: Folding, entry: Entry) -> None:
    """Somebody entered, or changed the way of attending."""
    said = entry.payload
    key = (said["seat_id"], said["person_id"])
    blank = Attendee(
        seat_id=said["seat_id"], person_id=said["person_id"], name=said["name"], institution=said["institution"]
    )
    attendee = known.attendees.setdefault(key, blank)
    if before := attendee.here:
        # Nobody enters twice: the exit between the two was told behind closed doors.
        before.left_unseen = True
    changes = _untell_exit(known, entry, attendee)
    stay = Stay(mode=said["mode"], entered=mark(entry), entered_by=said["by"] if said["on_behalf"] else "")
    attendee.stays.append(stay)
    known.quorum = read_quorum(said["quorum"])
    if known.under_way:
        known.tell(entry, "mode_changed" if changes else "entered", (attendee, stay))


def _untell_exit(known: Folding, entry: Entry, attendee: Attendee) -> bool:
    """Take back the exit told in the same act as an entry: whoever changes places has not left the sitting.

    In one act exits come first, then entries, then what became of the quorum: anything else between the two, or
    another instant, makes them two acts.
    """
    for place in range(len(known.moments) - 1, -1, -1):
        moment = known.moments[place]
        if moment.what not in MOVES or moment.mark.at != entry.occurred_at:
            return False
        if moment.what == "left" and moment.about[0] is attendee:
            del known.moments[place]
            return True
    return False


def left(known: Folding, entry: Entry) -> None:
    """Somebody left. One whose entry was told behind closed doors is not known here."""
    said = entry.payload
    known.quorum = read_quorum(said["quorum"])
    attendee = known.attendees.get((said["seat_id"], said["person_id"]))
    if attendee is None or attendee.here is None:
        return
    stay = attendee.here
    stay.left, stay.left_by = mark(entry), said["by"] if said["on_behalf"] else ""
    if known.under_way:
        known.tell(entry, "left", (attendee, stay))


def here_again(known: Folding, entry: Entry) -> None:
    """The doors open: who is there now tells who came and who left behind them."""
    present = {(line["seat_id"], line["person_id"]): line for line in entry.payload["present"]}
    for key, attendee in known.attendees.items():
        if attendee.here and (key not in present or present[key]["mode"] != attendee.here.mode):
            attendee.here.left_unseen = True
    for key, line in present.items():
        blank = Attendee(
            seat_id=line["seat_id"], person_id=line["person_id"], name=line["name"], institution=line["institution"]
        )
        attendee = known.attendees.setdefault(key, blank)
        if attendee.here is None:
            attendee.stays.append(Stay(mode=line["mode"], entered=mark(entry), entered_unseen=True))


def quorum_reached(known: Folding, entry: Entry) -> None:
    """The assembly may decide."""
    _quorum(known, entry, "quorum_reached")


def quorum_lost(known: Folding, entry: Entry) -> None:
    """The assembly may not decide any more."""
    _quorum(known, entry, "quorum_lost")


def _quorum(known: Folding, entry: Entry, what: str) -> None:
    known.quorum = read_quorum(entry.payload["quorum"])
    if known.under_way:
        known.tell(entry, what, known.quorum)


TELLS: dict[str, Tell] = {
    "presence.entered": entered,
    "presence.left": left,
    "quorum.reached": quorum_reached,
    "quorum.lost": quorum_lost,
}
