# /// script
# requires-python = ">=3.10"
# dependencies = ["nox"]
# ///
"""The front door of the workbook: python noxfile.py -l lists the commands.

With nox installed, "nox" does the same as "python noxfile.py".
"""

import sys
from pathlib import Path

if sys.version_info < (3, 10):  # noqa: UP036, this is where it is said
    sys.exit(
        "The workbook needs Python 3.10 or newer; this is " + sys.version.split()[0]
    )

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tests.harness.front_door import get_nox

nox = get_nox()  # import nox, which may have to be fetched first

from tests.harness.environment import (  # noqa: E402
    python_of_workbook,
    run_module,
    run_tests,
)
from tests.harness.typed_words import refuse_wrong_words  # noqa: E402

nox.needs_version = ">=2025.2.9"  # nox.project.dependency_groups
nox.options.sessions = ["test"]


@nox.session(python=False)
def start(session):
    """Make your own project at the beginning of a stage: 1|2|3 [PATH]"""
    run_module(session, "tests.workspace.start", *session.posargs)


@nox.session(python=False)
def check(session):
    """Check whether your project has reached a stage: 1|2|3 [PATH ...]"""
    run_module(session, "tests.coach.check", *session.posargs)


@nox.session(python=False)
def watch(session):
    """Check your project on every save: 1|2|3 [PATH]"""
    run_module(session, "tests.coach.watch", *session.posargs)


@nox.session(python=False)
def hint(session):
    """Give the next of three hints: ID, which a failed check prints"""
    run_module(session, "tests.coach.hint", *session.posargs)


@nox.session(python=False)
def status(session):
    """Show how far your project is: [PATH]"""
    run_module(session, "tests.coach.status", *session.posargs)


@nox.session(python=False)
def reset(session):
    """Begin a stage again; the old folder is kept: 1|2|3 [PATH]"""
    run_module(session, "tests.workspace.reset", *session.posargs)


@nox.session(python=False)
def doctor(session):
    """Find out what is wrong with this computer's set-up: [PATH]"""
    run_module(session, "tests.doctor", *session.posargs)


@nox.session(python=False)
def serve(session):
    """Run a stage and print what to open: [1|2|3|PATH] [--port N] [--open]"""
    run_module(session, "tests.harness.serve", *session.posargs)


@nox.session(python=False)
def redis(session):
    """Run a real Redis on port 6379, for those who run manage.py themselves"""
    run_module(session, "tests.harness.serve_redis", *session.posargs)


@nox.session(python=False)
def diff(session):
    """Show what changes between two stages, or from yours: 1 2, PATH 2 [--html]"""
    run_module(session, "tests.compare", *session.posargs)


@nox.session(python=False)
def test(session):
    """Test the stages, the checks and the commands: [arguments of pytest]"""
    run_tests(session, *session.posargs)


@nox.session(python=False)
def trials(session):
    """Try the checks on each known mistake, and on other styles: [as for test]"""
    run_tests(session, *(session.posargs or ["tests/repo/trials"]))


@nox.session(python=False)
def proofread(session):
    """Follow the book word for word, and solve its exercises: [arguments of pytest]"""
    run_tests(session, *(session.posargs or ["tests/repo/book"]), group="docs")


@nox.session(python=False)
def mistakes(session):
    """Make each known mistake and print what is said: [--record] [ID ...], ID --to FOLDER"""
    run_module(session, "tests.mistakes", *session.posargs)


@nox.session(python=False)
def lint(session):
    """Check the style of the code and the spelling of the words"""
    python = python_of_workbook(session, "lint")
    for command in (
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["codespell_lib"],
        ["tests.exercises.style"],
    ):
        session.run(python, "-m", *command, external=True)


@nox.session(python=False)
def bench(session):
    """Measure: our checks against the tutorial's tests, [layers|consumers]"""
    run_module(session, "tests.bench", *session.posargs)


@nox.session(python=False)
def docs(session):
    """Build the book: [--open] builds it at each save, and opens it"""
    run_module(session, "docs.machinery.build", *session.posargs, group="docs")


@nox.session(python=False)
def record(session):
    """Follow the chapters and record what commands print: [1|2|3 ...]"""
    run_module(session, "docs.machinery.record", *session.posargs, group="docs")


@nox.session(python=False)
def pictures(session):
    """Photograph the pages: docs/pictures/ and, wide, narrow, light, dark, [FOLDER]"""
    run_module(session, "tests.harness.pictures", *session.posargs, group="pictures")


@nox.session(python=False)
def lock(session):
    """Write the newest allowed versions to constraints.txt and the stages"""
    run_module(session, "tests.repo.lock", *session.posargs, group="lock")


refuse_wrong_words(sys.argv, nox.registry.get())

if __name__ == "__main__":
    sys.argv[1:1] = ["--noxfile", __file__]  # also when called from another folder
    nox.main()
