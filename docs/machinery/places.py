"""Where the book finds things in the repository."""

from tests.steps import ROOT

DOCS = ROOT / "docs"
CONSTRAINTS = ROOT / "constraints.txt"
NOXFILE = ROOT / "noxfile.py"
FIGURES = DOCS / "figures.json"
PICTURES = DOCS / "pictures"
