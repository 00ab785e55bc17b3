"""A signed text is sealed, and riders overlay it."""

from hypothesis import given
from hypothesis import strategies as st

from app.contracts.rules.texts import canonical, current_clauses, digest, key_of
from app.contracts.words import ClauseKind


def a_text(number, *clauses):
    return {
        "number": number,
        "title": f"Texte {number}",
        "signed_on": f"202{number}-01-01",
        "parties": [{"name": "Préfecture"}, {"name": "Agglomération"}],
        "clauses": [
            {"key": key, "kind": key, "title": key.capitalize(), "paragraphs": [words]} for key, words in clauses
        ],
    }


def test_riders_overlay_the_original_clause_by_clause():
    original = a_text(0, ("method", "Ancienne méthode."), ("review", "Revue."))
    current = current_clauses([original, a_text(1, ("method", "Nouvelle méthode."), ("evaluation", "Un pour cent."))])
    assert [(c.key, c.paragraphs, c.original) for c in current] == [
        ("method", ("Nouvelle méthode.",), ("Ancienne méthode.",)),
        ("review", ("Revue.",), None),
        ("evaluation", ("Un pour cent.",), None),
    ]
    assert [change.number for change in current[0].history] == [0, 1]
    assert current[0].history[1].parties == ("Préfecture", "Agglomération")


def test_the_words_of_the_last_rider_stand_beside_the_first_ones():
    texts = [a_text(n, ("method", f"Méthode {n}.")) for n in range(3)]
    (clause,) = current_clauses(texts)
    assert (clause.paragraphs, clause.original) == (("Méthode 2.",), ("Méthode 0.",))


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8) | st.integers(), max_size=5))
def test_the_digest_depends_on_the_content_and_not_on_its_order(content):
    turned = dict(reversed(list(content.items())))
    assert canonical(content) == canonical(turned)
    assert digest(content) == digest(turned)
    assert digest(content | {"more": 1}) != digest(content)


def test_a_free_clause_is_known_by_its_title():
    assert key_of(ClauseKind.FREE, "Eau et assainissement") == key_of(ClauseKind.FREE, "Eau et ASSAINISSEMENT")
    assert key_of(ClauseKind.METHOD, "Peu importe") == "method"
