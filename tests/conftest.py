"""What tests share: a small invented course, written to a folder of the test's own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

_SETTINGS = {
    "title": "Northland and Southland",
    "timeline": {"actors": ["Northland", "Southland"], "between": ["1904", "1907"], "importance": 1},
    "casualties": {"subjects": ["Northland"], "reference": "dead-1"},
    "history": {"subject": "Northland"},
}
_ROWS = {
    "actors": [
        {"id": "Northland", "short": "Northland", "kind": "state"},
        {"id": "Southland", "short": "Southland", "kind": "state"},
    ],
    "events": [
        {"id": "first-treaty", "date": "1905-03-11", "title": "A treaty", "kind": "treaty",
         "actors": "Northland; Southland", "importance": "1", "summary": "They agreed.",
         "lat": "50.5", "lon": "-3", "sources": "old-book@p. 3, note 2; new-book", "verified": "yes"},
        {"id": "short-war", "date": "1906~", "title": "A war", "kind": "war", "actors": "Northland",
         "importance": "2", "summary": "They fought.", "sources": "new-book@ch. 4",
         "verified": "one-source"},
    ],
    "pacts": [
        {"id": "pact-1", "name": "The First Treaty", "short": "First Treaty", "status": "signed",
         "signed": "1905-03-11", "ended": "1906", "kind": "alliance", "secret": "no",
         "gist": "Help in war.", "event": "first-treaty", "sources": "old-book@p. 3",
         "verified": "yes"},
        {"id": "draft-2", "name": "A draft", "short": "A draft", "status": "draft",
         "proposed": "1905-06", "kind": "peace", "secret": "yes", "known_from": "1950",
         "gist": "Never signed.", "sources": "old-book", "verified": "yes"},
    ],
    "pact_parties": [
        {"id": "pact-1-north", "pact": "pact-1", "actor": "Northland", "joined": "1905-03-11",
         "left": "1906", "sources": "old-book"},
        {"id": "pact-1-south", "pact": "pact-1", "actor": "Southland", "joined": "1905-03-11",
         "sources": "old-book"},
    ],
    "relations": [
        {"id": "r-1", "cause": "first-treaty", "effect": "short-war", "relation": "enabled",
         "confidence": "debated", "sources": "new-book"},
    ],
    "trade": [
        {"id": "wool", "period": "1905/1906", "from_actor": "Northland", "to_actor": "Southland",
         "goods": "wool", "quantity_low": "100", "quantity_high": "250.5", "unit": "tonnes",
         "status": "promised", "pact": "pact-1", "sources": "old-book", "verified": "yes"},
    ],
    "documents": [
        {"id": "D01", "title": "The treaty", "date": "1905-03-11", "author": "Both",
         "kind": "treaty", "gist": "Help in war.", "articles": "Peace; Help",
         "event": "first-treaty", "sources": "old-book@p. 3", "verified": "yes"},
    ],
    "glossary": [{"id": "treaty", "term": "treaty", "definition": "A written promise of states."}],
    "sources": [
        {"id": "old-book", "author": "A. Writer", "title": "The Old Book", "year": "1910",
         "kind": "monograph", "read": "yes"},
        {"id": "new-book", "author": "B. Writer", "title": "The New Book", "year": "1990",
         "kind": "monograph", "read": "part", "url": "https://example.org/new"},
    ],
    "misconceptions": [
        {"id": "pact-is-alliance", "lesson": "01-two-lands", "misconception": "Each pact is an alliance.",
         "why": "The words sound alike.", "sources": "new-book", "verified": "yes"},
    ],
    "claims": [
        {"id": "C01", "text": "A", "position": "sentence 1", "claim": "The treaty made them allies.",
         "kind": "fact", "verdict": "partly", "also": "debated", "verdict_fine": "supported-with-caveat",
         "why": "It promises help in one case only.", "better": "The treaty promised help in one case.",
         "evidence": "first-treaty", "others": "D01", "sources": "old-book@p. 3", "event": "first-treaty",
         "difficulty": "1", "verified": "yes"},
    ],
    "interpretations": [
        {"id": "fear-of-war", "label": "Fear of war", "author": "B. Writer", "work": "The New Book",
         "year": "1990", "thesis": "Fear led to the treaty.", "evidence": "Letters of the time.",
         "criticism": "The letters came later.", "question": "Whose fear?", "sources": "new-book@ch. 2",
         "verified": "yes"},
    ],
    "positions": [
        {"id": "P01", "issue": "The harbour", "short": "Harbour", "offered": "Half of it.",
         "offered_short": "Half", "asked": "All of it.", "asked_short": "All", "answered": "All.",
         "answered_short": "All", "outcome": "Nobody got it.", "outcome_short": "Nobody got it",
         "outcome_kind": "refused", "sources": "old-book@p. 5", "verified": "yes"},
    ],
    "places": [
        {"id": "harbour", "kind": "place", "event_places": "Harbour; Old Harbour", "name_then": "Harbour",
         "name_now": "New Harbour", "lat": "50.5", "lon": "-3", "precision_km": "5", "sources": "old-book"},
    ],
    "map_lines": [
        {"id": "river-border", "short": "the river", "name": "Border of 1905", "kind": "border",
         "begun": "1905-03-11", "waypoints": "50 -3 Mill; 51 -2.5", "precision_km": "10",
         "method": "by hand", "sources": "old-book", "verified": "yes"},
    ],
    "definitions": [{"id": "death", "term": "death", "definition": "Somebody died."}],
    "population": [
        {"id": "north-1905", "subject": "Northland", "date": "1905", "population": "1000000",
         "borders": "of 1905", "prefer": "yes", "sources": "new-book"},
    ],
    "estimates": [
        {"id": "dead-1", "series": "country", "subject": "Northland", "published": "1910",
         "measure": "deaths", "definition": "death", "group": "all", "low": "900", "central": "1000",
         "high": "1200", "unit": "persons", "territory": "Northland", "period": "1906",
         "counted_by": "A. Writer", "method": "lists", "overlap": "dead-2",
         "overlap_note": "holds dead-2", "status": "settled", "population": "north-1905",
         "chart": "yes", "sources": "old-book@p. 9", "verified": "yes"},
        {"id": "dead-2", "series": "part", "subject": "Northland", "measure": "killed",
         "unit": "persons", "low": "500", "chart": "no", "chart_note": "no method given",
         "sources": "old-book", "verified": "no"},
    ],
}


class SmallCourse:
    """A course of a few rows about lands that never were, in a folder, ready to be damaged."""

    def __init__(self, root: Path):
        self.root, self.data = root, root / "data"
        self.data.mkdir(parents=True)
        self.package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
        self.package["historylab"] = json.loads(json.dumps(_SETTINGS))
        self.rows = json.loads(json.dumps(_ROWS))
        self.write()

    def write(self) -> None:
        """Write every file anew, after `rows` or `package` have been changed."""
        text = json.dumps(self.package, indent=2)
        (self.data / "datapackage.json").write_text(text, "utf-8")
        for resource in self.package["resources"]:
            columns = [field["name"] for field in resource["schema"]["fields"]]
            with open(self.file(resource["name"]), "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.rows[resource["name"]])

    def file(self, table: str) -> Path:
        return self.data / f"{table}.csv"

    def set(self, table: str, row: int, **cells: str) -> None:
        """Change cells of a row; `row` as a spreadsheet counts, so the first is 2."""
        self.rows[table][row - 2] |= cells
        self.write()

    def edit(self, table: str, change) -> None:
        """Change the bytes of a file."""
        file = self.file(table)
        file.write_bytes(change(file.read_bytes()))


@pytest.fixture
def small_course(tmp_path: Path) -> SmallCourse:
    """A small course without a fault, in a folder of its own."""
    return SmallCourse(tmp_path / "course")
