"""R5: who is admitted to a thematic group, by which criterion, and who pilots it."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from app.conferences.words import AdmissionCriterion, MemberCategory
from app.foundation.errors import Refused
from app.foundation.french import quoted
from app.institutions.words import InstitutionKind

from .presidency import HeldTerm, holder_on

ANY_CATEGORY: Final = frozenset(MemberCategory)
# Which category an institution can be named in; a kind that the directory cannot place fits any.
CATEGORIES: Final = {
    InstitutionKind.REGION: frozenset({MemberCategory.INSTITUTIONAL}),
    InstitutionKind.DEPARTEMENT: frozenset({MemberCategory.INSTITUTIONAL}),
    InstitutionKind.EPCI: frozenset({MemberCategory.INSTITUTIONAL}),
    InstitutionKind.COMMUNE: frozenset({MemberCategory.INSTITUTIONAL}),
    InstitutionKind.SYNDICATE: frozenset({MemberCategory.INSTITUTIONAL}),
    InstitutionKind.STATE_SERVICE: frozenset({MemberCategory.INSTITUTIONAL}),
    InstitutionKind.EUROPEAN_UNION: frozenset({MemberCategory.INSTITUTIONAL}),
    InstitutionKind.STATE_OPERATOR: frozenset({MemberCategory.PARA_PUBLIC}),
    InstitutionKind.PUBLIC_BODY: frozenset({MemberCategory.PARA_PUBLIC}),
    InstitutionKind.CHAMBER: frozenset({MemberCategory.PARA_PUBLIC}),
    InstitutionKind.ASSOCIATION: frozenset({MemberCategory.PARA_PUBLIC, MemberCategory.PRIVATE}),
    InstitutionKind.COMPANY: frozenset({MemberCategory.PARA_PUBLIC, MemberCategory.PRIVATE}),
    InstitutionKind.OTHER: ANY_CATEGORY,
}
CATEGORY_WORDS: Final = {
    MemberCategory.INSTITUTIONAL: "membre institutionnel",
    MemberCategory.PARA_PUBLIC: "membre parapublic",
    MemberCategory.PRIVATE: "membre privé",
}
CRITERION_WORDS: Final = {
    AdmissionCriterion.PAYS: "qui paye participe",
    AdmissionCriterion.REPRESENTS: "qui est représentatif participe",
    AdmissionCriterion.EMPLOYS: "qui emploie participe",
}


def check_admission(
    *,
    name: str,
    kind: InstitutionKind,
    category: MemberCategory,
    criterion: AdmissionCriterion | None,
    already_member: bool = False,
) -> None:
    """R5.1: a member has its institution’s category and a criterion that admits it, and is named once."""
    if criterion is None:
        choices = ", ".join(quoted(words) for words in CRITERION_WORDS.values())
        raise Refused(
            f"{quoted(name)} n’est admis dans le groupe par aucun critère. Choisissez l’un des trois : {choices}.",
            rule="R5.1",
        )
    if category not in CATEGORIES[kind]:
        allowed = [CATEGORY_WORDS[c] for c in MemberCategory if c in CATEGORIES[kind]]
        raise Refused(
            f"{quoted(name)} ne peut pas être nommé comme {CATEGORY_WORDS[category]}. "
            f"Nommez cette institution comme {' ou '.join(allowed)}.",
            rule="R5.1",
        )
    if already_member:
        raise Refused(
            f"{quoted(name)} est déjà membre de ce groupe. Mettez fin à sa participation avant de le renommer.",
            rule="R5.1",
        )


def pilot_on(terms: Iterable[HeldTerm], day: date) -> int | None:
    """R5.2: return the institution that pilots that day: the one that chairs, interim included."""
    return holder_on(terms, day)
