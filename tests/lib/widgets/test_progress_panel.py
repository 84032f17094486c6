"""The progress panel: by objective, with answers saved, brought back and erased."""
import json

import pytest

from historylab.widgets.progress_panel import ProgressPanel

from ..exercises.conftest import GOOD, course, write  # noqa: F401  fixtures


@pytest.fixture
def panel(course, write, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("HISTORYLAB_PROGRESS", str(tmp_path / "progress.json"))
    write(GOOD)
    return ProgressPanel(course)


def test_the_panel_tells_objectives_and_never_a_score(panel):
    assert panel.rows == [{"lesson": "01-two-lands", "text": "Order the events of the border quarrel.", "words": "not begun"}]
    assert "%" not in repr(panel) and "point" not in repr(panel)


def test_answers_are_saved_erased_and_brought_back(panel):
    panel.progress.record("first-treaty", answer="a", state="right", tried=True)
    panel._on_message(panel, {"do": "export"}, [])
    text = panel.exported
    assert json.loads(text)["answers"]["first-treaty"]["answer"] == "a"
    panel._on_message(panel, {"do": "erase"}, [])
    assert panel.rows[0]["words"] == "not begun" and not panel.progress.path.exists()
    panel._on_message(panel, {"do": "import", "text": text}, [])
    assert panel.rows[0]["words"] == "shown in 1 of 2" and "1 answer brought back" in panel.status


def test_a_foreign_file_changes_nothing(panel):
    for text in ["", "[]", '{"version": 9, "answers": {}}', "<html>"]:
        panel._on_message(panel, {"do": "import", "text": text}, [])
        assert "Nothing was changed" in panel.status
    panel._on_message(panel, ["do"], [])


def test_the_same_message_twice_is_told_twice(panel):
    for time in (1, 2):
        panel._on_message(panel, {"do": "refresh"}, [])
        assert panel.tells == time and panel.status == "The table shows your latest answers."
