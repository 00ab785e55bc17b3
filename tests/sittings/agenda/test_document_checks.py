"""What a file is, whatever its name says; and the name it is kept under."""

import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from app.foundation.errors import Invalid
from app.foundation.files import MAXIMUM, Upload
from app.sittings.agenda import documents
from app.sittings.agenda.documents import MOST_INSIDE, MOST_UNPACKED, check, clean_name
from app.sittings.agenda.documents import PDF as PDF_KIND
from app.sittings.agenda.images import without_metadata
from app.sittings.agenda.inside import fault_of_pdf

from . import files


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("note.pdf", files.PDF, "application/pdf"),
        ("plan.png", files.PNG, "image/png"),
        ("photo.JPG", files.JPEG, "image/jpeg"),
        ("photo.jpeg", files.JPEG, "image/jpeg"),
        ("texte.odt", files.open_document("text"), "application/vnd.oasis.opendocument.text"),
        ("calcul.ods", files.open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "note.docx",
            files.office(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "calcul.xlsx",
            files.office("xl__workbook_dot_xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("note.txt", "Délibération\n".encode(), "text/plain; charset=utf-8"),
        ("chiffres.csv", b"commune;montant\nLens;12\n", "text/csv; charset=utf-8"),
        ("chiffres.csv", "commune;montant\nBéthune;12 €\n".encode("windows-1252"), "text/csv; charset=windows-1252"),
        ("sans-terminaison", files.PDF, "application/pdf"),
    ],
)
def test_s2_a_document_is_recognised_by_its_content(name, content, media_type):
    assert check(Upload(name=name, content=content)).kind.media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("note.pdf", files.PNG, "se présente comme un PDF, mais son contenu est une image PNG"),
        ("note.pdf", b"Bonjour", "se présente comme un PDF, mais son contenu est un texte brut"),
        ("note.docx", files.open_document(), "se présente comme un document Word"),
        ("note.pdf", b"%PDF-1.7 truncated", "se présente comme un PDF"),
        ("page.txt", b"<!doctype html><title>x</title>", "code de page web"),
        ("page.txt", b"Bonjour\n\n< ScRiPt>alert(1)</script>", "code de page web"),
        ("tableau.csv", b"a;b\n<svg onload=alert(1)>;2\n", "code de page web"),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "code de page web"),
        ("page.html", b"<html></html>", "code de page web"),
        ("script.txt", b"#!/bin/sh\x00\x01", "pas d’un format accepté"),
        ("programme.exe", b"MZ\x90\x00\x03\x00", "pas d’un format accepté"),
        ("archive.zip", files.archive(a_dot_txt=b"x"), "pas d’un format accepté"),
        ("faux.docx", b"PK\x03\x04 not a zip", "pas d’un format accepté"),
        ("macro.docx", files.office(word__vbaProject_dot_bin=b"x"), "macros"),
        ("utf16.txt", "Bonjour".encode("utf-16"), "pas d’un format accepté"),
        ("vide.txt", b"", "vide"),
    ],
)
def test_s2_what_is_not_what_it_says_is_refused_in_words(name, content, said):
    with pytest.raises(Invalid, match=said) as refused:
        check(Upload(name=name, content=content))
    assert [e["pointer"] for e in refused.value.members["errors"]] == ["#/file"]


def test_s2_a_file_above_20_megabytes_is_refused():
    with pytest.raises(Invalid, match="20\u00a0Mo"):
        check(Upload(name="gros.txt", content=b"a" * (MAXIMUM + 1)))


