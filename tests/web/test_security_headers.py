"""What every answer says to browsers about what they may do and keep."""

from dataclasses import replace

from app import create_app


def test_pages_about_one_person_are_kept_by_no_browser(as_, client, world):
    person = as_(world.person(administrator=True))
    for path in ("/compte", "/compte/donnees", "/administration/personnes"):
        assert person.get(path).headers["Cache-Control"] == "no-store", path
    assert client.get("/connexion").headers["Cache-Control"] == "no-store"
    assert "no-store" not in client.get("/conferences").headers.get("Cache-Control", "")
    assert person.get("/conferences").headers["Cache-Control"] == "private, no-cache"
    assert person.get("/api/v1/conferences").headers["Cache-Control"] == "no-store"


def test_a_site_in_https_asks_to_be_reached_so_for_two_years(home, client, clock):
    assert "Strict-Transport-Security" not in client.get("/").headers
    secure = create_app(replace(home.settings, public_url="https://cotap.exemple"), clock=clock).test_client()
    for path in ("/healthz", "/nulle-part", "/fichiers/rien.css", "/socket.io/?EIO=4&transport=polling"):
        assert secure.get(path).headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains", path


def test_security_txt_says_whom_to_write_to_until_a_day_ahead(client, clock):
    told = client.get("/.well-known/security.txt")
    assert told.mimetype == "text/plain"
    fields = dict(line.split(": ", 1) for line in told.text.strip().splitlines())
    assert fields["Contact"].endswith("/contact")
    assert fields["Expires"] > clock().strftime("%Y-%m-%dT%H:%M:%SZ")


def test_signing_out_has_the_browser_forget_what_was_being_written(as_, world):
    for path in ("/deconnexion", "/compte/deconnexion-partout"):
        assert as_(world.person()).post(path).headers["Clear-Site-Data"] == '"storage"', path


def test_no_answer_lets_another_site_read_it(as_, world):
    person = as_(world.person())
    for path in ("/", "/api/v1/conferences", "/compte", "/absente"):
        answer = person.get(path, headers={"Origin": "https://ailleurs.exemple"})
        assert not [name for name in dict(answer.headers) if name.startswith("Access-Control")]
