"""What a rule finds: problems that refuse an act, all told at once, and alerts that only warn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.foundation.errors import Refused


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One reason to refuse, in a full sentence."""

    rule: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Alert:
    """Something is not as the rule wants it since that day; nobody is stopped."""

    rule: str
    sentence: str
    since: date


def refuse_if(problems: Sequence[Problem]) -> None:
    """Raise one refusal that tells every problem; `problems` carries them one by one with their rule."""
    if problems:
        raise Refused(
            " ".join(problem.detail for problem in problems),
            rule=problems[0].rule,
            problems=[{"rule": problem.rule, "detail": problem.detail} for problem in problems],
        )