def _zipped(members, size=1):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<x/>")
        for number in range(members):
            archive.writestr(f"word/{number}", b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(("members", "size"), [(MOST_INSIDE, 0), (6, MOST_UNPACKED // 5)])
def test_s2_a_document_that_unfolds_without_measure_is_refused_before_it_is_read(members, size):
    """5.2.3: what it says it holds is counted; nothing of it is unpacked."""
    with pytest.raises(Invalid, match="se déploie sans mesure"):
        check(Upload(name="note.docx", content=_zipped(members, size)))
    assert check(Upload(name="note.docx", content=_zipped(20, 1000))).kind.endings == ("docx",)


def test_a_web_page_that_is_also_a_pdf_is_kept_as_a_pdf_and_nothing_else():
    polyglot = b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF"
    assert check(Upload(name="note.pdf", content=polyglot)).kind.media_type == "application/pdf"
    with pytest.raises(Invalid):
        check(Upload(name="note.txt", content=polyglot))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("note.pdf", "note.pdf"),
        ("Note de synthèse n° 3.PDF", "Note de synthèse n° 3.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\moi\\secret.pdf", "secret.pdf"),
        ("..", "document.pdf"),
        (".pdf", "document.pdf"),
        ("", "document.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "a b Set-Cookie x.pdf"),
        ("gpj.\u202efdp.exe", "gpj. fdp.exe.pdf"),
        ('x" onload="y.pdf', "x onload= y.pdf"),
        ("a" * 300 + ".pdf", "a" * 120 + ".pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
    ],
)
def test_a_name_is_shown_without_path_control_sign_or_direction_trick(given, kept):
    assert clean_name(given, PDF_KIND, "pdf") == kept


def test_the_name_that_a_person_gives_keeps_the_ending_of_the_content():
    assert check(Upload(name="scan0001.jpeg", content=files.JPEG), name="Plan du site").name == "Plan du site.jpeg"


def test_an_image_keeps_its_pixels_and_nothing_else():
    """Neither where it was taken and by which device, nor a web page hidden after its end."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Appareil d’essai", "2026:03:03 10:00:00"
    for form, name in (("JPEG", "photo.jpg"), ("PNG", "photo.png")):
        given = files.image(form, exif=exif)
        kept = without_metadata(check(Upload(name=name, content=given)))
        assert b"Appareil" in given
        assert b"Appareil" not in kept
        with Image.open(io.BytesIO(kept)) as opened:
            assert (opened.size, dict(opened.getexif())) == ((8, 6), {})
    hidden = files.image("JPEG") + b"<script>alert(1)</script>" + b"\xff\xd9"
    assert b"script" not in without_metadata(check(Upload(name="photo.jpg", content=hidden)))


def test_an_image_that_is_none_is_refused():
    with pytest.raises(Invalid, match="ne se lit pas"):
        without_metadata(
            check(Upload(name="photo.png", content=b"\x89PNG\r\n\x1a\n" + b"\x00" * 20 + b"IEND\xaeB`\x82"))
        )


def pdf(change, **saved):
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        made.save(out, **saved)
    return out.getvalue()


def with_script(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_script_on_a_link(made):
    link = pikepdf.Dictionary(A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"), Subtype=pikepdf.Name.Link)
    made.pages[0].Annots = pikepdf.Array([link])


def with_a_file(made):
    made.attachments["note.exe"] = b"MZ"


def with_a_form_of_its_own(made):
    made.Root.AcroForm = pikepdf.Dictionary(XFA=made.make_stream(b"<xdp/>"))


@pytest.mark.parametrize("change", [with_script, with_script_on_a_link, with_a_file, with_a_form_of_its_own])
@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_that_is_more_than_pages_to_read_is_refused(change, packed):
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    content = pdf(change, object_stream_mode=mode)
    with pytest.raises(Invalid, match="programme"):
        check(Upload(name="note.pdf", content=content))


def test_a_pdf_of_pages_and_links_is_kept_as_it_is():
    def with_a_link(made):
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://exemple.invalid/")
        made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(A=action, Subtype=pikepdf.Name.Link)])

    content = pdf(with_a_link)
    assert check(Upload(name="note.pdf", content=content)).content == content


def test_a_pdf_that_cannot_be_looked_through_in_time_is_refused():
    """15.2.2: a file of nothing may hold a hundred thousand objects."""
    assert fault_of_pdf(files.PDF) == ""
    assert "enchevêtré" in fault_of_pdf(pdf(lambda _made: None), patience=-1)


def test_files_are_looked_into_apart(monkeypatch):
    kept = []
    monkeypatch.setattr(documents, "apart", lambda work: kept.append(work) or work())
    check(Upload(name="note.pdf", content=files.PDF))
    assert len(kept) == 1


def test_a_pdf_locked_by_a_password_is_refused():
    content = pdf(lambda _made: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Invalid, match="mot de passe"):
        check(Upload(name="note.pdf", content=content))


def test_a_broken_pdf_that_spells_its_script_otherwise_is_refused():
    with pytest.raises(Invalid, match="programme"):
        check(Upload(name="note.pdf", content=b"%PDF-1.7\n<< /S /J#61vaScript /J#53 (x) >>\n%%EOF"))
