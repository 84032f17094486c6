"""Modules import one way only, importing costs nothing, and no history stands in lib/."""

from __future__ import annotations

import ast
import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import historylab as hl

ROOT = Path(__file__).parents[2]
LIB = ROOT / "lib" / "historylab"
FILES = sorted(LIB.rglob("*.py"))

# A module may import those of its own floor and of the floors below it.
FLOORS = (
    ("words",),
    ("date_words",),
    ("dates",),
    ("record_base",),
    ("records_teaching",),
    ("records",),
    ("secrecy",),
    ("table", "faults"),
    ("reader", "schema"),
    ("cells", "rules", "settings"),
    ("check",),
    ("course",),
    ("reading",),
    ("charts",),
    ("exercises",),
    ("widgets",),
    ("commands",),
    ("__main__",),
)
HEAVY = ("matplotlib", "numpy", "pandas", "ipywidgets", "anywidget", "edtf", "PIL", "IPython")


def name_of(file):
    """The module or package directly under historylab that a file belongs to."""
    return file.relative_to(LIB).parts[0].removesuffix(".py")


def floor_of(name):
    return next(number for number, names in enumerate(FLOORS) if name in names)


def imported(tree, file):
    """The names under historylab that a module imports when it is run or called."""
    skipped = {
        child for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for part in node.body for child in ast.walk(part)
    }
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("historylab."))
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:  # a relative import, counted from the file's own package
                package = ("historylab", *file.relative_to(LIB).parts[:-1])
                base = package[: len(package) - node.level + 1]
                module = ".".join([*base, *([module] if module else [])])
            parts = module.split(".")
            if parts[0] == "historylab":
                yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(LIB)))
def test_a_module_imports_only_what_stands_on_its_floor_or_below(file):
    if file == LIB / "__init__.py":
        return
    known = {name for names in FLOORS for name in names}
    assert name_of(file) in known, "give the new module a floor in this test"
    for name in imported(ast.parse(file.read_text("utf-8")), file):
        if name in known:
            assert floor_of(name) <= floor_of(name_of(file)), f"{file.name} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(LIB)))
def test_a_module_has_at_most_400_lines(file):
    assert len(file.read_text("utf-8").splitlines()) <= 400


def loaded_by(code):
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.path.insert(0, {str(LIB.parent)!r})\n{code}\n"
         "print(*sorted({name.partition('.')[0] for name in sys.modules}))"],
        capture_output=True, text=True, check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_importing_historylab_loads_nothing_heavy():
    assert not loaded_by("import historylab").intersection(HEAVY)


def test_opening_the_shipped_course_loads_nothing_heavy():
    code = f"import historylab\nhistorylab.open_course({str(ROOT)!r})"
    assert not loaded_by(code).intersection(HEAVY)


@pytest.mark.parametrize("name", hl.__all__)
def test_every_public_name_is_there_and_says_what_it_does(name):
    assert getattr(hl, name).__doc__


def test_an_unknown_public_name_names_the_nearest():
    with pytest.raises(AttributeError, match="'open_course'"):
        hl.open_corse


def history():
    """Names and years of the course, as they stand in data/."""
    def column(table, *names):
        with open(ROOT / "data" / f"{table}.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for name in names:
                    yield row[name]

    words = {*column("actors", "id", "short"), *column("estimates", "subject", "campaign"),
             *column("pacts", "name", "short")}
    for place in column("events", "place"):
        # "Memel (today Klaipeda, Lithuania)" holds three places
        words |= {part.strip() for part in re.split(r"[(),:;]|\btoday\b|\bnear\b", place)}
    years = {year for text in column("events", "date") for year in re.findall(r"\d{4}", text)}
    # A name has a capital and no other meaning; short codes and plain words would only mislead.
    plain = {"All", "Axis", "East", "West", "World", "Others", "Civilians"}
    return {w for w in words if len(w) > 3 and w[0].isupper() and w not in plain}, years


def texts(file):
    """The texts in a module: literals and docstrings, and for other files every line."""
    content = file.read_text("utf-8")
    if file.suffix != ".py":
        yield from enumerate(content.splitlines(), 1)
        return
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
            yield node.lineno, str(node.value)


def all_files():
    return [f for f in sorted(LIB.rglob("*")) if f.suffix in (".py", ".js", ".css", ".html", ".json")]


def test_no_name_and_no_year_of_the_course_stands_in_the_library():
    names, years = history()
    assert len(names) > 50 and len(years) > 5  # else this test would look for nothing
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names | years, key=len)[::-1]))})\b")
    found = [
        f"{file.relative_to(LIB)}, line {line}: {match.group()}"
        for file in all_files() for line, text in texts(file) for match in pattern.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_nobody_uses_pyplot_or_global_settings_of_matplotlib():
    for file in FILES:
        for _, text in ((0, ast.unparse(node)) for node in ast.walk(ast.parse(file.read_text("utf-8")))
                        if isinstance(node, ast.Import | ast.ImportFrom | ast.Attribute)):
            assert "pyplot" not in text and "pylab" not in text, file.name


def test_the_package_lists_its_settings_under_a_name_of_its_own():
    package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    assert package["historylab"]["title"]
