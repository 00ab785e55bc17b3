"""The kinds of entries that nobody is told of one by one."""

UNTOLD = frozenset(
    {
        "ballot.voted",
        "floor.asked",
        "floor.closed",
        "floor.emptied",
        "floor.ended",
        "floor.given",
        "floor.moved",
        "floor.paused",
        "floor.reopened",
        "floor.resumed",
        "floor.withdrawn",
        "interpellation.drafted",
        "interpellation.reminded",
        "interpellation.supports_counted",
        "item.ended",
        "item.moved",
        "item.started",
        "note.written",
        "presence.entered",
        "presence.left",
        "proxy.resumed",
        "proxy.suspended",
        "proxy.used",
        "quorum.reached",
    }
)
"""What happens too often in a sitting to be told one by one to those who follow it from afar; its results are told."""
