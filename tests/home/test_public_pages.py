"""The pages a public site owes its readers, and the plan that forgets none."""

import re
from dataclasses import replace

import pytest

from app.config import Operator
from app.home.legal import pages, plan, version
from app.web.guards import is_public

FOOT = (
    "/plan-du-site",
    "/accessibilite",
    "/mentions-legales",
    "/donnees-personnelles",
    "/moderation",
    "/contact",
    "/code-source",
    "/api",
)


@pytest.fixture
def run_by(app, home, monkeypatch):
    """Change what the operator said of themselves, outside a trial unless said otherwise."""

    def change(*, trial=False, **said):
        monkeypatch.setattr(home, "settings", replace(home.settings, trial=trial, operator=Operator(**said)))

    return change


def links(html):
    return re.findall(r'href="([^"]+)"', html)


def test_the_foot_of_every_page_leads_where_it_says_in_one_order(client):
    for path in ("/", "/contact", "/nulle-part"):
        foot = client.get(path).text.partition('<footer class="site-footer">')[2]
        assert tuple(links(foot.partition("</footer>")[0])) == FOOT
    for path in FOOT:
        assert client.get(path).status_code == 200, path


def test_the_plan_lists_every_public_page_without_parameter(app, client):
    shown = set(links(client.get("/plan-du-site").text.partition("<main")[2].partition("</main>")[0]))
    public = {
        rule.endpoint: rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments and is_public(app.view_functions[rule.endpoint])
    }
    pages_to_go_to = {
        endpoint: path
        for endpoint, path in public.items()
        if endpoint not in plan.LEFT_OUT and not path.startswith("/api/")
    }
    assert {path for path in pages_to_go_to.values() if path not in shown} == set()
    assert set(plan.LEFT_OUT) <= set(public), "left out, and no longer there"


def test_every_door_of_the_plan_opens(client):
    for path in links(client.get("/plan-du-site").text.partition("<main")[2].partition("</main>")[0]):
        assert client.get(path).status_code == 200, path


def test_the_plan_names_each_conference_and_what_is_ones_own(client, as_, world):
    conference = world.conference(name="Conférence d’essai")
    assert f"/conferences/{conference.slug}" in links(client.get("/plan-du-site").text)
    own = as_(world.person(administrator=True)).get("/plan-du-site").text
    assert {"/compte/donnees", "/administration/personnes"} <= set(links(own))
    assert "/administration/personnes" not in client.get("/plan-du-site").text


def test_what_the_operator_has_not_said_is_said_to_be_missing(client, run_by):
    run_by()
    page = client.get("/mentions-legales").text
    assert "Ces mentions sont incomplètes" in page
    assert page.count("<li>la personne qui dirige la publication</li>") == 1
    assert "L’éditeur n’a pas dit qui héberge ce site" in page


def test_a_complete_legal_notice_says_who_publishes_and_who_hosts(client, run_by):
    run_by(
        name="Région fictive",
        address="1 place d’Essai",
        director="Alix Modèle",
        host="Hôte fictif",
        email="a@b.invalid",
    )
    page = client.get("/mentions-legales").text
    assert "incomplètes" not in page
    for words in ("Région fictive", "1 place d’Essai", "Alix Modèle", "Hôte fictif", "a@b.invalid"):
        assert words in page


def test_a_trial_says_that_it_is_one(client, run_by):
    run_by(trial=True)
    assert "Ceci est un essai" in client.get("/mentions-legales").text


def test_personal_data_come_from_the_register_with_this_sites_own_delay(client, home, monkeypatch):
    monkeypatch.setattr(home, "settings", replace(home.settings, mail_retention_days=45))
    page = client.get("/donnees-personnelles").text
    for purpose in pages.PURPOSES:
        assert purpose.data.partition("\u00a0")[0] in page
    for trace in pages.TRACES:
        assert trace.data in page
    assert "45 jours" in page.replace("\u00a0", " ")


def test_a_page_that_is_only_read_leaves_no_cookie(client):
    for path in ("/", "/contrats", "/decisions", "/donnees-personnelles"):
        assert "Set-Cookie" not in client.get(path).headers, path


def test_the_code_is_said_with_its_licence_and_its_version(client, run_by):
    run_by(source_url="https://code.exemple.invalid/cotap", source_licence="Licence d’essai 1.0")
    page = client.get("/code-source").text
    assert "https://code.exemple.invalid/cotap" in page
    assert "Licence d’essai 1.0" in page
    assert version.release() in page
    run_by()
    assert "non précisée par l’éditeur" in client.get("/code-source").text


def test_the_commit_is_read_where_a_checkout_keeps_it(tmp_path):
    assert version.commit(tmp_path / "absent") == ""
    git = tmp_path / ".git"
    (git / "refs/heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "packed-refs").write_text("# pack-refs\nabc123 refs/heads/main\n^peeled\n")
    assert version.commit(git) == "abc123"
    (git / "refs/heads/main").write_text("def456\n")
    assert version.commit(git) == "def456"
    (git / "HEAD").write_text("0123abc\n")
    assert version.commit(git) == "0123abc"


def test_the_commit_of_a_second_working_tree_is_its_own(tmp_path):
    git, second = tmp_path / ".git", tmp_path / ".git/worktrees/second"
    second.mkdir(parents=True)
    (git / "refs/heads").mkdir(parents=True)
    (git / "refs/heads/other").write_text("aaa111\n")
    (second / "HEAD").write_text("ref: refs/heads/other\n")
    (second / "commondir").write_text("../..\n")
    (tmp_path / "pointer").write_text(f"gitdir: {second}\n")
    assert version.commit(tmp_path / "pointer") == "aaa111"


def test_a_password_manager_is_led_to_the_form(client, as_, world):
    answer = client.get("/.well-known/change-password")
    assert (answer.status_code, answer.location) == (303, "/compte/mot-de-passe")
    asked = client.get("/compte/mot-de-passe")
    assert asked.status_code == 303
    assert asked.location.startswith("/connexion?suite=")
    assert as_(world.person()).get("/compte/mot-de-passe").status_code == 200


def test_robots_are_spared_forms_and_accounts_and_read_the_rest(client):
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    closed = [line.removeprefix("Disallow: ") for line in answer.text.splitlines() if line.startswith("Disallow")]
    assert "/compte" in closed
    assert not any(path.startswith(tuple(closed)) for path in ("/", "/contrats", "/conferences/x", "/accessibilite"))


def test_the_icon_is_found_by_its_old_name(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert client.get(answer.location).status_code in (200, 404)  # 404 where the front end is not built
