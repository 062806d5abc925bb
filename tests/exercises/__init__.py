"""Exercises: what a learner builds on a stage once it is reached, with checks of its own.

Each folder NAME (with hyphens: who-is-speaking) is one exercise. It holds

exercise.toml   title         a few words, as a heading of the book
                stage         1, 2 or 3: the stage that it begins with
                place         1, 2, 3 ...: its place among those of the stage
                minutes       how long it takes
                hints         three texts: where to look, what is missing, the lines
                [wrong.ID]    one for each wrong/ID.patch: mistake (half a sentence), check
                              (the one that fails first), says (words that it must say),
                              on ("solution", if it is not there, or "stage": on what the
                              patch is applied)
text.md         what to build and what will be seen, without a heading, for the book
solution.patch  on the plain stage
check.py        the checks: functions as in tests/checks/, each marked with @promise(),
                in order of cause, called with subject and tabs
wrong/ID.patch  wrong solutions that tempt

Patches are as `git diff --no-index` writes them, see patches.py. To write them from a
folder that was edited: python -m tests.exercises.make.

The stage's own checks decide first whether the exercise can begin. They say nothing about
good practice then.
"""
