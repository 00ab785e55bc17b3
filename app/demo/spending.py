"""A signed contract whose money is followed: invented from the first to the last euro, and its title says so."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select

from app.contracts.models import (
    Contract,
    ContractParty,
    ContractPlace,
    CreditMove,
    Delegation,
    Envelope,
    Theme,
)
from app.contracts.words import EnvelopePurpose
from app.sittings.models import Decision

from .drafting import CLAUSES, finalite_of, state_and_scheme
from .story import Story

TITLE = "Contrat d’essai du Val de Sambre (fictif)"
THEMES_AGREED = "L’État et les collectivités choisissent chacun la moitié des thèmes du contrat d’essai."
OFFICERS = {"etat": "referent_etat", "nord": "referent_nord", "maubeuge": "referent_maubeuge"}
COMMUNES = ("59392", "59365", "59291", "59324", "59041")
PRIORITY = 3
"""How many of them are in the priority area."""
OPENED, WRITTEN, SIGNED, FOLLOWED = -23, -22, -20, (-16, -13, -9, -6, -2)
MORE_CLAUSES: dict[str, dict[str, Any]] = {
    "evaluation": {"percent": "2", "evaluator": "university"},
    "assistance": {
        "commune_population": 3500,
        "matching": "any",
        "services": ["montage de dossiers de subvention", "étude préalable"],
        "contact": "la direction de l’aménagement de l’agglomération",
    },
    "menu": {},
    "priority_area": {"indicators": ["part des ménages sous le seuil de pauvreté"], "share": "50"},
}
# title, who chooses it
THEMES = (
    ("Emploi et formation", "state"),
    ("Commerce de proximité", "collectivites"),
    ("Rénovation des logements", "state"),
    ("Mobilités du quotidien", "collectivites"),
)
# who brings it, how much in all over three years, theme, purpose
ENVELOPES = (
    ("etat", "1200000", 0, "projects"),
    ("etat", "1000000", 2, "priority_territories"),
    ("etat", "200000", None, "priority_territories"),
    ("nord", "640000", 1, "projects"),
    ("nord", "250000", 3, "projects"),
    ("maubeuge", "410000,50", 1, "projects"),
    ("maubeuge", "380000", 3, "projects"),
)


def schedule_money(story: Story) -> None:
    """Put the contract in its time: written, signed, then its credits moved, delegated and spent."""
    scenes: tuple[tuple[int, Callable[[Story], None]], ...] = (
        (OPENED, open_contract),
        (WRITTEN, write_money),
        (SIGNED, sign),
        *zip(FOLLOWED, (move_of_state, delegate, move_of_collectivites, evaluate, propose_more), strict=True),
    )
    for day, scene in scenes:
        story.schedule(story.calendar.at(day, "15:30"), partial(scene, story))


def open_contract(story: Story) -> None:
    """Have the agglomeration open the contract with the State and the département."""
    state, _scheme = state_and_scheme(story)
    story.act(
        "referent_maubeuge",
        "contract.draft",
        title=TITLE,
        conference_id=story.conference_id,
        institution_id=story.institutions["maubeuge"],
        territory="Maubeuge et sa couronne",
        promise="Montrer, sur un contrat inventé, comment l’argent d’un contrat se répartit, se déplace et se dépense.",
    )
    for institution in (state, story.institutions["nord"]):
        act(story, "maubeuge", "contract.add_party", institution_id=institution)
    act(story, "maubeuge", "contract.set_perimeter", kind="communes", lines="\n".join(COMMUNES))
    with story.units.reading() as session:
        of_contract = select(ContractPlace.institution_id).filter_by(contract_id=contract_id(story))
        places = session.scalars(of_contract.order_by(ContractPlace.rank)).all()
    act(story, "maubeuge", "contract.set_perimeter", mode="priority", places=places[:PRIORITY])
    dates = {"starts_on": first_day(story).isoformat(), "ends_on": date(first_day(story).year + 3, 12, 31).isoformat()}
    act(story, "maubeuge", "contract.change", **dates, total="4161600,50")
    story.act(
        "secretariat",
        "contract.attach_finalite",
        contract_id=contract_id(story),
        finalite_id=finalite_of(story),
        reason="Il y concourt.",
    )
    act(story, "maubeuge", "contract.submit")


def write_money(story: Story) -> None:
    """Have the clauses written, the themes chosen in turn, and each record what it brings."""
    clauses = {kind: fields for kind, (fields, _prose) in CLAUSES.items()} | MORE_CLAUSES
    for kind, fields in clauses.items():
        act(story, "maubeuge", "clause.write", kind=kind, fields=fields, expected_version=0)
    with story.units.reading() as session:
        decision = session.scalars(select(Decision.id).where(Decision.text == THEMES_AGREED)).one()
    for title, side in THEMES:
        agreed = {"decision_id": decision} if side == "collectivites" else {}
        act(story, "etat" if side == "state" else "nord", "theme.choose", title=title, chosen_by=side, **agreed)
    themes, parties, year = themes_of(story), parties_of(story), first_day(story).year
    for who, amount, theme, purpose in ENVELOPES:
        given = {"theme_id": themes[theme]} if theme is not None else {}
        years = {"year": year, "last_year": year + 2}
        act(story, who, "envelope.record", amount=amount, party_id=parties[who], purpose=purpose, **given, **years)
    reserve = {"amount": "81600", "purpose": "evaluation"}
    act(story, "maubeuge", "envelope.record", party_id=parties["maubeuge"], **reserve)
    share_between_places(story)


def share_between_places(story: Story) -> None:
    """Divide the second share between a town and the countryside."""
    with story.units.reading() as session:
        of_contract = {"contract_id": contract_id(story)}
        places = session.scalars(
            select(ContractPlace.id).filter_by(**of_contract, priority=True).order_by("rank")
        ).all()
        wanted = select(Envelope.id).filter_by(**of_contract, purpose=EnvelopePurpose.PRIORITY_TERRITORIES)
        envelopes = session.scalars(wanted.order_by("id")).all()
    for place, category in zip(places, ("urban", "rural", "rural"), strict=True):
        story.act("prefet", "place.classify", place_id=place, category=category)
    percents = [{"place_id": id, "percent": share} for id, share in zip(places, ("60", "25", "15"), strict=True)]
    for envelope in envelopes:
        story.act("prefet", "envelope.share", envelope_id=envelope, places=percents)


def sign(story: Story) -> None:
    """Fix the rates, sign by each party, name the agents, put the contract in force."""
    for code, score in (("maubeuge", "72,5"), ("thierache", "58")):
        rate = {"institution_id": story.institutions[code], "score": score}
        basis = "Score inventé pour la démonstration, à partir du revenu et des équipements."
        story.act("prefet", "rate.fix", contract_id=contract_id(story), basis=basis, **rate)
    act(story, "maubeuge", "contract.make_ready")
    day = story.calendar.day(SIGNED).isoformat()
    for who, party in parties_of(story).items():
        signed = {"party_id": party, "signatory": "Dominique Gabarit, par délégation (fictif)", "signed_on": day}
        act(story, who, "contract.sign", **signed)
    for who, party in parties_of(story).items():
        agent = {"name": "Sacha Ébauche (fictif)", "position": "cheffe de projet", "share_percent": 20}
        act(story, who, "contract.name_agent", party_id=party, starts_on=day, **agent)
    act(story, "maubeuge", "contract.put_in_force", starts_on=day)


def move_of_state(story: Story) -> None:
    """Have the State move credits between its own themes."""
    themes = themes_of(story)
    told = {"from_theme_id": themes[0], "to_theme_id": themes[2], "amount": "180000"}
    act(story, "etat", "credits.propose_move", **told, reason="Deux copropriétés sont en péril avant l’heure prévue.")


def delegate(story: Story) -> None:
    """Have the State delegate an envelope to the agglomeration, which commits some of it."""
    themes, parties = themes_of(story), parties_of(story)
    act(
        story,
        "etat",
        "delegation.grant",
        from_party_id=parties["etat"],
        to_party_id=parties["maubeuge"],
        theme_id=themes[2],
        amount="500000",
        policy="Aides à la rénovation des logements privés",
        margins="Le barème peut varier de 20 % selon le revenu du ménage ; les copropriétés passent d’abord.",
        starts_on=story.calendar.day(FOLLOWED[1]).isoformat(),
    )
    with story.units.reading() as session:
        id = session.scalars(select(Delegation.id).filter_by(contract_id=contract_id(story))).one()
    for label, amount in (("Copropriété des Essais, toiture", "126400"), ("Douze logements, isolation", "88750,40")):
        story.act("referent_maubeuge", "delegation.commit", delegation_id=id, label=label, amount=amount)
    report = "Deux opérations engagées, quarante demandes reçues. Le barème du décret suffit pour l’instant."
    story.act("referent_maubeuge", "delegation.report", delegation_id=id, text=report)


def move_of_collectivites(story: Story) -> None:
    """Have a collectivité propose a move on the collectivités' themes, and the other consent."""
    themes = themes_of(story)
    told = {"from_theme_id": themes[1], "to_theme_id": themes[3], "amount": "95000"}
    act(story, "nord", "credits.propose_move", **told, reason="La navette du soir coûte plus que prévu.")
    with story.units.reading() as session:
        wanted = select(CreditMove.id).filter_by(contract_id=contract_id(story), moved_at=None)
        move = session.scalars(wanted).one()
    story.act("referent_maubeuge", "credits.consent", move_id=move, party_id=parties_of(story)["maubeuge"])


