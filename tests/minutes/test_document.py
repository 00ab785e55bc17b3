"""S10: the words of minutes, as they will be read and bound."""

import json

import pytest

from app.sittings.minutes.document import Frame, compose, content_of, sentences

NB, NN = "\u00a0", "\u202f"


def _frame(story, **given):
    usual = {"sitting_id": story.id, "title": "Séance", "conference": "Conférence Exemple", "group": ""}
    return Frame(**usual | {"place": "Salle Imaginaire", "public": True} | given)


@pytest.fixture
def written(sat):
    """The minutes for members, as JSON keeps them."""
    notes = {sat.trains.id: "Basile plaide pour.\n\nChloé craint le coût.\nElle le dit."}
    return json.loads(json.dumps(content_of(compose(sat.facts, _frame(sat), notes))))


@pytest.fixture
def public(sat):
    withheld = sat.facts.behind_closed_doors()
    return content_of(
        compose(sat.public_facts, _frame(sat), {sat.trains.id: "Secret."}, for_public=True, withheld=withheld)
    )


def told(content):
    return [
        line["text"].replace(NB, " ").replace(NN, " ")
        for s in content["sections"]
        for line in s["lines"]
        if "text" in line
    ]


def test_s10_the_head_says_what_minutes_must(written):
    head = {
        k: str(written[k]).replace(NB, " ") for k in ("title", "day", "opened", "closed", "place", "chair", "secretary")
    }
    assert head == {
        "title": "Procès-verbal de la séance du 13 mars 2026",
        "day": "vendredi 13 mars 2026",
        "opened": "14 h",
        "closed": "14 h 29",
        "place": "Salle Imaginaire",
        "chair": "Aude Présidente",
        "secretary": "Fanny Secrétaire",
    }
    assert written["publicity"].replace(NB, " ") == "Séance publique, à huis clos de 14 h 19 à 14 h 23."


def test_s10_the_course_is_told_in_sentences(written):
    assert told(written) == [
        "La séance est ouverte à 14 h sous la présidence d’Aude Présidente. "
        "Quorum atteint : 3 présents sur 4 sièges votants, il en faut 3.",
        "Gilles Préfet (État) entre en séance, à distance.",
        "Elsa Observatrice (Commune Témoin) entre en séance, en salle.",
        "Basile Département (Département Fictif) prend la parole, pour : 3 min 05 s.",
        "Chloé Communauté (Communauté Fictive) prend la parole, contre : 1 min.",
        "Gilles Préfet (État) prend la parole : 45 s.",
        "La conférence demande un train par heure.",
        "La séance est suspendue à 14 h 09.",
        "La séance reprend à 14 h 19.",
        "Le huis clos est prononcé à 14 h 19.",
        "Basile Département (Département Fictif) prend la parole : 30 s.",
        "Chloé Communauté (Communauté Fictive) quitte la séance.",
        "Le quorum n’est plus atteint : 2 présents sur 4 sièges votants, il en faut 3, il en manque 1.",
        "Basile Département (Département Fictif) suit désormais la séance à distance.",
        "Le huis clos est levé à 14 h 23 : la séance est de nouveau publique.",
        "La séance est levée à 14 h 29.",
    ]


def test_s3_the_attendance_sheet_tells_each_stay(written):
    sheet = written["attendance"]
    rows = {
        r["name"]: [s.replace(NB, " ") for s in r["stays"]]
        for k in ("present", "observers", "others")
        for r in sheet[k]
    }
    assert rows == {
        "Aude Présidente": ["toute la séance, en salle"],
        "Basile Département": ["de l’ouverture à 14 h 23, en salle", "de 14 h 23 à la levée, à distance"],
        "Chloé Communauté": ["de l’ouverture à 14 h 23, en salle (entrée notée par Fanny Secrétaire)"],
        "Elsa Observatrice": ["de 14 h 03 à la levée, en salle"],
        "Gilles Préfet": ["de 14 h 03 à la levée, à distance"],
    }
    assert [(r["name"], r["institution"], r["level"]) for r in sheet["absent"]] == [
        ("Denis Absent", "Commune Fictive", "Commune")
    ]


