"""The thematic menu: who chooses which theme, by which decision (R11)."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.contracts.events import audience_of
from app.contracts.models import Action, Contract, Envelope, Theme
from app.contracts.money import policies
from app.contracts.money.events import ThemeChosen, ThemeWithdrawn
from app.contracts.money.stages import check_open
from app.contracts.rules.menu import SENTENCE, Menu, check_choice
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import Side
from app.foundation.errors import NotFound, Refused
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.models import Decision


def choose_theme(
    work: UnitOfWork,
    contract: Contract,
    *,
    title: str,
    chosen_by: Side,
    decision_id: int | None = None,
    without_agreement: bool = False,
) -> Theme:
    """Enter a theme in the menu, in the name of the side that chooses it."""
    work.allow(policies.may_choose_theme, contract, chosen_by)
    check_open(contract)
    decision = _decision(work, contract, decision_id)
    themes = work.session.scalars(select(Theme).filter_by(contract_id=contract.id)).all()
    _check_title(themes, title)
    check_choice(
        menu_of(themes),
        chosen_by,
        share=ContractSettings.from_json(contract.settings).menu_state_share,
        agreement=decision is not None,
        without_agreement=without_agreement,
    )
    theme: Theme = work.add(
        Theme(
            contract_id=contract.id,
            title=title.strip(),
            rank=max((theme.rank for theme in themes), default=0) + 1,
            chosen_by=chosen_by,
            chosen_on=work.today(),
            without_agreement=without_agreement,
            decision_id=decision.id if decision else None,
        )
    )
    work.record(_chosen(contract, theme, decision))
    return theme


def withdraw_theme(work: UnitOfWork, contract: Contract, theme: Theme) -> None:
    """Take a theme out of the menu of a draft; refuse while an envelope or an action is for it."""
    work.allow(policies.may_choose_theme, contract, theme.chosen_by)
    check_open(contract)
    for entity, words in ((Envelope, "une enveloppe"), (Action, "une action")):
        if work.session.scalar(select(func.count()).select_from(entity).filter_by(theme_id=theme.id)):
            raise Refused(f"Le thème {quoted(theme.title)} porte encore {words} : retirez-la d’abord.", rule="R11.1")
    work.session.delete(theme)
    audience = audience_of(contract.public)
    work.record(ThemeWithdrawn(stream=contract.stream, audience=audience, theme_id=theme.id, title=theme.title))


def menu_of(themes: Sequence[Theme]) -> Menu:
    """Return the menu as its rule reads it."""
    return Menu(
        state=sum(theme.chosen_by is Side.STATE for theme in themes),
        collectivites=sum(theme.chosen_by is Side.COLLECTIVITES for theme in themes),
        agreed=any(theme.decision_id is not None for theme in themes),
        imposed=any(theme.without_agreement for theme in themes),
    )


def _decision(work: UnitOfWork, contract: Contract, id: int | None) -> Decision | None:
    if id is None:
        return None
    found = work.session.get(Decision, id)
    if found is None or found.conference_id != contract.conference_id:
        raise NotFound("Cette décision n’est pas une décision de la conférence du contrat.")
    return found


def _check_title(themes: Sequence[Theme], title: str) -> None:
    if any(theme.title.casefold() == title.strip().casefold() for theme in themes):
        raise Refused(f"Le thème {quoted(title.strip())} est déjà au menu.", rule="R11.1")


def _chosen(contract: Contract, theme: Theme, decision: Decision | None) -> ThemeChosen:
    return ThemeChosen(
        stream=contract.stream,
        audience=audience_of(contract.public),
        theme_id=theme.id,
        title=theme.title,
        chosen_by=theme.chosen_by.value,
        decision=decision.number if decision else "",
        without_agreement=theme.without_agreement,
        sentence=SENTENCE if theme.without_agreement else "",
    )
