"""One-page documents joined to items of the demonstration."""

import json

import typst

from app.foundation.files import Upload

_PAGE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: 2.5cm, footer: align(center, text(9pt)[Document de démonstration – contenu inventé]))
#set text(lang: "fr", size: 12pt)
#set par(justify: false, leading: 0.8em, spacing: 1.4em)
= #data.title
#for paragraph in data.paragraphs { par(paragraph) }
"""


def one_page(title: str, words: str) -> Upload:
    """Return a PDF of one page with these paragraphs."""
    data = json.dumps({"title": title, "paragraphs": words.split("\n\n")}, ensure_ascii=False)
    content: bytes = typst.compile(_PAGE.encode(), sys_inputs={"data": data})
    return Upload(name=f"{title}.pdf", content=content)
