"""The repair shop: claims of an invented text, judged, backed with evidence and mended."""
import gc
import re
from pathlib import Path

import pytest

import historylab as hl
from historylab.commands import check
from historylab.exercises.progress import Progress, progress_path
from historylab.table import UnknownId
from historylab.widgets import repair_shop

WHY, BETTER = "It promises help in one case only.", "The treaty promised help in one case."


@pytest.fixture
def shop(small_course, tmp_path, monkeypatch):
    """Three claims of text A and one of text B about a treaty of lands that never were."""
    monkeypatch.setenv("HISTORYLAB_PROGRESS", str(tmp_path / "progress.json"))
    first = small_course.rows["claims"][0] | {"evidence": "D01"}
    small_course.rows["documents"].append(small_course.rows["documents"][0] | {"id": "D02", "title": "A letter", "gist": "Greetings."})
    small_course.rows["claims"] = [
        first | {"others": "D02"},
        first | {"id": "C02", "position": "sentence 2", "claim": "It was signed in March.", "kind": "date", "verdict": "supported", "also": "",
                 "evidence": "first-treaty; old-book@p. 3", "others": "D02"},
        first | {"id": "C03", "claim": "It changed the world for ever.", "kind": "interpretation", "verdict": "cannot-tell", "also": ""},
        first | {"id": "C04", "text": "B", "claim": "900 died.", "kind": "number", "evidence": "dead-1", "others": "D02"},
    ]
    small_course.write()
    course = hl.open_course(small_course.root)
    return lambda text="A", claims=None: hl.repair_shop(course, text, claims=claims)


def press(question, **values):
    question._on_message(question, {"check": True, "values": values}, [])


def test_each_claim_of_one_text_is_shown_one_at_a_time_or_those_that_are_named(shop):
    all_of_a = shop()
    assert [claim.id for claim in all_of_a.claims] == ["C01", "C02", "C03"] and len(all_of_a.children) == 2
    assert all_of_a.children[1].claim.id == "C01"
    all_of_a.pager.index = 2
    assert all_of_a.children[1].claim.id == "C03"
    assert [claim.id for claim in shop("B").claims] == ["C04"]
    assert [claim.id for claim in shop(claims=["C03", "C01"]).claims] == ["C03", "C01"]


@pytest.mark.parametrize(("text", "claims", "told"), [
    ("Z", None, "no text 'Z'.*A, B"), ("A", ["C99"], "C99"), ("A", ["C04"], "'C04' is of text B"), ("A", [], "empty"),
])
def test_a_wrong_text_or_claim_is_told_with_what_is_known(shop, text, claims, told):
    with pytest.raises(UnknownId, match=told):
        shop(text, claims)


def test_evidence_is_offered_in_words_beside_a_document_that_does_not_bear_on_the_claim(shop):
    fields = {field["name"]: field for field in shop(claims=["C02"]).children[1].fields}
    assert list(fields) == ["claim", "verdict", "evidence", "better"]
    offered = {option["id"]: option["text"] for option in fields["evidence"]["options"]}
    assert offered == {"first-treaty": "A treaty (11 March 1905)", "old-book@p. 3": "A. Writer, The Old Book (1910), p. 3",
                       "D02": "D02: A letter (11 March 1905)"}
    assert fields["claim"]["text"] == "It was signed in March." and len(fields["verdict"]["options"]) == 5
    assert "Northland: " in str(shop("B").children[1].fields)


def test_evidence_that_the_course_does_not_have_is_told_with_claim_and_column(shop, small_course):
    small_course.rows["claims"][1]["evidence"] = "D77"
    small_course.write()
    with pytest.raises(UnknownId, match="claim C02.*'D77'.*column evidence"):
        hl.repair_shop(hl.open_course(small_course.root), "A", claims=["C02"])


def test_the_check_command_names_evidence_that_is_not_there_or_stands_on_both_sides(shop, small_course, capsys):
    assert check.main([str(small_course.root)]) == 1  # D01 stands on both sides of the third
    capsys.readouterr()
    small_course.rows["claims"][0]["evidence"] = "first-treatie"
    small_course.write()
    assert check.main([str(small_course.root)]) == 1
    said = capsys.readouterr().out
    assert "2 points to mend in the claims" in said and "claims.csv, row 2, column evidence: 'first-treatie'" in said
    assert "Did you mean 'first-treaty'" in said and "claims.csv, row 4, column others: 'D01'" in said
    small_course.rows["claims"][0]["evidence"] = small_course.rows["claims"][2]["evidence"] = "first-treaty"
    small_course.write()
    assert check.main([str(small_course.root)]) == 0


