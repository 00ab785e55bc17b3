"""What people do on a page, in the words of its buttons."""

import re

from playwright.sync_api import Locator, Page, expect

LINK = "[data-link-status]"
CONFIRM = ".room-vote button[type=submit]"


def settled(page: Page) -> Page:
    """Wait until the page follows the sitting."""
    expect(page.locator(LINK)).to_contain_text("à jour")
    return page


def press(page: Page, label: str | re.Pattern[str], *, within: str = "body") -> None:
    """Press the button that says this."""
    page.locator(within).get_by_role("button", name=label).first.click()


def unfold(page: Page, label: str, *, within: str = "body") -> Locator:
    """Open what stays folded until asked for, unless it is open already; return it."""
    details = page.locator(f"{within} details").filter(has=page.locator("> summary", has_text=label)).first
    if details.get_attribute("open") is None:
        details.locator("> summary").click()
    return details


def choose(page: Page, choice: str) -> None:
    """Take a choice of the vote, without confirming it."""
    page.locator(".room-vote").get_by_text(choice, exact=True).first.click()
    expect(page.locator(CONFIRM)).to_have_text(f"Confirmer mon vote\N{NO-BREAK SPACE}: {choice}")


def vote(page: Page, choice: str) -> str:
    """Vote and confirm; return the number of the receipt."""
    choose(page, choice)
    page.locator(CONFIRM).click()
    return receipt(page)


def receipt(page: Page) -> str:
    """Return the number of the receipt that the page shows."""
    place = page.locator(".ballot-receipt")
    expect(place).to_contain_text("Reçu n°")
    return re.sub(r".*Reçu n°\s*", "", place.inner_text(), flags=re.S).strip()


SHOWS_FOCUS = """control => {
  const drawn = control.matches('input[type=radio], input[type=checkbox]') ? [control, ...control.labels] : [control];
  const ringed = drawn.map(one => getComputedStyle(one)).some(
    style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  if (!ringed) return 'no ring';
  const seen = drawn.at(-1);
  const { x, y, width, height } = seen.getBoundingClientRect();
  const there = document.elementFromPoint(x + width / 2, y + height / 2);
  const uncovered = there !== null && (seen.contains(there) || there.contains(seen));
  return uncovered ? 'seen' : `hidden behind ${there?.outerHTML.slice(0, 80)}`;
}"""


def tab_to(page: Page, control: Locator, *, steps: int = 60) -> None:
    """Go to a control by the Tab key alone; the focus must be seen there, and nothing may cover it."""
    control.wait_for()
    for _step in range(steps):
        page.keyboard.press("Tab")
        if control.evaluate("control => control === document.activeElement"):
            assert control.evaluate(SHOWS_FOCUS) == "seen"
            return
    raise AssertionError(f"Tab does not reach {control}")
