"""nox -s mistakes: make each mistake, and print the check that fails and the advice.

With --record, write what is said and seen to docs/recorded/mistakes.json, for the book.
With --to, make a project with the mistake for others to find.
"""

import argparse
import sys
from pathlib import Path

from tests.coach.desk import Desk
from tests.coach.run import CannotRun
from tests.coach.words import paint, utf8_output
from tests.diagnosis.evidence import near
from tests.harness.choice import Parser, WrongChoice
from tests.harness.launching import as_forks
from tests.mistakes.entries import Mistake, all_mistakes
from tests.mistakes.hand_out import hand_out
from tests.mistakes.record import FILE, record
from tests.mistakes.trial import complaints, try_out
from tests.workspace.arguments import own_folder
from tests.workspace.words import command, shown

FORM = "nox -s mistakes [-- [--record] ID ...], or: nox -s mistakes -- ID --to FOLDER"


def read_arguments(words: list[str]) -> argparse.Namespace:
    """Return chosen (mistakes), record and to (a folder or None). Raise WrongChoice."""
    parser = Parser(prog="nox -s mistakes --", usage=FORM)
    parser.add_argument("ids", metavar="ID", nargs="*")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--to", metavar="FOLDER", type=own_folder)
    arguments = parser.parse_args(words)
    mistakes = {mistake.id: mistake for mistake in all_mistakes()}
    for word in arguments.ids:
        if word not in mistakes:
            other = near(word, mistakes)
            meant = f" Did you mean {other}?" if other else ""
            raise WrongChoice(f"There is no mistake {word}.{meant}")
    if arguments.to and (len(arguments.ids) != 1 or arguments.record):
        raise WrongChoice("--to goes with the name of one mistake, and nothing else.")
    chosen = arguments.ids or mistakes
    arguments.chosen = [mistakes[name] for name in chosen]
    return arguments


def row(mistake: Mistake, desk: Desk) -> tuple[bool, str]:
    """Return whether all is as the entry asks, and the lines of the table."""
    result = try_out(mistake, desk)
    wrong = complaints(mistake, result)
    lines = [f"{'✗' if wrong else '✓'} {mistake.id}, stage {mistake.stage}"]
    lines.append(f"    mistake  {mistake.mistake}")
    if result:
        lines.append(f"    check    {result.check.title}")
    if result and result.diagnosis:
        cause = result.diagnosis.cause
        lines.append(f"    likely   {cause.likely}")
        lines.append(f"    look at  {cause.place or 'nothing is named'}")
        lines.append(f"    next     {cause.next}")
    lines += [f"    wrong    {complaint}" for complaint in wrong]
    return not wrong, "\n".join(lines)


def print_all(chosen: list[Mistake]) -> int:
    """Make the mistakes and print what is said; return the exit code."""
    right = 0
    with as_forks(), Desk() as desk:
        for mistake in chosen:
            good, lines = row(mistake, desk)
            right += good
            print(paint(lines, sys.stdout), flush=True)
    print(f"\n{right} of {len(chosen)} mistakes get the advice that they should.")
    return 0 if right == len(chosen) else 1


def record_all(chosen: list[Mistake]) -> int:
    """Make the mistakes and record what is said; return the exit code."""
    wrong = record(chosen)
    print(f"\n{len(chosen) - len(wrong)} of {len(chosen)} mistakes are in {FILE}.")
    return 1 if wrong else 0


def make_one(mistake: Mistake, folder: Path) -> int:
    """Make the project to hand out, and print what it is; return the exit code."""
    hand_out(mistake, folder)
    check = command("check", str(mistake.stage), folder)
    print(f"Made {shown(folder)}: stage {mistake.stage} with {mistake.id}.\n{check}")
    return 0


def main(words: list[str]) -> int:
    utf8_output()
    try:
        arguments = read_arguments(words)
        if arguments.to:
            return make_one(arguments.chosen[0], arguments.to)
        do = record_all if arguments.record else print_all
        return do(arguments.chosen)
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    except CannotRun as problem:
        print(problem, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
