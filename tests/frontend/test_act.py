"""An act: a form that works without script, keeps what was typed and says what is wrong."""

from types import SimpleNamespace

from .kitchen import render

FIELDS = "text textarea select radio checkbox checkboxes date datetime number file targets"
ACT = (
    '{% from "components/act/act.html" import act, act_button, '
    + ", ".join(f"{name}_field" for name in FIELDS.split())
    + " %}"
)
FORM = (
    ACT
    + """
{% set hidden = {"item_id": 4, "seats": [1, 2], "nothing": none} %}
{% call(f) act("motion.table", "Déposer le vœu", hidden=hidden, key=key|default(none)) %}
{{ text_field(f, "title", "Intitulé", value="proposé", hint="Une phrase") }}
{{ textarea_field(f, "text", "Texte", value="ancien") }}
{{ select_field(f, "kind", "Nature", [("debate", "Débat"), ("decision", "Décision")], value="debate") }}
{{ radio_field(f, "mode", "Présence", [("room", "En salle"), ("remote", "À distance")], value="room") }}
{{ checkboxes_field(f, "levels", "Niveaux", [("region", "Région"), ("epci", "EPCI")], values=["region"]) }}
{{ checkbox_field(f, "public", "Public", checked=true) }}
{{ date_field(f, "due_on", "Échéance", value=day, required=false) }}
{{ datetime_field(f, "starts_at", "Début", value=moment) }}
{{ number_field(f, "minutes", "Durée", value=10, unit="minutes") }}
{{ text_field(f, "secret", "Mot de passe", type="password", value="ancien") }}
{% endcall %}"""
)
TYPED = {
    "title": "Vœu <b>gras</b>",
    "text": "Considérant",
    "kind": "decision",
    "mode": "remote",
    "levels": ["epci"],
    "due_on": "2026-04-31",
    "starts_at": "demain",
    "minutes": "dix",
    "secret": "1234",
}
PROBLEM = {
    "title": "Des informations sont à corriger",
    "detail": "Rien n’a été enregistré.",
    "errors": [
        {"pointer": "#/title", "detail": "Intitulé trop long."},
        {"pointer": "#/mode", "detail": "Choisissez une présence."},
        {"pointer": "#/item_id", "detail": "Ce point est clos."},
    ],
}


def refused(command: str, form_key: str = ""):
    if (command, form_key) != ("motion.table", ""):
        return None
    return SimpleNamespace(problem=PROBLEM, data=TYPED)


def test_an_act_posts_its_envelope_and_its_hidden_values():
    page = render(FORM, key=7)
    form = page.one("form")
    assert (form["method"], form["action"], form["data-act"]) == (
        "post",
        "/actes/motion.table",
        "motion.table",
    )
    sent = [(e["name"], e["value"]) for e in page.all("input", type="hidden")]
    assert sent == [
        ("csrf_token", "jeton"),
        ("request_id", "00000000-0000-4000-8000-000000000000"),
        ("page", "/seances/12"),
        ("form_key", "7"),
        ("item_id", "4"),
        ("seats[]", "1"),
        ("seats[]", "2"),
    ]


def test_an_act_shows_the_given_values_before_anything_is_typed():
    page = render(FORM)
    assert page.one("input", name="title")["value"] == "proposé"
    assert page.one("textarea").words.strip() == "ancien"
    assert [e["value"] for e in page.all("option") if "selected" in e] == ["debate"]
    assert [e["value"] for e in page.all("input") if "checked" in e] == ["room", "region", "1"]
    assert page.one("input", name="due_on")["value"] == "2026-03-03"
    assert page.one("input", name="starts_at")["value"] == "2026-03-03T14:30"
    assert page.one("input", name="minutes")["value"] == "10"
    assert not page.all("div", role="alert")


def test_a_refused_act_keeps_what_was_typed():
    page = render(FORM, refused)
    for name in ("title", "due_on", "starts_at", "minutes"):
        assert page.one("input", name=name)["value"] == TYPED[name]
    assert page.one("textarea").words.strip() == "Considérant"
    assert [e["value"] for e in page.all("option") if "selected" in e] == ["decision"]
    assert [e["value"] for e in page.all("input") if "checked" in e] == ["remote", "epci"]


def test_a_refused_act_never_sends_a_password_back():
    assert render(FORM, refused).one("input", name="secret")["value"] == ""


def test_a_refused_act_escapes_what_was_typed():
    assert "<b>gras" not in render(FORM, refused).text


def test_a_refusal_is_summed_up_with_links_to_the_fields_at_fault():
    page = render(FORM, refused)
    summary = page.one("div", role="alert")
    for words in (PROBLEM["title"], PROBLEM["detail"], "Intitulé trop long.", "Ce point est clos."):
        assert words in summary.words
    ids = {element.attributes.get("id") for element in page.elements}
    links = [e["href"] for e in page.all("a")]
    assert len(links) == 2, "a hidden value has no field to go to"
    assert {link.removeprefix("#") for link in links} <= ids


