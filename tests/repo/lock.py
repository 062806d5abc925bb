"""nox -s lock: write constraints.txt and the pins of the stages.

constraints.txt holds the newest versions that pyproject.toml allows, for every system
and every Python from 3.10. The stages pin the same versions of what they name.
"""

import re
import subprocess
import sys
from pathlib import Path

from tests.steps import ROOT, STEPS

CONSTRAINTS = ROOT / "constraints.txt"
OLDEST_PYTHON = "3.10"
COMPILE = (
    *("pip", "compile", "--universal", "--python-version", OLDEST_PYTHON, "--upgrade"),
    *("--group", "pictures", "--group", "lint", "--group", "lock", "--group", "docs"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
    *("--output-file", "constraints.txt"),
)
PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+)", re.MULTILINE)


def pinned_versions(text: str) -> dict[str, str | None]:
    """Return the version of each package in a requirements file, None if it has two."""
    versions: dict[str, str | None] = {}
    for name, version in PIN.findall(text):
        if versions.setdefault(name, version) != version:
            versions[name] = None
    return versions


def stage_requirements(text: str, versions: dict[str, str | None]) -> str:
    """Return a stage's requirements.txt with these versions. Raise ValueError."""

    def newest(pin: re.Match) -> str:
        if not versions.get(pin[1]):
            raise ValueError(f"constraints.txt has no single version of {pin[1]}")
        return f"{pin[1]}=={versions[pin[1]]}"

    return PIN.sub(newest, text)


def main() -> int:
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, *COMPILE], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    versions = pinned_versions(CONSTRAINTS.read_text(encoding="utf-8"))
    for step in STEPS:
        requirements: Path = step.path / "requirements.txt"
        text = requirements.read_text(encoding="utf-8")
        requirements.write_text(stage_requirements(text, versions), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
