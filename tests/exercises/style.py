"""The style of all solutions, by ruff. nox -s lint runs it in the environment of ruff."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.exercises.entries import all_exercises
from tests.harness.project import noise_in
from tests.steps import ROOT, get_step

COMMANDS = (["check"], ["format", "--check"])


def lay_out_all(folder: Path) -> None:
    """Put the solution of each exercise in a folder named as its stage and the exercise.

    The settings of ruff lie beside them.
    """
    shutil.copy(ROOT / "pyproject.toml", folder)
    for exercise in all_exercises().values():
        stage = get_step(exercise.stage).path
        target = folder / f"{stage.name}-{exercise.name}"
        shutil.copytree(stage, target, ignore=noise_in)
        exercise.patch(target)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        lay_out_all(Path(folder))
        codes = [
            subprocess.run(
                [sys.executable, "-m", "ruff", *words], cwd=folder, check=False
            ).returncode
            for words in COMMANDS
        ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
