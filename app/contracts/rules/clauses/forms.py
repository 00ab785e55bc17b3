"""The fields of each clause, in the order in which a person fills them. This table is the type of `Clause.fields`."""

from collections.abc import Mapping
from typing import Final

from app.contracts.words import ClauseKind

from .assistance import ASSISTANCE
from .choices import EVALUATORS, FORMATS, options
from .form import Form
from .participation import PARTICIPATION
from .reading import Choice, Lines, Percent, Whole, Words

FORMS: Final[Mapping[ClauseKind, Form]] = {
    ClauseKind.PARTICIPATION: PARTICIPATION,
    ClauseKind.METHOD: Form(
        title="Accord de méthode",
        rule="R14.1",
        purpose="Comment les parties pilotent, suivent et quittent le contrat. Ses fréquences font le calendrier.",
        fields=(
            Whole(
                name="review_months",
                label="Une revue d’exécution tous les",
                rule="R14.2",
                unit="mois",
                at_least=1,
                at_most=60,
                default=12,
            ),
            Whole(
                name="meetings_months",
                label="Une réunion de l’instance de pilotage tous les",
                rule="R14.2",
                unit="mois",
                at_least=1,
                at_most=36,
                default=6,
            ),
            Choice(name="meetings_format", label="Forme des réunions", rule="R14.2", options=options(FORMATS)),
            Words(
                name="steering_body",
                label="Instance de pilotage",
                rule="R14.2",
                hint="Par exemple : comité de pilotage coprésidé par l’État et l’intercommunalité",
                maximum=300,
            ),
            Words(
                name="citizens",
                label="Place des citoyens dans le suivi",
                rule="R14.2",
                hint="Qui les représente, ce qu’ils reçoivent, ce qu’ils peuvent demander.",
                maximum=1500,
                long=True,
            ),
            Whole(
                name="notice_months",
                label="Préavis d’une partie qui se retire",
                rule="R14.2",
                unit="mois",
                at_least=0,
                at_most=36,
                default=6,
            ),
            Words(
                name="penalty",
                label="Ce que doit la partie qui se retire",
                rule="R14.2",
                hint="Par exemple : elle verse les engagements pris jusqu’à la fin de l’année en cours.",
                maximum=1500,
                long=True,
            ),
        ),
    ),
    ClauseKind.REVIEW: Form(
        title="Clause de revoyure",
        rule="R16.1",
        purpose="Une revue à mi-parcours est obligatoire : sa date se calcule. Une partie peut la demander plus tôt "
        "pour un cas de force majeure que le contrat énumère.",
        fields=(
            Lines(
                name="cases",
                label="Cas de force majeure",
                rule="R16.2",
                hint="Un cas par ligne, par exemple : fermeture d’un employeur de plus de 50 salariés.",
            ),
            Whole(
                name="trigger_days",
                label="Délai pour tenir une revue demandée",
                rule="R16.2",
                unit="jours",
                at_least=15,
                at_most=180,
                default=60,
            ),
        ),
    ),
    ClauseKind.EVALUATION: Form(
        title="Part réservée à l’évaluation",
        rule="R19",
        purpose="Une part strictement positive de l’enveloppe est réservée à l’évaluation, et sa dépense est suivie.",
        fields=(
            Percent(name="percent", label="Part de l’enveloppe", rule="R19", hint="En pourcentage, par exemple 1,5."),
            Choice(name="evaluator", label="Qui évalue", rule="R19", options=options(EVALUATORS)),
        ),
    ),
    ClauseKind.ASSISTANCE: ASSISTANCE,
    ClauseKind.MENU: Form(
        title="Menu thématique",
        rule="R11.1",
        purpose="Les thèmes sont choisis pour moitié par l’État, pour moitié par les collectivités. "
        "Ils s’inscrivent à la page Argent ; ce qui suit les présente dans le texte.",
    ),
    ClauseKind.PRIORITY_AREA: Form(
        title="Géographie prioritaire",
        rule="R12.1",
        purpose="Le périmètre prioritaire est convenu dans le contrat, sur des indicateurs que propose le préfet ; "
        "une part de l’enveloppe de l’État lui est réservée.",
        fields=(
            Lines(
                name="indicators",
                label="Indicateurs proposés par le préfet",
                rule="R12.1",
                hint="Un indicateur par ligne, par exemple : part des ménages sous le seuil de pauvreté.",
            ),
            Percent(
                name="share",
                label="Part de l’enveloppe de l’État réservée",
                rule="R12.2",
                hint="En pourcentage. 50 par défaut.",
                default="50",
            ),
            Words(
                name="prefect_reason",
                label="Décision motivée du préfet",
                rule="R12.3",
                hint="Écrite par l’État, si le préfet a eu le dernier mot : pourquoi les moyens étaient dispersés.",
                maximum=1500,
                long=True,
                required=False,
            ),
        ),
    ),
    ClauseKind.FREE: Form(
        title="Clause particulière",
        rule="",
        purpose="Ce que les parties veulent ajouter. Donnez-lui un titre qui dit de quoi elle parle.",
    ),
}
ORDER: Final = tuple(FORMS)
"""The order of the clauses in the text."""
