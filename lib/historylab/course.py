"""Open a course: temporary simple reader, replaced by the checked one."""
from __future__ import annotations
import csv, json
from pathlib import Path
from historylab.dates import When
from historylab.records import TABLES, Citation
from historylab.table import Table

class CourseError(Exception):
    pass

def _convert(kind, column, text):
    t = kind.__annotations__.get(column, "str")
    text = text.strip()
    if "When" in t: return When.parse(text) if text else None
    if t.startswith("int"): return int(text) if text else None
    if t.startswith("float"): return (int(text) if text.lstrip("-").isdigit() else float(text)) if text else None
    if t == "bool": return text == "yes"
    if t == "Texts": return tuple(p.strip() for p in text.split(";") if p.strip())
    if t == "Citations": return tuple(Citation(*(q.strip() for q in p.strip().split("@", 1))) for p in text.split(";") if p.strip())
    return text

class Course:
    def cite(self, citations):
        out = []
        for c in citations:
            s = self.sources[c.key]
            out.append(", ".join(p for p in (s.author, s.title) if p) + (f" ({s.year})" if s.year else "") + (f", {c.locator}" if c.locator else ""))
        return "; ".join(out)
    def parties(self, pact):
        return self.pact_parties.where(pact=pact)

def open_course(path=None):
    folder = Path(path) if path else None
    if folder is None:
        for p in (Path.cwd(), *Path.cwd().parents):
            if (p / "data").is_dir(): folder = p / "data"; break
    elif (folder / "data").is_dir(): folder = folder / "data"
    course = Course()
    course.folder = folder
    package = folder / "datapackage.json"
    course.settings = json.loads(package.read_text("utf-8")).get("historylab", {}) if package.exists() else {}
    course.title = course.settings.get("title", "")
    for name, kind in TABLES.items():
        f = folder / f"{name}.csv"; rows = []
        if f.exists():
            with open(f, encoding="utf-8-sig", newline="") as h:
                for n, row in enumerate(csv.DictReader(h), 2):
                    rows.append(kind(row=n, **{k: _convert(kind, k, v or "") for k, v in row.items()}))
        setattr(course, name, Table(rows, name, kind))
    return course
