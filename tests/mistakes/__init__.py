"""Wrong solutions as data: each .toml file is a mistake, an edit of one of our stages.

mistake  what somebody did, in one line
stage    the stage that it is an edit of, and whose checks are run
check    the check that must fail (without test_), and before it no other that it needs
rule     the rule that must explain it
says     words that the advice must contain
at       the file that the advice must name, from the project's folder
line     a part of the line that it must name
redis    further arguments for the Redis that it runs on
source   who reported it; "seen here" if it was found while this was built
edit     file, old and new text; without "old", new is the whole file
"""
