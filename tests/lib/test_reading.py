"""Document cards and the glossary, made from the tables."""
from types import SimpleNamespace

import pytest

from historylab.dates import When
from historylab.reading import document_card, glossary, known_on
from historylab.records import Citation, Definition, Document, Term
from historylab.table import Table, UnknownId


@pytest.fixture
def course():
    documents = [
        Document(id="D01", title="River <treaty>", date=When.parse("1905-03-02"), author="Two envoys", addressee="the world", gist="Peace for $5 and $6.",
                 articles=("1: no war", "2: a toll"), notice="Who is missing?", reliability="Printed by both.", url="https://example.org/a?b=1&c=2",
                 verified="one-source", sources=(Citation("blue-book", "p. 7"),)),
        Document(id="D02", title="Letter", date=When.parse("1905-03"), url="javascript:alert(1)", sources=()),
    ]
    return SimpleNamespace(
        documents=Table(documents, "documents", Document),
        glossary=Table([Term(id="pact", term="Pact", definition="A treaty.", example="The river pact.", original="пакт")], "glossary", Term),
        definitions=Table([Definition(id="casualty", term="casualty", definition="A person lost to an army.", confusion="Read as dead.")], "definitions", Definition),
        cite=lambda citations: "; ".join(f"{c.key}, {c.locator}" for c in citations),
    )


def test_a_card_tells_who_what_notice_trust_and_the_printed_place(course):
    text = str(document_card(course, "D01"))
    for words in ("2 March 1905", "Two envoys", "the world", "- 1: no war", "Who is missing?", "Printed by both.", "blue-book, p. 7", "one place only"):
        assert words in text
    assert "Who is missing?" not in str(document_card(course, "D01", alone=True))


def test_text_stays_text_and_only_web_addresses_become_links(course):
    html = document_card(course, "D01")._repr_html_()
    assert "River &lt;treaty&gt;" in html and 'href="https://example.org/a?b=1&amp;c=2"' in html and "tex2jax_ignore" in html
    assert "javascript" not in document_card(course, "D02")._repr_html_()


def test_the_glossary_shows_all_words_or_those_asked_for_and_names_the_nearest(course):
    assert [name for name, _ in glossary(course).parts] == ["casualty", "Pact"]
    assert [name for name, _ in glossary(course, ["pact"]).parts] == ["Pact"]
    assert "Often confused: Read as dead." in str(glossary(course, ["casualty"]))
    with pytest.raises(UnknownId, match="pact"):
        glossary(course, ["pcat"])


def test_on_a_day_only_what_had_happened_and_could_be_known_is_there(course):
    from historylab.records import Event

    events = [
        Event(id="treaty", date=When.parse("1905-03-02"), actors=("Northland",), title="The river pact"),
        Event(id="secret", date=When.parse("1905-03-05"), actors=("Northland",), title="A secret order", known_from=When.parse("1911")),
        Event(id="later", date=When.parse("1906"), actors=("Southland",), title="War"),
    ]
    course.events = Table(events, "events", Event)
    course.documents = Table([*course.documents, Document(id="D03", title="Order", date=When.parse("1905-03-05"), event="secret", known_from=When.parse("../1911"))], "documents", Document)
    world = known_on(course, "1905-03-31")
    assert world == {"events": ("treaty",), "documents": ("D02", "D01"), "words": ("pact",)}
    assert known_on(course, "1905-03-31", "Northland")["events"] == ("treaty", "secret")
    assert "D03" in known_on(course, "1905-03-31", "Northland")["documents"]
    assert known_on(course, "1905-03-31", "Southland")["documents"] == ("D02", "D01")
    assert known_on(course, "1905-03-31", "")["documents"][-1] == "D03"
    assert "D03" in known_on(course, "1912-01-01")["documents"]
    assert known_on(course, "1905-03-10")["documents"] == ("D01",)


def test_the_whole_glossary_is_folded_and_a_few_words_stand_open(course):
    assert glossary(course)._repr_html_().count("<summary data-lm-suppress-shortcuts") == 2
    assert "<summary" not in glossary(course, ["pact"])._repr_html_()
