"""Numbers and words that make sense only together are settled together, or need nobody's word."""

import pytest

from assessments.imports.forms.questions import recognise
from assessments.imports.guessing import guess_mapping
from spreadsheets.reader import Sheet

from .foreign import ASKED, TEXTS, Questionnaire

IMPORTANCE = "Importance: The right approach"


def scale_of(points):
    labels = tuple(f"Label {chr(64 + point)}" for point in range(1, points + 1))
    return Questionnaire(ASKED.statements, ASKED.considerations, labels, labels)


def asked_about(*values, questionnaire=ASKED, heading=TEXTS[0]):
    """The scales in doubt among these values of a column, and what is certain of them."""
    sheet = Sheet([[heading, TEXTS[1]], *[[value] for value in values]])
    mapping = guess_mapping(sheet, questionnaire, [])
    known = mapping.importances if heading == IMPORTANCE else mapping.ratings
    return recognise(sheet, mapping, questionnaire, []).open_scales, known


def proposed(*values, **where):
    """What each value is proposed to be, in the first of the ways to read them."""
    (scale,), known = asked_about(*values, **where)
    assert known == {}
    return [scale.interpretations[0].values.get(one.key) for one in scale.found]


@pytest.mark.parametrize(
    "values",
    [
        *((1, 2, 3, 4, 5), (4,), (2, 3), ("1", 5.0, "4/5"), (1, 2, 3, 4, "Strongly agree")),
        ("1 = Strongly disagree", 2, 3, 4, "5 = Strongly agree"),
    ],
)
def test_our_points_need_nobodys_word(values):
    scales, known = asked_about(*values)
    assert scales == []
    assert len(known) == len(values)


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ((0, 1, 2, 3, 4), ["1", "2", "3", "4", "5"]),
        ((-2, 0, 2), ["1", "3", "5"]),
        ((-1, 2), ["2", "5"]),
        (range(1, 8), ["1", "2", "3", "3", "3", "4", "5"]),
        (range(11), ["1", "1", "2", "2", "3", "3", "3", "4", "4", "5", "5"]),
        (range(1, 11), ["1", "1", "2", "2", "3", "3", "4", "4", "5", "5"]),
        ((1, 2, 3, 4), ["1", "2", "4", "5"]),
        *(((1, 2, 3), ["1", "3", "5"]), ((1, 2), ["1", "5"]), ((1, 2, 4), ["1", "2", "5"])),
        *(((21, 22, 23, 24, 25), ["1", "2", "3", "4", "5"]), ((11, 15), ["1", "5"])),
        (range(1, 12), ["1", "1", "2", "2", "3", "3", "3", "4", "4", "5", "5"]),
        (("0%", "25%", "100%"), ["1", "2", "5"]),
        ((0, 0.5, 1), ["1", "3", "5"]),
        ((0, 30, 60, 100), ["1", "2", "3", "5"]),
        (("A1", "A2", "A5"), ["1", "2", "5"]),
    ],
)
def test_another_scale_is_proposed_ends_to_ends(values, points):
    assert proposed(*values) == points


def test_importance_is_asked_about_alike():
    assert proposed(0, 1, 2, 3, 4, heading=IMPORTANCE) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("points", range(3, 11))
def test_a_scale_of_ones_own_has_its_own_points(points):
    own = range(1, points + 1)
    scales, known = asked_about(*own, questionnaire=scale_of(points))
    assert scales == []
    assert known == {str(point): str(point) for point in own}
    assert proposed(*range(points), questionnaire=scale_of(points)) == [str(point) for point in own]


def test_a_value_between_our_two_middle_points_is_left_to_be_chosen():
    assert proposed(1, 2, 3, 4, 5, questionnaire=scale_of(4)) == ["1", "2", None, "3", "4"]


def test_numbers_that_contradict_their_words_put_all_of_them_in_doubt():
    (scale,), known = asked_about("0 - Strongly disagree", 1, 2, 3, "4 - Strongly agree")
    assert len(scale.found) == 5
    assert known == {}
    (scale,), known = asked_about("1 - Strongly agree", 2, 3, "5 - Strongly disagree")
    assert scale.interpretations[1].values["5 - strongly disagree"] == "1"
    assert known == {}


