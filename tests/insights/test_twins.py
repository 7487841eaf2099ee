"""Two reviews that nearly the same people answered can't be made to look as if others had."""

from datetime import timedelta

from django.utils import timezone

from assessments.models import Review
from assessments.paper.marking import mark_on_paper
from insights.disclosure.release import Treatment
from insights.models import Perception
from partnerships.members.services import add_members, remove_member
from partnerships.roster.new_member import NewMember
from tests import scenarios


def answered(partnership, without=()):
    """A review that everyone answered by link but these."""
    review = scenarios.open_quietly(partnership)
    scenarios.answer_all(
        review,
        dict.fromkeys(partnership.members.asked().exclude(pk__in=[one.pk for one in without]), 3),
    )
    return review


def treatment(review):
    return scenarios.close_review(review=review).publication.everyone


def test_not_once_90_days_are_over(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 10)
    first = answered(cast.partnership)
    assert treatment(first) == Treatment.EXACT
    Review.objects.filter(pk=first.pk).update(closed_at=timezone.now() - timedelta(91))
    assert treatment(answered(cast.partnership, without=[cast.ben])) == Treatment.EXACT


def test_everyone_is_in_steps_too(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 10)
    assert treatment(answered(cast.partnership)) == Treatment.EXACT
    second = answered(cast.partnership, without=[cast.ben])
    assert treatment(second) == Treatment.STEPS
    rows = Perception.objects.filter(group__review=second, group__grouping="everyone")
    assert not rows.exclude(counts=None).exists()


def test_by_marks_on_paper(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 10)
    others = scenarios.fill(cast.partnership, scenarios.HEALTH, 5)
    first = answered(cast.partnership, without=others)
    mark_on_paper(review=first, members=[one.pk for one in others])
    assert treatment(first) == Treatment.EXACT
    second = answered(cast.partnership, without=[*others, cast.ben])
    assert treatment(second) == Treatment.STEPS


def test_by_removing_members_and_adding_them_again(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 10)
    others = scenarios.fill(cast.partnership, scenarios.HEALTH, 5)
    assert treatment(answered(cast.partnership)) == Treatment.EXACT
    again = [NewMember("", one.person.email, *scenarios.HEALTH, one.level) for one in others]
    for one in others:
        remove_member(member=one)
    add_members(partnership=cast.partnership, members=again)
    assert treatment(answered(cast.partnership, without=[cast.ben])) == Treatment.STEPS
