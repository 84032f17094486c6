"""starting/environment.py: make, check and mend .venv."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starting import environment as place
from starting.failure import Stop


@pytest.fixture
def course(tmp_path):
    """A course folder with a finished environment of two packages (files only)."""
    (tmp_path / "requirements.lock").write_text("one==1 \\\n  --hash=sha256:0\ntwo==2\n")
    venv = tmp_path / ".venv"
    site = place.site_packages(venv)
    site.mkdir(parents=True)
    for name in ("one-1.dist-info", "two-2.dist-info"):
        (site / name).mkdir()
    python = place.venv_python(venv)
    python.parent.mkdir(exist_ok=True)
    python.write_text("")
    stamp = {
        "requirements.lock": place.lock_hash(tmp_path / "requirements.lock"),
        "python": list(sys.version_info[:2]),
        "packages": place.installed(venv),
    }
    (venv / place.STAMP).write_text(json.dumps(stamp))
    return tmp_path


def ready(course):
    return place.is_ready(course / ".venv", course / "requirements.lock")


def test_a_finished_environment_is_used_as_it_is(course, monkeypatch):
    monkeypatch.setattr(place, "_install", lambda *_: pytest.fail("installed again"))
    assert place.ensure(course) == place.venv_python(course / ".venv")


def test_a_package_of_ones_own_does_no_harm(course):
    (place.site_packages(course / ".venv") / "mine-1.dist-info").mkdir()
    assert ready(course)


def test_line_ends_of_windows_do_not_make_another_lock(course):
    lock = course / "requirements.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert ready(course)


def test_a_changed_lock_is_installed(course):
    (course / "requirements.lock").write_text("one==2\n")
    assert not ready(course)


def test_a_lost_or_replaced_package_is_noticed(course):
    (place.site_packages(course / ".venv") / "two-2.dist-info").rmdir()
    assert not ready(course)


def test_an_environment_whose_python_has_gone_is_noticed(course):
    place.venv_python(course / ".venv").unlink()
    assert not ready(course)


def test_an_unfinished_install_is_noticed_and_cleared_away(course, capsys):
    (course / ".venv" / place.BEGUN).write_text("")
    assert not ready(course)
    place._clear_what_is_broken(course / ".venv")
    assert not (course / ".venv").exists()
    assert "not finished" in capsys.readouterr().out


def test_a_folder_that_the_course_did_not_make_is_never_deleted(tmp_path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "diary.txt").write_text("mine")
    with pytest.raises(Stop, match="not made by this course"):
        place._clear_what_is_broken(tmp_path / ".venv")
    assert (tmp_path / ".venv" / "diary.txt").exists()


def test_children_get_the_course_settings_and_may_write_bytecode(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    env = place.child_environment(tmp_path)
    assert "PYTHONDONTWRITEBYTECODE" not in env
    assert "PYTHONPATH" not in env
    assert env["JUPYTER_CONFIG_PATH"] == str(tmp_path / "settings")
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR"):
        assert Path(env[name]).parent == tmp_path / ".jupyter"


def without(monkeypatch, *modules):
    """Let this Python lack some modules, and the machine lack uv."""
    monkeypatch.setattr(place, "_working_uv", lambda: None)
    monkeypatch.setattr(place, "_has", lambda module: module not in modules)


@pytest.mark.parametrize("missing", [("venv",), ("ensurepip", "pip")])
def test_a_python_without_venv_or_pip_is_told_what_to_install(missing, monkeypatch, tmp_path):
    without(monkeypatch, *missing)
    with pytest.raises(Stop, match=r"sudo apt install python3-venv") as stop:
        place._make(tmp_path / ".venv", None)
    assert f"{missing[-1]} is missing" in str(stop.value)


def test_where_debian_lacks_venvs_pip_the_systems_pip_is_used(monkeypatch, tmp_path):
    without(monkeypatch, "ensurepip")
    venv = tmp_path / ".venv"
    venv.mkdir()
    place._make(venv, None)
    assert place.venv_python(venv).exists()
    assert not (place.site_packages(venv) / "pip").exists()
    seen = []
    monkeypatch.setattr(place, "_run", lambda command, *_, **__: seen.append(command))
    (tmp_path / "requirements.lock").write_text("one==1\n")
    place._fetch(tmp_path, venv, tmp_path / "requirements.lock", None)
    assert seen[0][1:5] == ["-m", "pip", "--python", str(place.venv_python(venv))]


def test_a_whole_install_ends_with_a_stamp_and_finds_the_library_by_a_relative_path(monkeypatch, tmp_path):
    without(monkeypatch, "ensurepip")
    (tmp_path / "requirements.lock").write_text("# no packages\n")
    (tmp_path / "lib" / "historylab").mkdir(parents=True)
    (tmp_path / "lib" / "historylab" / "__init__.py").write_text("answer = 42\n")
    monkeypatch.setattr(place, "_fetch", lambda *_: None)
    monkeypatch.setattr(place, "_warm_up", lambda *_: None)
    python = place.ensure(tmp_path)
    assert ready(tmp_path)
    moved = tmp_path.with_name(tmp_path.name + "-moved")
    os.rename(tmp_path, moved)
    said = subprocess.run(
        [str(moved / python.relative_to(tmp_path)), "-c", "import historylab; print(historylab.answer)"],
        capture_output=True, text=True, env=place.child_environment(moved),
    )
    assert said.stdout == "42\n", said.stderr


def test_an_install_that_fails_leaves_no_stamp(monkeypatch, tmp_path):
    without(monkeypatch, "ensurepip")
    (tmp_path / "requirements.lock").write_text("one==1\n")
    (tmp_path / "lib").mkdir()

    def fail(*_):
        raise Stop("no network")

    monkeypatch.setattr(place, "_fetch", fail)
    with pytest.raises(Stop, match="no network"):
        place.ensure(tmp_path)
    assert not ready(tmp_path)
    assert (tmp_path / ".venv" / place.BEGUN).exists()


def test_a_full_disk_is_said_before_anything_is_fetched(monkeypatch, tmp_path):
    without(monkeypatch)
    (tmp_path / "requirements.lock").write_text("one==1\n")
    monkeypatch.setattr(place.shutil, "disk_usage", lambda _: type("Use", (), {"free": 5_000_000}))
    with pytest.raises(Stop, match="too little room"):
        place.ensure(tmp_path)
    assert not (tmp_path / ".venv").exists()


def test_a_read_only_folder_is_a_sentence(monkeypatch, tmp_path):
    without(monkeypatch)
    (tmp_path / "requirements.lock").write_text("one==1\n")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(place.Path, "mkdir", refuse)
    with pytest.raises(Stop, match="cannot be written to"):
        place.ensure(tmp_path)


def test_a_failed_step_is_told_by_its_own_words_and_kept_in_the_log(tmp_path):
    command = [sys.executable, "-c", "print('Temporary failure in name resolution'); raise SystemExit(1)"]
    with pytest.raises(Stop, match="network was not reached"):
        place._run(command, tmp_path, need=600)
    assert "name resolution" in (tmp_path / place.LOG).read_text()
