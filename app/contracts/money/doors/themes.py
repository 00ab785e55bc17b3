"""`theme.choose`, `theme.withdraw`."""

from flask_babel import gettext as _
from marshmallow import fields

from app.contracts.loading import contract_of
from app.contracts.models import Theme
from app.contracts.money.operations import themes
from app.contracts.words import Side
from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import optional_id, owned


class ChooseTheme(Shape):
    """A theme, the side that chooses it, and the decision of the sitting that agreed on it."""

    contract_id = identifier()
    title = text(200)
    chosen_by = fields.Enum(Side, by_value=True, required=True)
    decision_id = optional_id()
    without_agreement = fields.Boolean(load_default=False)


class WithdrawTheme(Shape):
    """A theme of a draft."""

    theme_id = identifier()


@command("theme.choose", ChooseTheme)
def choose(  # noqa: PLR0917 - the fields of the shape, by their names
    work: UnitOfWork,
    contract_id: int,
    title: str,
    chosen_by: Side,
    decision_id: int | None,
    without_agreement: bool,
) -> Answer:
    """Choose a theme of the contract's menu, in the name of a side."""
    theme = themes.choose_theme(
        work,
        contract_of(work, contract_id),
        title=title,
        chosen_by=chosen_by,
        decision_id=decision_id,
        without_agreement=without_agreement,
    )
    return {"message": _("Le thème est au menu."), "theme_id": theme.id}


@command("theme.withdraw", WithdrawTheme)
def withdraw(work: UnitOfWork, theme_id: int) -> Answer:
    """Take a theme out of the menu of a draft."""
    themes.withdraw_theme(work, *owned(work, Theme, theme_id))
    return {"message": _("Le thème est retiré du menu.")}
