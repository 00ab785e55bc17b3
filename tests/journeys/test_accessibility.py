"""Every page of the accessibility sample in a browser: what the grid of the declaration calls « WALK ».

With COTAP_WRITE_LOOKS=1 what was found is written for the declaration to show (docs/accessibility.md).
"""

import json
import os
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from app.home.accessibility import looks
from app.home.accessibility.sample import FRAMED, SAMPLE, Page
from tests.journeys.looks import all_findings, axe_version, overflow
from tests.journeys.sample import WAYS

NARROW, MIDDLE, WIDE = 320, 640, 1280
"""The last, zoomed to 400 % and to 200 %, is as wide as the first and the second."""
MOST_STOPS = 400
OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"
ADDRESSES = {sampled.page: sampled.address for sampled in SAMPLE}
ALL = pytest.mark.parametrize("page_name", list(Page), ids=[page.value for page in Page])


@pytest.fixture
def go(visit, demo):
    """Open a page of the sample as whoever looks at it."""

    def go(name: Page, **how) -> BrowserPage:
        where, who = WAYS[name]
        path = where(demo)
        pattern = re.escape(ADDRESSES[name]).replace("…", r"[^/?]+")
        assert re.fullmatch(pattern, path), f"{path} is not what the declaration says: {ADDRESSES[name]}"
        page = visit("/robots.txt", demo.person(who) if who else None, process=demo.process, **how)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        return page

    return go


TITLES: dict[str, Page] = {}
"""Titles met so far: each is of one page."""
FOUND: dict[str, dict[str, int]] = {}


@ALL
def test_axe_finds_nothing_at_all_narrow_or_wide_light_or_dark(go, page_name):
    page, found, times = go(page_name), [], 0
    page.evaluate(OPEN_ALL)
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{width} {scheme}: {fault}" for fault in all_findings(page)]
            times += 1
    if os.environ.get("COTAP_WRITE_LOOKS") == "1":
        write(page, page_name, times, len(found))
    assert found == []


def write(page: BrowserPage, page_name: Page, times: int, faults: int) -> None:
    """Write what was found, page after page; the dates and the tools are those of now."""
    FOUND[page_name.value] = {"times": times, "faults": faults}
    kept = json.loads(looks.FILE.read_text())
    browser = page.context.browser
    assert browser is not None
    kept |= {"tool": f"axe-core {axe_version(page)}", "browser": f"Chromium {browser.version.partition('.')[0]}"}
    kept |= {"on": datetime.now(UTC).date().isoformat(), "pages": kept["pages"] | FOUND}
    looks.FILE.write_text(json.dumps(kept, indent=2) + "\n")


@ALL
def test_the_page_is_in_order_and_goes_by_keyboard_at_any_size(go, page_name):
    page = go(page_name, width=WIDE)
    well_formed(page)
    in_order(page, page_name)
    if page_name in FRAMED:
        in_the_frame_of_the_site(page)
    by_keyboard(page)
    in_forced_colours(page)
    small_and_spaced_out(page)


def small_and_spaced_out(page: BrowserPage) -> None:
    """Nothing is lost when the window is narrow, the page zoomed, or the text spaced out."""
    page.evaluate(OPEN_ALL)
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert overflow(page) == 0, "wider than 320 pixels"
    page.set_viewport_size({"width": MIDDLE, "height": 450})
    assert overflow(page) == 0, "wider than its window at 200 %"
    page.set_viewport_size({"width": NARROW, "height": 900})
    page.evaluate(SPACED)
    assert overflow(page) == 0, "wider than its window with text spaced out"
    assert page.evaluate(CUT) == [], "text cut when spaced out"


SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
CUT = """() => [...document.querySelectorAll('body *')].filter((e) => {
  const style = getComputedStyle(e);
  if (e.closest('.visually-hidden, [hidden], svg, thead') || e.getClientRects().length === 0) return false;
  const hides = [style.overflowX, style.overflowY].some((way) => way === 'hidden' || way === 'clip');
  return hides && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2);
}).map((e) => `${e.tagName}.${e.className}`)"""


def by_keyboard(page: BrowserPage) -> None:
    """The keyboard goes everywhere, in the order of the code, and one sees where it is."""
    page.reload()
    everywhere = page.evaluate(STOPS)
    reached, last = set(), -1
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop["at"] in reached:
            break
        assert stop["seen"], f"focus not seen on {stop['what']}"
        assert stop["at"] > last, f"the order goes back at {stop['what']}"
        reached.add(stop["at"])
        last = stop["at"]
    missed = [what for at, what in everywhere if at not in reached]
    assert missed == [], f"{len(reached)} stops reached of {len(everywhere)}"


