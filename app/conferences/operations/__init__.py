"""The only writers of conferences: load → allow → act → record."""

from .composition import record_composition
from .creation import create_conference
from .finalites import adopt_finalites, define_finalites_by_state, record_disagreement
from .groups import end_group_member, name_group_member
from .mandates import end_mandate, give_mandate
from .presidency import choose_president, plan_term, vacate_presidency
from .seating import SeatGiven
from .settings import change_settings

__all__ = [
    "SeatGiven",
    "adopt_finalites",
    "change_settings",
    "choose_president",
    "create_conference",
    "define_finalites_by_state",
    "end_group_member",
    "end_mandate",
    "give_mandate",
    "name_group_member",
    "plan_term",
    "record_composition",
    "record_disagreement",
    "vacate_presidency",
]
