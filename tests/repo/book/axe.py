"""Ask axe what a page lacks for some readers, and whether it scrolls sideways."""

from dataclasses import dataclass
from importlib.resources import files

from tests.harness.screen import NARROW, WIDE, screen_set_back, set_screen
from tests.harness.tabs import Tab

SCREENS = ((WIDE, "light"), (NARROW, "dark"))
"""Each size and each scheme once: what the one changes, the other does not."""
ANSWERS_IN = 120  # seconds in which axe has looked at the longest page

PREPARE = """
for (const one of document.querySelectorAll('details')) one.open = true;
const seen = new Set();
const ground = (one) => {
  const colour = getComputedStyle(one).backgroundColor;
  return colour === 'rgba(0, 0, 0, 0)' && one.parentElement
    ? ground(one.parentElement) : colour;
};
for (const word of document.querySelectorAll('pre span[class]')) {
  if (word.childElementCount) continue;
  const parent = word.parentElement;
  const looks = [word.className, parent.tagName, parent.className, ground(word)].join();
  if (seen.has(looks)) word.replaceWith(word.textContent);
  seen.add(looks);
}
"""
"""Unfold what is folded. Of the words of code that look alike, keep one: axe takes as
long for the colour of each as for a paragraph."""
RUN = """
const done = arguments[0];
axe.run(document, {resultTypes: ['violations']}).then(
  ({violations}) => done(violations.flatMap(({id, help, nodes}) => nodes.map(
    ({target, html, any}) => [id, help, target.join(' '), html, (any[0] || {}).message]
  ))),
  (error) => done([['axe failed', String(error), '', '', '']]),
);
"""
SIDEWAYS = """
const wide = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= wide) return null;
const beyond = [...document.body.querySelectorAll('*')].filter(
  (one) => one.getBoundingClientRect().right > wide + 1
);
return beyond.slice(-3).map((one) => one.outerHTML.slice(0, 120)).join(' … ');
"""


@dataclass(frozen=True)
class Fault:
    """What is wrong with an element of a page on a screen, in the words of axe."""

    page: str
    screen: str
    rule: str
    element: str

    def __str__(self) -> str:
        return f"{self.page} ({self.screen}): {self.rule}\n    {self.element}"


def axe_source() -> str:
    return files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def faults_of(driver, tab: Tab, page: str, axe: str) -> list[Fault]:
    """Return what axe says of the tab's page on each of SCREENS, and what is too wide.

    What is folded is unfolded first.
    """
    tab.look()  # brings it to the front
    driver.set_script_timeout(ANSWERS_IN)
    driver.answers_in = None  # the tab sets its own again
    faults = []
    with screen_set_back(driver):
        driver.execute_script(PREPARE)
        driver.execute_script(axe)
        for size, scheme in SCREENS:
            set_screen(driver, *size, scheme)
            screen = f"{size[0]} pixels, {scheme}"
            for rule, text, target, html, why in driver.execute_async_script(RUN):
                element = f"{target}: {html[:160]} {why or ''}"
                faults.append(Fault(page, screen, f"{rule}, {text}", element))
            if beyond := driver.execute_script(SIDEWAYS):
                faults.append(Fault(page, screen, "it scrolls sideways", beyond))
    return faults
