"""The pact timeline: what it shows, where, in which words, and never more than a day knew."""

import datetime as dt
import io
import itertools
import random
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from historylab.charts.labels import inside, overlap
from historylab.charts.timeline import draw_timeline, pact_timeline, place_timeline, timeline_view
from tests.lib.charts.timeline_course import ACTORS, EVENTS, PACTS, course, event, pact

GOLDEN = Path(__file__).with_name("golden_timeline.png")
DAYS = ["1905-01-01", "1905-03-01", "1905-10-15", "1906-04-01", "1906-06-21", "1906-06-22"]


def placed(of=None, size="room", **choice):
    of = of or course()
    return place_timeline(of, timeline_view(of, **choice), size)


def pixels(figure):
    return np.asarray(figure.image()).astype(int)


def fact(figure, *words):
    found = [one for one in figure.facts if all(word in one for word in words)]
    assert len(found) == 1, found
    return found[0]


# -- what is drawn -------------------------------------------------------------------
def test_every_bar_and_every_event_has_one_fact_and_one_row():
    figure = pact_timeline(course())
    bars = sum(len(parties) for _, parties in PACTS)
    assert len(figure.facts) == bars + len(EVENTS)
    assert len(figure.table().rows) == len(figure.facts)


def test_the_event_that_is_the_signing_of_a_drawn_pact_is_shown_by_its_bar():
    signed = (*PACTS[1:], pact("alpha", "1905-03-01", parties=ACTORS[:2], event="signing"))
    view = timeline_view(course(pacts=signed))
    assert "signing" not in {mark.id for mark in view.marks}
    assert view.signed_as_bar == 1


def test_the_event_that_ended_a_pact_keeps_its_mark():
    ended = (pact("alpha", "1905-03-01", "1906-06-22", parties=ACTORS[:2], event="war"),)
    assert "war" in {mark.id for mark in timeline_view(course(pacts=ended)).marks}


def test_a_pact_needs_two_parties_with_a_lane():
    view = timeline_view(course(), actors=["Northland", "Eastland"])
    assert {bar.pact.id for bar in view.bars} == {"omega"}


def test_rows_that_nobody_confirmed_are_not_drawn():
    doubtful = (*PACTS, pact("rumour", "1905-05-01", parties=ACTORS[:2], verified="no"))
    assert "rumour" not in {bar.pact.id for bar in timeline_view(course(pacts=doubtful)).bars}


def test_a_row_without_source_is_refused_with_file_and_row():
    bare = (pact("bare", "1905-05-01", parties=ACTORS[:2], sources=(), row=7),)
    with pytest.raises(ValueError, match=r"pacts\.csv, row 7 \(bare\)"):
        pact_timeline(course(pacts=bare))


def test_dates_stand_in_the_facts_in_words():
    figure = pact_timeline(course())
    assert fact(figure, "Northland", "alpha") == (
        "Northland: Treaty alpha, from 1 March 1905 to 22 June 1906 (broken by the attack of the east)."
    )
    assert "end open" in fact(figure, "Eastland", "delta")
    assert "never signed" in fact(figure, "Eastland", "omega")
    assert "a draft proposed on 1 April 1906" in fact(figure, "Eastland", "omega")


def test_a_changed_date_changes_the_facts_and_the_picture():
    later = (pact("alpha", "1905-05-02", "1906-06-22", parties=ACTORS[:2]), *PACTS[1:])
    one, other = pact_timeline(course()), pact_timeline(course(pacts=later))
    assert one.facts != other.facts
    assert one.png() != other.png()


def test_an_actor_that_left_alone_gets_its_own_reason():
    alone = (pact("alpha", "1905-03-01", "1906-06-22", parties=ACTORS[:2],
                  end_reason="broken by war", left={"Southland": "1905-12-01"}, how="walked out"),)  # fmt: skip
    figure = pact_timeline(course(pacts=alone))
    assert "to 1 December 1905 (walked out)" in fact(figure, "Southland: ")
    assert "to 22 June 1906 (broken by war)" in fact(figure, "Northland: ")


def test_secret_draft_and_open_are_said_on_the_bar():
    labels = {bar.pact.id: bar.label for bar in timeline_view(course()).bars}
    assert labels["beta"] == "Pact beta (secret)"
    assert labels["omega"] == "Pact omega (draft)"
    assert labels["delta"] == "Pact delta (open)"


