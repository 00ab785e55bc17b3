"""The participation clause (R9.2, R9.4)."""

from typing import Final

from .choices import DEGREE_WORDS, DEGREES, MEANS, RESIDENCE, UNDERTAKING, WHEN, options
from .form import Form
from .reading import Choice, Choices, Whole, Words

PARTICIPATION: Final = Form(
    title="Participation des citoyens",
    rule="R9.1",
    purpose="Aucun contrat n’est signé sans elle. Elle dit à quel degré les citoyens participent, quand, "
    "qui, par quels moyens, et ce que les parties s’engagent à faire du résultat.",
    fields=(
        Choice(
            name="degree",
            label="Degré de participation",
            rule="R9.2",
            options=tuple((one.value, DEGREE_WORDS[one], said) for one, said in DEGREES),
        ),
        Whole(
            name="citizen_seats",
            label="Nombre de sièges de citoyens",
            rule="R9.2",
            unit="",
            at_least=1,
            at_most=100,
            only_if=("degree", ("seats",)),
        ),
        Whole(
            name="budget_euros",
            label="Montant soumis au vote",
            rule="R9.2",
            unit="€",
            at_least=1,
            at_most=10_000_000_000,
            only_if=("degree", ("budget",)),
        ),
        Words(
            name="question",
            label="Projet ou question",
            rule="R9.2",
            hint="Le projet confié aux citoyens, ou la question posée aux électeurs.",
            maximum=600,
            long=True,
            only_if=("degree", ("citizen_project", "referendum")),
        ),
        Choices(name="when", label="À quels moments", rule="R9.4", options=options(WHEN)),
        Whole(
            name="min_age",
            label="Âge minimal",
            rule="R9.4",
            hint="0 si tout le monde peut participer.",
            unit="ans",
            at_least=0,
            at_most=30,
            default=16,
        ),
        Choice(name="residence", label="Condition de résidence", rule="R9.4", options=options(RESIDENCE)),
        Choices(name="means", label="Par quels moyens", rule="R9.4", options=options(MEANS)),
        Choice(
            name="undertaking",
            label="Ce que les parties s’engagent à faire du résultat",
            rule="R9.4",
            options=options(UNDERTAKING),
        ),
        Whole(
            name="answer_days",
            label="Délai de réponse des parties au résultat",
            rule="R9.4",
            hint="La réponse est publiée.",
            unit="jours",
            at_least=1,
            at_most=365,
            default=60,
        ),
    ),
)
