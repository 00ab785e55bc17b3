"""How the vocabularies of contracts are said in French. Pure."""

from collections.abc import Mapping
from typing import Final

from app.contracts.words import (
    ContractKind,
    ContractNature,
    ContractState,
    ReviewConclusion,
    ReviewKind,
    ReviewState,
    SourceStatus,
)

STATES: Final[Mapping[ContractState, str]] = {
    ContractState.DRAFT: "Projet",
    ContractState.NEGOTIATED: "En négociation",
    ContractState.READY: "Prêt à signer",
    ContractState.SIGNED: "Signé",
    ContractState.IN_FORCE: "En vigueur",
    ContractState.UNDER_REVIEW: "En revue",
    ContractState.ENDED: "Terminé",
    ContractState.TERMINATED: "Résilié",
}
# The kind of mark that goes with the word (components/status).
STATE_MARKS: Final[Mapping[ContractState, str]] = {
    ContractState.DRAFT: "waiting",
    ContractState.NEGOTIATED: "waiting",
    ContractState.READY: "waiting",
    ContractState.SIGNED: "open",
    ContractState.IN_FORCE: "open",
    ContractState.UNDER_REVIEW: "open",
    ContractState.ENDED: "done",
    ContractState.TERMINATED: "stopped",
}
KINDS: Final[Mapping[ContractKind, str]] = {
    ContractKind.STRATEGY: "Contrat de stratégie",
    ContractKind.OPERATIONAL: "Contrat opérationnel",
}
# The noun of a text with its article: « ce contrat », « cette convention ».
THIS: Final[Mapping[ContractNature, str]] = {
    ContractNature.CONTRACT: "ce contrat",
    ContractNature.RIDER: "cet avenant",
    ContractNature.AGREEMENT: "cette convention",
    ContractNature.PACT: "ce pacte",
    ContractNature.PROTOCOL: "ce protocole",
    ContractNature.CHARTER: "cette charte",
    ContractNature.PROGRAMME: "ce programme",
    ContractNature.SET: "cet ensemble de contrats",
    ContractNature.LABEL: "cette labellisation",
    ContractNature.COMMITMENT: "cet engagement",
}
FEMININE: Final = frozenset({ContractNature.AGREEMENT, ContractNature.CHARTER, ContractNature.LABEL})
SOURCE_STATUSES: Final[Mapping[SourceStatus, str]] = {
    SourceStatus.SIGNED: "signé",
    SourceStatus.LAUREATE: "lauréat",
    SourceStatus.LABELLED: "labellisé",
    SourceStatus.FOLLOWED: "suivi",
    SourceStatus.TO_SIGN: "à signer",
    SourceStatus.UNDER_WAY: "en cours",
}
REVIEW_KINDS: Final[Mapping[ReviewKind, str]] = {
    ReviewKind.MID_TERM: "Revue à mi-parcours",
    ReviewKind.PERIODIC: "Revue périodique",
    ReviewKind.FORCE_MAJEURE: "Revue anticipée",
}
REVIEW_STATES: Final[Mapping[ReviewState, str]] = {
    ReviewState.DUE: "À venir",
    ReviewState.PROPOSED: "Proposée à l’ordre du jour",
    ReviewState.HELD: "Tenue",
    ReviewState.MISSED: "Manquée",
    ReviewState.CANCELLED: "Annulée",
}
CONCLUSIONS: Final[Mapping[ReviewConclusion, str]] = {
    ReviewConclusion.CONTINUE: "Le contrat continue",
    ReviewConclusion.RIDER: "Un avenant est à écrire",
    ReviewConclusion.TERMINATION: "Le contrat est résilié",
}