def test_what_is_wrong_is_listed_in_the_order_of_the_form():
    def backwards(command: str, form_key: str = ""):
        told = refused(command, form_key)
        errors = PROBLEM["errors"][::-1]
        return told and SimpleNamespace(problem={**PROBLEM, "errors": errors}, data=TYPED)

    words = render(FORM, backwards).one("div", role="alert").words
    places = [words.index(detail) for detail in ("Intitulé trop", "Choisissez une", "Ce point est")]
    assert places == sorted(places)


def test_a_field_at_fault_says_so_under_its_label():
    page = render(FORM, refused)
    field = page.one("input", name="title")
    assert field["aria-invalid"] == "true"
    hint, error = field["aria-describedby"].split()
    assert page.one("p", id=hint).words == "Une phrase"
    assert "Intitulé trop long." in page.one("p", id=error).words
    assert all(e["aria-invalid"] == "true" for e in page.all("input", name="mode"))
    assert "aria-invalid" not in page.one("textarea")


def test_two_forms_of_one_command_do_not_share_a_refusal_nor_an_id():
    page = render(FORM + FORM.replace(ACT, "").replace("key=key|default(none)", "key=8"), refused)
    assert len(page.all("div", role="alert")) == 1
    assert [e["value"] for e in page.all("input", name="title")] == [TYPED["title"], "proposé"]
    ids = [e["id"] for e in page.elements if "id" in e]
    assert len(ids) == len(set(ids))


def test_each_field_says_in_words_whether_it_is_required():
    page = render(FORM)
    labels = {e["for"]: e.words for e in page.all("label")}
    assert "(obligatoire)" in labels[page.one("input", name="title")["id"]]
    assert "(facultatif)" in labels[page.one("input", name="due_on")["id"]]


def test_every_control_has_a_label():
    page = render(FORM)
    named = {e["for"] for e in page.all("label")}
    controls = [
        e for e in page.elements if e.tag in ("input", "select", "textarea") and e.attributes.get("type") != "hidden"
    ]
    assert {e["id"] for e in controls} == named


def test_an_irreversible_act_shows_its_consequence_before_its_button_without_script():
    page = render(
        ACT + '{{ act_button("ballot.close", "Clore le scrutin", confirm="Plus personne ne pourra voter.") }}'
    )
    button = page.one("button")
    assert button.words == "Clore le scrutin"
    assert "details" in button.around
    assert page.one("summary").words.strip() == "Clore le scrutin…"
    assert "Plus personne ne pourra voter." in page.one("details").words


def test_the_key_of_an_act_is_told_to_machines_and_shown_to_eyes():
    page = render(ACT + '{{ act_button("floor.ask", "Demander la parole", key_hint="p") }}')
    assert page.one("button")["aria-keyshortcuts"] == "p"
    assert "aria-hidden" in page.one("kbd")


def test_an_act_with_a_file_is_sent_in_parts():
    page = render(
        ACT + '{% call(f) act("document.add", "Joindre") %}{{ file_field(f, "file", "Fichier") }}{% endcall %}'
    )
    assert page.one("form")["enctype"] == "multipart/form-data"
    assert "enctype" not in render(FORM).one("form")


def test_a_field_stands_outside_of_an_act():
    page = render(ACT + '{{ text_field(none, "q", "Mots", type="search", required=none) }}')
    assert page.one("input")["id"] == "champ-q"
    assert page.one("label").words == "Mots"


NESTED = """
{% from "components/act/act.html" import act with context %}
{% from "components/field/cell.html" import cell_text %}
{% call(f) act("composition.record_act", label="Enregistrer") %}
{{ cell_text(f, "seats.0.institution", "Ligne 1", "Nord") }}
{% endcall %}
"""


def test_a_fault_in_a_nested_field_is_said_beside_it_and_several_reasons_are_a_list():
    faulty = {"pointer": "#/seats/0/institution", "detail": "Inconnue."}
    reasons = [{"rule": "R3.1", "detail": "Trop de sièges."}, {"rule": "R3.2", "detail": "Deux voix."}]
    problem = {"title": "Non", "detail": "Trop de sièges. Deux voix.", "errors": [faulty], "problems": reasons}
    refusal = SimpleNamespace(data={"seats.0.institution": "Nrod"}, problem=problem)
    page = render(NESTED, lambda _command, _key: refusal)
    field = page.one("input", name="seats.0.institution")
    assert (field["value"], field["aria-invalid"]) == ("Nrod", "true")
    assert page.one("p", id=field["aria-describedby"]).words == "Inconnue."
    assert [e.words for e in page.all("li")] == ["Trop de sièges.", "Deux voix.", "Inconnue."]
