"""starting/lab.py: the port, the address, the token, no news, trusted notebooks."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from starting import environment, lab
from starting.failure import Stop

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken():
    """A port on which another program listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_that_was_asked_for_is_refused_with_a_way_out(taken):
    with pytest.raises(Stop, match=f"Port {taken} is taken by another program") as stop:
        lab.choose_port(taken)
    assert "leave --port out" in str(stop.value)


def test_a_taken_usual_port_gives_way_to_the_next_and_says_so(taken, monkeypatch, capsys):
    monkeypatch.setattr(lab, "FIRST_PORT", taken)
    port = lab.choose_port(None)
    assert port > taken
    assert f"Port {taken} is taken" in capsys.readouterr().out


@pytest.mark.parametrize("port", [0, 80, 70000])
def test_a_port_out_of_range_is_refused(port):
    with pytest.raises(Stop, match="from 1024 to 65535"):
        lab.choose_port(port)


def small_course(folder):
    """Write a course of one notebook and return the folder."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1", id="sum")])
    (folder / "notebooks").mkdir()
    (folder / ".jupyter" / "data").mkdir(parents=True)
    nbformat.write(notebook, folder / lab.FIRST_LESSON)
    return folder


def test_the_notebooks_are_signed_once_and_again_when_they_change(tmp_path, monkeypatch):
    root = small_course(tmp_path)
    python = Path(sys.executable)
    lab.trust(root, python)
    notary = NotebookNotary(data_dir=str(root / ".jupyter" / "data"))
    notebook = nbformat.read(root / lab.FIRST_LESSON, as_version=4)
    assert notary.check_signature(notebook)
    runs = []
    real = subprocess.run
    monkeypatch.setattr(lab.subprocess, "run", lambda *a, **k: runs.append(a) or real(*a, **k))
    lab.trust(root, python)
    assert not runs
    notebook.cells[0].source = "2 + 2"
    nbformat.write(notebook, root / lab.FIRST_LESSON)
    assert not notary.check_signature(notebook)
    lab.trust(root, python)
    assert len(runs) == 1
    assert notary.check_signature(nbformat.read(root / lab.FIRST_LESSON, as_version=4))
    notary.store.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """JupyterLab as start.py starts it: (port, token, address shown, seconds to listen)."""
    root = small_course(tmp_path_factory.mktemp("course"))
    port, log = free_port(), root / "server.log"
    command = lab.lab_command(root, Path(sys.executable), port, browser=False)
    env = environment.child_environment(root) | {"JUPYTER_CONFIG_PATH": str(ROOT / "settings")}
    began = time.monotonic()
    with open(log, "w") as out:
        child = subprocess.Popen(command, env=env, stdout=out, stderr=out)
    try:
        shown = None
        while shown is None and time.monotonic() - began < 60 and child.poll() is None:
            time.sleep(0.05)
            shown = re.search(r"http://\S+token=(\w+)", log.read_text())
        assert shown, log.read_text()
        yield port, shown[1], shown[0], log.read_text()
    finally:
        child.terminate()
        child.wait(30)


def get(port, path, token=None):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    if token:
        request.add_header("Authorization", f"token {token}")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read()


def test_the_address_shown_is_the_first_lesson_on_this_machine_only(server):
    port, token, shown, _ = server
    assert shown == f"http://127.0.0.1:{port}/lab/tree/{lab.FIRST_LESSON}?token={token}"
    others = [a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    for address in others:
        if not address.startswith("127."):
            with pytest.raises(OSError):
                socket.create_connection((address, port), timeout=2).close()


def test_without_the_token_nothing_is_given(server):
    port, token, _, _ = server
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(port, "/api/contents")
    assert refused.value.code == 403
    assert json.loads(get(port, "/api/contents", token))["content"]


def test_no_news_is_asked_for_and_no_update_is_looked_for(server):
    port, token, _, _ = server
    answer = get(port, "/lab/api/settings/@jupyterlab/apputils-extension:notification", token)
    settings = json.loads(answer)["schema"]["properties"]
    assert settings["fetchNews"]["default"] == "false"
    assert settings["checkForUpdates"]["default"] is False
    given = json.loads((ROOT / "settings" / "jupyter_server_config.json").read_text())["LabApp"]
    assert given["news_url"] is None
    assert given["check_for_updates_class"].endswith("NeverCheckForUpdate")


def test_the_server_prints_the_address_and_no_chatter(server):
    log = server[3]
    assert "WARN" not in log and "Skipped" not in log, log
