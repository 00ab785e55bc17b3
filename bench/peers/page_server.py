"""The bare peer of a page: Flask, Jinja and SQLAlchemy showing 20 rows, under the same server."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402

from flask import Flask, render_template_string  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402
from sqlalchemy import text  # noqa: E402

from app.foundation.database import make_engine  # noqa: E402
from app.foundation.fairness import fair  # noqa: E402

PAGE = """<!doctype html><title>Sièges</title><table>
{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.name }}</td><td>{{ row.level }}</td></tr>{% endfor %}
</table>"""


def main(url: str, port: int) -> None:
    app = Flask("bare")
    engine = make_engine(url)
    query = text("SELECT s.id, i.name, s.level FROM seats s JOIN institutions i ON i.id = s.institution_id LIMIT 20")

    @app.get("/")
    def page() -> str:
        with engine.connect() as connection:
            return render_template_string(PAGE, rows=connection.execute(query).all())

    print("listening", flush=True)
    WSGIServer(("127.0.0.1", port), fair(app), log=None).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
