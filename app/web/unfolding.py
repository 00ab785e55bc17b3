"""A form given back is never folded away: without script, whoever filled it would see nothing of it. Pure."""

import re

SIGNS = re.compile(r"<details\b[^>]*>|</details>| data-again>")
"""Folds, and what a form that is given back carries (components/act)."""


def unfolded(page: str) -> str:
    """Open every fold around the forms that are given back."""
    around: list[re.Match[str]] = []
    closed: dict[int, None] = {}
    for sign in SIGNS.finditer(page):
        if sign.group() == "</details>":
            del around[-1:]
        elif sign.group().startswith("<"):
            around.append(sign)
        else:
            closed |= dict.fromkeys(fold.end() - 1 for fold in around if " open" not in fold.group())
    for place in sorted(closed, reverse=True):
        page = f"{page[:place]} open{page[place:]}"
    return page
