"""The table of interpretations: what is claimed never stands without evidence and critic."""

from types import SimpleNamespace

import pytest
from historylab.charts.interpretations import interpretations
from historylab.records import Citation, Interpretation, Source
from historylab.table import Table


def course(**change):
    given = dict(label="Fear <of> war", author="B. Writer", work="The New Book", year="1990",
                 thesis="Fear led to the treaty.", evidence="Letters of the time.",
                 criticism="The letters came later.", question="Whose fear?",
                 sources=(Citation("new-book", "ch. 2"),), verified="yes")
    rows = [Interpretation(id="fear", **{**given, **change}),
            Interpretation(id="gain", **{**given, "label": "Gain", "verified": "no"})]
    works = [Source(id="new-book", author="B. Writer", title="The New Book", year="1990")]
    return SimpleNamespace(interpretations=Table(rows, "interpretations", Interpretation),
                           sources=Table(works, "sources", Source))


def test_each_row_holds_thesis_evidence_critic_and_question():
    shown = interpretations(course())
    assert shown.table().rows[0][1:5] == (
        "Fear led to the treaty.", "Letters of the time.", "The letters came later.", "Whose fear?")


def test_the_page_has_real_heads_and_no_markup_from_the_data():
    html = interpretations(course()).html()
    assert html.count('scope="row"') == 2 and html.count('scope="col"') == 6 and "<caption>" in html
    assert "Fear &lt;of&gt; war" in html and "<of>" not in html


def test_what_is_not_confirmed_says_so():
    assert interpretations(course()).facts[1].endswith("(not confirmed: known at second hand)")


def test_the_plain_text_tells_each_as_a_paragraph():
    said = str(interpretations(course(), only=["gain"], title="One way"))
    assert said.splitlines()[0] == "One way." and len(said.splitlines()) == 2
    assert "Best critic: The letters came later." in said


def test_the_order_asked_for_is_kept():
    assert [row[0].split(" (")[0] for row in interpretations(course(), only=["gain", "fear"]).table().rows] == [
        "Gain", "Fear <of> war"]


def test_an_unknown_id_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match="no interpretation 'fer'.*'fear'"):
        interpretations(course(), only=["fer"])


def test_a_row_without_a_source_is_refused():
    with pytest.raises(ValueError, match=r"interpretations.csv, row 0 \(fear\) names no source"):
        interpretations(course(sources=()))
