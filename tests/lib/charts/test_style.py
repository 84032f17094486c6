"""Sizes, colours and the measuring of text."""

import pytest

from historylab.charts.figure import ChartFigure, DataTable
from historylab.charts.style import (
    INK, QUIET, ROLES, SIZES, size_of, text_width, wrap,
)  # fmt: skip


def contrast(one, other):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_words_are_readable_on_white():
    assert contrast(QUIET, "#FFFFFF") >= 7


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES)
def test_black_words_are_readable_on_every_fill(role):
    assert contrast(INK, role.fill) >= 4.5


def test_roles_of_one_chart_differ_without_colour():
    pacts = [ROLES[name] for name in ("public", "part", "secret")]
    people = [ROLES[name] for name in ("military", "civilian", "both", "prisoners")]
    for group in (pacts, people):
        assert len({(role.hatch, role.word) for role in group}) == len(group)
        assert len({role.hatch for role in group}) == len(group)


def test_the_words_of_the_room_are_a_fiftieth_of_the_screen_high():
    room = SIZES["room"]
    assert (room.width, room.height) == (1200, 675)
    # 1080 lines show 675 pixels: 21.6 lines are a fiftieth
    assert room.pixels(room.text) * 1080 / room.height >= 21.6


def test_the_phone_is_narrow_and_taller_than_wide():
    phone = SIZES["phone"]
    assert phone.shown == 390
    assert phone.height > phone.width
    # letters as shown on the phone, in its own pixels
    assert phone.pixels(phone.text) * phone.shown / phone.width >= 13


def test_an_unknown_size_is_refused_with_the_sizes_there_are():
    with pytest.raises(ValueError, match='"room", "page", "phone"'):
        size_of("cinema")


@pytest.mark.parametrize("text", ["Northland", "Wide WWW", "fi ff 1905-03", "Ærø 12 %"])
def test_the_measured_width_is_the_drawn_width(text):
    figure = ChartFigure.new(
        alt="x", facts=(), table=DataTable("t", ("a",), ()), sources=["s"], title="t"
    )
    drawn = figure.write(50, 50, text)
    figure.canvas.draw()
    assert text_width(text, 16, 100) == pytest.approx(drawn.get_window_extent().width, abs=1)


def test_wrapped_lines_keep_the_words_and_the_width():
    text = "The treaty of the northern lands was signed in the morning"
    lines = wrap(text, 200, 16, 100)
    assert " ".join(lines) == text
    assert all(text_width(line, 16, 100) <= 200 for line in lines)