def test_doubtful_ends_become_wings_and_certain_ends_do_not():
    bars = {one.bar.id: one for one in placed().bars}
    sure, doubtful = bars["alpha:Northland"], bars["gamma:Westland"]
    assert sure.sure1 == sure.x1 and sure.sure0 == sure.x0
    # "1906~" can mean any day from 1905 to 1907: all of the bar is in doubt
    assert doubtful.sure1 < doubtful.x1


def test_a_mark_stands_in_the_middle_of_its_precision():
    layout = placed()
    mark = next(one for one in layout.marks if one.mark.id == "month")
    first, last = layout.x_of(dt.date(1905, 10, 1)), layout.x_of(dt.date(1905, 11, 1))
    assert (mark.x0, mark.x1) == pytest.approx((first, last))
    assert mark.x == pytest.approx((first + last) / 2)


# -- where it stands -----------------------------------------------------------------
@pytest.mark.parametrize("size", ["room", "page", "phone"])
def test_no_text_covers_a_text_a_bar_or_a_mark_and_all_stay_in_the_picture(size):
    layout = placed(size=size)
    texts = [(t.id, t.box) for t in layout.texts]
    for (one, a), (other, b) in itertools.combinations(texts, 2):
        assert not overlap(a, b), (one, other)
    for text in layout.texts:
        assert inside(text.box, (0, 0, layout.size.width, layout.size.height)), text.id
        for item in layout.items:
            if item.kind == "event" or (item.kind == "pact" and item.id != text.id):
                assert not (overlap(text.box, item.box) and item.kind == "pact"), (text.id, item.id)


@pytest.mark.parametrize("size", ["room", "page", "phone"])
def test_drawn_words_keep_inside_the_boxes_measured_for_them(size):
    of = course()
    layout = placed(of, size)
    figure = draw_timeline(of, layout)
    figure.canvas.draw()
    height = layout.size.height
    boxes = {}
    for text in layout.texts:
        for line in text.lines:
            boxes.setdefault(line, []).append(text.box)
    drawn = [
        text for text in figure.texts
        if text.get_text() in boxes and text.get_fontproperties().get_size() == layout.size.text
    ]  # fmt: skip
    assert len(drawn) == sum(len(text.lines) for text in layout.texts)
    for text in drawn:
        found = text.get_window_extent()
        words = (found.x0 + 1.5, height - found.y1 + 3, found.x1 - 1.5, height - found.y0 - 3)
        assert any(inside(words, box) for box in boxes[text.get_text()]), text.get_text()


@settings(max_examples=8, deadline=None)
@given(st.integers(10, 300), st.integers(0, 10**6))
def test_labels_of_many_events_never_overlap(number, seed):
    check_crowd(number, seed)


def test_a_thousand_events_are_placed_fast_and_without_overlap():
    started = time.process_time()
    check_crowd(1000, 3)
    assert time.process_time() - started < 2


def check_crowd(number, seed):
    chance = random.Random(seed)
    events = tuple(
        event(f"e{n}", f"190{chance.randrange(5, 7)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
              tuple(chance.sample(ACTORS, chance.randrange(1, 3))), importance=chance.randrange(1, 4),
              title=f"Event {n} " + "of the long north " * chance.randrange(3))
        for n in range(number)
    )  # fmt: skip
    layout = placed(course(events=events))
    boxes = [text.box for text in layout.texts]
    for a, b in itertools.combinations(boxes, 2):
        assert not overlap(a, b)
    named = {text.id for text in layout.texts}
    assert len(layout.unlabelled()) == len({e.id for e in events} - named)
    for text in layout.texts:
        if not text.plate:
            assert not any(overlap(text.box, bar) for bar in
                           [(one.x0, one.y0, one.x1, one.y1) for one in layout.bars])  # fmt: skip


def test_a_crowded_picture_says_what_it_does_not_label():
    events = tuple(event(f"e{n}", f"1905-06-{n % 28 + 1:02}", ("Northland",)) for n in range(50))
    figure = pact_timeline(course(events=events))
    named = len(figure.facts) and 50 - int(figure.note.split(" of 50")[0])
    assert 0 < named < 50
    assert "of 50 events are not labelled: see the table." in figure.note
    assert len(figure.table().rows) == len(figure.facts)


@pytest.mark.parametrize("size", ["room", "page", "phone"])
def test_at_most_forty_texts_are_drawn(size):
    events = tuple(event(f"e{n}", f"1905-{n % 12 + 1:02}-05", (ACTORS[n % 4],)) for n in range(60))
    assert len(pact_timeline(course(events=events), size=size).texts) <= 40


