"""Pages, charts, files and the report tell the same figures, and none that are not published."""

import random

import pytest

from assessments.reviews.services import share
from insights.closing import close_review
from insights.models import Perception
from insights.statistics.figures import Figure
from insights.wording.figures import short_figure
from partnerships.vocabulary import Level, Sector
from tests import scenarios
from tests.reader import Reader, csv_rows, in_json, in_table, marked, tabled, xlsx_rows

pytestmark = pytest.mark.once  # counting, which the database does, is tested on both by publishing


def closed_at_random(cast, seed):
    """A closed review of a partnership of 4 to 8 organisations, with don't knows among answers."""
    chance = random.Random(seed)
    for number in range(chance.randint(3, 7)):
        organisation = (f"Organisation {number}", chance.choice(Sector.values[:4]))
        for level in Level.values:
            scenarios.fill(cast.partnership, organisation, chance.randint(0, 4), level)
    review = scenarios.open_quietly(
        cast.partnership, questionnaire=scenarios.questionnaire("pulse")
    )
    scenarios.answer_all(
        review,
        {
            member: lambda _one: chance.choice([None, 1, 2, 3, 4, 4, 5, 5])
            for member in cast.partnership.members.asked()
        },
    )
    return close_review(review=review)


def published(review) -> list[Figure]:
    """Every figure there is."""
    return [row.figure for row in Perception.objects.filter(group__review=review)]


@pytest.mark.parametrize("seed", range(2))
def test_every_file_tells_the_same_figures_of_the_same_groups(cast, as_, seed):
    review = closed_at_random(cast, seed)
    reader = Reader(as_("ben"), share(review=review))
    told = {(said.group, said.words, said.people) for said in in_json(reader.data())}
    assert len(told) > 5
    assert in_table(csv_rows(reader.export("csv"))) == told
    assert set().union(*map(in_table, xlsx_rows(reader.export("xlsx")))) == told


@pytest.mark.parametrize("seed", range(2))
def test_pages_and_report_hold_no_figure_but_those_published(cast, as_, seed):
    review = closed_at_random(cast, seed)
    reader, figures = Reader(as_("ben"), share(review=review)), published(review)
    words = {short_figure(one) for one in figures}
    means = {round(one.mean, 1) for one in figures}
    pages = reader.pages()
    assert any(map(marked, pages))
    assert any(map(tabled, pages))
    for page in pages:
        assert marked(page) <= words
        assert tabled(page) <= means
    assert reader.report() <= means
