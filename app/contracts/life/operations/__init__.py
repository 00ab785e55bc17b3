"""The only writers of a contract's life: load → allow → act → record. The caller holds the contract's row."""

from .drafting import change_contract, draft_contract
from .finalites import attach_finalite, detach_finalite
from .parties import add_party, end_agent, name_agent, remove_party
from .perimeter import mark_priority, set_perimeter, take_places_away
from .riders import abandon_rider, open_rider, require_draft, sign_rider
from .settings import change_contract_settings
from .signing import sign_contract
from .steps import end_contract, make_ready, move, publish, put_in_force, reopen, submit, terminate_contract

__all__ = [
    "abandon_rider",
    "add_party",
    "attach_finalite",
    "change_contract",
    "change_contract_settings",
    "detach_finalite",
    "draft_contract",
    "end_agent",
    "end_contract",
    "make_ready",
    "mark_priority",
    "move",
    "name_agent",
    "open_rider",
    "publish",
    "put_in_force",
    "remove_party",
    "reopen",
    "require_draft",
    "set_perimeter",
    "sign_contract",
    "sign_rider",
    "submit",
    "take_places_away",
    "terminate_contract",
]
