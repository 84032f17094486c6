"""The three ways to install agree: the locks, pyproject.toml, environment.yml.

No conda was run here: environment.yml is held to its shape and to the other
lists, and a conda solve stays untested.
"""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-test.lock")


def pins(name):
    """Return the lines `name==version ; marker` of a lock."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [Requirement(line.rstrip(" \\")) for line in re.findall(r"(?m)^\S.*==.*$", text)]


def versions(name):
    """Return name -> the versions that a lock gives it."""
    found = {}
    for pin in pins(name):
        found.setdefault(canonicalize_name(pin.name), []).append(next(iter(pin.specifier)).version)
    return found


def test_a_lock_holds_no_address_and_no_place_of_a_machine():
    for name in LOCKS:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"://|file:|index-url|find-links|/\w+/", text), name


def test_every_line_of_a_lock_has_a_hash():
    for name in LOCKS:
        text = (ROOT / name).read_text(encoding="utf-8")
        blocks = re.split(r"(?m)^(?=\S)", text)
        bare = [b.splitlines()[0] for b in blocks if "==" in b and "--hash=sha256:" not in b]
        assert not bare, f"{name}: {bare}"


def test_the_lock_serves_windows_and_macos_too():
    markers = {str(pin.marker) for pin in pins("requirements.lock") if pin.marker}
    assert any("win32" in m or "'nt'" in m.replace('"', "'") for m in markers)
    assert any("darwin" in m for m in markers)


def test_the_lock_fits_what_pyproject_asks_for():
    wanted = [("requirements.lock", line) for line in PROJECT["project"]["dependencies"]]
    wanted += [("requirements-test.lock", line) for line in PROJECT["project"]["optional-dependencies"]["test"]]
    for lock, line in wanted:
        asked = Requirement(line)
        got = versions(lock).get(canonicalize_name(asked.name))
        assert got, f"{lock} lacks {asked.name}"
        assert all(asked.specifier.contains(v) for v in got), f"{lock}: {asked} but {got}"


def test_the_test_lock_holds_the_course_lock_at_the_same_versions():
    assert {str(pin) for pin in pins("requirements.lock")} <= {str(pin) for pin in pins("requirements-test.lock")}


def test_each_package_that_the_library_imports_is_asked_for_by_name():
    asked = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]} | {"pandas"}
    by_import = packages_distributions()
    missing = {}
    for path in (ROOT / "lib").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            for name in {n.partition(".")[0] for n in names} - sys.stdlib_module_names - {"historylab"}:
                if not {canonicalize_name(d) for d in by_import.get(name, [name])} & asked:
                    missing[name] = path.name
    assert not missing  # pandas alone is optional: tables become frames where it is there


def test_the_course_does_without_the_test_tools_and_the_slow_address_checker():
    course = versions("requirements.lock")
    assert not {"pandas", "playwright", "frictionless", "rfc3987-syntax"} & set(course)
    assert all(v.startswith("3.10.") for v in course["matplotlib"])
    assert PROJECT["tool"]["uv"]["exclude-dependencies"] == ["rfc3987-syntax"]


def test_environment_yml_brings_python_and_pip_and_leaves_the_rest_to_pyproject():
    asked = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert set(asked) == {"name", "channels", "dependencies"}
    assert asked["channels"] == ["conda-forge", "nodefaults"]
    python, pip, by_pip = asked["dependencies"]
    assert pip == "pip"
    assert by_pip == {"pip": ["-e ."]}
    match = re.fullmatch(r"python=(\d+\.\d+)", python)
    assert match, python
    assert Requirement("python" + PROJECT["project"]["requires-python"]).specifier.contains(match[1])


def test_environment_yml_says_that_no_conda_was_run():
    assert "no conda was run" in (ROOT / "environment.yml").read_text(encoding="utf-8")


def test_what_pip_finds_by_dash_e_is_the_library_and_the_quiet_settings():
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["lib/historylab"]
    for source in wheel["shared-data"]:
        assert (ROOT / source).is_file(), source


def test_the_settings_that_travel_bind_no_address_as_a_hub_sets_its_own():
    server = json.loads((ROOT / "settings" / "jupyter_server_config.json").read_text(encoding="utf-8"))["ServerApp"]
    assert not {"ip", "port", "token", "password", "root_dir"} & set(server)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_each_place_that_the_front_pages_point_to_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    places = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(r"`([\w./-]+/|[\w./-]+\.(?:py|ipynb|yml|toml|csv|lock))`", text)
    missing = [p for p in places if not (ROOT / p).exists() and not (ROOT / "data" / p).exists()]
    assert not missing
