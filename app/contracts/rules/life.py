"""The life of a contract: which acts each state allows, what must hold first, and the words of every refusal. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from app.contracts.rules.faults import faulty
from app.contracts.words import ContractKind, ContractState
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import listing, quoted

DRAFT, NEGOTIATED, READY, SIGNED = (
    ContractState.DRAFT,
    ContractState.NEGOTIATED,
    ContractState.READY,
    ContractState.SIGNED,
)
IN_FORCE, UNDER_REVIEW = ContractState.IN_FORCE, ContractState.UNDER_REVIEW
ENDED, TERMINATED = ContractState.ENDED, ContractState.TERMINATED


class Act(StrEnum):
    """What moves a contract from one state to another."""

    SUBMIT = "submit"
    MAKE_READY = "make_ready"
    REOPEN = "reopen"
    SIGN = "sign"
    PUT_IN_FORCE = "put_in_force"
    BEGIN_REVIEW = "begin_review"
    END_REVIEW = "end_review"
    END = "end"
    TERMINATE = "terminate"


TRANSITIONS: Final[Mapping[Act, Mapping[ContractState, ContractState]]] = {
    Act.SUBMIT: {DRAFT: NEGOTIATED},
    Act.MAKE_READY: {NEGOTIATED: READY},
    Act.REOPEN: {READY: NEGOTIATED},
    Act.SIGN: {READY: SIGNED},
    Act.PUT_IN_FORCE: {SIGNED: IN_FORCE},
    Act.BEGIN_REVIEW: {IN_FORCE: UNDER_REVIEW},
    Act.END_REVIEW: {UNDER_REVIEW: IN_FORCE},
    Act.END: {IN_FORCE: ENDED, UNDER_REVIEW: ENDED},
    Act.TERMINATE: {SIGNED: TERMINATED, IN_FORCE: TERMINATED, UNDER_REVIEW: TERMINATED},
}
ACT_WORDS: Final = {
    Act.SUBMIT: "entrer en négociation",
    Act.MAKE_READY: "être déclaré prêt à signer",
    Act.REOPEN: "être rouvert à la négociation",
    Act.SIGN: "être signé",
    Act.PUT_IN_FORCE: "entrer en vigueur",
    Act.BEGIN_REVIEW: "entrer en revue",
    Act.END_REVIEW: "sortir de revue",
    Act.END: "prendre fin",
    Act.TERMINATE: "être résilié",
}
STATE_WORDS: Final = {
    DRAFT: "en projet",
    NEGOTIATED: "en négociation",
    READY: "prêt à signer",
    SIGNED: "signé",
    IN_FORCE: "en vigueur",
    UNDER_REVIEW: "en cours de revue",
    ENDED: "terminé",
    TERMINATED: "résilié",
}
# What to do instead, where one sentence can say it.
ADVICE: Final = {
    (DRAFT, Act.MAKE_READY): "Ouvrez d’abord la négociation.",
    (DRAFT, Act.SIGN): "Ouvrez la négociation, puis déclarez le texte prêt.",
    (NEGOTIATED, Act.SIGN): "Déclarez d’abord le texte prêt à signer.",
    (SIGNED, Act.REOPEN): "Un texte signé ne se modifie que par un avenant.",
    (IN_FORCE, Act.REOPEN): "Un texte signé ne se modifie que par un avenant.",
    (UNDER_REVIEW, Act.REOPEN): "Un texte signé ne se modifie que par un avenant.",
    (READY, Act.PUT_IN_FORCE): "Toutes les parties doivent d’abord l’avoir signé.",
    (SIGNED, Act.END): "Faites-le d’abord entrer en vigueur, ou résiliez-le.",
    (DRAFT, Act.TERMINATE): "Un projet n’engage personne : il n’y a rien à résilier.",
    (NEGOTIATED, Act.TERMINATE): "Un projet n’engage personne : il n’y a rien à résilier.",
    (READY, Act.TERMINATE): "Un projet n’engage personne : il n’y a rien à résilier.",
}

OPEN_TEXT: Final = frozenset({DRAFT, NEGOTIATED})
"""The text is written: parties, perimeter and clauses change."""
SIGNED_TEXT: Final = frozenset({SIGNED, IN_FORCE, UNDER_REVIEW})
"""The text binds: it changes by riders alone."""
LIVING: Final = frozenset(ContractState) - {ENDED, TERMINATED}


def check_transition(state: ContractState, act: Act) -> ContractState:
    """Return the state the act leads to; refuse the act when the contract is not in a state that allows it."""
    if state in TRANSITIONS[act]:
        return TRANSITIONS[act][state]
    advice = ADVICE.get((state, act), "")
    raise IllegalTransition(
        f"Le contrat est {STATE_WORDS[state]} : il ne peut pas {ACT_WORDS[act]}. {advice}".rstrip(),
        state=state.value,
        act=act.value,
        allowed=[one.value for one in allowed_acts(state)],
    )


def allowed_acts(state: ContractState) -> tuple[Act, ...]:
    """Return the acts that the state allows."""
    return tuple(act for act, moves in TRANSITIONS.items() if state in moves)


def check_text_open(state: ContractState) -> None:
    """Refuse to change a text that waits for signatures, binds, or bound (a signed text is never edited)."""
    if state in OPEN_TEXT:
        return
    if state is READY:
        words = "Le texte est prêt à signer. Rouvrez la négociation pour le modifier : les signatures tomberont."
    elif state in SIGNED_TEXT:
        words = "Le texte est signé : il ne se modifie que par un avenant."
    else:
        words = f"Le contrat est {STATE_WORDS[state]} : son texte ne change plus."
    raise IllegalTransition(words, state=state.value)


def check_rider_possible(state: ContractState, *, drafted: int | None) -> None:
    """Refuse a rider to a text that is not signed, or while another one waits for its signatures."""
    if state in OPEN_TEXT or state is READY:
        raise IllegalTransition("Le texte n’est pas encore signé : modifiez-le directement.", state=state.value)
    if state not in SIGNED_TEXT:
        raise IllegalTransition(f"Le contrat est {STATE_WORDS[state]} : il n’a plus d’avenant.", state=state.value)
    if drafted is not None:
        raise IllegalTransition(
            f"L’avenant n° {drafted} attend ses signatures. Signez-le ou abandonnez-le avant d’en ouvrir un autre.",
            state=state.value,
        )


def check_living(state: ContractState) -> None:
    """Refuse what makes no sense for a contract that is over."""
    if state not in LIVING:
        raise IllegalTransition(f"Le contrat est {STATE_WORDS[state]}.", state=state.value)


def check_strategy_alone(kind: ContractKind, other_title: str | None) -> None:
    """R1.1: refuse a second strategy contract in one conference while another binds."""
    if kind is ContractKind.STRATEGY and other_title is not None:
        raise Refused(
            f"La conférence a déjà un contrat de stratégie, {quoted(other_title)}. "
            "Mettez-y fin avant d’en signer un autre.",
            rule="R1.1",
        )


def check_rounds_closed(open_numbers: list[int]) -> None:
    """R8.1: refuse to declare a text ready in the middle of a round."""
    if open_numbers:
        said = listing([f"n° {number}" for number in open_numbers])
        raise Refused(f"Le tour de négociation {said} est encore ouvert. Clôturez-le d’abord.", rule="R8.1")


def check_agents(without: list[str]) -> None:
    """R7.1: refuse to put in force a contract of which a party has named no agent in charge."""
    if without:
        raise Refused(
            f"Chaque partie nomme un agent chargé de l’exécution, avec sa quotité de travail. "
            f"Il manque celui de {listing([quoted(name) for name in without])}.",
            rule="R7.1",
        )


def check_signed_on(signed_on: date, today: date) -> None:
    """Refuse a signature of tomorrow."""
    if signed_on > today:
        detail = "Cette date est à venir. Enregistrez la signature une fois donnée."
        raise faulty("signed_on", detail)
