"""What the scheme of a contract adds to the checklist (P1). What its sheet does not ask makes no row. Pure."""

from collections.abc import Iterator

from app.contracts.words import ClauseKind, ParticipationDegree
from app.foundation.french import listing
from app.institutions.naming import search_form

from .requirements import Requirement, Situation, has, row


def scheme_rows(seen: Situation) -> Iterator[Requirement]:
    """Yield the requirements of the scheme."""
    asked = seen.obligations
    if asked.signatories:
        yield _signatories(seen)
    if asked.longest_years is not None:
        fault = asked.fault_of_duration(seen.years)
        said = fault or "La durée est celle que veut le dispositif."
        yield row("scheme_duration", "P1", "Durée selon le dispositif", not fault, said, "identite")
    if asked.steering_committee:
        met = has(seen, ClauseKind.METHOD)
        said = (
            "L’accord de méthode nomme l’instance de pilotage."
            if met
            else "Le dispositif veut une instance de pilotage."
        )
        yield row("scheme_steering", "P1", "Pilotage selon le dispositif", met, said, "clauses/method")
    if asked.yearly_review:
        yield _yearly_review(seen)
    if asked.citizen_council:
        yield _citizen_council(seen)
    if asked.one_per_territory:
        said = (
            f"Ce territoire a déjà un contrat de ce type : {seen.twin}."
            if seen.twin
            else "Il est seul sur ce territoire."
        )
        yield row("scheme_alone", "P1", "Un seul par territoire", seen.twin is None, said, "perimetre")


def _signatories(seen: Situation) -> Requirement:
    lacking = seen.obligations.missing_signatories(party.kind for party in seen.parties if party.kind is not None)
    said = (
        f"Le dispositif veut aussi pour partie : {listing(side.words for side in lacking)}."
        if lacking
        else "Les signataires que veut le dispositif sont parties au contrat."
    )
    return row("scheme_signatories", "P1", "Signataires selon le dispositif", not lacking, said, "parties")


def _yearly_review(seen: Situation) -> Requirement:
    met = has(seen, ClauseKind.METHOD) and seen.clauses[ClauseKind.METHOD]["review_months"] <= 12
    said = "Une revue se tient au moins chaque année." if met else "Le dispositif veut une revue au moins annuelle."
    return row("scheme_yearly_review", "P1", "Revue annuelle selon le dispositif", met, said, "clauses/method")


def _citizen_council(seen: Situation) -> Requirement:
    citizens = search_form(str(seen.clauses.get(ClauseKind.METHOD, {}).get("citizens", "")))
    degree = seen.clauses.get(ClauseKind.PARTICIPATION, {}).get("degree")
    met = "conseil citoyen" in citizens or "conseils citoyens" in citizens or degree == ParticipationDegree.SEATS
    said = (
        "Le conseil citoyen a sa place dans le contrat."
        if met
        else "Le dispositif veut un conseil citoyen : dites sa place dans l’accord de méthode."
    )
    return row("scheme_council", "P1", "Conseil citoyen selon le dispositif", met, said, "clauses/method")