# A radio group is one stop; what is folded, inert or hidden is none.
STOPS = """() => {
  const all = [...document.querySelectorAll('*')], groups = new Set();
  return all.map((e, at) => [e, at]).filter(([e]) => {
    const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    if (!e.matches(kinds)) return false;
    if (e.disabled || e.tabIndex < 0 || e.closest('[inert]')) return false;
    if (!e.checkVisibility({visibilityProperty: true})) return false;
    if (e.type !== 'radio') return true;
    const name = `${e.form?.id} ${e.name}`, chosen = e.form?.querySelector(`input[name="${e.name}"]:checked`);
    if (groups.has(name) || (chosen && chosen !== e)) return false;
    groups.add(name);
    return true;
  }).map(([e, at]) => [at, `${e.tagName} ${e.className.baseVal ?? e.className} ${e.textContent.trim().slice(0, 40)}`]);
}"""
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = (one) => getComputedStyle(one);
  const ringed = (one) => one && style(one).outlineStyle !== 'none' && parseFloat(style(one).outlineWidth) >= 2;
  const thick = (one) => style(one).stroke !== 'none' && parseFloat(style(one).strokeWidth) >= 2;
  const drawn = e.closest('svg') && [...e.querySelectorAll('*')].some(thick);
  const label = e.labels?.[0];
  const box = e.getBoundingClientRect();
  return {
    at: [...document.querySelectorAll('*')].indexOf(e),
    what: `${e.tagName} ${e.className.baseVal ?? e.className}`,
    seen: Boolean((ringed(e) || ringed(label) || drawn) && box.right > 0 && box.left < innerWidth && box.width > 0),
  };
}"""


def in_order(page: BrowserPage, page_name: Page) -> None:
    """Titles, regions and names are in order."""
    found = page.evaluate(OUTLINE)
    assert found["doctype"] == "html"
    assert found["lang"] == "fr"
    assert found["title"].endswith(" – Cotap")
    assert TITLES.setdefault(found["title"], page_name) is page_name, "two pages have this title"
    levels = found["headings"]
    assert levels.count(1) == 1, levels
    assert levels[0] == 1, levels
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert found["mains"] == 1
    for fault in ("unnamed_regions", "unnamed_drawings", "untitled_tables", "headless_cells", "presentation"):
        assert found[fault] == [], fault
    assert found["empty"] == [], "elements that only make room"


OUTLINE = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const named = (e) => e.getAttribute('aria-label') || e.getAttribute('aria-labelledby');
  const told = (list) => list.map((e) => e.outerHTML.slice(0, 120));
  return {
    doctype: document.doctype?.name, lang: document.documentElement.lang, title: document.title,
    headings: all('h1, h2, h3, h4, h5, h6').filter((e) => e.checkVisibility()).map((e) => Number(e.tagName[1])),
    mains: all('main').length,
    unnamed_regions: told(all('nav, [role=region]').filter((e) => e.checkVisibility() && !named(e))),
    unnamed_drawings: told(all('svg').filter((e) => e.getAttribute('aria-hidden') !== 'true'
      && !(['img', 'group'].includes(e.getAttribute('role')) && named(e)))),
    untitled_tables: told(all('table').filter((e) => !e.caption?.textContent.trim())),
    headless_cells: told(all('th:not([scope]):not([id])')),
    presentation: told(all('center, font, big, strike, tt, marquee, blink, [align], [bgcolor], [valign]')),
    empty: told(all('main p:empty:not([hidden]), br + br').filter((e) => e.checkVisibility())),
  };
}"""


def in_forced_colours(page: BrowserPage) -> None:
    """Forced colours leave every control, and nothing moves when less movement is asked for."""
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert overflow(page) == 0
    gone = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter((e) => {
          const style = getComputedStyle(e);
          return e.checkVisibility() && style.color === style.backgroundColor;
        }).map((e) => e.outerHTML)"""
    )
    assert gone == []
    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    moving = page.evaluate("document.getAnimations().filter((a) => a.playState === 'running').length")
    assert moving == 0, "something moves although less movement was asked for"


class Code(HTMLParser):
    """Notes what makes a page's code wrong: elements that close badly, identifiers and attributes said twice."""

    ALONE = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "section", "form", "details", "figure", "h1", "h2", "h3", "h4"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.faults: list[str] = []

    def handle_startendtag(self, tag, attrs):
        self.note(tag, attrs)

    def handle_starttag(self, tag, attrs):
        self.note(tag, attrs)
        if tag in self.BLOCKS and self.open[-1:] == ["p"]:
            self.faults.append(f"<{tag}> inside a paragraph, which it ends")
        if tag not in self.ALONE:
            self.open.append(tag)

    def note(self, tag, attrs):
        names = [name for name, _ in attrs]
        self.faults += [f"{tag}: {name} twice" for name in set(names) if names.count(name) > 1]
        id = dict(attrs).get("id")
        if id is not None and (id in self.ids or not id or " " in id):
            self.faults.append(f"{tag}: id {id!r} twice or empty")
        self.ids |= {id} if id else set()

    def handle_endtag(self, tag):
        if tag in self.ALONE or tag not in self.open:
            self.faults.append(f"</{tag}> closes nothing")
            return
        while self.open.pop() != tag:
            pass

    def references(self, html: str) -> set[str]:
        """Return what is pointed at by an attribute and is not there."""
        pointed = re.findall(r'\s(?:for|aria-labelledby|aria-describedby|headers|list)="([^"]+)"', html)
        return {id for many in pointed for id in many.split()} - self.ids


def well_formed(page: BrowserPage) -> None:
    """The code, as the server sent it, is well formed."""
    answer = page.request.get(page.url)
    code, html = Code(), answer.text()
    code.feed(html)
    assert code.faults == []
    assert code.open == []
    assert code.references(html) == set()


def in_the_frame_of_the_site(page: BrowserPage) -> None:
    """Every page of the site has its menu, search, plan and a link to the content."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#contenu"
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()
    assert page.locator("nav#navigation a").count() > 0
    assert page.locator("form[role=search] input[name=q]").first.is_visible()
    assert page.locator("footer.site-footer a[href='/plan-du-site']").count() == 1
    assert page.locator("footer.site-footer a[href='/accessibilite']").inner_text().startswith("Accessibilité")
