"""nox -s doctor: ports, the names of this computer, and proxies."""

import os
import socket

import pytest

from tests.doctor import ports, probes
from tests.harness.ports import free_port
from tests.repo.doctor.shared import said


def test_a_port_held_by_a_program_is_told_with_its_name(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        monkeypatch.setattr(ports, "SERVER_PORT", holder.getsockname()[1])
        (found,) = ports.server_port()
    assert found.ok is None
    assert f"(process {os.getpid()})" in found.what
    monkeypatch.setattr(ports, "SERVER_PORT", free_port())
    (found,) = ports.server_port()
    assert found.ok


PROXY_NAMES = ("http_proxy", "https_proxy", "no_proxy", "all_proxy", "ws_proxy")


@pytest.mark.parametrize(
    ("variables", "oks"),
    [
        ({"HTTP_PROXY": "http://user:secret@proxy.example:3128"}, [False]),
        ({"HTTP_PROXY": "http://proxy.example", "NO_PROXY": "localhost"}, [False]),
        (
            {"HTTP_PROXY": "http://proxy.example", "NO_PROXY": "localhost,127.0.0.1"},
            [True],
        ),
        ({"HTTP_PROXY": "http://proxy.example", "NO_PROXY": "*"}, [True]),
        ({"NO_PROXY": "*"}, []),
    ],
)
def test_a_proxy_must_leave_this_computer_out(monkeypatch, variables, oks):
    for name in PROXY_NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = list(ports.proxies())
    assert [finding.ok for finding in found] == oks
    assert "secret" not in said(found)
    if oks == [False]:
        (browser,) = probes.examine_browser()
        assert "was not tried" in browser.what


def test_this_computer_is_reached_by_its_names():
    (found,) = ports.this_computer()
    assert found.ok, said([found])


@pytest.mark.parametrize("address", ["192.0.2.1", "::1"])
def test_a_localhost_that_leads_astray_is_told(monkeypatch, address):
    monkeypatch.setattr(ports, "addresses_of", lambda name: {address})
    (found,) = ports.this_computer()
    assert found.ok is False
    assert address in found.what
