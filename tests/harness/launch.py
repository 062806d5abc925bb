"""Run several manage.py commands, one after the other, in one process.

usage: python launch.py migrate -- runserver 8000

It saves the second start of Python and Django, a second of every check.
"""

import importlib
import os
import runpy
import sys
from itertools import groupby

if __name__ == "__main__":
    commands = [
        list(words)
        for is_break, words in groupby(sys.argv[1:], lambda word: word == "--")
        if not is_break
    ]
    sys.path[0] = os.getcwd()  # as python manage.py does
    if "WORKBOOK_WITNESS" in os.environ:
        # First, because the project may use what it watches as soon as it is loaded.
        importlib.import_module("workbook_witness").install()
    for command in commands:
        sys.argv = ["manage.py", *command]
        runpy.run_path("manage.py", run_name="__main__")
