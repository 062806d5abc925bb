"""A project without a chat: what startproject makes."""

from django.core.management import call_command

from tests.harness.project import Project
from tests.harness.run import scratch_folder


def make_bare_project() -> Project:
    folder = scratch_folder("bare")
    call_command("startproject", "mysite", str(folder))
    return Project.at(folder)
