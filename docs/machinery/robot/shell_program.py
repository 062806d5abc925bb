"""Statements as at the prompt of manage.py shell, with the prompt and what it prints.

manage.py shell takes the text of this file as -c. The statements are in WORKBOOK_TYPED,
one a line. It ends with 1 when one of them raises.
"""

import code
import os
import sys


class Console(code.InteractiveConsole):
    failed = False

    def showtraceback(self):
        self.failed = True
        super().showtraceback()

    def showsyntaxerror(self, *arguments, **options):
        self.failed = True
        super().showsyntaxerror(*arguments, **options)


console = Console(dict(globals()))
prompt = ">>> "
for line in [*os.environ["WORKBOOK_TYPED"].splitlines(), ""]:
    if line or prompt == "... ":
        print(prompt + line, flush=True)
        prompt = "... " if console.push(line) else ">>> "
sys.stdout.flush()
os._exit(1 if console.failed else 0)  # not waiting for threads of a channel layer
