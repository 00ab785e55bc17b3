"""The only writers of what is suspended."""

from app.foundation.errors import IllegalTransition
from app.foundation.unit_of_work import UnitOfWork

from . import policies
from .events import FeaturePaused, FeatureResumed
from .models import PausedFeature
from .words import SWITCHES, Feature


def pause(work: UnitOfWork, feature: Feature, *, reason: str) -> None:
    """Suspend a part of the service, for a reason that everybody reads."""
    work.allow(policies.may_switch_features)
    if work.session.get(PausedFeature, feature, with_for_update=True) is not None:
        raise IllegalTransition(f"« {SWITCHES[feature].label} » est déjà suspendu.")
    assert work.actor.person_id is not None
    work.add(
        PausedFeature(feature=feature, reason=reason.strip(), paused_at=work.now(), paused_by_id=work.actor.person_id)
    )
    work.record(FeaturePaused(feature=feature.value, reason=reason.strip()))


def resume(work: UnitOfWork, feature: Feature) -> None:
    """Restore a part of the service."""
    work.allow(policies.may_switch_features)
    paused = work.session.get(PausedFeature, feature, with_for_update=True)
    if paused is None:
        raise IllegalTransition(f"« {SWITCHES[feature].label} » n’est pas suspendu.")
    work.session.delete(paused)
    work.record(FeatureResumed(feature=feature.value))
