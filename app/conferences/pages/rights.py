"""What the person looking may do here: the same policies as the acts, asked for the forms to show."""

from dataclasses import dataclass

from app.conferences import policies
from app.conferences.words import Office
from app.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Rights:
    """The acts that are open to the person in one conference."""

    settings: bool
    composition: bool
    seats: bool
    offices: tuple[Office, ...]
    presidency: bool
    disagreement: bool
    define: bool
    groups: bool
    administration: bool
    messages: bool
    warnings: bool
    plan: bool
    refer: bool


def rights_of(actor: Actor, conference_id: int) -> Rights:
    """Return what the policies answer for this actor."""
    return Rights(
        settings=policies.may_change_settings(actor, conference_id),
        composition=policies.may_record_composition(actor, conference_id),
        seats=policies.may_keep_mandates(actor, conference_id),
        offices=tuple(office for office in Office if policies.may_keep_mandates(actor, conference_id, office)),
        presidency=policies.may_record_presidency(actor, conference_id),
        disagreement=policies.may_record_disagreement(actor, conference_id),
        define=policies.may_define_finalites(actor, conference_id),
        groups=policies.may_name_group_members(actor, conference_id),
        administration=policies.may_see_administration(actor, conference_id),
        messages=actor.administrator or actor.holds(conference_id, *policies.BUREAU),
        warnings=policies.may_see_warnings(actor, conference_id),
        plan=policies.may_plan_sittings(actor, conference_id),
        refer=policies.may_refer_question(actor, conference_id),
    )
