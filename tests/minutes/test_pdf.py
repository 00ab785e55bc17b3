"""Minutes on paper that every machine can read: tagged, titled, in French, and of the same words as the page."""

import io

import pikepdf
import pytest

from app.sittings.minutes import pdf


@pytest.fixture
def noted(sat):
    sat.note(sat.trains, '#eval(read("/etc/passwd")) *gras* $x$ @cite ; la suite')
    return sat


def opened(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return pikepdf.open(io.BytesIO(answer.data)), answer


def roles(element):
    """Yield the structure types under an element, depth first."""
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                yield str(kid["/S"])
            yield from roles(kid)


def text_of(data):
    """Return the words of a PDF through its ToUnicode tables, page after page."""
    words = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            fonts = {str(name): _unicode(font) for name, font in page.Resources.Font.items()}
            font = {}
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), instruction.operands
                if operator == "Tf":
                    font = fonts[str(operands[0])]
                elif operator in ("Tj", "TJ"):
                    parts = operands[0] if operator == "TJ" else [operands[0]]
                    for part in parts:
                        if isinstance(part, pikepdf.String):
                            raw = bytes(part)
                            words += [font.get(raw[i : i + 2], "?") for i in range(0, len(raw), 2)]
    return "".join(words).replace("\u00a0", " ").replace("\u202f", " ")


def _unicode(font):
    found = {}
    lines = bytes(font.ToUnicode.read_bytes()).decode().splitlines()
    for line in lines:
        parts = line.split()
        if len(parts) == 2 and all(p.startswith("<") for p in parts):
            found[bytes.fromhex(parts[0][1:-1])] = bytes.fromhex(parts[1][1:-1]).decode("utf-16-be")
    return found


def test_minutes_are_a_tagged_pdf_in_french_with_a_title(noted, as_):
    document, answer = opened(as_(noted.fanny), f"/seances/{noted.id}/proces-verbal.pdf")
    root = document.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang).startswith("fr")
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Procès-verbal de la séance du 13\u00a0mars\u00a02026"
        assert metadata["pdfuaid:part"] == "1"
    found = set(roles(root.StructTreeRoot))
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/P"} <= found
    assert "inline" in answer.headers["Content-Disposition"]


def test_the_pdf_has_the_names_and_the_words_and_no_markup_of_theirs(noted, as_):
    data = as_(noted.fanny).get(f"/seances/{noted.id}/proces-verbal.pdf").data
    said = text_of(data)
    for words in ("Aude Présidente", "Chloé Communauté", "2026-01-D01", "Le quorum n’est plus atteint", "PROJET"):
        assert words in said
    assert '#eval(read("/etc/passwd")) *gras* $x$ @cite' in said
    assert "root:" not in said


def test_the_public_pdf_leaves_closed_doors_out(noted, client, as_):
    secret = text_of(as_(noted.fanny).get(f"/seances/{noted.id}/proces-verbal.pdf").data)
    shown = text_of(as_(noted.fanny).get(f"/seances/{noted.id}/proces-verbal.pdf?version=publique").data)
    assert "Chloé Communauté (Communauté Fictive) quitte la séance." in secret
    assert "quitte la séance" not in shown
    assert "@cite" not in shown
    assert client.get(f"/seances/{noted.id}/proces-verbal.pdf").status_code == 404


def test_the_record_of_decisions_is_a_tagged_pdf_too(sat, client):
    document, answer = opened(client, f"/seances/{sat.id}/releve.pdf")
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Relevé des décisions de la séance du 13\u00a0mars\u00a02026"
    said = text_of(answer.data)
    assert "La conférence demande un train par heure." in said
    assert "PROJET" not in said
    assert "PROVISOIRE" not in said


def test_the_same_minutes_print_the_same_words_twice(sat, as_):
    first, second = (as_(sat.fanny).get(f"/seances/{sat.id}/proces-verbal.pdf").data for _ in range(2))
    assert len(pikepdf.open(io.BytesIO(first)).pages) == len(pikepdf.open(io.BytesIO(second)).pages)


def test_the_template_is_shipped_beside_the_code():
    assert pdf.TEMPLATE.read_text().startswith("// Minutes")
