"""Make, check and mend .venv, the course's own Python, from the locked list of packages."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from starting.failure import NO_PIP, Stop, stop_for_os_error, stop_for_output

ROOT = Path(__file__).resolve().parent.parent
COURSE, TEST = "requirements.lock", "requirements-test.lock"
NEED_MB = {COURSE: 600, TEST: 1100}
STAMP, BEGUN, LOG = "installed.json", "install-begun", "install.log"


def venv_python(venv: Path) -> Path:
    """Return where the environment's Python stands on this system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def site_packages(venv: Path) -> Path:
    """Return where the environment keeps its packages on this system."""
    if os.name == "nt":
        return venv / "Lib" / "site-packages"
    return venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def child_environment(root: Path = ROOT) -> dict[str, str]:
    """Return the variables for every child: the course's own folders, no one else's settings."""
    env = dict(os.environ)
    # The first would make every start slow; the others mix in foreign packages or settings.
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "JUPYTER_PATH", "JUPYTERLAB_DIR"):
        env.pop(name, None)
    own = root / ".jupyter"
    env.update(
        JUPYTER_CONFIG_PATH=str(root / "settings"),
        JUPYTER_CONFIG_DIR=str(own / "config"),
        JUPYTER_DATA_DIR=str(own / "data"),
        JUPYTER_RUNTIME_DIR=str(own / "runtime"),
        IPYTHONDIR=str(own / "ipython"),
        MPLCONFIGDIR=str(own / "matplotlib"),
        PYTHONUTF8="1",
    )
    return env


