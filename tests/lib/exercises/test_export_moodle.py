"""Moodle XML: read back as Moodle's importer reads it, every prompt, option and key is the same."""
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as tree

import pytest

from historylab.exercises import export_moodle as module
from historylab.exercises import model
from historylab.exercises.export_html import html_of
from historylab.exercises.export_moodle import export_moodle

from .test_scoring import EXAMPLES, make, option

ROOT = Path(__file__).parents[3]
NASTY = "<script>alert(1)</script> costs $5 & $6, $$x$$, \\(y\\), ]]> \"*\" {a=b} ~c \x07"
LOOKS = re.sub("\x07", "", NASTY)

# What Moodle's importer reads for each type of question (question/format/xml/format.php,
# question/type/ordering/questiontype.php); any other tag would be lost in silence.
COMMON = {"name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber", "tags", "hint"}
COMBINED = {"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "shownumcorrect"}
TAGS = {
    "multichoice": COMMON | COMBINED | {"single", "shuffleanswers", "answernumbering", "showstandardinstruction", "answer"},
    "matching": COMMON | COMBINED | {"shuffleanswers", "subquestion"},
    "numerical": COMMON | {"answer", "unitgradingtype", "unitpenalty", "showunits", "unitsleft"},
    "shortanswer": COMMON | {"usecase", "answer"},
    "ordering": COMMON | COMBINED | {"layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle", "answer"},
    "essay": (COMMON - {"hint"}) | {"responseformat", "responserequired", "responsefieldlines", "maxwordlimit", "attachments",
                                   "attachmentsrequired", "graderinfo", "responsetemplate"},
}
# The marks that Moodle's editor offers (question/engine/bank.php); another one is refused at import.
GRADES = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0}


class Seen(HTMLParser):
    """What a browser shows of a piece of HTML, and the tags it meets."""

    def __init__(self, text):
        super().__init__()
        self.text, self.tags = "", set()
        self.feed(text)
        self.close()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)


def seen(element):
    return Seen(element.findtext("text") or "").text


def exported(course, *exercises):
    lesson = model.Lesson("01-two-lands", (), tuple(exercises), "01-two-lands.yaml")
    made = export_moodle(lesson, course)
    return made, tree.fromstring(made.text.encode("utf-8")).findall("question")[1:]


@pytest.fixture
def course(course):
    course.title = "Northland and/or Southland"
    return course


def check(question):
    """What must be true of every question that Moodle is given."""
    kind = question.get("type")
    assert {child.tag for child in question} <= TAGS[kind]
    for element in question.iter():
        if element.get("format") == "html":
            assert Seen(element.findtext("text") or "").tags <= {"p", "ul", "li", "strong", "em", "a", "span"}
    if kind != "ordering":
        fractions = [float(answer.get("fraction")) for answer in question.findall("answer")]
        assert {abs(f) for f in fractions} <= GRADES
        if fractions:
            single = kind != "multichoice" or question.findtext("single") == "true"
            assert max(fractions) == 100 if single else sum(f for f in fractions if f > 0) == pytest.approx(100, abs=0.001)


def test_every_kind_is_written_or_left_out_with_a_reason(course):
    assert set(module._KINDS) == set(model.KINDS)
    for kind, exercise in EXAMPLES.items():
        made, questions = exported(course, exercise)
        for question in questions:
            check(question)
            assert seen(question.find("generalfeedback")).startswith("E") and "Evidence:D01: River treaty" in seen(question.find("generalfeedback"))
            if question.get("type") != "essay":
                assert [seen(hint) for hint in question.findall("hint")] == list(exercise.hints)
        assert made.questions == len(questions)
        assert bool(questions) != bool(made.left_out.get("x")), kind


def test_an_option_keeps_its_text_its_key_and_its_feedback(course):
    _, [question] = exported(course, EXAMPLES["choice"])
    told = [(seen(a), float(a.get("fraction")), seen(a.find("feedback"))) for a in question.findall("answer")]
    assert told == [("a", 100, "about a"), ("b", 0, "about b"), ("c", 0, "about c")]
    assert question.findtext("single") == "true"


def test_several_right_options_share_the_mark_and_a_wrong_one_takes_a_share_away(course):
    _, [question] = exported(course, EXAMPLES["multiple"])
    assert [float(a.get("fraction")) for a in question.findall("answer")] == [50, -50, 50]
    _, [question] = exported(course, EXAMPLES["evidence-pick"])
    assert [float(a.get("fraction")) for a in question.findall("answer")] == [50, 0, -50, 50]
    assert question.findtext("shuffleanswers") == "false"
    three = make("multiple", options=tuple(option(id, id != "d") for id in "abcd"))
    _, [question] = exported(course, three)
    check(question)


def test_what_could_be_known_is_worked_out_from_the_dates(course):
    _, [question] = exported(course, EXAMPLES["known-by"])
    assert [float(a.get("fraction")) for a in question.findall("answer")] == [100, -100, -100]
    assert "Known from: 2 March 1905" in seen(question.find("answer/feedback"))


def test_a_verdict_becomes_two_questions(course):
    made, (verdict, evidence) = exported(course, EXAMPLES["verdict"])
    right = [seen(a) for a in verdict.findall("answer") if a.get("fraction") == "100"]
    assert right == ["Partly supported"] and len(verdict.findall("answer")) == 5
    assert [float(a.get("fraction")) for a in evidence.findall("answer")] == [100, -100]
    assert verdict.findtext("idnumber") != evidence.findtext("idnumber") and made.questions == 2


