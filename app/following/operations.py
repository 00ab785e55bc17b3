"""The only writers of followings."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from app.foundation.errors import NotFound
from app.foundation.unit_of_work import UnitOfWork, anyone
from app.journal.streams import Described
from app.notices.outbox import send

from . import policies, queries, rules, telling
from .links import Links
from .models import Following
from .words import Rhythm

GONE = "Ce lien ne correspond plus à aucun suivi : il a été arrêté, ou n’a pas été confirmé à temps."


def ask_to_follow(work: UnitOfWork, stream: str, *, email: str, rhythm: Rhythm, links: Links) -> None:
    """Send a mail that asks the address whether it wants to follow; until it confirms, nothing else is sent."""
    work.allow(anyone)
    found = queries.followable(work.session, stream)
    _write_down(work, stream=stream, rhythm=rhythm, email=email.strip())
    following = queries.following_at(work.session, email, stream)
    assert following is not None
    following.asked_at = work.now()
    send(
        work,
        to=email.strip(),
        kind="following.confirm",
        subject=f"Confirmez\u00a0: suivre «\u00a0{found.title}\u00a0»",
        text=telling.confirmation_text(
            found.title,
            found.href,
            rhythm=rhythm,
            confirm=links.confirming(following.id, rhythm),
            days=rules.CONFIRMATION_DAYS,
        ),
    )


def confirm_following(work: UnitOfWork, following_id: int, rhythm: Rhythm) -> Following:
    """Begin to tell an address what happens from now on: who opens the link has the mailbox."""
    work.allow(anyone)
    following = _asked_for(work, following_id)
    following.confirm(rhythm, position=queries.head_of(work.session, following.stream), at=work.now())
    return following


def _asked_for(work: UnitOfWork, following_id: int) -> Following:
    asked = select(Following).where(Following.id == following_id).with_for_update(of=Following)
    following = work.session.scalars(asked).one_or_none()
    latest = work.now() - timedelta(days=rules.CONFIRMATION_DAYS)
    if following is None or (following.confirmed_at is None and following.asked_at < latest):
        raise NotFound(GONE)
    return following


def follow(work: UnitOfWork, stream: str, rhythm: Rhythm) -> None:
    """Follow with one's account, or change how often one is told."""
    work.allow(policies.may_follow)
    assert work.actor.person_id is not None
    queries.followable(work.session, stream)
    _write_down(work, stream=stream, rhythm=rhythm, person_id=work.actor.person_id)
    following = queries.following_of(work.session, work.actor.person_id, stream)
    assert following is not None
    following.confirm(rhythm, position=queries.head_of(work.session, stream), at=work.now())


def _write_down(work: UnitOfWork, **values: Any) -> None:
    # Two requests at once make one row; the second waits for the first and finds it.
    row = insert(Following).values(asked_at=work.now(), position=0, **values)
    work.session.execute(row.on_conflict_do_nothing())


def stop_following(work: UnitOfWork, following: Following) -> None:
    """Stop one of one's own followings."""
    work.allow(policies.may_change_following, following)
    work.session.delete(following)


def stop_from_a_mail(work: UnitOfWork, following_id: int) -> None:
    """Stop what a mail was sent for: the signed link is the right to do so, and twice is once."""
    work.allow(anyone)
    work.session.execute(delete(Following).where(Following.id == following_id))


def tell(work: UnitOfWork, following_id: int, links: Links) -> bool:
    """Write the mail of what is new to one follower, if it is time; position and mail are kept together.

    Behind closed doors nothing is told and nothing is skipped: the position waits until the object is public again.
    """
    work.allow(policies.may_tell_followers)
    asked = select(Following).where(Following.id == following_id).with_for_update(of=Following, skip_locked=True)
    following = work.session.scalars(asked).one_or_none()
    if following is None or following.confirmed_at is None or following.address is None:
        return False
    try:
        found = queries.followable(work.session, following.stream)
    except NotFound:
        return False
    head = queries.head_of(work.session, following.stream)
    news = queries.news(work.session, following.stream, following.position, ZoneInfo(found.timezone))
    if news is None:
        following.position = head  # what was added is for others: it need not be read again
        return False
    last = following.told_at or following.confirmed_at
    now, rhythm = work.now(), following.rhythm
    if not rules.is_time(rhythm, oldest=news.oldest, newest=news.newest, last_told=last, now=now):
        return False
    _send_news(work, following, to=following.address, found=found, news=news, stop=links.stopping(following.id))
    following.position, following.told_at = news.head, now
    return True


def _send_news(
    work: UnitOfWork, following: Following, *, to: str, found: Described, news: queries.News, stop: str
) -> None:
    send(
        work,
        to=to,
        kind="following.news",
        subject=telling.news_subject(found.title, news.lines, news.total),
        text=telling.news_text(found, news.lines, total=news.total, rhythm=following.rhythm, stop=stop),
        unsubscribe=stop,
    )


def forget_unconfirmed(work: UnitOfWork) -> None:
    """Forget the addresses that were given and never confirmed."""
    work.allow(policies.may_tell_followers)
    latest = work.now() - timedelta(days=rules.CONFIRMATION_DAYS)
    work.session.execute(delete(Following).where(Following.confirmed_at.is_(None), Following.asked_at < latest))
