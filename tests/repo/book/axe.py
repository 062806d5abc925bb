"""Ask axe what a page lacks for some readers, and whether it scrolls sideways."""

from dataclasses import dataclass
from importlib.resources import files

from tests.harness.screen import NARROW, SCHEMES, WIDE, screen_set_back, set_screen
from tests.harness.tabs import Tab

ANSWERS_IN = 60  # seconds in which axe has looked at the longest page

OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true;"
RUN = """
const [rules, done] = arguments;
const only = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
axe.run(document, {...only, resultTypes: ['violations']}).then(
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
    """Return what axe says of the tab's page: wide and narrow, light and dark.

    What is folded is unfolded first. In the dark, only the colours are looked at.
    """
    tab.look()  # brings it to the front
    driver.set_script_timeout(ANSWERS_IN)
    driver.answers_in = None  # the tab sets its own again
    faults = []
    with screen_set_back(driver):
        driver.execute_script(OPEN_ALL)
        driver.execute_script(axe)
        for size in (WIDE, NARROW):
            for scheme in SCHEMES:
                set_screen(driver, *size, scheme)
                screen = f"{size[0]} pixels, {scheme}"
                rules = ["color-contrast"] if scheme == "dark" else []
                for rule, text, target, html, why in driver.execute_async_script(
                    RUN, rules
                ):
                    element = f"{target}: {html[:160]} {why or ''}"
                    faults.append(Fault(page, screen, f"{rule}, {text}", element))
            if beyond := driver.execute_script(SIDEWAYS):
                screen = f"{size[0]} pixels"
                faults.append(Fault(page, screen, "it scrolls sideways", beyond))
    return faults
