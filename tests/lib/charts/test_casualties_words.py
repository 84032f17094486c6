"""Words for counts of people."""
import pytest
from casualties_sample import estimate
from historylab.charts.casualties_passport import PASSPORT, PassportError, require_passports
from historylab.charts.casualties_words import amount_words, ends_of, measure_of, rate_words


@pytest.mark.parametrize("low, high, words", [
    (26_000_000, 27_000_000, "26 to 27 million"),
    (8_668_400, 11_500_000, "8.7 to 12 million"),
    (8_668_400, 8_668_400, "8.7 million"),
    (26_600_000, 26_900_000, "about 27 million"),
    (20_000_000, None, "more than 20 million"),
    (None, 42_700_000, "up to 43 million"),
    (80_000, 120_000, "80 to 120 thousand"),
    (20_000, 1_100_000, "20 thousand to 1.1 million"),
    (5_572, 12_000, "5.6 to 12 thousand"),
    (957, 1_000, "960 to 1,000"),
    (999_600, 999_600, "1 million"),
])
def test_amounts_have_two_digits_and_the_unit_once(low, high, words):
    assert amount_words(low, high) == words


def test_rates_below_one_do_not_become_zero():
    assert rate_words(0.33, 0.83) == "0.33 to 0.83"


def test_a_count_that_is_not_of_the_dead_says_so():
    assert measure_of("wounded").mark == "not deaths"
    assert measure_of("irrecoverable-loss").mark == "not deaths alone"
    assert measure_of("deaths").mark == ""


def test_an_unknown_measure_is_never_taken_for_deaths():
    assert measure_of("lost-horses").mark == "not deaths"


def test_a_single_stated_value_fills_the_missing_end_but_an_open_end_stays_open():
    assert ends_of(estimate("a", low=None, central=27, high=27)) == (27, 27)
    assert ends_of(estimate("a", low=20, central=None, high=None)) == (20, None)


@pytest.mark.parametrize("field", PASSPORT)
def test_each_empty_passport_field_is_named_with_file_row_and_remedy(field):
    empty = None if field == "period" else () if field == "sources" else ""
    with pytest.raises(PassportError) as caught:
        require_passports([estimate("x", row=12, **{field: empty})])
    said = str(caught.value)
    assert "estimates.csv, row 12 (x)" in said and field in said and "chart_note" in said


def test_all_rows_without_passport_are_named_at_once():
    bad = [estimate("a", row=3, verified="no"), estimate("b", row=9, low=None, high=None),
           estimate("c", row=11, low=5, high=4)]
    with pytest.raises(PassportError) as caught:
        require_passports(bad)
    assert all(f"row {row}" in str(caught.value) for row in (3, 9, 11))


def test_a_passport_error_is_a_value_error():
    assert issubclass(PassportError, ValueError)
