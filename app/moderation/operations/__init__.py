"""The only writers of moderation."""

from .contesting import contest, contest_by_link, settle_contest
from .deciding import dismiss, hide, hold, mask, release, settle
from .keeping import forget_reporters, lift_hold
from .reporting import report_content
from .writers import restore_writing, suspend_writing, warn_author

__all__ = [
    "contest",
    "contest_by_link",
    "dismiss",
    "forget_reporters",
    "hide",
    "hold",
    "lift_hold",
    "mask",
    "release",
    "report_content",
    "restore_writing",
    "settle",
    "settle_contest",
    "suspend_writing",
    "warn_author",
]
