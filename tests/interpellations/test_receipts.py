"""The accusé de réception: in time, with every mandatory mention, by e-mail and as tagged PDF, kept (I3)."""

import io

import pikepdf
import pytest

from app.foundation.errors import IllegalTransition, NotAllowed, Refused
from app.institutions.models import Institution
from app.interpellations.filing import operations as filing
from app.interpellations.models import Receipt
from app.interpellations.receipts import operations as receipts
from app.interpellations.words import DeadlineKind
from app.notices.models import Message, MessageFile
from tests.builders.contracts import an_officer
from tests.interpellations.life import a_draft, act, due, keep, mails

CONTACT = {
    "name": "Mission contractualisation",
    "email": "mission@service.invalid",
    "phone": "01 99 00 00 00",
    "address": "1 rue Imaginaire, 59000 Lille",
}


@pytest.fixture
def registered(world, ground):
    contract, action, _secretary, citizen = ground
    return act(world, citizen, filing.register, a_draft(world, citizen, contract, action))


def contact_of(world, person, file, **contact):
    with world.home.units.begin(world.actor(person)) as work:
        receipts.set_contact(work, work.session.get_one(Institution, file.service_id), **CONTACT | contact)


def test_i3_the_receipt_leaves_as_soon_as_the_service_can_be_reached(world, ground, registered):
    assert keep(world, registered, 2026, 5, 5) == 0
    contact_of(world, ground[2], registered)
    keep(world, registered, 2026, 5, 6)
    keep(world, registered, 2026, 5, 7)
    (mail,) = mails(world, registered, "interpellation.receipt")
    assert mail.recipient == ground[3].email
    assert due(world, registered, DeadlineKind.ACKNOWLEDGEMENT).met_at is not None
    entry = world.entries(registered.stream)[-1]
    assert (entry.kind, entry.payload["in_time"]) == ("interpellation.acknowledged", True)


def test_i3_every_mandatory_mention_is_in_the_letter_and_in_the_pdf(world, ground, registered):
    contact_of(world, ground[2], registered)
    act(world, ground[2], receipts.acknowledge, registered)
    (mail,) = mails(world, registered, "interpellation.receipt")
    with world.home.units.reading() as session:
        (joined,) = session.get_one(Message, mail.id).attachments
        kept = session.get_one(MessageFile, joined.digest).content
    mentions = (registered.number, "4 mai 2026", *CONTACT.values(), "2 mois", "vaut rejet", "tribunal administratif")
    plain = " ".join(mail.text.split())
    assert [mention for mention in mentions if mention not in plain] == []
    with pikepdf.open(io.BytesIO(kept)) as printed:
        assert bool(printed.Root.MarkInfo.Marked)
        assert str(printed.Root.Lang).startswith("fr")
        assert registered.number in str(printed.docinfo["/Title"])


def test_i3_the_words_and_the_file_are_kept_as_they_were_sent(world, ground, registered):
    contact_of(world, ground[2], registered)
    act(world, ground[2], receipts.acknowledge, registered)
    contact_of(world, ground[2], registered, phone="01 99 00 00 01")
    with world.home.units.reading() as session:
        receipt = session.get_one(Receipt, registered.id)
    assert receipt.content["contact"]["phone"] == CONTACT["phone"]
    assert world.entries(registered.stream)[-1].payload["sha256"] == receipt.file_sha256


def test_i3_a_receipt_without_a_service_to_call_is_refused_and_one_goes_once(world, ground, registered):
    with pytest.raises(Refused, match="complétez ses coordonnées"):
        act(world, ground[2], receipts.acknowledge, registered)
    contact_of(world, ground[2], registered)
    act(world, ground[2], receipts.acknowledge, registered)
    with pytest.raises(IllegalTransition, match="déjà parti"):
        act(world, ground[2], receipts.acknowledge, registered)


def test_i3_a_silence_is_never_said_to_accept(world, ground, registered):
    contact_of(world, ground[2], registered)
    act(world, ground[2], receipts.acknowledge, registered)
    text = mails(world, registered, "interpellation.receipt")[0].text
    assert "n’est jamais un accord" in text
    assert "vaut acceptation" not in text


def test_i3_contacts_are_kept_by_the_service_and_secretariats(world, ground, registered):
    with pytest.raises(NotAllowed):
        contact_of(world, ground[3], registered)
    with world.home.units.reading() as session:
        owner = session.get_one(Institution, registered.service_id)
    contact_of(world, an_officer(world, owner), registered)
