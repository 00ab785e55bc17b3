"""What the worker does for followers: each one apart, so that one that fails stops nobody else."""

import structlog

from app.config import Settings
from app.foundation.actors import SYSTEM
from app.foundation.unit_of_work import Units

from . import operations, queries
from .links import Links

log = structlog.get_logger()


def tell_followers(units: Units, settings: Settings) -> int:
    """Write the mails of everybody for whom it is time; return how many."""
    links, told = Links.of(settings), 0
    with units.reading() as session:
        followings = queries.with_news(session)
    for following_id in followings:
        try:
            with units.begin(SYSTEM) as work:
                told += operations.tell(work, following_id, links)
        except Exception:
            log.exception("follower_not_told", following=following_id)
    return told


def forget_unconfirmed(units: Units) -> None:
    """Forget the addresses that were given and never confirmed."""
    with units.begin(SYSTEM) as work:
        operations.forget_unconfirmed(work)
