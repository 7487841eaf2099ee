"""Whole reviews of random partnerships, read by somebody who wants to know who said what."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from assessments.reviews.services import share
from insights.closing import close_review
from insights.disclosure import Group
from insights.models import COMPARED_GROUPINGS, Grouping, Perception
from insights.results.load import load_results
from partnerships.models import Member
from partnerships.vocabulary import Level, Sector
from tests import scenarios
from tests.attacker import exposed
from tests.reader import Reader, csv_rows, drawn, in_json, in_table, of_everyone, tabled, xlsx_rows

pytestmark = pytest.mark.once  # counting, which the database does, is tested on both by publishing


def closed_at_random(cast, seed):
    """A closed review of a partnership of 4 to 8 organisations, with don't knows among answers."""
    chance = random.Random(seed)
    for number in range(chance.randint(3, 7)):
        organisation = (f"Organisation {number}", chance.choice(Sector.values[:4]))
        for level in Level.values:
            scenarios.fill(cast.partnership, organisation, chance.randint(0, 4), level)
    review = scenarios.open_review(cast.partnership)
    answers = {}
    for member in cast.partnership.members.asked().select_related("organisation"):
        answers[member] = {}

        def rating(statement, member=member):
            value = chance.choice([None, 1, 2, 3, 4, 4, 5, 5])
            answers[member][statement.text] = value
            return value

        scenarios.answer(review, member, rating)
    return close_review(review=review), answers


def belongs(member: Member, group: str) -> bool:
    """Whether somebody who knows the member would count them in the group of this name."""
    sector, level = Sector(member.organisation.sector), Level(member.level)
    return group in {str(member.organisation), str(sector.label), str(level.label)}


def cell_of(member: Member) -> tuple[str, str]:
    return member.organisation_id, member.level


def as_sets(data, members):
    """Every group that is told of, as the set of members in it; the pool is whoever is left."""
    sets = {("everyone", ""): set(members)}
    for grouping in COMPARED_GROUPINGS:
        told = {
            one["group"]: one["pooled"] for one in data["figures"] if one["grouping"] == grouping
        }
        named = {group for group, pooled in told.items() if not pooled}
        for group in named:
            sets[grouping, group] = {member for member in members if belongs(member, group)}
        rest = set(members).difference(*(sets[grouping, group] for group in named))
        sets |= {(grouping, group): rest for group in told.keys() - named}
    return sets


@pytest.mark.parametrize("seed", range(1, 5))
def test_nothing_a_reader_can_get_tells_what_fewer_than_k_people_said(cast, as_, seed):
    review, answers = closed_at_random(cast, seed)
    data = Reader(as_("ben"), share(review=review)).data()
    sets = as_sets(data, answers)
    of_statements = [said for said in in_json(data) if said.subject == "statement"]
    for text in {said.about for said in of_statements}:
        raters, published = Counter(), []
        for member, ratings in answers.items():
            raters[cell_of(member)] += ratings[text] is not None
        for said in (said for said in of_statements if said.about == text):
            group = "" if of_everyone(said) else said.group
            places = frozenset(map(cell_of, sets[said.grouping, group]))
            published.append(Group(said.grouping, said.group, places))
            assert published[-1].people(raters) == said.n
            assert of_everyone(said) or 1 < float(said.mean) < 5
        assert exposed(published, raters, review.k) is None


@pytest.mark.parametrize("seed", [1, 3])
def test_no_spread_of_fewer_than_twice_k_is_left_when_others_are_subtracted(cast, as_, seed):
    review, answers = closed_at_random(cast, seed)
    data = Reader(as_("ben"), share(review=review)).data()
    sets = as_sets(data, answers)
    told = defaultdict(list)
    for one in data["figures"]:
        if one["subject"] == "statement" and one.get("counts"):
            group = "" if one["grouping"] == Grouping.EVERYONE else one["group"]
            told[one["text"]].append((one["grouping"], sets[one["grouping"], group]))
    assert max(map(len, told.values())) > 1
    for text, spreads in told.items():
        rated = {member for member, ratings in answers.items() if ratings[text] is not None}
        for _grouping, whole in spreads:
            for other in COMPARED_GROUPINGS:
                inside = [some for grouping, some in spreads if grouping == other and some < whole]
                left = (whole & rated).difference(*inside)
                assert not left or len(left) >= 2 * review.k or len(rated) < 2 * review.k


@pytest.mark.once
@pytest.mark.parametrize("seed", range(2))
def test_every_file_tells_the_same_means_of_the_same_groups(cast, as_, seed):
    review, _answers = closed_at_random(cast, seed)
    reader = Reader(as_("ben"), share(review=review))
    told = {(said.group, said.mean, said.n) for said in in_json(reader.data())}
    assert len(told) > 20
    assert in_table(csv_rows(reader.export("csv"))) == told
    assert set().union(*map(in_table, xlsx_rows(reader.export("xlsx")))) == told


@pytest.mark.once
@pytest.mark.parametrize("seed", range(2))
def test_pages_and_report_hold_no_figure_but_those_published(cast, as_, seed):
    review, _answers = closed_at_random(cast, seed)
    share(review=review)
    reader, published = Reader(as_("ben"), review), known(review)
    pages = reader.pages()
    assert any(map(drawn, pages))
    assert any(map(tabled, pages))
    for page in pages:
        assert not [
            x for x in drawn(page) if not {round(x, 1), round(x, 2), round(x, 6)} & published
        ]
        assert tabled(page) <= published
    assert reader.report() <= published


def known(review) -> set[float]:
    """What follows at once from a published row, or from those of a group on the statements of
    one stage, to one, two and six decimals."""
    rows = Perception.objects.filter(group__review=review)
    exact = {value for row in rows for value in (row.mean, row.agreement) if value is not None}
    for row in rows.exclude(counts=None):
        whole = row.n + row.dont_know
        exact |= {count / whole * by for count in (*row.counts, row.dont_know) for by in (1, 100)}
    exact |= set(stage_means(review, rows))
    return {round(value, places) for value in exact for places in (1, 2, 6)}


def stage_means(review, rows) -> Iterator[float]:
    stages = {
        s.code: s.stage for part in review.questionnaire.sections_in_order for s in part.statements
    }
    together = defaultdict(list)
    for row in rows.filter(subject="statement"):
        together[row.group_id, stages[row.code]].append(row)
    for some in together.values():
        yield sum(row.mean * row.n for row in some) / sum(row.n for row in some)


def test_a_group_that_nobody_answered_for_looks_like_one_that_is_pooled(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 6)
    [silent] = scenarios.fill(cast.partnership, ("Silent", "housing"), 1)
    review = scenarios.open_review(cast.partnership)
    for member in cast.partnership.members.asked().exclude(pk=silent.pk):
        scenarios.answer(review, member, 3)
    labels = {
        group.label
        for group in load_results(close_review(review=review)).groups[Grouping.ORGANISATION]
    }
    assert "Silent" not in labels
    assert "NHS Riverside" not in labels
