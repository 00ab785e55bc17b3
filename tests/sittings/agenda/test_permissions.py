"""Who may do what in the preparation of a sitting: the matrix, as a table."""

import pytest

from app.foundation.errors import DomainError, NotAllowed, NotSignedIn

from .conftest import CAPACITIES

MEMBERS = {"chair", "delegate", "observer"}
INSIDE = MEMBERS | {"secretary", "partner"}
WHO_MAY = {
    "sitting.plan": {"chair"},
    "sitting.change": {"chair"},
    "sitting.cancel": {"chair"},
    "agenda.propose": INSIDE,
    "agenda.accept": {"chair"},
    "agenda.refuse": {"chair"},
    "agenda.defer": {"chair"},
    "agenda.withdraw": {"delegate"},
    "agenda.edit": {"chair", "secretary", "delegate"},
    "agenda.move": {"chair", "secretary"},
    "agenda.publish": {"chair"},
    "agenda.add_urgent": {"chair"},
    "document.add": {"chair", "secretary", "delegate"},
    "document.remove": {"chair", "secretary", "delegate"},
    "state_referral.make": {"partner"},
}
IN_A_GROUP = {
    "sitting.change": {"chair"},
    "agenda.propose": {"chair", "secretary", "partner", "group_member"},
    "agenda.accept": {"chair"},
    "agenda.move": {"chair", "secretary"},
    "agenda.publish": {"chair"},
}
PDF = {"name": "note.pdf", "content": "JVBERi0xLjcKJSVFT0Y="}


def _data(command, assembly, sitting):
    """Return data that the command accepts from whoever may give it."""
    item = assembly.world.item(sitting, title="Un point à l’ordre du jour")
    proposal = assembly.world.item(sitting, state="proposed", proposed_by_id=assembly.delegate.id, origin="member")
    version = sitting.agenda_version
    return {
        "sitting.plan": {
            "conference_id": sitting.conference_id,
            "title": "Séance",
            "starts_at": "2026-04-03T09:00",
            "place": "Ici",
        },
        "sitting.change": {"sitting_id": sitting.id, "place": "Ailleurs"},
        "sitting.cancel": {"sitting_id": sitting.id, "reason": "Grève"},
        "agenda.propose": {"sitting_id": sitting.id, "title": "Un point"},
        "agenda.accept": {"item_id": proposal.id},
        "agenda.refuse": {"item_id": proposal.id, "reason": "Hors sujet"},
        "agenda.defer": {"item_id": proposal.id, "reason": "Trop tôt"},
        "agenda.withdraw": {"item_id": proposal.id},
        "agenda.edit": {"item_id": proposal.id, "title": "Autrement", "expected_version": proposal.version},
        "agenda.move": {"item_id": item.id, "expected_version": version},
        "agenda.publish": {"sitting_id": sitting.id},
        "agenda.add_urgent": {"sitting_id": sitting.id, "title": "Un point", "reason": "Une crue"},
        "document.add": {"item_id": proposal.id, "file": PDF},
        "document.remove": {"document_id": _document(assembly, proposal) if command == "document.remove" else 0},
        "state_referral.make": {"conference_id": sitting.conference_id, "title": "Titre", "question": "Quoi ?"},
    }[command]


def _document(assembly, item):
    from app.sittings.models import ItemDocument, StoredFile

    assembly.world.add(StoredFile(sha256="a" * 64, media_type="application/pdf", size=3, content=b"pdf"))
    return assembly.world.add(
        ItemDocument(item_id=item.id, file_sha256="a" * 64, name="note.pdf", added_at=assembly.world.clock())
    ).id


def _allowed(assembly, capacity, command, data):
    try:
        assembly.act(capacity, command, **data)
    except (NotAllowed, NotSignedIn):
        return False
    return True


@pytest.mark.parametrize("capacity", CAPACITIES)
@pytest.mark.parametrize("command", WHO_MAY)
def test_s2_each_command_is_open_to_these_capacities_and_no_other(assembly, command, capacity):
    data = _data(command, assembly, assembly.sitting)
    if command == "agenda.add_urgent":
        assembly.world.update(assembly.sitting, agenda_published_at=assembly.world.clock(), state="convened")
    assert _allowed(assembly, capacity, command, data) is (capacity in WHO_MAY[command])


@pytest.mark.parametrize("capacity", CAPACITIES)
@pytest.mark.parametrize("command", IN_A_GROUP)
def test_r5_3_a_group_prepares_its_sittings_among_its_members(assembly, group_sitting, command, capacity):
    data = _data(command, assembly, group_sitting)
    assert _allowed(assembly, capacity, command, data) is (capacity in IN_A_GROUP[command])


@pytest.mark.parametrize("command", WHO_MAY)
def test_a_refusal_is_a_french_sentence_and_leaves_no_trace(assembly, command):
    data = _data(command, assembly, assembly.sitting)
    with pytest.raises(DomainError) as refused:
        assembly.act("stranger", command, **data)
    assert refused.value.detail.endswith(".")
    assert refused.value.status == 403
    assert assembly.kinds() == []
    assert assembly.world.kinds(assembly.conference.stream) == []
