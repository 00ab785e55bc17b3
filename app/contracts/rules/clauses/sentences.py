"""What the fields of a clause say, in the words of a contract: one text whoever filled the form. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.contracts.rules.amounts import euros
from app.contracts.words import ClauseKind, Side
from app.foundation.french import NARROW, NBSP, count, listing, number
from app.foundation.french import day as in_words

from .choices import EVALUATORS, FORMATS, MATCHES, MEANS, RESIDENCE, UNDERTAKING, WHEN

Fields = Mapping[str, Any]
MONTHLY: Final = {1: "chaque mois", 3: "chaque trimestre", 6: "chaque semestre", 12: "chaque année"}


@dataclass(frozen=True, kw_only=True)
class ThemeSaid:
    """A theme of the menu and who chose it."""

    title: str
    chosen_by: Side
    without_agreement: bool = False


@dataclass(frozen=True, kw_only=True)
class Around:
    """What the clauses say of the rest of the contract."""

    mid_term_on: date | None = None
    themes: Sequence[ThemeSaid] = ()
    priority_places: Sequence[str] = ()


NOTHING_AROUND: Final = Around()


def paragraphs(kind: ClauseKind, fields: Fields, prose: str = "", around: Around = NOTHING_AROUND) -> list[str]:
    """Return the paragraphs of a clause: what its fields say, then what the parties wrote beside them."""
    said = SENTENCES[kind](fields, around) if kind in SENTENCES and (fields or kind is ClauseKind.MENU) else []
    written = [part.strip() for part in prose.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return [*said, *written]


def every(months: int) -> str:
    """Return « chaque semestre », « tous les 4 mois », « tous les 2 ans »."""
    if months in MONTHLY:
        return MONTHLY[months]
    return f"tous les {number(months // 12)}{NBSP}ans" if months % 12 == 0 else f"tous les {number(months)}{NBSP}mois"


def _degree(fields: Fields) -> str:
    seats, amount = fields.get("citizen_seats", 0), fields.get("budget_euros", 0)
    question = str(fields.get("question", "")).rstrip(" .")
    words = {
        "seats": f"{count(seats, 'siège')} du comité de pilotage {'revient' if seats < 2 else 'reviennent'} à des "
        "citoyens, nommés pour la durée du contrat.",
        "users": "Les citoyens exercent la maîtrise d’usage : ils disent ce qui sert et ce qui manque, et les "
        "actions en tiennent compte.",
        "budget": f"Un budget participatif de {euros(amount * 100)} est ouvert : les citoyens proposent, puis votent.",
        "citizen_project": f"Des citoyens conduisent une opération du contrat : {question}.",
        "referendum": f"Les électeurs sont consultés par référendum local sur cette question : {question}. "
        "Le résultat est consultatif, sauf disposition contraire de la loi.",
    }
    return words[fields["degree"]]


def _participation(fields: Fields, _around: Around) -> list[str]:
    age, residence = fields["min_age"], fields["residence"]
    who = (
        "Toute personne peut participer"
        if age == 0
        else f"Toute personne d’au moins {count(age, 'an')} peut participer"
    )
    where = "sans condition de résidence" if residence == "anyone" else f"à condition d’{RESIDENCE[residence]}"
    return [
        f"{_degree(fields)} Les citoyens participent {listing(WHEN[one] for one in fields['when'])}.",
        f"{who}, {where}. La participation passe par {listing(MEANS[one] for one in fields['means'])}.",
        f"Les parties s’engagent à {UNDERTAKING[fields['undertaking']]}. Elles répondent au résultat dans un délai de "
        f"{count(fields['answer_days'], 'jour')} ; leur réponse est publiée.",
    ]


def _method(fields: Fields, _around: Around) -> list[str]:
    notice, body = fields["notice_months"], fields["steering_body"].rstrip(" .")
    leaving = f"avec un préavis de {number(notice)}{NBSP}mois" if notice else "sans préavis"
    return [
        f"Le contrat est piloté par l’instance suivante : {body}. Elle se réunit {every(fields['meetings_months'])}, "
        f"{FORMATS[fields['meetings_format']]}.",
        f"L’exécution est passée en revue {every(fields['review_months'])}.",
        f"Les citoyens ont part au suivi du contrat. {_ended(fields['citizens'])}",
        f"Une partie peut se retirer {leaving}, à ces conditions : {_ended(fields['penalty'])}",
    ]


def _review(fields: Fields, around: Around) -> list[str]:
    on = f"le {in_words(around.mid_term_on)}" if around.mid_term_on else "à la moitié de la durée du contrat"
    return [
        f"Une revue à mi-parcours se tient au plus tard {on}. Elle conclut à la poursuite, à un avenant ou à la "
        "résiliation du contrat.",
        "Une partie peut demander une revue plus tôt dans un cas de force majeure. Sont reconnus comme tels : "
        f"{_items(fields['cases'])}. La revue se tient alors dans les {count(fields['trigger_days'], 'jour')}.",
    ]


def _evaluation(fields: Fields, _around: Around) -> list[str]:
    share = Decimal(fields["percent"])
    verb = "est réservé" if share < 2 else "sont réservés"
    return [
        f"{number(share)}{NBSP}% de l’enveloppe du contrat {verb} à son évaluation, conduite par "
        f"{EVALUATORS[fields['evaluator']]}. La dépense en est suivie et publiée."
    ]


def _assistance(fields: Fields, _around: Around) -> list[str]:
    criteria = [
        words.format(number(fields[name]))
        for name, words in (
            ("commune_population", "les communes de moins de {} habitants"),
            ("epci_population", "les intercommunalités de moins de {} habitants"),
            ("fiscal_potential", "les collectivités dont le potentiel fiscal par habitant est inférieur à {} €"),
        )
        if fields.get(name)
    ]
    if fields.get("priority_places"):
        criteria.append("les territoires prioritaires du contrat")
    several = f"{NARROW}; {MATCHES[fields['matching']]}" if len(criteria) > 1 else ""
    return [
        f"Ont droit à l’assistance technique {listing(criteria)}{several}.",
        f"L’assistance apporte : {_items(fields['services'])}. Il faut s’adresser à : {_ended(fields['contact'])}",
    ]


def _menu(_fields: Fields, around: Around) -> list[str]:
    if not around.themes:
        return []
    if any(theme.without_agreement for theme in around.themes):
        said = listing(theme.title for theme in around.themes)
        return [f"Faute d’accord constaté en séance, l’État a choisi tous les thèmes : {said}."]
    chosen = {side: [theme.title for theme in around.themes if theme.chosen_by is side] for side in Side}
    return [
        f"{words} : {listing(chosen[side])}."
        for side, words in (
            (Side.STATE, "Thèmes choisis par l’État"),
            (Side.COLLECTIVITES, "Thèmes choisis par les collectivités"),
        )
        if chosen[side]
    ]


def _priority_area(fields: Fields, around: Around) -> list[str]:
    where = listing(around.priority_places)
    told = [f"Le périmètre prioritaire comprend {where}."] if around.priority_places else []
    told += [
        f"Il est convenu sur ces indicateurs, proposés par le préfet : {_items(fields['indicators'])}.",
        f"{number(Decimal(fields['share']))}{NBSP}% de l’enveloppe de l’État lui sont réservés.",
    ]
    if fields.get("prefect_reason"):
        told.append(f"Les moyens n’étant pas assez ciblés, le préfet a décidé : {_ended(fields['prefect_reason'])}")
    return told


def _items(lines: Sequence[str]) -> str:
    return f"{NARROW}; ".join(lines)


def _ended(words: str) -> str:
    """Return the words with the full stop that a person leaves out."""
    said = words.strip()
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


SENTENCES: Final[Mapping[ClauseKind, Callable[[Fields, Around], list[str]]]] = {
    ClauseKind.PARTICIPATION: _participation,
    ClauseKind.METHOD: _method,
    ClauseKind.REVIEW: _review,
    ClauseKind.EVALUATION: _evaluation,
    ClauseKind.ASSISTANCE: _assistance,
    ClauseKind.MENU: _menu,
    ClauseKind.PRIORITY_AREA: _priority_area,
}
