"""docs/figures.json: what was measured, for the book, which types no figure itself.

The file holds one object for each benchmark, under its name. Who writes one leaves the
others as they are.
"""

import json
from importlib.metadata import version
from pathlib import Path

from tests.steps import ROOT

FIGURES = ROOT / "docs" / "figures.json"


def read_figures(file: Path = FIGURES) -> dict[str, dict]:
    """Return all figures by the name of their benchmark, {} if there is no file yet.

    Raise ValueError where the file is not JSON.
    """
    if not file.exists():
        return {}
    return json.loads(file.read_text(encoding="utf-8"))


def write_figures(
    name: str, figures: dict, packages: tuple[str, ...], file: Path = FIGURES
) -> None:
    """Put the figures of one benchmark in the place of its older ones.

    ``figures`` are numbers, words and objects of them, by names that a dotted path can
    have. With them goes "versions": the installed version of each of the ``packages``
    that the figures depend on. A test compares these with constraints.txt.
    """
    versions = {package: version(package) for package in packages}
    everything = read_figures(file) | {name: {**figures, "versions": versions}}
    text = json.dumps(everything, indent=2, sort_keys=True, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")