def test_pairs_stay_pairs_and_a_partner_of_nobody_stays_as_a_decoy(course):
    pairs = make("match", left=EXAMPLES["match"].left, right=(*EXAMPLES["match"].right, model.Partner(id="r3", text="3")))
    _, [question] = exported(course, pairs)
    assert [(seen(s), s.findtext("answer/text")) for s in question.findall("subquestion")] == [("1", "1"), ("2", "2"), ("", "3")]
    assert "f1" in seen(question.find("generalfeedback"))


def judged(question, number):
    """What Moodle says to a number: the first answer whose tolerance holds it."""
    for answer in question.findall("answer"):
        text = answer.findtext("text")
        if text == "*" or abs(number - float(text)) <= float(answer.findtext("tolerance")) + 1e-9:
            return float(answer.get("fraction")), seen(answer.find("feedback"))


@pytest.mark.parametrize("number, said", [(26.6, (100, "yes")), (26.65, (100, "yes")), (26.7, (0, "too high")), (1e6, (0, "too high")),
                                          (37.5, (0, "forgot a step")), (26.5, (0, "too low")), (-3, (0, "too low"))])
def test_a_number_gets_the_same_answer_in_moodle(course, number, said):
    _, [question] = exported(course, EXAMPLES["number"])
    assert judged(question, number) == said
    assert "million" in seen(question.find("questiontext"))


def test_a_star_in_a_short_answer_is_a_star_and_any_other_word_gets_its_feedback(course):
    word = make("short-text", accepted=("North*land",), feedback_right="yes", feedback_other="no",
                near=(model.NearText(text="Southland", feedback="the other one"),))
    _, [question] = exported(course, word)
    assert [(a.findtext("text"), a.get("fraction"), seen(a.find("feedback"))) for a in question.findall("answer")] == [
        (r"North\*land", "100", "yes"), ("Southland", "0", "the other one"), ("*", "0", "no")]


def test_things_are_ordered_by_their_dates_and_undecided_ones_are_left_out_and_named(course):
    made, questions = exported(course, EXAMPLES["order"])
    assert questions == [] and "either order" in made.left_out["x"] and "Border war" in made.left_out["x"]
    items = tuple(model.DatedItem(id=i, text=f"item {i}", date=d) for i, d in [("b", "1912~"), ("a", "1906"), ("c", "1905-03")])
    _, [question] = exported(course, make("order", items=items))
    answers = question.findall("answer")
    assert [seen(a) for a in answers] == ["item c", "item a", "item b"]
    assert [float(a.get("fraction")) for a in answers] == [1, 2, 3]


def test_written_answers_carry_rubric_samples_and_hints_for_the_marker(course):
    made, [question] = exported(course, EXAMPLES["free-text"])
    notes = seen(question.find("graderinfo"))
    assert all(word in notes for word in ("proficient", "Sample: s", "a source and a date", "Hints"))
    assert question.findtext("maxwordlimit") == "5" and any("essay" in reason for reason in made.changed)
    _, [question] = exported(course, EXAMPLES["estimate-range"])
    assert "120 to 170 thousand" in seen(question.find("graderinfo"))


def test_markup_dollars_and_control_signs_stay_text(course):
    nasty = make("multiple", options=(model.Option(id="a", text=NASTY, correct=True, feedback=NASTY), option("b"), option("c")))
    _, [question] = exported(course, nasty)
    check(question)
    assert seen(question.find("answer")) == LOOKS and seen(question.find("answer/feedback")) == LOOKS
    raw = question.findtext("answer/text")
    assert "<script" not in raw and not re.search(r"\$\$|\\[()\[\]]", raw)  # nothing that Moodle takes for mathematics


def test_a_little_markdown_becomes_html_and_only_web_addresses_become_links():
    assert html_of("*so*, **very**\n\n- one\n- two") == "<p><em>so</em>, <strong>very</strong></p><ul><li>one</li><li>two</li></ul>"
    assert html_of('[see](https://example.org/?a="b"&c)') == '<p><a href="https://example.org/?a=&quot;b&quot;&amp;c">see</a></p>'
    assert "<a" not in html_of("[see](javascript:alert(1))")


def test_the_category_names_course_and_lesson_and_a_slash_makes_no_new_one(course):
    made, _ = exported(course, EXAMPLES["choice"])
    assert "$course$/top/Northland and//or Southland/01-two-lands" in made.text


def test_the_same_exercises_give_the_same_file(course):
    assert exported(course, *EXAMPLES.values())[0] == exported(course, *EXAMPLES.values())[0]


def test_every_lesson_of_the_course_is_written_whole():
    from historylab.course import open_course
    from historylab.exercises.read import read_exercises

    course = open_course(ROOT)
    for lesson in read_exercises(course).lessons:
        made = export_moodle(lesson, course)
        questions = tree.fromstring(made.text.encode("utf-8")).findall("question")[1:]
        for question in questions:
            check(question)
            assert seen(question.find("questiontext"))
        names = {question.findtext("idnumber") for question in questions}
        assert len(names) == len(questions) == made.questions
        assert {e.id for e in lesson.exercises} == {name.partition(".")[0] for name in names} | set(made.left_out)
