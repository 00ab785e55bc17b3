"""S11: what the public may not read is not in the bytes it receives, in any state, on any public address."""

import pytest

from app.sittings.words import SpeechState

from .conftest import STATES

PUBLIC = ["salle", "projection", "fragments/galerie?vue=gallery", "fragments/projection?vue=gallery"]


def _bytes(client, stage):
    client.application.extensions["cotap"].notes.pop("room.fragments", None)
    return "".join(client.get(f"{stage.url}/{address}").text for address in PUBLIC)


def _plant(stage):
    """Words that only members, or only the bureau, may read."""
    stage.note("NOTE-DU-BUREAU")
    stage.document("DOCUMENT-DES-MEMBRES", public=False)
    stage.decision("DÉCISION-À-HUIS-CLOS", public=False)
    stage.motion(title="TEXTE-À-HUIS-CLOS", public=False, number=7)
    speaker = stage.world.delegate(stage.room.conference)
    stage.world.update(speaker, family_name="ORATEUR-À-HUIS-CLOS")
    stage.speech(speaker, SpeechState.DONE, public=False, started_at=stage.now, ended_at=stage.later(60))


@pytest.mark.parametrize("state", STATES)
def test_s11_no_word_of_members_occurs_in_what_a_visitor_receives(stage, client, as_, room, state):
    stage.put(state)
    _plant(stage)
    seen = _bytes(client, stage)
    for word in ("NOTE-DU-BUREAU", "DOCUMENT-DES-MEMBRES", "DÉCISION-À-HUIS-CLOS", "TEXTE-À-HUIS-CLOS", "REÇU-"):
        assert word not in seen
    for name in ("csrf_token", "request_id", "/actes/"):
        assert name not in seen
    member = as_(room.delegates[0]).get(f"{stage.url}/salle").text
    assert "DOCUMENT-DES-MEMBRES" in member
    assert "NOTE-DU-BUREAU" not in member
    assert "NOTE-DU-BUREAU" in as_(room.secretary).get(f"{stage.url}/salle").text
