"""`action.update` and the milestones of an action."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.contracts.actions.operations import following
from app.contracts.actions.operations.following import News
from app.contracts.words import Progress
from app.foundation.commands import command
from app.foundation.shapes import ID, identifier, not_blank, readable, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import ToldAction, found_action, optional_text, partial_date, stripped

SAID = ("progress", "progress_percent", "starts", "due", "done")
PLAUSIBLE = validate.Range(min=date(1990, 1, 1), max=date(2199, 12, 31), error="Cette année n’est pas plausible.")


class UpdateAction(ToldAction):
    """News of an action. `reached`: the milestones reached on `reached_on` (today when absent)."""

    clearable = frozenset({"percent", "starts", "due", "done"})
    progress = fields.Enum(Progress, by_value=True)
    percent = fields.Integer(
        attribute="progress_percent",
        data_key="percent",
        allow_none=True,
        validate=validate.Range(min=0, max=100, error="Écrivez un pourcentage de 0 à 100."),
    )
    starts = partial_date()
    due = partial_date()
    done = partial_date()
    reached = fields.List(fields.Integer(validate=ID), load_default=list, validate=validate.Length(max=100))
    reached_on = fields.Date(load_default=None, validate=PLAUSIBLE)


class AddMilestone(ToldAction):
    """A dated step."""

    title = text(200)
    due = partial_date(load_default="")
    done_on = fields.Date(load_default=None, validate=PLAUSIBLE)
    note = text(1000, required=False)


class ChangeMilestone(ToldAction):
    """A step and what changes of it; an empty day means that it is not reached."""

    clearable = frozenset({"due", "done_on", "note"})
    milestone_id = identifier()
    title = fields.String(validate=[validate.Length(max=200, error="200 signes au plus."), readable, not_blank])
    due = partial_date()
    done_on = fields.Date(allow_none=True, validate=PLAUSIBLE)
    note = optional_text(1000)


class RemoveMilestone(ToldAction):
    """A step to take away, and why (`text`)."""

    milestone_id = identifier()


@command("action.update", UpdateAction)
def update(
    work: UnitOfWork,
    *,
    action_id: int,
    expected_version: int,
    text: str,
    reached: list[int],
    reached_on: date | None,
    **said: Any,
) -> dict[str, Any]:
    """Give news of an action: progress, words, dates, milestones reached."""
    action = found_action(work, action_id)
    day = reached_on or work.today()
    news = News(values=stripped(said), text=text, reached=dict.fromkeys(reached, day))
    following.update_action(work, action, expected_version=expected_version, news=news)
    return _answer(action.code, action.version, _("Merci : le suivi de l’action est à jour et public."))


@command("action.add_milestone", AddMilestone)
def add_milestone(work: UnitOfWork, *, action_id: int, expected_version: int, text: str, **step: Any) -> dict[str, Any]:
    """Add a milestone to an action."""
    action = found_action(work, action_id)
    following.set_milestone(work, action, None, expected_version=expected_version, values=stripped(step), text=text)
    return _answer(action.code, action.version, _("Le jalon est ajouté."))


@command("action.change_milestone", ChangeMilestone)
def change_milestone(
    work: UnitOfWork, *, action_id: int, milestone_id: int, expected_version: int, text: str, **step: Any
) -> dict[str, Any]:
    """Change a milestone: its words, its date, the day it was reached."""
    action = found_action(work, action_id)
    found = following.milestone_of(action, milestone_id)
    following.set_milestone(work, action, found, expected_version=expected_version, values=stripped(step), text=text)
    return _answer(action.code, action.version, _("Le jalon est modifié."))


@command("action.remove_milestone", RemoveMilestone)
def remove_milestone(
    work: UnitOfWork, *, action_id: int, milestone_id: int, expected_version: int, text: str
) -> dict[str, Any]:
    """Take a milestone away, with the reason."""
    action = found_action(work, action_id)
    found = following.milestone_of(action, milestone_id)
    following.remove_milestone(work, action, found, expected_version=expected_version, text=text)
    return _answer(action.code, action.version, _("Le jalon est retiré. L’historique en garde la trace."))


def _answer(code: str, version: int, message: str) -> dict[str, Any]:
    return {"message": message, "version": version, "code": code}
