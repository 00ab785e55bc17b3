"""Which actions may be twins, found by the database: those of one place whose titles share telling words (R6.2).

A hundred thousand titles are never read here. The rule (`rules/duplicates.py`) then compares the few that come out.
"""

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from app.contracts.models import Action, ActionPlace, Contract
from app.contracts.rules.duplicates import SHORTEST

MOST_PAIRS = 800
"""The pairs that share most are compared; the page shows a hundred of them."""
TELLING = 20
"""A word that more titles of a place have is not telling of two of them."""
LETTERS = ("àâäáãçéèêëíìîïñóòôöõúùûüýÿ", "aaaaaceeeeiiiinooooouuuuyy")
SIGNS = ".,;:!?()[]«»“”\"'’/\\–—-_\u00a0\u202f"
ACCENTED, PLAIN = LETTERS[0] + SIGNS, LETTERS[1] + " " * len(SIGNS)


def may_be_twins(session: Session, kept: ColumnElement[bool]) -> set[int]:
    """Return the actions that share most words with another of their place, one of the two being kept. One read."""
    words = _words(kept)
    counted = select(words, func.count().over(partition_by=(words.c.place, words.c.word)).label("times")).subquery()
    telling = select(counted).where(counted.c.times.between(2, TELLING)).cte("telling")
    first, second = telling.alias("first"), telling.alias("second")
    same = and_(first.c.place == second.c.place, first.c.word == second.c.word, first.c.id < second.c.id)
    pairs = (
        select(first.c.id, second.c.id)
        .join(second, same)
        .where(or_(first.c.kept, second.c.kept))
        .group_by(first.c.id, second.c.id)
        .order_by(func.count().desc(), first.c.id, second.c.id)
        .limit(MOST_PAIRS)
    )
    return {id for pair in session.execute(pairs) for id in pair}


def _words(kept: ColumnElement[bool]) -> Subquery:
    """Every word of every title at the places where a kept contract acts, the whole title being one too."""
    lower = func.replace(func.lower(Action.title), "œ", "oe")
    title = func.translate(lower, ACCENTED, PLAIN)
    own = select(ActionPlace.institution_id).join(Action, Action.id == ActionPlace.action_id)
    own = own.join(Contract, Contract.id == Action.contract_id).where(kept)
    titles = (
        select(ActionPlace.institution_id.label("place"), Action.id, title.label("title"), kept.label("kept"))
        .join(Action, Action.id == ActionPlace.action_id)
        .join(Contract, Contract.id == Action.contract_id)
        .where(ActionPlace.institution_id.in_(own))
        # On its own, so that a title is set in plain letters once and not for each of its words.
        .offset(0)
        .subquery()
    )
    word = func.unnest(func.array_append(func.string_to_array(titles.c.title, " "), titles.c.title)).label("word")
    every = select(titles, word).subquery()
    long = or_(func.length(every.c.word) >= SHORTEST, every.c.word == every.c.title)
    return select(every.c.place, every.c.id, every.c.kept, every.c.word).distinct().where(long).subquery()