def evaluate(story: Story) -> None:
    """Have some of the reserve spent on evaluation."""
    spent = {"label": "Enquête auprès de 300 habitants", "amount": "14250", "provider": "Laboratoire d’essai"}
    act(story, "nord", "evaluation.spend", **spent)


def propose_more(story: Story) -> None:
    """Leave a proposal that still awaits a consent."""
    themes = themes_of(story)
    told = {"from_theme_id": themes[3], "to_theme_id": themes[0], "amount": "40000"}
    act(story, "nord", "credits.propose_move", **told, reason="Un forum de l’emploi se tiendra à l’automne.")


def act(story: Story, who: str, command: str, **data: Any) -> None:
    """Have the officer of a party act on the contract."""
    story.clock.pass_time(minutes=2)
    story.act(OFFICERS[who], command, contract_id=contract_id(story), **data)


def first_day(story: Story) -> date:
    """Return the day the contract begins."""
    return story.calendar.day(SIGNED)


def contract_id(story: Story) -> int:
    """Return the identifier of the contract."""
    with story.units.reading() as session:
        return session.scalars(select(Contract.id).where(Contract.title == TITLE)).one()


def themes_of(story: Story) -> list[int]:
    """Return the themes in the order they were chosen."""
    with story.units.reading() as session:
        return list(session.scalars(select(Theme.id).filter_by(contract_id=contract_id(story)).order_by(Theme.rank)))


def parties_of(story: Story) -> dict[str, int]:
    """Return the parties by the names of `OFFICERS`."""
    state, _scheme = state_and_scheme(story)
    with story.units.reading() as session:
        wanted = select(ContractParty.institution_id, ContractParty.id).filter_by(contract_id=contract_id(story))
        by_institution = {row.institution_id: row.id for row in session.execute(wanted)}
    named = {"etat": state, "nord": story.institutions["nord"], "maubeuge": story.institutions["maubeuge"]}
    return {who: by_institution[institution] for who, institution in named.items()}
