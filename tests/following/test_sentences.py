"""Entries told as sentences, as a citizen would say them."""

from zoneinfo import ZoneInfo

import pytest

from app.following.sentences import SENTENCES, sentence
from app.journal.words import KINDS, UNTOLD

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
QUORUM = {"needed": 10, "present": 16, "reached": True, "required": True, "seats": 18}
COMMITMENT = {"due_on": "2026-11-01", "owner": "Boulogne-sur-Mer", "state": "done", "title": "Essayer le guichet"}


def said(kind, payload, zone=PARIS):
    return sentence(kind, payload, zone).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("kind", "payload", "words"),
    [
        (
            "sitting.planned",
            {"title": "Bilan", "starts_at": "2027-01-20T08:30:00+00:00", "place": "Hôtel de ville, Compiègne"},
            "La séance « Bilan » est prévue le mercredi 20 janvier 2027 à 9 h 30, Hôtel de ville, Compiègne.",
        ),
        (
            "sitting.planned",
            {"title": "Bilan", "starts_at": "2027-01-20T08:30:00+00:00", "place": "", "prefect_expected": True},
            "La séance « Bilan » est prévue le mercredi 20 janvier 2027 à 9 h 30. Le préfet y est attendu.",
        ),
        (
            "agenda.published",
            {"items": [{"number": "1", "title": "Rénover"}, {"number": "2", "title": "Loger ?"}]},
            "L’ordre du jour est publié : 1. Rénover ; 2. Loger ?",
        ),
        (
            "agenda.published",
            {"items": [{"number": str(n), "title": "Point"} for n in range(1, 9)]},
            "L’ordre du jour est publié : 1. Point ; 2. Point ; 3. Point ; 4. Point ; 5. Point ; 6. Point ; et 2 "
            "autres points.",
        ),
        (
            "sitting.opened",
            {"title": "Bilan", "quorum": QUORUM},
            "La séance « Bilan » est ouverte : 16 sièges présents sur 18, le quorum est atteint.",
        ),
        ("sitting.closed", {"title": "Bilan"}, "La séance « Bilan » est levée."),
        ("sitting.cancelled", {"reason": "Salle fermée"}, "La séance est annulée : Salle fermée."),
        (
            "decision.recorded",
            {"decision": {"number": "2026-03-D02", "text": "Cent lieux d’étude."}},
            "Décision nº 2026-03-D02 : Cent lieux d’étude.",
        ),
        (
            "commitment.added",
            {"commitment": COMMITMENT},
            "Boulogne-sur-Mer s’engage, pour le 1er novembre 2026 : Essayer le guichet.",
        ),
        (
            "commitment.updated",
            {"commitment": COMMITMENT, "text": "Essai terminé."},
            "L’engagement « Essayer le guichet » (Boulogne-sur-Mer) est tenu : Essai terminé.",
        ),
        (
            "commitment.fell_due",
            {"title": "Ouvrir", "owner": "Somme", "due_on": "2026-10-17"},
            "L’engagement « Ouvrir » (Somme) devait être tenu le 17 octobre 2026. Il ne l’est pas encore.",
        ),
        (
            "ballot.closed",
            {"question": "Oui ?", "result": {"sentence": "Adopté : 13 voix pour, 1 voix contre."}},
            "« Oui ? » Adopté : 13 voix pour, 1 voix contre.",
        ),
        ("motion.carried", {"title": "Cent lieux"}, "Le texte « Cent lieux » est adopté."),
        (
            "minutes.published",
            {"title": "Procès-verbal de la séance du 15 juin 2026"},
            "Le procès-verbal de la séance du 15 juin 2026 est publié.",
        ),
        (
            "presidency.began",
            {"institution": "Dunkerque", "interim": False, "starts_on": "2026-07-01", "ends_on": "2027-07-01"},
            "Dunkerque préside la conférence du 1er juillet 2026 au 30 juin 2027.",
        ),
        (
            "finalites.adopted",
            {"finalites": [{"title": "Autonomie"}, {"title": "Cadre de vie"}]},
            "La conférence a adopté 2 finalités : « Autonomie » et « Cadre de vie ».",
        ),
        ("document.added", {"document": {"name": "Plan"}}, "Document joint : Plan."),
        ("quorum.lost", {}, "Quorum perdu."),
    ],
)  # fmt: skip
def test_an_entry_is_a_sentence(kind, payload, words):
    assert said(kind, payload) == words


def test_hours_are_those_of_the_place():
    payload = {"title": "Bilan", "starts_at": "2027-01-20T21:30:00+00:00", "place": ""}
    assert "jeudi 21 janvier 2027 à 1 h 30" in said("sitting.planned", payload, REUNION)


@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_an_entry_written_before_a_field_existed_is_told_in_fewer_words(kind):
    assert said(kind, {}) == f"{KINDS[kind]}."


def test_only_kinds_that_exist_have_a_sentence_or_are_left_out():
    assert set(SENTENCES) <= set(KINDS)
    assert set(KINDS) >= UNTOLD
    assert not set(SENTENCES) & UNTOLD