def test_s7_a_vote_is_told_with_names_quorum_and_computation(written):
    (ballot,) = [line for s in written["sections"] for line in s["lines"] if line["type"] == "ballot"]
    assert ballot["sentence"].replace(NB, " ") == (
        "Adopté : 2 voix pour, 1 voix contre, 0 abstention. "
        "Majorité simple des suffrages exprimés : il faut plus de voix pour que de voix contre."
    )
    assert [q.replace(NB, " ") for q in ballot["quorum"]] == [
        "Quorum à l’ouverture du scrutin : 3 présents sur 4 sièges votants, il en faut 3."
    ]
    assert [(g["words"], g["names"]) for g in ballot["groups"]] == [
        ("Ont voté pour", ["Aude Présidente (Région Exemple)", "Basile Département (Département Fictif)"]),
        ("Ont voté contre", ["Chloé Communauté (Communauté Fictive), vote noté par le secrétariat"]),
        ("N’ont pas voté", ["Denis Absent (Commune Fictive), hors séance à la clôture"]),
    ]


def test_s13_a_decision_is_told_with_its_commitments(written):
    (decision,) = [line for s in written["sections"] for line in s["lines"] if line["type"] == "decision"]
    assert decision["number"] == "2026-01-D01"
    assert decision["ballot"].startswith(f"Scrutin nº{NB}1. Adopté")
    assert decision["commitments"] == [
        {
            "title": "Étudier le coût d’un train par heure",
            "owner": "Département Fictif",
            "due": f"30{NB}juin{NB}2026",
        }
    ]


def test_s10_the_discussion_is_what_the_secretary_wrote(written):
    section = next(s for s in written["sections"] if s["number"] == "1")
    assert section["discussion"] == ["Basile plaide pour.", "Chloé craint le coût.\nElle le dit."]
    assert section["hours"].replace(NB, " ") == "de 14 h 02 à 14 h 24"
    other = next(s for s in written["sections"] if s["number"] == "2")
    assert (other["discussion"], other["expects_discussion"]) == (None, False)


def test_s5_speaking_time_is_added_up_by_level_and_by_person(written):
    assert [(r["who"], r["times"], r["seconds"]) for r in written["speaking_by_level"]] == [
        ("Département", 2, 215),
        ("EPCI", 1, 60),
        ("Autres personnes", 1, 45),
    ]
    assert written["speaking_by_person"][0]["duration"] == f"3{NB}min{NB}35{NB}s"


def test_s11_the_public_document_says_that_something_is_left_out_and_not_what(public):
    said = json.dumps(public, ensure_ascii=False)
    assert public["notices"]
    assert "Secret" not in said
    assert "quitte la séance" not in said
    assert "0:30" not in said
    rows = {r["name"]: [s.replace(NB, " ") for s in r["stays"]] for r in public["attendance"]["present"]}
    assert rows["Chloé Communauté"] == ["de l’ouverture au huis clos, en salle (entrée notée par Fanny Secrétaire)"]
    assert rows["Basile Département"] == [
        "de l’ouverture au huis clos, en salle",
        "du huis clos à la levée, à distance",
    ]
    section = next(s for s in public["sections"] if s["number"] == "1")
    assert section["withheld"]


def test_s10_without_a_roll_nobody_is_called_absent(story):
    empty = compose(story.facts, _frame(story), {})
    assert (empty.attendance.absent, empty.attendance.present, empty.title) == (None, [], f"Procès-verbal{NB}: Séance")


@pytest.mark.parametrize(
    ("name", "words"), [("Aude", "d’Aude"), ("Élie", "d’Élie"), ("Hugo", "de Hugo"), ("Yves", "de Yves"), ("", "de ")]
)
def test_names_are_elided_as_one_speaks(name, words):
    assert sentences.of(name) == words
