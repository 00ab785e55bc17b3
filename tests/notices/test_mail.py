"""What travels: headers, words, attachments."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from app.config import Settings
from app.notices.mail import Unsendable, compose
from app.notices.models import Message, MessageAttachment, MessageFile

AT = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
HERE = Settings(
    database_url="-",
    secret_key="-",
    public_url="https://cotap.exemple",
    mail_from="Cotap <ne-pas-repondre@cotap.exemple>",
)


def message(**given):
    fields = {
        "reference": "abc",
        "kind": "test",
        "about": "",
        "recipient": "prefete@exemple.invalid",
        "subject": "Séance bloquée",
        "text": "Le quorum a manqué. {site}/conferences/x",
        "created_at": AT,
        "trying_since": AT,
        "next_attempt_at": AT,
    }
    return Message(**fields | given)


def attached(*files):
    rows = []
    for rank, (name, media_type, content) in enumerate(files):
        row = MessageAttachment(rank=rank, name=name, media_type=media_type, digest=str(rank))
        row.__dict__["file"] = MessageFile(digest=str(rank), content=content)
        rows.append(row)
    return rows


def travelled(of=HERE, **given):
    return message_from_bytes(compose(of, message(**given)).as_bytes(), policy=default)


def test_the_headers_say_who_when_and_that_a_machine_wrote():
    read = travelled(reply_to="secretariat@exemple.invalid")
    assert str(read["From"]) == "Cotap <ne-pas-repondre@cotap.exemple>"
    assert str(read["To"]) == "prefete@exemple.invalid"
    assert str(read["Reply-To"]) == "secretariat@exemple.invalid"
    assert str(read["Subject"]) == "Séance bloquée"
    assert read["Date"].datetime == AT
    assert str(read["Message-ID"]) == "<abc@cotap.exemple>"
    assert str(read["Auto-Submitted"]) == "auto-generated"
    assert read["List-Unsubscribe"] is None


def test_the_sender_without_a_name_takes_the_sites():
    assert str(travelled(replace(HERE, mail_from="a@cotap.exemple"))["From"]) == "Cotap <a@cotap.exemple>"


def test_the_words_are_plain_text_in_utf_8_on_seven_bits():
    raw = compose(HERE, message(text="« L’été »\n" + "long " * 300)).as_bytes()
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) < 999
    read = message_from_bytes(raw, policy=default)
    assert read.get_content_type() == "text/plain"
    assert read.get_content().splitlines()[0] == "« L’été »"
    assert travelled().get_content().strip() == "Le quorum a manqué. https://cotap.exemple/conferences/x"


def test_rfc_8058_a_following_is_left_in_one_click():
    read = travelled(unsubscribe="/suivre/arret/jeton")
    assert str(read["List-Unsubscribe"]) == "<https://cotap.exemple/suivre/arret/jeton>"
    assert str(read["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"


def test_long_links_and_identifiers_stay_in_one_piece():
    link = "/suivre/arret/" + "x" * 300
    raw = compose(HERE, message(unsubscribe=link, reference="r" * 90)).as_bytes()
    assert f"List-Unsubscribe: <https://cotap.exemple{link}>\r\n".encode() in raw
    assert f"Message-ID: <{'r' * 90}@cotap.exemple>\r\n".encode() in raw


def test_the_same_message_gives_the_same_bytes_attachments_included():
    files = [("convocation.pdf", "application/pdf", b"%PDF-1.7"), ("seance.ics", "text/calendar", b"BEGIN:VCALENDAR")]
    first, second = (compose(HERE, message(attachments=attached(*files))).as_bytes() for _ in range(2))
    assert first == second


def test_a_summons_is_a_calendar_with_its_method_after_the_plain_text():
    read = travelled(
        attachments=attached(
            ("séance.ics", "text/calendar; method=REQUEST; charset=utf-8", "SUMMARY:Séance".encode()),
            ("avis.pdf", "application/pdf", b"%PDF-1.7"),
        )
    )
    text, calendar, pdf = read.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", "REQUEST")
    assert calendar.get_filename() == "séance.ics"
    assert calendar.get_payload(decode=True) == "SUMMARY:Séance".encode()
    assert (pdf.get_content_type(), pdf.get_content()) == ("application/pdf", b"%PDF-1.7")


def test_a_domain_with_accents_travels_in_ascii():
    assert str(travelled(recipient="mairie@hôtel.exemple")["To"]) == "mairie@xn--htel-vqa.exemple"


@pytest.mark.parametrize(
    "given",
    [
        {"recipient": "x@exemple.invalid\r\nBcc: tous@exemple.invalid"},
        {"recipient": "sans-arobase"},
        {"recipient": ""},
        {"recipient": "hélène@exemple.invalid"},
        {"subject": "Bonjour\r\nBcc: tous@exemple.invalid"},
        {"reply_to": "deux@exemple.invalid, trois@exemple.invalid"},
    ],
)
def test_what_no_message_can_carry_is_refused_before_it_leaves(given):
    with pytest.raises(Unsendable):
        compose(HERE, message(**given))
