"""For authors: open an exercise in a folder, edit it, write its patch from there.

usage: python -m tests.exercises.make open NAME FOLDER [WRONG]
       python -m tests.exercises.make write NAME FOLDER [WRONG]

open makes the folder: the stage with the solution, if there is one already, and with the
wrong solution WRONG. write makes solution.patch, or wrong/WRONG.patch on top of the
solution, from what has been changed in the folder.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.exercises.entries import ON_STAGE, Exercise, read_exercise
from tests.exercises.patches import apply_patch, write_patch
from tests.harness.files import files_of
from tests.harness.project import noise_in
from tests.steps import get_step

HERE = Path(__file__).parent


def lay_out(exercise: Exercise, folder: Path, patches: list[Path]) -> None:
    """Make the folder: the stage of the exercise, with those patches that there are."""
    shutil.copytree(get_step(exercise.stage).path, folder, ignore=noise_in)
    for patch in patches:
        if patch.is_file():
            apply_patch(patch.read_text(encoding="utf-8"), folder)


def main(words: list[str]) -> int:
    try:
        what, name, folder, *more = words
        [wrong] = more or [None]
        if what not in {"open", "write"}:
            raise ValueError(what)
    except ValueError:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(folder)
    # Read without its wrong solutions: the one that is written need not be there yet.
    exercise = read_exercise(HERE / name, complete=False)
    below = [exercise.folder / "solution.patch"]
    if any(one.id == wrong and one.on == ON_STAGE for one in exercise.wrong):
        below = []
    target = (
        exercise.folder / ("wrong" if wrong else "") / f"{wrong or 'solution'}.patch"
    )
    if what == "open":
        lay_out(exercise, folder, [*below, target] if wrong else below)
        return 0
    with tempfile.TemporaryDirectory() as above:
        before = Path(above) / "before"
        lay_out(exercise, before, below if wrong else [])
        text = write_patch(files_of(before), files_of(folder))
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{target}: {text.count('diff --git')} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