def test_pacts_too_many_for_the_canvas_make_it_grow():
    many = tuple(pact(f"p{n}", "1905-03-01", parties=ACTORS) for n in range(40))
    layout = placed(course(pacts=many))
    assert layout.size.height > 675
    assert all(one.y1 <= layout.plot_box[3] for one in layout.bars)
    heights = {one.y1 - one.y0 for one in layout.bars}
    assert min(heights) >= 8


# -- as of a day ---------------------------------------------------------------------
@pytest.mark.parametrize("day", DAYS)
def test_nothing_that_came_after_the_day_is_told(day):
    figure = pact_timeline(course(), as_of=day)
    told = " ".join([figure.alt, figure.note, *figure.facts, str(figure.table().rows), figure.title_text]
                    + [text.get_text() for text in figure.texts])  # fmt: skip
    limit = dt.date.fromisoformat(day)
    signs = {
        "alpha": dt.date(1905, 3, 1), "gamma": dt.date(1905, 9, 10), "delta": dt.date(1906, 1, 15),
        "omega": dt.date(1906, 4, 1), "Event talk": dt.date(1905, 2, 11), "Event month": dt.date(1905, 10, 31),
        "Event war": dt.date(1906, 6, 22), "Event late": dt.date(1906, 7, 9),
        "broken": dt.date(1906, 6, 22), "22 June 1906": dt.date(1906, 6, 22), "ended with": dt.date(1906, 6, 22),
        "lapsed": dt.date(1908, 1, 1), "never": dt.date(1908, 1, 1), "1907": dt.date(1907, 12, 5),
        "21 February": dt.date(1905, 2, 21), "secret": dt.date(1905, 3, 1), "draft": dt.date(1906, 4, 1),
    }  # fmt: skip
    for sign, known in signs.items():
        if known > limit:
            assert sign not in told, f"{sign} is told on {day}"


@pytest.mark.parametrize("day", DAYS)
def test_the_day_stands_in_words_under_the_picture_and_in_the_alt_text(day):
    figure = pact_timeline(course(), as_of=day)
    said = next(text.get_text() for text in figure.texts if text.get_text().startswith("as of "))
    assert said in figure.alt


def test_a_day_after_the_period_shows_what_hindsight_shows_of_bars():
    one, other = pact_timeline(course()), pact_timeline(course(), as_of="1910-01-01")
    assert len(one.facts) == len(other.facts)


@pytest.mark.parametrize("size", ["room", "phone"])
@pytest.mark.parametrize("day", DAYS[1:])
def test_a_day_agrees_with_the_whole_picture_pixel_by_pixel_where_visible(size, day):
    of = course()
    layout = placed(of, size)
    limit = dt.date.fromisoformat(day)
    whole, part = pixels(draw_timeline(of, layout)), pixels(draw_timeline(of, layout, as_of=limit))
    differs = np.abs(whole - part).max(axis=2) > 0
    for item in layout.items:
        if item.day > limit:
            x0, y0, x1, y1 = (round(edge) for edge in item.box)
            differs[y0 - 3 : y1 + 4, x0 - 3 : x1 + 4] = False
    for tie in layout.connectors:
        if tie.day > limit:
            differs[round(tie.y0) - 2 : round(tie.y1) + 3, round(tie.x) - 3 : round(tie.x) + 4] = False
    top, low = round(layout.plot_box[1]), round(layout.plot_box[3])
    left_of_day = int(layout.x_of(limit)) - 8  # marks at the day itself reach a little over
    assert not differs[top:low, :left_of_day].any()
    for item in layout.items:
        if item.kind == "label" and item.day <= limit:
            x0, y0, x1, y1 = (round(edge) for edge in item.box)
            assert not differs[y0 + 1 : y1 - 1, x0 + 1 : x1 - 1].any(), item.id


@pytest.mark.parametrize("day", DAYS[1:])
def test_right_of_the_day_only_names_of_what_was_there_are_drawn(day):
    of = course()
    layout = placed(of)
    limit = dt.date.fromisoformat(day)
    part = pixels(draw_timeline(of, layout, as_of=limit))
    # lines of the grid and of the lanes are pale and grey; all else is ink or colour
    differs = (part.min(axis=2) < 130) | (part.max(axis=2) - part.min(axis=2) > 6)
    drafts = {one.bar.id for one in layout.bars if one.bar.is_draft}
    for item in layout.items:
        if item.day <= limit and (item.kind != "pact" or item.id in drafts):
            x0, y0, x1, y1 = (round(edge) for edge in item.box)
            differs[y0 - 2 : y1 + 3, x0 - 2 : x1 + 3] = False
    day_ends = round(layout.x_of(limit + dt.timedelta(1)))
    top, low = round(layout.plot_box[1]), round(layout.plot_box[3])
    # an end mark and the knot of a bar that has just begun reach a little over the line
    assert not differs[top + 1 : low, day_ends + 14 :].any()


