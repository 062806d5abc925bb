"""nox -s bench: the benchmarks of the workbook, by name. The first one needs no name.

Those that the book tells about write their figures into docs/figures.json.
"""

import sys
from importlib import import_module

BENCHMARKS = {
    "official": "check and watch against tests as in the tutorial's part 4",
    "layers": "what the channel layers of channels_redis deliver and lose",
    "consumers": "synchronous against async consumers",
}
"""Modules of this package, each with a main(words) that returns an exit code."""

FORM = "nox -s bench [-- official|layers|consumers] [its arguments]"


def main(words: list[str]) -> int:
    name, arguments = "official", words
    if words and not words[0].startswith("-"):
        name, *arguments = words
    if name not in BENCHMARKS:
        print(f"There is no benchmark {name}.\nusage: {FORM}", file=sys.stderr)
        for one, subject in BENCHMARKS.items():
            print(f"  {one:<9}  {subject}", file=sys.stderr)
        return 2
    return import_module(f"tests.bench.{name}").main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
