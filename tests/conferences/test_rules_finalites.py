from datetime import date

import pytest

from app.conferences.rules.finalites import (
    check_count,
    check_groups,
    check_origin,
    check_titles,
    is_usual,
    record_sentence,
    require_groups,
)
from app.conferences.rules.settings import Reglement
from app.conferences.words import FinaliteOrigin
from app.foundation.errors import Refused

VOTE, STATE = FinaliteOrigin.VOTE, FinaliteOrigin.STATE
DAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("number", "reason", "passes"),
    [
        (0, "", False),
        (0, "Aucune n’est mûre.", False),
        (3, "", False),
        (3, "   ", False),
        (3, "Trois suffisent.", True),
        (4, "", True),
        (5, "", True),
        (6, "", False),
        (6, "Le littoral en demande une de plus.", True),
    ],
)
def test_r2_1_four_or_five_finalites_and_others_with_a_reason(number: int, reason: str, passes: bool) -> None:
    if passes:
        check_count(number, Reglement(), reason)
    else:
        with pytest.raises(Refused) as refusal:
            check_count(number, Reglement(), reason)
        assert refusal.value.members["rule"] == "R2.1"


def test_r2_1_the_usual_range_is_a_setting() -> None:
    wide = Reglement(finalites_min=1, finalites_max=8)
    assert is_usual(8, wide)
    assert not is_usual(8, Reglement())


@pytest.mark.parametrize(
    ("origin", "voted", "disagreement", "broken"),
    [
        (VOTE, True, None, None),
        (VOTE, True, DAY, None),
        (VOTE, False, None, "R2.1"),
        (STATE, False, None, "R2.2"),
        (STATE, True, None, "R2.2"),
        (STATE, False, DAY, None),
    ],
)
def test_r2_2_the_state_defines_finalites_only_after_a_recorded_disagreement(
    origin: FinaliteOrigin, voted: bool, disagreement: date | None, broken: str | None
) -> None:
    if broken is None:
        check_origin(origin, voted=voted, disagreement_on=disagreement)
        return
    with pytest.raises(Refused) as refusal:
        check_origin(origin, voted=voted, disagreement_on=disagreement)
    assert refusal.value.members["rule"] == broken


def test_r2_2_the_record_says_that_the_state_defined_the_finalites() -> None:
    sentence = record_sentence(STATE, decided_on=date(2026, 4, 1), disagreement_on=DAY)
    assert sentence == (
        "Finalités définies par le représentant de l’État le 1er\u00a0avril\u00a02026, "
        "la conférence ayant constaté son désaccord le 3\u00a0mars\u00a02026."
    )
    assert "vote de la conférence" in record_sentence(VOTE, decided_on=DAY)


@pytest.mark.parametrize(("groups", "problems"), [([1, 2], 0), ([1], 1), ([1, 2, 2], 1), ([], 2)])
def test_r2_3_each_finalite_has_exactly_one_thematic_group(groups: list[int], problems: int) -> None:
    titles = {1: "Autonomie", 2: "Épanouissement"}
    assert [p.rule for p in check_groups(titles, groups)] == ["R2.3"] * problems
    if problems:
        with pytest.raises(Refused, match="chaque finalité en a exactement un"):
            require_groups(titles, groups)
    else:
        require_groups(titles, groups)


@pytest.mark.parametrize("titles", [["Autonomie", " autonomie "], ["Autonomie", " "], [""]])
def test_r2_1_finalites_have_each_a_title_of_their_own(titles: list[str]) -> None:
    check_titles(["Autonomie", "Santé"])
    with pytest.raises(Refused) as refusal:
        check_titles(titles)
    assert refusal.value.members["rule"] == "R2.1"