# -- words -----------------------------------------------------------------------------
@pytest.mark.parametrize("day", [None, *DAYS])
@pytest.mark.parametrize("actors", [None, ["Northland", "Westland"], ["Eastland"]])
def test_the_alt_text_has_forty_to_a_hundred_and_twenty_words(day, actors):
    assert 40 <= len(pact_timeline(course(), actors=actors, as_of=day).alt.split()) <= 120


def test_the_alt_text_tells_count_extent_and_doubt():
    alt = pact_timeline(course()).alt
    for part in ("1905 to 1906", "Five pacts", "Five events", "one broken", "uncertain", "draft"):
        assert part in alt, part


def test_the_period_without_any_record_says_so():
    figure = pact_timeline(course(), between=("1800", "1801"))
    assert "Nothing in the record" in figure.note
    assert figure.facts == ()
    assert figure.sources


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"actors": ["Northlnd"]}, "Did you mean 'Northland'"),
        ({"actors": []}, "has no actors"),
        ({"kinds": ["aliance"]}, "Did you mean 'alliance'"),
        ({"between": ("1906", "1905")}, r"between=\('1905', '1906'\)"),
        ({"between": ("1905-02-30", "1906")}, "30 February 1905 does not exist"),
        ({"between": "1905"}, "two dates"),
        ({"as_of": "yesterday"}, "as_of cannot be read"),
        ({"as_of": "1905/.."}, "has no end"),
        ({"size": "cinema"}, '"room", "page", "phone"'),
    ],
)
def test_a_wrong_choice_is_answered_with_what_to_write(choice, said):
    with pytest.raises(ValueError, match=said):
        pact_timeline(course(), **choice)


def test_kinds_of_pacts_leave_the_events_and_the_reverse():
    view = timeline_view(course(), kinds=["alliance"])
    assert len(view.marks) == len(EVENTS)
    view = timeline_view(course(), kinds=["battle"])
    assert {mark.id for mark in view.marks} == {"war"} and view.bars


# -- the picture as a whole ------------------------------------------------------------
def test_the_same_choice_gives_the_same_bytes():
    assert pact_timeline(course()).png() == pact_timeline(course()).png()


def test_a_shape_means_the_same_kind_in_every_picture():
    groups = {"groups": {"words": ["talks", "speech"], "force": ["battle"]}}
    one = timeline_view(course(settings=groups))
    other = timeline_view(course(settings=groups), kinds=["battle"])
    assert one.groups[:2] == other.groups[:2] == ("words", "force")


def test_the_picture_looks_as_it_did():
    now = Image.open(io.BytesIO(pact_timeline(course(), size="page").png())).convert("L")
    now = now.resize((252, 180), Image.Resampling.BOX)
    if not GOLDEN.exists():  # made anew by deleting it
        now.save(GOLDEN)
    then = np.asarray(Image.open(GOLDEN).convert("L")).astype(int)
    differ = np.abs(np.asarray(now).astype(int) - then)
    assert (differ > 24).mean() < 0.01


def test_what_was_secret_on_the_day_is_hidden_from_those_who_could_not_know_it():
    import dataclasses

    from historylab.dates import When
    from historylab.table import Table

    real = course()
    secret = dataclasses.replace(next(iter(real.pacts)), known_from=When.parse("1950"))
    real.pacts = Table([secret, *list(real.pacts)[1:]], "pacts", type(secret))
    insider = next(party.actor for party in real.pact_parties if party.pact == secret.id)
    day = (secret.signed or secret.proposed).latest
    actors = [actor.id for actor in real.actors]

    def shown(known_to):
        view = timeline_view(real, actors=actors, as_of=day, known_to=known_to)
        return {bar.pact.id for bar in view.bars_by(day)}

    assert secret.id in shown(None) and secret.id in shown(insider)
    assert secret.id not in shown("world")
    with pytest.raises(ValueError, match="known_to"):
        timeline_view(real, known_to="Nobody")
