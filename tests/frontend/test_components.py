"""What the components promise to pages, to persons and to the security policy."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from .kitchen import FRONTEND, TEMPLATES, environment, render

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


@pytest.mark.parametrize("level", ["region", "departement", "epci", "commune"])
def test_a_level_is_a_shape_and_a_word(level: str):
    page = render('{% from "components/level/level.html" import level as mark %}{{ mark(level) }}', level=level)
    assert page.one("svg")["class"] == f"shape level--{level}"
    assert page.one("span", class_="level").words


def test_the_four_levels_have_four_shapes():
    drawn = [
        re.search(
            r"<(path|circle).*?/>",
            render(
                '{% from "components/level/level.html" import level_shape %}{{ level_shape(level) }}',
                level=level,
            ).text,
        )
        for level in ("region", "departement", "epci", "commune")
    ]
    assert len({shape and shape[0] for shape in drawn}) == 4


@pytest.mark.parametrize(
    ("choice", "word"),
    [
        ("for", "Pour"),
        ("against", "Contre"),
        ("abstain", "Abstention"),
        ("does_not_take_part", "Ne prend pas part au vote"),
    ],
)
def test_a_vote_is_a_sign_and_a_word(choice: str, word: str):
    page = render(
        '{% from "components/vote/vote.html" import vote_mark %}{{ vote_mark(choice, count=3) }}',
        choice=choice,
    )
    assert page.all("svg")
    assert word in page.text
    assert page.one("b").words == "3"


def test_a_timer_gives_the_script_its_instants_and_the_reader_words():
    page = render(
        '{% from "components/timer/timer.html" import timer %}'
        "{{ timer(moment, limit=300, warning=30, paused_at=moment, paused_seconds=12) }}"
    )
    clock = page.one("time")
    assert clock["data-started-at"] == clock["data-paused-at"] == "2026-03-03T14:30:00+00:00"
    facts = ("data-timer", "data-limit-seconds", "data-warning-seconds", "data-paused-seconds")
    assert [clock[name] for name in facts] == ["elapsed", "300", "30", "12"]
    assert "en pause depuis" in clock.words


def test_what_is_unknown_is_said_and_never_drawn_as_zero():
    page = render('{% from "components/progress/progress.html" import progress %}{{ progress(none, 20, "Crédits") }}')
    assert "non connu" in page.text
    assert not page.all("rect", class_="progress-done")


def test_a_table_is_reached_by_the_keyboard_and_named_by_its_caption():
    page = render(
        '{% from "components/table/table.html" import simple_table %}'
        '{{ simple_table("Votes", "t", ["Choix", ("Voix", "figures")], [["Pour", 12], ["Contre", none]]) }}'
    )
    frame = page.one("div", role="region")
    assert frame["tabindex"] == "0"
    assert page.one("caption")["id"] == frame["aria-labelledby"]
    assert [e["scope"] for e in page.all("th")] == ["col", "col", "row", "row"]
    assert "non connu" in page.text


def test_a_changed_paragraph_is_said_and_not_only_drawn():
    page = render(
        '{% from "components/text/text.html" import legal_text %}{{ legal_text(paragraphs) }}',
        paragraphs=[
            "un",
            {"text": "deux", "state": "inserted"},
            {"text": "trois", "state": "deleted", "number": 7},
        ],
    )
    assert "Ajouté" in page.one("ins").words
    assert "Supprimé" in page.one("del").words
    assert "7" in page.text


def home(**given):
    nothing = {
        name: []
        for name in (
            "live",
            "next_acts",
            "next_sittings",
            "recent_decisions",
            "commitments_due",
            "conferences",
        )
    }
    visitor = SimpleNamespace(signed_in=False, name="", person_id=None)
    return (
        environment()
        .get_template("pages/home/home.html")
        .render(**({"actor": visitor, "navigation": []} | nothing | given))
    )


SITTING = {
    "id": 1, "href": "/seances/1", "title": "Séance de mars", "conference_name": "Essai",
    "follow_href": "/seances/1/direct",
    "current_item": "Transports", "speaker": "Mme Exemple", "open_ballot": None, "refresh_href": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "a la parole sur"),
        ({"open_ballot": "Le vœu n° 4"}, "On vote"),
        ({"speaker": None}, "La conférence examine"),
        ({"speaker": None, "current_item": None}, "La séance est ouverte."),
    ],
)
def test_the_home_page_says_what_is_happening_in_one_line(change: dict[str, str | None], words: str):
    assert words in home(live=[SITTING | change])


def test_the_home_page_is_never_empty():
    text = home()
    assert "Aucune conférence ne siège en ce moment." in text
    assert text.count('class="empty"') == 4


def test_the_home_page_shows_a_regular_their_next_act_first():
    text = home(live=[SITTING], next_acts=[{"label": "Voter", "href": "/v", "detail": None}])
    assert text.index("Voter") < text.index("Suivre en direct")


def test_the_home_page_lists_what_comes_what_was_decided_and_what_is_owed():
    text = home(
        next_sittings=[
            {
                "href": "/s",
                "title": "Avril",
                "starts_at": datetime(2026, 4, 7, 14, tzinfo=UTC),
                "place": None,
                "conference_name": "C",
            }
        ],
        recent_decisions=[{"href": "/d", "text": "Vœu", "decided_on": date(2026, 2, 1), "result": "Adopté"}],
        commitments_due=[{"href": "/e", "text": "Publier", "owner": "Somme", "due_on": date(2026, 2, 1), "late": True}],
        conferences=[{"href": "/c", "name": "Conférence d’Essai", "seat_count": 20, "region": "Essai"}],
    )
    for words in ("Avril", "Vœu", "Publier", "En retard", "Conférence d’Essai"):
        assert words in text


@pytest.mark.parametrize("status", [403, 404, 409, 422, 500, 503])
def test_an_error_page_says_what_to_do(status: int):
    problem = {
        "title": "Refusé",
        "detail": "Parce que.",
        "status": status,
        "instance": "abc123" if status == 500 else None,
    }
    text = (
        environment()
        .get_template("pages/errors/problem.html")
        .render(problem=problem, navigation=[], actor=SimpleNamespace(signed_in=False, person_id=None))
    )
    assert "Que faire" in text
    assert ("abc123" in text) == (status == 500)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FRONTEND)))
def test_no_template_breaks_the_security_policy(path):
    source = re.sub(r"{#.*?#}|{{.*?}}|{%.*?%}", "", path.read_text(), flags=re.S)
    assert not re.search(r"\sstyle\s*=", source), "a style attribute is refused by the policy"
    assert not re.search(r"<style\b", source), "an inline stylesheet is refused by the policy"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source), "an inline handler is refused by the policy"
    for tag in re.findall(r"<script\b[^>]*>", source):
        assert "src=" in tag or 'type="application/json"' in tag, "an inline script is refused by the policy"
    assert not re.search(r"(src|href)=\"(https?:)?//", source), "a third party would be told who reads the page"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FRONTEND)))
def test_every_template_is_set_as_french_is(path):
    for words in re.findall(r"_\(\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')", path.read_text()):
        phrase = "".join(words)
        assert not re.search(r" [:;!?»]|« ", phrase), f"a breaking space stands before or after a sign in {phrase!r}"
        assert "'" not in phrase, f"a straight apostrophe stands in {phrase!r}"
        assert "..." not in phrase, f"three full stops stand for … in {phrase!r}"


@pytest.mark.parametrize(
    "folder", sorted(p for p in (FRONTEND / "components").iterdir() if p.is_dir()), ids=lambda p: p.name
)
def test_a_component_is_a_documented_template_with_its_stylesheet(folder):
    source = (folder / f"{folder.name}.html").read_text()
    assert (folder / f"{folder.name}.css").exists()
    documentation = source[: source.index("-#}")]
    for name in re.findall(r"{%-? macro ([a-z]\w*)", source):
        assert f"{name}(" in documentation, f"{name} is not documented at the top of its file"


def test_every_stylesheet_is_imported_once():
    imported = [
        (FRONTEND / "styles" / name).resolve()
        for entry in ("main.css", "room.css")
        for name in re.findall(r'@import "(.*?)";', (FRONTEND / "styles" / entry).read_text())
    ]
    own = [p for d in ("styles", "components", "pages", "islands") for p in (FRONTEND / d).rglob("*.css")]
    expected = {p.resolve() for p in own} - {
        FRONTEND / "styles" / "main.css",
        FRONTEND / "styles" / "room.css",
    }
    assert len(imported) == len(set(imported))
    assert set(imported) == expected
