"""Whole reviews of random partnerships, read by somebody who wants to know who said what."""

import json
import random
import re
from collections import Counter

import pytest
from django.urls import reverse

from insights.disclosure import Group
from insights.models import COMPARISONS, Grouping
from insights.results import Figure, load_results
from insights.services import close_review
from partnerships.models import Member
from partnerships.vocabulary import Level, Sector
from reports.build import build_report
from tests import scenarios
from tests.attacker import exposed


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
            answers[member][statement.code] = value
            return value

        scenarios.answer(review, member, rating)
    return close_review(review=review), answers


def belongs(member: Member, group) -> bool:
    """Whether somebody who knows the member would count them in a published group."""
    if group.pooled:
        return False
    return group.label in {
        str(member.organisation),
        str(Sector(member.organisation.sector).label),
        str(Level(member.level).label),
    }


def place_of(member: Member) -> tuple[str, str]:
    return member.organisation_id, member.level


def as_sets(results, members):
    """Published groups as sets of members; the pool is whoever is in no other of its grouping."""
    sets = {}
    for grouping in COMPARISONS:
        named = set()
        for group in results.groups[grouping]:
            if not group.pooled:
                sets[group.pk] = {m for m in members if belongs(m, group)}
                named |= sets[group.pk]
        for group in results.groups[grouping]:
            if group.pooled:
                sets[group.pk] = set(members) - named
    return sets


@pytest.mark.parametrize("seed", range(1, 5))
def test_nothing_published_gives_fewer_than_k_away(cast, seed):
    review, answers = closed_at_random(cast, seed)
    results = load_results(review)
    sets = as_sets(results, answers)
    for statement in [result.statements[0] for result in results]:
        raters = Counter()
        for member, said in answers.items():
            raters[place_of(member)] += said[statement.statement.code] is not None
        published = [Group("everyone", "", frozenset(raters))]
        for grouping in COMPARISONS:
            for seen in statement.groups[grouping]:
                if isinstance(seen.figure, Figure) and not seen.figure.band:
                    places = frozenset(map(place_of, sets[seen.group.pk]))
                    group = Group(grouping, seen.group.label, places)
                    assert group.people(raters) == seen.figure.n
                    assert 1 < seen.figure.mean < 5
                    published.append(group)
        assert exposed(published, raters, review.k) is None


@pytest.mark.parametrize("seed", range(2))
def test_pages_and_report_hold_no_figure_but_those_published(cast, as_, seed):
    review, _answers = closed_at_random(cast, seed)
    results = load_results(review)
    means = {
        round(seen.figure.mean, 1)
        for result in results
        for one in [result, *result.statements]
        for grouping in COMPARISONS
        for seen in one.groups[grouping]
        if isinstance(seen.figure, Figure)
    }
    for by in COMPARISONS:
        address = reverse("insights:results", args=[review.pk])
        page = as_("ana").get(f"{address}?by={by}").content.decode()
        found = re.search(r'<script id="figure-differences"[^>]*>(.*?)</script>', page, re.DOTALL)
        figure = json.loads(found[1]) if found else {"data": []}
        drawn = {round(x, 1) for trace in figure["data"] for x in trace["x"] if x is not None}
        assert drawn <= means
    report = build_report(review)
    read = {
        round(row.reading.at, 1)
        for section in report.sections
        for comparison in section.comparisons
        for row in comparison.rows
        if row.reading.at is not None
    }
    assert read <= means


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