def test_numbers_of_a_shorter_scale_than_ours_are_asked_about():
    assert proposed(1, 2, 3, 4, 5, questionnaire=scale_of(7)) == ["1", "2", "4", "6", "7"]


LEGENDS = [
    *(
        "{} (1 = strongly agree, 5 = strongly disagree)",
        "{} [1: Strongly agree, 5: Strongly disagree]",
    ),
    *("{} (Strongly agree = 1)", "From 1 (strongly agree) to 5 (strongly disagree): {}"),
    *(
        "On a scale from strongly agree (1) to strongly disagree (5): {}",
        "{} - 1 is agree, 5 is disagree",
    ),
]


@pytest.mark.parametrize("legend", LEGENDS)
def test_a_heading_that_says_what_the_numbers_mean_puts_others_in_doubt(legend):
    (scale,), known = asked_about(1, 2, 5, heading=legend.format(TEXTS[0]))
    assert [way.code for way in scale.interpretations] == ["1-to-5", "1-to-5-turned"]
    assert known == {}


def test_so_does_a_line_above_or_below_the_table():
    line = ["Scores: 1 = strongly agree … 5 = strongly disagree"]
    head, *people = [[TEXTS[0], TEXTS[1]], [1, 2], [5, 3]]
    for rows in ([line, head, *people], [head, *people, [], ["Key", *line]]):
        sheet = Sheet(rows)
        assert recognise(sheet, guess_mapping(sheet, ASKED, []), ASKED, []).open_scales


@pytest.mark.parametrize(
    "legend",
    [
        *("{} (1 = strongly disagree, 5 = strongly agree)", "3. {}", "{} (Strongly agree = 5)"),
        *("How far do you agree? 2: {}", "From 1 (strongly disagree) to 5 (strongly agree): {}"),
    ],
)
def test_a_heading_that_says_what_we_take_for_certain_leaves_it_so(legend):
    scales, known = asked_about(1, 2, 5, heading=legend.format(TEXTS[0]))
    assert scales == []
    assert known == {"1": "1", "2": "2", "5": "5"}


@pytest.mark.parametrize("word", ["Very strongly", "Extremely", "A lot"])
def test_a_word_that_is_stronger_than_strongly_puts_the_others_in_doubt(word):
    values = [f"{word} disagree", "Strongly disagree", "Disagree", "Agree", "Strongly agree"]
    assert proposed(*values, f"{word} agree") == ["1", "2", "2", "4", "4", "5"]


def test_a_slip_in_one_cell_can_be_told_from_the_others():
    (scale,), known = asked_about(*[1, 2, 3, 4, 5] * 5, 55)
    assert known == {}
    slip = scale.interpretations[-2].values
    assert slip == {str(point): str(point) for point in range(1, 6)}


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        *(((1, 5, 999), {"999"}), ((1, 5, -99), {"-99"}), ((1, 5, 98, 99), {"98", "99"})),
        *(((0, 4, 99), {"99"}), ((0, 50, 99), set()), ((1, 5, 9), set()), ((1, 5, 55), set())),
        ((0, 100, 999), {"999"}),
    ],
)
def test_a_lone_code_for_no_answer_is_no_number_of_a_scale(values, marks):
    sheet = Sheet([[TEXTS[0]], *[[value] for value in values]])
    recognition = recognise(sheet, guess_mapping(sheet, ASKED, []), ASKED, [])
    assert set(recognition.found["missing"]) == marks
    together = {one.key for scale in recognition.scales for one in scale.found}
    assert together == {str(value) for value in values} - marks


def test_four_words_without_a_middle_are_asked_about_unless_it_is_among_the_others():
    four = ("Strongly disagree", "Disagree", "Agree", "Strongly agree")
    (scale,), known = asked_about(*four)
    assert len(scale.found) == 4
    assert known == {}
    for middle in ("Neutral", "In between"):
        scales, known = asked_about(*four, middle)
        assert scales == []
        assert len(known) >= 4
