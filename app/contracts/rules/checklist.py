"""What a contract must have before it is signed, then put in force: each requirement with its rule. Pure."""

from collections.abc import Iterable
from typing import Final

from app.contracts.words import ClauseKind, ContractKind, Side
from app.foundation.errors import Refused

from .clauses import FORMS
from .earmarking import priority_finding
from .menu import Menu, imbalance
from .requirements import Moment, Requirement, Situation, Standing, has, row
from .scheme_checklist import scheme_rows

MANDATORY: Final = {
    ClauseKind.PARTICIPATION: "Aucun contrat n’est signé sans clause de participation citoyenne.",
    ClauseKind.METHOD: "L’accord de méthode est obligatoire.",
    ClauseKind.REVIEW: "La revue à mi-parcours et les cas de force majeure sont obligatoires.",
    ClauseKind.EVALUATION: "Une part strictement positive de l’enveloppe est réservée à l’évaluation.",
    ClauseKind.ASSISTANCE: "L’assistance technique est obligatoire, avec des critères objectifs.",
}


def checklist(seen: Situation) -> list[Requirement]:
    """Return every requirement in the order of the text, then what the scheme adds, then what comes after signing."""
    return [
        _parties(seen),
        _perimeter(seen),
        _finalite(seen),
        _duration(seen),
        *(_clause(seen, kind, sentence) for kind, sentence in MANDATORY.items()),
        _menu(seen),
        _priority_area(seen),
        _priority_share(seen),
        *scheme_rows(seen),
        _agents(seen),
    ]


def missing(rows: Iterable[Requirement], *moments: Moment) -> list[Requirement]:
    """Return the requirements that block one of these moments."""
    return [row for row in rows if row.standing is Standing.MISSING and row.moment in moments]


def refuse_missing(rows: Iterable[Requirement], act: str) -> None:
    """Raise one refusal that names every missing requirement with its rule; nothing when none blocks the signature."""
    blocking = missing(rows, Moment.SIGNATURE)
    if blocking:
        raise Refused(
            f"Le contrat ne peut pas {act} : " + " ".join(f"{row.sentence} ({row.rule})" for row in blocking),
            rule=blocking[0].rule,
            missing=[{"key": row.key, "rule": row.rule, "detail": row.sentence} for row in blocking],
            problems=[{"rule": row.rule, "detail": f"{row.sentence} (règle {row.rule})"} for row in blocking],
        )


def _parties(seen: Situation) -> Requirement:
    sides = {party.side for party in seen.parties}
    lacking = [
        words
        for side, words in ((Side.STATE, "une partie du côté de l’État"), (Side.COLLECTIVITES, "une collectivité"))
        if side not in sides
    ]
    said = f"Il manque {' et '.join(lacking)}." if lacking else "Les deux côtés de la table sont représentés."
    return row("parties", "R8.1", "Parties des deux côtés", not lacking, said, "parties")


def _perimeter(seen: Situation) -> Requirement:
    said = "Le périmètre est défini." if seen.places else "Le périmètre n’est pas défini."
    return row("perimeter", "R1.3", "Périmètre", seen.places > 0, said, "perimetre")


def _finalite(seen: Situation) -> Requirement:
    label, part = "Rattachement à une finalité", "finalites"
    if seen.kind is ContractKind.STRATEGY:
        said = "Le contrat de stratégie porte les finalités : il n’est rattaché à aucune."
        return row("finalite", "R1.2", label, None, said, part)
    said = (
        "Le contrat sert au moins une finalité de la conférence."
        if seen.finalites
        else "Le contrat n’est rattaché à aucune finalité de la conférence."
    )
    return row("finalite", "R1.2", label, seen.finalites > 0, said, part)


def _duration(seen: Situation) -> Requirement:
    known = seen.years is not None
    said = (
        "La date de la revue à mi-parcours se calcule."
        if known
        else "La date de fin n’est pas connue : la revue à mi-parcours ne peut pas se calculer."
    )
    return row("duration", "R16.1", "Durée", known, said, "identite")


def _clause(seen: Situation, kind: ClauseKind, sentence: str) -> Requirement:
    met = has(seen, kind)
    said = "La clause est écrite." if met else sentence
    if not met and kind in seen.clauses:
        said = f"{sentence} La clause écrite est incomplète."
    return row(kind.value, FORMS[kind].rule, FORMS[kind].title, met, said, f"clauses/{kind.value}")


def _menu(seen: Situation) -> Requirement:
    key, label, part = ClauseKind.MENU.value, FORMS[ClauseKind.MENU].title, "clauses/menu"
    sides = {party.side for party in seen.parties}
    if not {Side.STATE, Side.COLLECTIVITES} <= sides:
        said = "Le menu thématique concerne les contrats entre l’État et des collectivités."
        return row(key, "R11.1", label, None, said, part)
    menu = Menu(
        state=sum(theme.chosen_by is Side.STATE for theme in seen.themes),
        collectivites=sum(theme.chosen_by is Side.COLLECTIVITES for theme in seen.themes),
        imposed=any(theme.without_agreement for theme in seen.themes),
    )
    fault = imbalance(menu, seen.settings.menu_state_share)
    if fault:
        return row(key, "R11.1", label, False, fault, part)
    said = (
        "Sans accord constaté en séance, l’État a choisi tous les thèmes."
        if menu.imposed
        else "L’État et les collectivités ont choisi chacun leur part des thèmes."
    )
    return row(key, "R11.3" if menu.imposed else "R11.1", label, True, said, part)


def _priority_area(seen: Situation) -> Requirement:
    kind = ClauseKind.PRIORITY_AREA
    key, label, part = kind.value, FORMS[kind].title, f"clauses/{kind.value}"
    if not seen.obligations.priority_area and kind not in seen.clauses:
        return row(key, "R12.1", label, None, "Le dispositif ne demande pas de géographie prioritaire.", part)
    if not has(seen, kind):
        return row(key, "R12.1", label, False, "Le dispositif demande une clause de géographie prioritaire.", part)
    if not seen.priority_places:
        return row(key, "R12.1", label, False, "Aucun territoire du périmètre n’est marqué prioritaire.", "perimetre")
    return row(key, "R12.1", label, True, "La géographie prioritaire est convenue.", part)


def _priority_share(seen: Situation) -> Requirement:
    label, part = "Part de l’État réservée à la géographie prioritaire", "clauses/priority_area"
    if not seen.priority_places or not seen.state_cents:
        said = "L’État n’apporte pas d’enveloppe à un contrat qui a une géographie prioritaire."
        return row("priority_share", "R12.2", label, None, said, part)
    share = seen.settings.priority_share
    sentence = priority_finding(seen.state_cents, seen.state_reserved_cents, share)
    said = sentence or "La part de l’État réservée à la géographie prioritaire est suffisante."
    return row("priority_share", "R12.2", label, sentence is None, said, part)


def _agents(seen: Situation) -> Requirement:
    without = [party.name for party in seen.parties if not party.agents]
    met = bool(seen.parties) and not without
    said = (
        "Chaque partie a nommé ses agents." if met else "Il manque l’agent chargé de l’exécution d’au moins une partie."
    )
    return row("agents", "R7.1", "Agents chargés de l’exécution", met, said, "parties", moment=Moment.FORCE)
