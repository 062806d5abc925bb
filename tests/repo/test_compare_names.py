"""nox -s diff with packages, apps and folders that have other names than ours."""

import pytest

from tests.compare.fold import compare_folded
from tests.compare.layout import layout_of
from tests.repo.comparing import ASGI, edit, names_of, signed_lines
from tests.steps import get_step


@pytest.fixture
def renamed(own_project):
    """A project of stage 2 with the package "config" and the app "talk"."""
    folder = own_project(2)
    (folder / "mysite").rename(folder / "config")
    (folder / "chat").rename(folder / "talk")
    for shared in ("templates", "static"):
        (folder / "talk" / shared / "chat").rename(folder / "talk" / shared / "talk")
    for name in ("manage.py", "config/asgi.py", "config/settings.py", "config/wsgi.py"):
        edit(folder, name, "mysite", "config")
    edit(folder, "config/asgi.py", "from chat.routing", "from talk.routing")
    edit(folder, "config/settings.py", "'chat'", "'talk'")
    edit(folder, "config/urls.py", "'chat.urls'", "'talk.urls'")
    edit(folder, "talk/views.py", '"chat/', '"talk/')
    for page in ("index", "room"):
        edit(folder, f"talk/templates/talk/{page}.html", '"chat/base', '"talk/base')
        edit(
            folder, f"talk/templates/talk/{page}.html", "static 'chat/", "static 'talk/"
        )
    edit(folder, "talk/templates/talk/base.html", "static 'chat/", "static 'talk/")
    return folder


def test_other_names_of_packages_are_no_difference(renamed):
    found = compare_folded(renamed, get_step(2).path)
    assert found.changes == []
    assert found.remarks == [
        "Compared: your package config with our mysite and your app talk with our "
        "chat; our lines are shown with your names."
    ]


def test_our_lines_are_shown_with_their_names(renamed):
    edit(renamed, "config/settings.py", "'talk'", "'chat'")  # as the book has it
    edit(renamed, "talk/routing.py", "ws/chat/", "ws/talk/")  # a URL, not a name
    (renamed / "config/urls.py").unlink()
    settings, routing = [
        change
        for change in compare_folded(renamed, get_step(2).path).changes
        if change.kind == "changed"
    ]
    assert signed_lines(settings) == ["-    'chat',", "+    'talk',"]
    assert settings.notes == ("ours: mysite/settings.py",)
    assert signed_lines(routing)[1].startswith('+    path("ws/chat/')
    missing = compare_folded(get_step(2).path, renamed).changes[1]
    assert (missing.name, missing.kind) == ("config/urls.py", "missing in yours")
    assert "-    path('chat/', include('talk.urls'))," in missing.diff


def test_templates_of_the_whole_project_are_compared_with_those_of_the_app(own_project):
    folder = own_project(1)
    (folder / "templates").mkdir()
    (folder / "chat/templates/chat").rename(folder / "templates/chat")
    (folder / "chat/templates").rmdir()
    assert compare_folded(folder, get_step(1).path).changes == []


def test_settings_may_be_a_package_and_the_app_in_a_folder(own_project):
    folder = own_project(1)
    (folder / "mysite/settings.py").rename(folder / "mysite/base.py")
    (folder / "mysite/settings").mkdir()
    (folder / "mysite/base.py").rename(folder / "mysite/settings/local.py")
    edit(folder, "manage.py", "mysite.settings", "mysite.settings.local")
    (folder / "apps").mkdir()
    (folder / "chat").rename(folder / "apps/chat")
    edit(folder, "mysite/urls.py", "'chat.urls'", "'apps.chat.urls'")
    edit(folder, ASGI, "from chat.routing", "from apps.chat.routing")
    edit(folder, "mysite/settings/local.py", "'chat'", "'apps.chat'")
    for name in (ASGI, "mysite/wsgi.py"):
        edit(folder, name, "mysite.settings", "mysite.settings.local")
    assert compare_folded(folder, get_step(1).path).changes == []


def test_the_app_is_the_folder_with_the_consumers():
    files = dict.fromkeys(
        ["manage.py", "site/asgi.py", "blog/views.py", "live/consumers/__init__.py"],
        get_step(1).path / "manage.py",
    )
    assert layout_of(files).app == "live"
    assert layout_of(files).package == "mysite", "as manage.py says"


def test_two_projects_of_others_are_compared_too(own_project, renamed):
    found = compare_folded(renamed, own_project(3, "another"))
    assert names_of(found.changes) == ["talk/consumers.py"]
    assert found.changes[0].notes == ("there: chat/consumers.py",)
