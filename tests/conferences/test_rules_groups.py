from itertools import product

import pytest

from app.conferences.rules.groups import CATEGORIES, check_admission
from app.conferences.words import AdmissionCriterion, MemberCategory
from app.foundation.errors import Refused
from app.institutions.words import InstitutionKind

INSTITUTIONAL, PARA_PUBLIC, PRIVATE = MemberCategory


@pytest.mark.parametrize("criterion", AdmissionCriterion)
def test_r5_1_who_pays_represents_or_employs_is_admitted(criterion: AdmissionCriterion) -> None:
    check_admission(name="Société fictive", kind=InstitutionKind.COMPANY, category=PRIVATE, criterion=criterion)


def test_r5_1_a_member_without_criterion_is_refused() -> None:
    with pytest.raises(Refused, match="qui paye participe") as refusal:
        check_admission(name="X", kind=InstitutionKind.COMPANY, category=PRIVATE, criterion=None)
    assert refusal.value.members["rule"] == "R5.1"


@pytest.mark.parametrize(("kind", "category"), list(product(InstitutionKind, MemberCategory)))
def test_r5_1_the_category_is_that_of_the_institution(kind: InstitutionKind, category: MemberCategory) -> None:
    wanted = {"name": "X", "kind": kind, "category": category, "criterion": AdmissionCriterion.REPRESENTS}
    if category in CATEGORIES[kind]:
        check_admission(**wanted)  # type: ignore[arg-type]
    else:
        with pytest.raises(Refused, match="Nommez cette institution comme membre"):
            check_admission(**wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        (InstitutionKind.EPCI, INSTITUTIONAL),
        (InstitutionKind.STATE_SERVICE, INSTITUTIONAL),
        (InstitutionKind.STATE_OPERATOR, PARA_PUBLIC),
        (InstitutionKind.CHAMBER, PARA_PUBLIC),
        (InstitutionKind.COMPANY, PRIVATE),
        (InstitutionKind.ASSOCIATION, PRIVATE),
    ],
)
def test_r5_1_all_partners_find_a_place_in_a_group(kind: InstitutionKind, category: MemberCategory) -> None:
    check_admission(name="X", kind=kind, category=category, criterion=AdmissionCriterion.EMPLOYS)


def test_r5_1_an_institution_is_named_once() -> None:
    with pytest.raises(Refused, match="déjà membre"):
        check_admission(
            name="X",
            kind=InstitutionKind.EPCI,
            category=INSTITUTIONAL,
            criterion=AdmissionCriterion.PAYS,
            already_member=True,
        )