def lock_hash(path: Path) -> str:
    """Return a hash of a lock, the same whatever line ends the checkout gave it."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def locked_count(path: Path) -> int:
    """Return about how many packages a lock installs here."""
    return len(set(re.findall(r"(?m)^([\w.\-]+)==", path.read_text(encoding="utf-8"))))


def read_stamp(venv: Path) -> dict:
    """Return what the last finished install wrote, or {} when there is none."""
    try:
        return json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def installed(venv: Path) -> list[str]:
    """Return the names and versions of the packages present."""
    try:
        return sorted(n for n in os.listdir(site_packages(venv)) if n.endswith(".dist-info"))
    except OSError:
        return []


def is_ready(venv: Path, lock: Path) -> bool:
    """Say whether a finished install of this very lock is there, and still whole."""
    stamp = read_stamp(venv)
    return (
        stamp.get(lock.name) == lock_hash(lock)
        and stamp.get("python") == list(sys.version_info[:2])
        and venv_python(venv).exists()
        and not (venv / BEGUN).exists()
        and set(stamp.get("packages", [])) <= set(installed(venv))
    )


def ensure(root: Path = ROOT, lock_name: str = COURSE) -> Path:
    """Return the environment's Python; make or mend the environment first if need be.

    Raises
    ------
    Stop
        With a sentence for the user.
    """
    venv, lock = root / ".venv", root / lock_name
    if not is_ready(venv, lock):
        try:
            _install(root, venv, lock)
        except OSError as error:
            raise stop_for_os_error(error, root, NEED_MB[lock_name]) from None
    return venv_python(venv)


def _install(root: Path, venv: Path, lock: Path) -> None:
    began, need = time.monotonic(), NEED_MB[lock.name]
    _clear_what_is_broken(venv)
    first = not venv_python(venv).exists()
    if first and shutil.disk_usage(root).free < need * 1_000_000:
        raise Stop(f"The disk has too little room: the course needs about {need} MB in\n  {root}")
    uv = _working_uv()
    what = "the test tools" if lock.name == TEST else "Python packages for the course"
    long = "less than a minute" if uv else "one to two minutes"
    print(f"Setting up {what} in the folder .venv: {long}, only this once.", flush=True)
    venv.mkdir(exist_ok=True)
    (venv / BEGUN).write_text("An install was begun here and is not finished.\n", encoding="utf-8")
    if first:
        print("  1 of 3  making the environment", flush=True)
        _make(venv, uv)
    print(f"  2 of 3  fetching and installing {locked_count(lock)} packages", flush=True)
    _fetch(root, venv, lock, uv)
    print("  3 of 3  preparing the first start", flush=True)
    # Relative, so that the folder may be moved or carried on a stick.
    lib = os.path.relpath(root / "lib", site_packages(venv))
    (site_packages(venv) / "historylab-lib.pth").write_text(lib + "\n", encoding="utf-8")
    _warm_up(root, venv)
    stamp = dict(read_stamp(venv)) if not first else {}
    stamp[lock.name] = lock_hash(lock)
    if lock.name == TEST:  # it holds the course's packages too, at the same versions
        stamp[COURSE] = lock_hash(root / COURSE)
    stamp.update(python=list(sys.version_info[:2]), packages=installed(venv))
    new = venv / (STAMP + ".new")
    new.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    os.replace(new, venv / STAMP)
    (venv / BEGUN).unlink()
    print(f"  done in {time.monotonic() - began:.0f} s", flush=True)


def _clear_what_is_broken(venv: Path) -> None:
    """Delete an environment that was half made, or made by another Python."""
    if not venv.exists():
        return
    if (venv / BEGUN).exists():
        print("The last set-up was not finished; beginning afresh.", flush=True)
    elif venv_python(venv).exists() and site_packages(venv).is_dir():
        return
    elif not (venv / STAMP).exists() and not (venv / "pyvenv.cfg").exists() and any(venv.iterdir()):
        raise Stop(f"The folder {venv} was not made by this course. Move it away and start again.")
    shutil.rmtree(venv)


def _working_uv() -> str | None:
    found = shutil.which("uv")
    if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
        return found
    return None


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _make(venv: Path, uv: str | None) -> None:
    if uv:
        command = [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(venv)]
    elif not _has("venv"):
        raise Stop(NO_PIP.format(missing="venv"))
    elif _has("ensurepip"):
        command = [sys.executable, "-m", "venv", str(venv)]
    elif _has("pip"):  # Debian without python3-venv: this Python's pip can work on the new one
        command = [sys.executable, "-m", "venv", "--without-pip", str(venv)]
    else:
        raise Stop(NO_PIP.format(missing="pip"))
    _run(command, venv, need=NEED_MB[COURSE])


def _fetch(root: Path, venv: Path, lock: Path, uv: str | None) -> None:
    python = venv_python(venv)
    # --no-deps: the lock is complete, and leaves out one package on purpose (see pyproject.toml).
    common = ["--no-deps", "--require-hashes", "-r", str(lock)]
    need = NEED_MB[lock.name]
    if uv:
        command = [uv, "pip", "install", "--python", str(python), "--compile-bytecode", *common]
        try:
            return _run(command, venv, need=need)
        except Stop:
            print("          uv could not do it; trying pip", flush=True)
    if (site_packages(venv) / "pip").is_dir():
        pip = [str(python), "-m", "pip"]
    elif _has("pip"):
        pip = [sys.executable, "-m", "pip", "--python", str(python)]
    elif _has("ensurepip"):
        _run([str(python), "-m", "ensurepip"], venv, need=need)
        pip = [str(python), "-m", "pip"]
    else:
        raise Stop(NO_PIP.format(missing="pip"))
    options = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--retries", "2"]
    return _run([*pip, "install", *options, *common], venv, need=need, total=locked_count(lock))


def _run(command: list[str], venv: Path, *, need: int, total: int = 0) -> None:
    """Run a step, show how far it is, keep its account in the log; Stop if it fails."""
    env, lines, count = child_environment(venv.parent), [], 0
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                         encoding="utf-8", errors="replace", env=env) as child,
        open(venv / LOG, "a", encoding="utf-8") as log,
    ):
        for line in child.stdout:
            log.write(line)
            lines.append(line)
            if total and line.startswith(("Collecting", "Processing")):
                count += 1
                if count % 20 == 0:
                    print(f"          {min(count, total)} of {total}", flush=True)
            elif line.startswith("Installing collected"):
                print("          all here; unpacking (about half a minute)", flush=True)
    if child.returncode:
        raise stop_for_output("".join(lines[-60:]), venv.parent, need, venv / LOG)


def _warm_up(root: Path, venv: Path) -> None:
    """Do now what would make the first lesson slow: matplotlib's list of fonts."""
    # A failure here is no reason to stop: the first chart would do it.
    subprocess.run(
        [str(venv_python(venv)), "-c", "import matplotlib.font_manager, jupyterlab.labapp, ipykernel"],
        env=child_environment(root), capture_output=True, check=False,
    )
