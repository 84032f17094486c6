"""Open JupyterLab at the first lesson, on this machine only, with its token."""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import socket
import subprocess
from pathlib import Path

from starting.environment import ROOT, child_environment, ensure
from starting.failure import Stop, stop_for_os_error

FIRST_LESSON = "notebooks/00-start-here.ipynb"
FIRST_PORT = 8888

# Signed notebooks show their charts at once. Whoever starts the course trusts
# this folder already: its library runs in every lesson.
_TRUST = """
import sys, nbformat
from nbformat.sign import NotebookNotary
notary = NotebookNotary()
for path in sys.argv[1:]:
    try:
        notary.sign(nbformat.read(path, as_version=4))
    except Exception as error:
        print(f"{path} cannot be read as a notebook: {error}", file=sys.stderr)
notary.store.close()
"""


def is_free(port: int) -> bool:
    """Say whether this machine's port can be listened on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # there it would allow two servers on one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(asked: int | None) -> int:
    """Return the port asked for, or the first free one from 8888 on; say so if it moved."""
    if asked is not None:
        if not 1024 <= asked <= 65535:
            raise Stop(f"--port {asked}: a port is a number from 1024 to 65535.")
        if not is_free(asked):
            raise Stop(
                f"Port {asked} is taken by another program. Choose another one (--port {asked + 1}),\n"
                "or leave --port out and a free one is found."
            )
        return asked
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        if is_free(port):
            if port != FIRST_PORT:
                print(
                    f"Port {FIRST_PORT} is taken (is the course open in another window?); "
                    f"using {port}.", flush=True,
                )
            return port
    raise Stop(f"No free port from {FIRST_PORT} to {FIRST_PORT + 99}. Give one with --port.")


def lessons(root: Path) -> list[Path]:
    """Return every notebook of the course."""
    found = (root / "notebooks").rglob("*.ipynb")
    return sorted(p for p in found if ".ipynb_checkpoints" not in p.parts)


def trust(root: Path, python: Path) -> None:
    """Sign the notebooks, if any has changed since the last time."""
    paths = lessons(root)
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    remembered = root / ".jupyter" / "trusted"
    now = digest.hexdigest()
    if remembered.is_file() and remembered.read_text(encoding="utf-8") == now:
        return
    subprocess.run(
        [str(python), "-c", _TRUST, *map(str, paths)], env=child_environment(root), check=False
    )
    remembered.write_text(now, encoding="utf-8")


def lab_command(root: Path, python: Path, port: int, *, browser: bool) -> list[str]:
    """Return the words that start JupyterLab at the first lesson (see also settings/)."""
    first = FIRST_LESSON if (root / FIRST_LESSON).is_file() else ""
    command = [
        str(python), "-m", "jupyterlab",
        f"--ServerApp.root_dir={root}",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",  # the port was chosen above, and said
        "--ServerApp.log_level=WARN", "--LabApp.log_level=WARN",
        f"--LabApp.default_url=/lab/tree/{first}" if first else "--LabApp.default_url=/lab",
    ]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # A container's only user is often root; the server still listens on this machine alone.
        command.append("--allow-root")
    return command


def open_lab(arguments: list[str], root: Path = ROOT) -> int:
    """Open JupyterLab and stay until it is stopped; return its exit code."""
    parser = argparse.ArgumentParser(
        prog="start.py", allow_abbrev=False,
        epilog="What follows a lone -- goes to JupyterLab as it is.",
    )
    parser.add_argument("--port", type=int, help="the port to use (otherwise the first free one)")
    parser.add_argument("--no-browser", action="store_true", help="open no browser, print the address")
    own, extra = arguments, []
    if "--" in arguments:
        cut = arguments.index("--")
        own, extra = arguments[:cut], arguments[cut + 1 :]
    options = parser.parse_args(own)
    port = choose_port(options.port)
    python = ensure(root)
    try:
        for part in ("config", "data", "runtime"):
            (root / ".jupyter" / part).mkdir(parents=True, exist_ok=True)
        trust(root, python)
    except OSError as error:
        raise stop_for_os_error(error, root, 10) from None
    command = lab_command(root, python, port, browser=not options.no_browser) + extra
    print("Opening JupyterLab. Leave this window open; to stop, press Ctrl+C here twice.", flush=True)
    return _stay(command, child_environment(root))


def _stay(command: list[str], env: dict[str, str]) -> int:
    if os.name != "nt":  # become the server: signals and the exit code are then its own
        os.execve(command[0], command, env)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server has its own question about Ctrl+C
    return subprocess.call(command, env=env)
