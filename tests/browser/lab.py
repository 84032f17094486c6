"""Start JupyterLab and a Chromium for the browser tests, and stop both again.

JupyterLab gets folders of its own, binds to 127.0.0.1 and keeps a token. Lab draws only
the cells in view, so `cell()` scrolls to a cell before it is used.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
READY_SECONDS = 60


def find_browser():
    """Return the path of an installed Chromium, or None."""
    named = os.environ.get("HISTORYLAB_CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def write_notebook(path, *cells):
    """Write a notebook of code cells; each cell is (id, source)."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in cells]
    nbformat.write(notebook, path)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_lab(folder, home):
    """Serve `folder` with JupyterLab; yield (address, token)."""
    home = Path(home)
    env = dict(os.environ, IPYTHONDIR=str(home / "ipython"))
    for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
        env[f"JUPYTER_{name}"] = str(home / name.lower())
    for name in ("SETTINGS_DIR", "WORKSPACES_DIR"):
        env[f"JUPYTERLAB_{name}"] = str(home / name.lower())
    quiet = home / "settings_dir" / "@jupyterlab" / "apputils-extension"
    quiet.mkdir(parents=True, exist_ok=True)
    (quiet / "notification.jupyterlab-settings").write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False}))
    port, token = _free_port(), secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser",
               "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0",
               f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    with open(home / "lab.log", "wb") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(lambda: urllib.request.urlopen(f"{address}/api", timeout=2), server, home / "lab.log")
            yield address, token
            _stop_kernels(address, token)
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait(ready, server, log):
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            return ready()
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-2000:]}")


def _stop_kernels(address, token):
    def call(method, path):
        request = urllib.request.Request(f"{address}{path}", method=method,
                                         headers={"Authorization": f"token {token}"})
        return urllib.request.urlopen(request, timeout=10).read()

    for session in json.loads(call("GET", "/api/sessions")):
        call("DELETE", f"/api/sessions/{session['id']}")


def open_notebook(page, lab, name, *, run=True):
    """Open a notebook in `page`, wait for its kernel and run all its cells."""
    address, token = lab
    page.goto(f"{address}/lab/tree/{name}?reset&token={token}")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_function(
        "() => [...window.jupyterapp.shell.widgets('main')].some(w => "
        "w.sessionContext?.session?.kernel?.status === 'idle')", timeout=60_000)
    if run:
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")


def cell_count(page):
    """Return how many cells the open notebook holds (also those not drawn)."""
    return page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")
