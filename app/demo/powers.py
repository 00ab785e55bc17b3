"""Powers to vote of the sitting under way: two that serve, and one that sleeps since its giver came back (S4)."""

from .debates import SECRETARY
from .script import Meeting
from .story import Story


def before(story: Story, meeting: Meeting) -> None:
    """Have one absent member give power to the chair, and the secretariat record another's letter."""
    sitting_id = story.sittings[meeting.title]
    story.act("aisne", "proxy.give", sitting_id=sitting_id, holder_seat_id=story.seats[story.chair()])
    story.carried[story.chair()] = "aisne"
    story.clock.pass_time(minutes=40)
    story.act(
        SECRETARY,
        "proxy.record",
        sitting_id=sitting_id,
        principal_seat_id=story.seats["saint_quentin"],
        holder_seat_id=story.seats["lens"],
        reference="Lettre fictive remise au secrétariat",
    )
    story.carried["lens"] = "saint_quentin"


def while_away(story: Story, sitting_id: int, who: str, holder: str) -> None:
    """Have a member give power to another for the time they leave the room."""
    story.act(who, "proxy.give", sitting_id=sitting_id, holder_seat_id=story.seats[holder])
    story.act(who, "presence.leave", sitting_id=sitting_id)
