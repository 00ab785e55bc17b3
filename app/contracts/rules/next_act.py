"""What is to be done next with a contract: the first thing its desk shows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.contracts.words import ContractState
from app.foundation.french import quoted

from .checklist import missing
from .requirements import Moment, Requirement


@dataclass(frozen=True, kw_only=True)
class NextAct:
    """One sentence, and either the command that does it or the page where it is done."""

    sentence: str
    label: str = ""
    command: str = ""
    part: str = ""


def next_act(
    state: ContractState, rows: Sequence[Requirement], *, open_round: int | None, unsigned: int
) -> NextAct | None:
    """Return the next act of a contract; None when nothing is waited for."""
    lacking = missing(rows, Moment.SIGNATURE)
    if state is ContractState.DRAFT:
        return _of_draft(rows)
    if state is ContractState.NEGOTIATED:
        return _of_negotiated(lacking, open_round)
    if state is ContractState.READY:
        said = "Le texte attend une signature." if unsigned == 1 else f"Le texte attend {unsigned} signatures."
        return NextAct(sentence=said, label="Enregistrer une signature", part="signature")
    if state is ContractState.SIGNED:
        if missing(rows, Moment.FORCE):
            said = "Chaque partie nomme un agent chargé de l’exécution avant l’entrée en vigueur (R7.1)."
            return NextAct(sentence=said, label="Nommer les agents", part="parties")
        said = "Tout est signé et chaque partie a nommé ses agents."
        return NextAct(sentence=said, label="Mettre le contrat en vigueur", command="contract.put_in_force")
    return None


def _of_draft(rows: Sequence[Requirement]) -> NextAct:
    parties = [row for row in missing(rows, Moment.SIGNATURE) if row.key == "parties"]
    if parties:
        return NextAct(sentence=parties[0].sentence, label="Ajouter une partie", part="parties")
    said = "Les deux côtés sont à la table : la négociation peut s’ouvrir."
    return NextAct(sentence=said, label="Ouvrir la négociation", command="contract.submit")


def _of_negotiated(lacking: Sequence[Requirement], open_round: int | None) -> NextAct:
    if lacking:
        first = lacking[0]
        clause = first.part.startswith("clauses/")
        label = f"Écrire la clause {quoted(first.label)}" if clause else f"Compléter : {first.label.lower()}"
        return NextAct(sentence=first.sentence, label=label, part=first.part)
    if open_round is not None:
        said = f"Rien ne manque au texte. Le tour de négociation n° {open_round} est encore ouvert."
        return NextAct(sentence=said, label="Clore le tour", part="negociation")
    said = "Rien ne manque au texte et aucun tour n’est ouvert."
    return NextAct(sentence=said, label="Déclarer le texte prêt à signer", command="contract.make_ready")
