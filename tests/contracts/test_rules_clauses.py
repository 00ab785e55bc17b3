"""What each clause must say, and the sentences it makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contracts.rules.clauses import FORMS, is_complete, read_fields
from app.contracts.rules.clauses.sentences import Around, ThemeSaid, every, paragraphs
from app.contracts.words import ClauseKind, ParticipationDegree, Side
from app.foundation.errors import Invalid
from tests.builders.clauses import WRITTEN


def plain(words):
    return " ".join(words).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def faults(kind, fields):
    with pytest.raises(Invalid) as refusal:
        read_fields(kind, fields)
    return {error["pointer"].rpartition("/")[2]: error["detail"] for error in refusal.value.members["errors"]}


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_clause_is_read_the_same_from_a_form_and_from_json_and_again_from_what_is_kept(kind):
    fields = WRITTEN[kind]
    as_form = {name: "\n".join(v) if name in ("cases", "services", "indicators") else v for name, v in fields.items()}
    as_form = {name: str(v) if isinstance(v, int) else v for name, v in as_form.items()}
    assert read_fields(kind, fields) == read_fields(kind, as_form) == fields
    assert is_complete(kind, fields)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, f.name) for kind in WRITTEN for f in FORMS[kind].fields if f.required and f.name in WRITTEN[kind]],
)
def test_a_clause_without_one_of_its_fields_is_incomplete(kind, name):
    fields = {n: v for n, v in WRITTEN[kind].items() if n != name}
    assert faults(kind, fields)[name] == "À remplir."
    assert not is_complete(kind, fields)


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        ("participation", "degree", "vote", "Choisissez une des réponses"),
        ("participation", "when", ["before", "later"], "Choisissez parmi"),
        ("participation", "answer_days", "366", "de 1 à 365"),
        ("participation", "answer_days", "0", "de 1 à 365"),
        ("participation", "min_age", True, "nombre entier"),
        ("method", "review_months", "douze", "nombre entier"),
        ("method", "steering_body", 7, "Écrivez un texte"),
        ("method", "steering_body", "x" * 301, "300 signes au plus"),
        ("review", "cases", ["x"] * 1 + ["y" * 301], "Ligne 2"),
        ("review", "cases", "\n".join(map(str, range(31))), "30 lignes au plus"),
        ("evaluation", "percent", "0", "strictement positif"),
        ("evaluation", "percent", "-1", "strictement positif"),
        ("evaluation", "percent", "0,001", "deux décimales"),
        ("evaluation", "percent", "101", "strictement positif"),
        ("evaluation", "percent", "beaucoup", "pourcentage"),
        ("evaluation", "percent", "NaN", "pourcentage"),
        ("assistance", "contact", "a\x00b", "n’est pas accepté"),
        ("assistance", "unknown", "1", "n’est pas attendu"),
    ],
)
def test_a_faulty_field_is_named_with_what_to_write(kind, name, value, said):
    kind = ClauseKind(kind)
    assert said in faults(kind, WRITTEN[kind] | {name: value})[name]


def test_r9_2_each_degree_asks_for_what_it_needs():
    base = {n: v for n, v in WRITTEN[ClauseKind.PARTICIPATION].items() if n != "degree"}
    needs = {
        ParticipationDegree.SEATS: ("citizen_seats", 3),
        ParticipationDegree.BUDGET: ("budget_euros", 250_000),
        ParticipationDegree.CITIZEN_PROJECT: ("question", "Un café associatif"),
        ParticipationDegree.REFERENDUM: ("question", "Faut-il fermer la rue aux voitures ?"),
    }
    for degree, (name, value) in needs.items():
        assert name in faults(ClauseKind.PARTICIPATION, base | {"degree": degree.value})
        kept = read_fields(ClauseKind.PARTICIPATION, base | {"degree": degree.value, name: value})
        assert kept[name] == value
    kept = read_fields(ClauseKind.PARTICIPATION, base | {"degree": "users", "budget_euros": 9})
    assert "budget_euros" not in kept


def test_r23_1_assistance_needs_at_least_one_objective_criterion():
    fields = {n: v for n, v in WRITTEN[ClauseKind.ASSISTANCE].items() if not n.endswith("_population")}
    assert "au moins un critère objectif" in faults(ClauseKind.ASSISTANCE, fields)["commune_population"]
    assert read_fields(ClauseKind.ASSISTANCE, fields | {"fiscal_potential": 600})


def test_r9_4_the_participation_clause_says_when_who_how_and_what_follows():
    said = plain(paragraphs(ClauseKind.PARTICIPATION, WRITTEN[ClauseKind.PARTICIPATION]))
    for words in (
        "avant les décisions et pendant l’exécution",
        "Toute personne d’au moins 16 ans peut participer, à condition d’habiter le périmètre du contrat.",
        "des réunions publiques et des ateliers d’usagers",
        "motiver publiquement chaque écart",
        "dans un délai de 60 jours ; leur réponse est publiée",
    ):
        assert words in said


def test_r11_3_the_menu_says_who_chose_each_theme_or_that_the_state_chose_all():
    themes = [ThemeSaid(title="Emploi", chosen_by=Side.STATE), ThemeSaid(title="Eau", chosen_by=Side.COLLECTIVITES)]
    said = plain(paragraphs(ClauseKind.MENU, {}, around=Around(themes=themes)))
    assert said == "Thèmes choisis par l’État : Emploi. Thèmes choisis par les collectivités : Eau."
    alone = [ThemeSaid(title=t, chosen_by=Side.STATE, without_agreement=True) for t in ("Emploi", "Eau")]
    said = plain(paragraphs(ClauseKind.MENU, {}, around=Around(themes=alone)))
    assert said == "Faute d’accord constaté en séance, l’État a choisi tous les thèmes : Emploi et Eau."


def test_prose_stands_beside_the_fields_paragraph_by_paragraph():
    said = paragraphs(ClauseKind.EVALUATION, WRITTEN[ClauseKind.EVALUATION], "Un.\r\n\r\nDeux.\n")
    assert said[1:] == ["Un.", "Deux."]
    assert plain(said[:1]).startswith("1,5 % de l’enveloppe du contrat est réservé")
    assert paragraphs(ClauseKind.FREE, {}, "Un seul.") == ["Un seul."]


@pytest.mark.parametrize("kind", WRITTEN)
def test_sentences_end_with_a_full_stop_and_leave_no_ordinary_space_before_high_signs(kind):
    for words in paragraphs(kind, WRITTEN[kind], around=Around(priority_places=["Fourmies"])):
        assert words.endswith(".")
        assert not any(f" {sign}" in words for sign in ":;?!»%")


@given(st.integers(min_value=1, max_value=60))
def test_a_frequency_is_said_in_the_largest_unit(months):
    assert every(months)
    if months % 12 == 0 and months > 12:
        assert every(months).endswith("ans")


@pytest.mark.parametrize("field", ["meetings_months", "meetings_format", "steering_body", "citizens", "penalty"])
def test_r14_2_a_method_agreement_fixes_meetings_citizens_and_what_leaving_costs(field):
    fields = {name: value for name, value in WRITTEN[ClauseKind.METHOD].items() if name != field}
    assert not is_complete(ClauseKind.METHOD, fields)
