"""Ask axe what a page lacks for some readers, and whether it scrolls sideways."""

from dataclasses import dataclass
from importlib.resources import files

from tests.harness.screen import NARROW, WIDE, screen_set_back, set_screen
from tests.harness.tab import Tab

SCREENS = ((WIDE, "light"), (NARROW, "dark"))
"""Each size and each scheme once: what the one changes, the other does not."""
ANSWERS_IN = 120  # seconds in which axe has looked at the longest page

UNFOLD = "for (const one of document.querySelectorAll('details')) one.open = true;"
RUN = """
const done = arguments[0];
// Axe takes long for the contrast of each element. It is asked for one of each look.
const ground = (one) => {
  const {backgroundColor, opacity} = getComputedStyle(one);
  const here = `${backgroundColor} ${opacity}`;
  return backgroundColor === 'rgba(0, 0, 0, 0)' && one.parentElement
    ? `${here} ${ground(one.parentElement)}` : here;
};
const looks = new Map();
for (const one of document.body.querySelectorAll('*')) {
  const own = [...one.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.data.trim()
  );
  if (!own || !one.getClientRects().length) continue;
  const {color, fontSize, fontWeight} = getComputedStyle(one);
  const look = [color, fontSize, fontWeight, ground(one)].join();
  if (!looks.has(look)) looks.set(look, one);
}
const resultTypes = ['violations'];
const contrast = 'color-contrast';
const faults = ({violations}) => violations.flatMap(({id, help, nodes}) => nodes.map(
  ({target, html, any}) => [id, help, target.join(' '), html, (any[0] || {}).message]
));
(async () => {
  const rules = {[contrast]: {enabled: false}};
  const all = faults(await axe.run(document, {rules, resultTypes}));
  if (!looks.size) return all;
  const runOnly = {type: 'rule', values: [contrast]};
  const include = [...looks.values()];
  return [...all, ...faults(await axe.run({include}, {runOnly, resultTypes}))];
})().then(done, (error) => done([['axe failed', String(error), '', '', '']]));
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
        driver.execute_script(UNFOLD)
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
