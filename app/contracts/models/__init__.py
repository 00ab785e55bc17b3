"""The entities of contracts, one file per concept."""

from .actions import (
    Action,
    ActionPartner,
    ActionPlace,
    ActionUpdate,
    ContractDocument,
    ContractIndicator,
    FundingLine,
    IndicatorValue,
    Milestone,
)
from .alerts import DistinctActions
from .clauses import Clause, Rider, RiderSignature, SignedText
from .contract import Axis, Contract, ContractEvent, ContractFinalite
from .importing import ImportedRecord, ImportPreview, OutsideProject
from .money import (
    BeneficiaryRate,
    ContractRollup,
    CreditMove,
    DelegatedCommitment,
    Delegation,
    DelegationReport,
    Envelope,
    EnvelopeShare,
    EvaluationSpending,
    Theme,
)
from .negotiation import NegotiationMandate, NegotiationRound, RoundPosition
from .parties import ContractAgent, ContractOfficer, ContractParty, ContractPlace, NameAlias
from .reviews import ContractReview
from .schemes import Programme, ProgrammeFigure, Scheme, TerritoryFigure

__all__ = [
    "Action",
    "ActionPartner",
    "ActionPlace",
    "ActionUpdate",
    "Axis",
    "BeneficiaryRate",
    "Clause",
    "Contract",
    "ContractAgent",
    "ContractDocument",
    "ContractEvent",
    "ContractFinalite",
    "ContractIndicator",
    "ContractOfficer",
    "ContractParty",
    "ContractPlace",
    "ContractReview",
    "ContractRollup",
    "CreditMove",
    "DelegatedCommitment",
    "Delegation",
    "DelegationReport",
    "DistinctActions",
    "Envelope",
    "EnvelopeShare",
    "EvaluationSpending",
    "FundingLine",
    "ImportPreview",
    "ImportedRecord",
    "IndicatorValue",
    "Milestone",
    "NameAlias",
    "NegotiationMandate",
    "NegotiationRound",
    "OutsideProject",
    "Programme",
    "ProgrammeFigure",
    "Rider",
    "RiderSignature",
    "RoundPosition",
    "Scheme",
    "SignedText",
    "TerritoryFigure",
    "Theme",
]