def test_verdict_and_evidence_are_judged_and_the_own_sentence_stands_beside_the_careful_one(shop):
    repair = shop().children[1]
    press(repair, verdict="partly", evidence=["D01"], better="It promised help.")
    assert repair.state == "right" and repair.status.startswith("✓ Right.")
    told = {part["title"]: part["text"] for part in repair.after}
    assert "Careful verdict: Partly supported" in told["Explanation"] and WHY in told["Explanation"]
    beside = told["Your sentence and a careful one"]
    assert "**Yours:** It promised help." in beside and f"**A careful version:** {BETTER}" in beside
    assert "Help in war." in str(repair.feedback)  # what the document says


def test_a_verdict_that_can_be_defended_counts_and_another_does_not(shop):
    repair = shop().children[1]
    press(repair, verdict="debated", evidence=["D01"])
    assert repair.state == "right" and "can be defended" in repair.feedback[0]["text"]
    press(repair, verdict="cannot-tell", evidence=["D01"])
    assert repair.state == "partly" and repair.feedback[0]["text"].startswith("Cannot be told asks")
    press(repair, verdict="partly", evidence=["D02"])
    assert repair.state == "partly" and "It speaks of something else. Greetings." in str(repair.feedback)


def test_the_careful_version_waits_for_a_check_and_for_a_sentence_of_ones_own(shop):
    repair = shop().children[1]
    for hidden in (WHY, BETTER, "needed", "irrelevant"):
        assert hidden not in str(repair.get_state()), hidden
    press(repair, better="Mine.")
    assert repair.state == "not-attempted" and not repair.after and BETTER not in str(repair.get_state())
    press(repair, verdict="supported", evidence=["D02"], better="Mine.")
    assert repair.state == "wrong" and not repair.after
    assert not any(remark["evidence"] for remark in repair.feedback), "a second try would be given away"
    press(repair, verdict="supported", evidence=["D02"])
    assert WHY in str(repair.after) and BETTER not in str(repair.get_state()) and "Write your own sentence" in str(repair.after)
    press(repair, verdict="supported", evidence=["D02"], better="Mine.")
    assert BETTER in str(repair.after)


def test_answers_are_kept_under_text_and_claim_and_are_there_again(shop):
    first = shop()
    press(first.children[1], verdict="partly", evidence=["D01"], better="Mine.")
    course = first.course
    assert Progress(progress_path(course.folder)).entry("repair-a-c01")["answer"] == {"verdict": "partly", "evidence": ["D01"], "better": "Mine."}
    del first
    gc.collect()
    again = shop()
    assert again.pager.index == 1  # the first is right, so it opens at the next
    again.pager.index = 0
    repair = again.children[1]
    assert repair.values["better"] == "Mine." and repair.state == "right" and "**Yours:** Mine." in str(repair.after)
    # A sentence that was changed after the check is kept too.
    repair.values = repair.values | {"better": "Other."}
    del again, repair
    gc.collect()
    assert repair_shop.Repair(course, course.claims["C01"]).values["better"] == "Other."


def test_the_list_tells_the_state_of_each_claim_in_words(shop):
    shown = shop()
    assert shown.pager.states == ["not judged yet"] * 3 and shown.pager.told == "0 of 3 judged."
    shown.children[1].values = {"better": "A draft."}
    assert shown.pager.states[0] == "begun, not checked yet"
    press(shown.children[1], verdict="supported", evidence=["D02"])
    assert shown.pager.states[0] == "tried, not yet right" and shown.pager.told == "1 of 3 judged."
    press(shown.children[1], verdict="partly", evidence=["D01"])
    assert shown.pager.states[0] == "right"
    assert shown.pager.names[0] == "The treaty made them allies"


def test_the_same_claim_shown_twice_stays_in_step(shop):
    few, whole = shop(claims=["C02"]), shop()
    whole.pager.index = 1
    press(few.children[1], verdict="supported", evidence=["first-treaty", "old-book@p. 3"], better="On 11 March.")
    assert whole.children[1].values["better"] == "On 11 March." and whole.pager.states[1] == "right"


def test_text_and_html_hold_the_claims_and_nothing_of_key_or_answers(shop):
    before = shop()
    bundle = before._repr_mimebundle_()[0]
    press(before.children[1], verdict="partly", evidence=["D01"], better="Mine <b>bold</b>.")
    after = shop()._repr_mimebundle_()[0]
    assert bundle["text/plain"] == after["text/plain"] and bundle["text/html"] == after["text/html"]
    assert "C03, sentence 1: It changed the world for ever." in bundle["text/plain"]
    assert BETTER not in str(after) and "partly" not in str(after).lower() and "bold" not in str(after)


def test_each_control_of_the_list_is_shielded_and_no_markup_is_set():
    script = (Path(repair_shop.__file__).with_suffix(".js")).read_text("utf-8")
    assert "innerHTML" not in script and 'role: "status"' in script and '"data-lm-suppress-shortcuts": "true"' in script
    made = re.findall(r'(\w+)\("(select|button|input|textarea|summary|a)"', script)
    assert len(made) == 2 and {maker for maker, _ in made} == {"focusable"}
