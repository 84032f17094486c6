"""Frames put together from layers agree with pictures drawn from nothing."""

import datetime as dt

import numpy as np
import pytest
import timeline_course as sample

from historylab.charts.figure import quantise
from historylab.charts.frames import TimelineFrames
from historylab.charts.timeline import draw_timeline, pact_timeline

DAYS = [dt.date(1904, 12, 31), dt.date(1905, 2, 15), dt.date(1905, 3, 1), dt.date(1905, 10, 20),
        dt.date(1906, 4, 1), dt.date(1906, 6, 22), dt.date(1906, 12, 31)]  # fmt: skip


@pytest.fixture(scope="module")
def frames():
    return TimelineFrames(sample.course())


def differing(one, other):
    """Return the share of pixels that clearly differ."""
    a, b = (np.asarray(picture.convert("RGB")).astype(int) for picture in (one, other))
    return float((np.abs(a - b).max(axis=2) > 40).mean())


def scratch(frames, day):
    """Return the same day drawn from nothing, cut above the footer as frames are."""
    drawn = draw_timeline(frames._course, frames.placed, as_of=day)
    return quantise(drawn.image()).crop((0, 0, *frames.size))


@pytest.mark.parametrize("day", [None, *DAYS])
def test_a_frame_agrees_with_the_same_day_drawn_from_nothing(frames, day):
    assert differing(frames.image(as_of=day), scratch(frames, day)) < 0.00005  # 36 pixels


def test_frames_differ_from_day_to_day_so_that_agreement_means_something(frames):
    assert differing(frames.image(as_of=DAYS[2]), scratch(frames, DAYS[3])) > 0.005


def test_the_same_frame_has_the_same_bytes_whatever_was_shown_before(frames):
    first = frames.png(as_of=DAYS[3])
    frames.png(as_of=DAYS[5], chosen="war")
    frames.png()
    assert frames.png(as_of=DAYS[3]) == first


def test_a_frame_is_smaller_than_150_kB(frames):
    assert len(frames.png(chosen="war")) < 150_000


@pytest.mark.parametrize("chosen", ["month", "signing"])  # one is a mark, one begins bars
def test_the_chosen_event_is_framed(frames, chosen):
    changed = differing(frames.image(chosen=chosen), frames.image())
    assert 0 < changed < 0.02


def test_what_is_told_of_a_day_is_what_the_static_chart_tells(frames):
    chart = pact_timeline(frames._course, as_of=DAYS[4])
    told = frames.told(DAYS[4])
    assert (told.alt, told.facts, told.note) == (chart.alt, chart.facts, chart.note)
    assert told.sources == chart.sources and told.table == chart.table()


def test_steps_are_in_order_and_name_each_event_once(frames):
    days = [day for day, _ in frames.steps]
    ids = [event.id for _, event in frames.steps]
    assert days == sorted(days) and len(set(ids)) == len(ids)
    assert {"talk", "month", "war", "late"} <= set(ids)


def test_no_artist_stays_behind_from_frame_to_frame(frames):
    frames.png(as_of=DAYS[3])
    kept = len(frames._figure.get_children())
    for day in DAYS:
        frames.png(as_of=day)
    assert len(frames._figure.get_children()) == kept
