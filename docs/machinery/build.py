"""nox -s docs: build the book into docs/_build/html, with warnings as errors.

With --open it is built again at each save, and a browser shows it.
"""

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SOURCE, TARGET = HERE, HERE / "_build" / "html"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s docs --", description=__doc__)
    parser.add_argument("--open", action="store_true", help="build at each save")
    arguments = parser.parse_args(words)
    folders = [str(SOURCE), str(TARGET)]
    if arguments.open:
        more = ["--open-browser", "--port", "0", "--ignore", str(TARGET)]
        command = [sys.executable, "-m", "sphinx_autobuild", *more, *folders]
    else:
        strict = ["--fail-on-warning", "--keep-going", "--quiet"]
        command = [sys.executable, "-m", "sphinx", *strict, *folders]
    code = subprocess.run(command, cwd=HERE.parent, check=False).returncode
    if not code:
        print(f"The book is in {TARGET / 'index.html'}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
