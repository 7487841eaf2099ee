"""Attacks by people who arrange what is held: padding, twin reviews, and sham partnerships."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count
from random import Random
from unittest.mock import patch

from django.utils import timezone

from assessments.models import Review
from assessments.models.review import LOWEST_K
from assessments.reviews.services import NotReady
from insights.models import BenchmarkRelease, Grouping, Perception, Subject
from insights.results import benchmark
from insights.services import join_benchmark, leave_benchmark
from partnerships.models import Member, Partnership

from ..invented.holding import add_again, begin, finish, hold, new_partnership
from ..invented.plan import IntTable, Plan, Respondent, random_plan
from ..reading import read
from ..solving import knowledge
from ..tally import Tally, of_review
from .answers import Asked, Attacker, someone_else, tallied

SHAMS = benchmark.MIN_PARTNERSHIPS + 1
"""So many that those who are counted can be as many at either end."""
FOUR_QUARTERS = 4


def padding(seed: int, statements: int) -> list[Tally]:
    """A coordinator types in k − 1 sheets for an organisation in which one person answers."""
    plan = _padded(_by_link(random_plan(seed, statements)), Random(seed))
    published = read(hold(plan, f"Padded {seed}"), plan)
    asked = [
        question
        for number, one in enumerate(plan.questions)
        for question in of_last(
            Attacker(knowledge.coordinator(plan, number, published[one])),
            plan.cells.index(plan.people[-1].cell),
        )
    ]
    return of_review([tallied("padding with sheets", "answers", asked)])


def _by_link(plan: Plan) -> Plan:
    """Those who answer by their link, and no one else."""
    kept = [at for at, one in enumerate(plan.people) if one.way == "link"]
    answers = tuple(tuple(said[at] for at in kept) for said in plan.answers)
    return replace(plan, people=tuple(plan.people[at] for at in kept), answers=answers)


def _padded(plan: Plan, chance: Random) -> Plan:
    """Beside them k − 1 sheets of an organisation, and one other person in it, who comes last.

    The sheets keep to the middle of the scale and all others to no point, so that nothing is near
    an end.
    """
    like = plan.people[0]
    target = Respondent("Target", like.sector, like.level)
    sheets = [replace(target, way="sheet")] * (plan.k - 1)
    answers = [
        (
            *(chance.randrange(one.points) for _person in plan.people),
            *((one.points - 1) // 2 for _sheet in sheets),
            chance.randrange(one.points),
        )
        for one in plan.questions
    ]
    return replace(plan, people=(*plan.people, *sheets, target), answers=tuple(answers))


def of_last(attacker: Attacker, cell: int) -> Iterator[Asked]:
    """Whether the answer of the one person of this row is read."""
    truth: IntTable = attacker.knowledge.truth
    otherwise = someone_else(truth.shape, cell, int(truth[cell].argmax()))
    yield partial(attacker.is_fixed, [(otherwise,)])


def twins(seed: int, statements: int) -> list[Tally]:
    """Two reviews of one partnership, the second without one person; all others answer alike.

    Coordinators may try to make the two look less alike: by sheets that they type into the first
    for members of their own, or by removing some members and adding them again.
    """
    plan = _by_link(random_plan(seed, statements))
    target = Random(seed).randrange(len(plan.people))
    partnership, members = new_partnership(f"Twins {seed}", plan.people)
    opened = begin(partnership, plan)
    tallies = [tallied("twin reviews at once", "reviews", [partial(_opens, partnership, plan)])]
    first = finish(opened, plan, members)
    asked = _of_twins(plan, target, first, _without(partnership, plan, target, members))
    tallies.append(tallied("twin reviews", "answers", asked))
    for name, arrange in (("sheets", _twins_with_sheets), ("new members", _twins_with_others)):
        asked = arrange(plan, target, f"Twins {seed} with {name}")
        tallies.append(tallied(f"twin reviews, {name}", "answers", asked))
    return of_review(tallies)


def _without(
    partnership: Partnership, plan: Plan, target: int, members: Sequence[Member]
) -> Review:
    """A second review, which only those answer who answered by link, but for the target."""
    later = _later(plan, target)
    return finish(begin(partnership, later), later, members)


def _later(plan: Plan, target: int) -> Plan:
    people = [
        replace(one, way="silent") if at == target or one.way == "sheet" else one
        for at, one in enumerate(plan.people)
    ]
    return replace(plan, people=tuple(people))


def _of_twins(plan: Plan, target: int, first: Review, second: Review) -> Iterator[Asked]:
    """Whether the target's answer to each question is read."""
    one, other = read(first, plan), read(second, _later(plan, target))
    for number, question in enumerate(plan.questions):
        both = knowledge.of_both(plan, number, target, one[question], other[question])
        yield from of_last(Attacker(both), -1)


def _twins_with_sheets(plan: Plan, target: int, name: str) -> Iterator[Asked]:
    sheets = [replace(plan.people[0], way="sheet")] * plan.k
    padded = replace(
        plan,
        people=(*plan.people, *sheets),
        answers=tuple((*said, *[0] * len(sheets)) for said in plan.answers),
    )
    partnership, members = new_partnership(name, padded.people)
    first = finish(begin(partnership, padded), padded, members)
    return _of_twins(padded, target, first, _without(partnership, padded, target, members))


def _twins_with_others(plan: Plan, target: int, name: str) -> Iterator[Asked]:
    """As many as k members, neither the target nor the coordinator, are taken for new ones."""
    partnership, members = new_partnership(name, plan.people)
    first = finish(begin(partnership, plan), plan, members)
    others = [at for at in range(1, len(members)) if at != target]
    for at in others[: plan.k]:
        members[at] = add_again(members[at], plan.people[at])
    return _of_twins(plan, target, first, _without(partnership, plan, target, members))


def _opens(partnership: Partnership, plan: Plan) -> bool:
    """Whether a review opens while another is open."""
    try:
        begin(partnership, plan)
    except NotReady:
        return False
    return True


def shams(seed: int, statements: int) -> list[Tally]:
    """Sham partnerships of one's own, at both ends of the scale around a victim's, beside which
    it is compared with others: does the middle tell the victim's means in a year of editions?

    A host that knows its partnerships does not admit them. What if it did is reported.
    """
    plan = _comparable(seed, statements)
    victim = hold(plan, f"Victim {seed}")
    ends = [(0, one.points - 1) for one in plan.questions]
    around = [
        hold(_sham(plan, [end[number % 2] for end in ends]), f"Sham {seed}, {number}")
        for number in range(SHAMS)
    ]
    theirs = Partnership.objects.filter(reviews__in=[victim, *around])
    for partnership in theirs:
        join_benchmark(partnership=partnership)
    tallies = []
    for admitted in (False, True):
        theirs.exclude(reviews=victim).update(approved_at=timezone.now() if admitted else None)
        released = list(_editions(FOUR_QUARTERS))
        asked = [partial(tells, released, code, share) for code, share in _shares(victim).items()]
        name = "sham partnerships" + ", admitted" * admitted
        tallies.append(tallied(name, "means", asked, reported=admitted))
    for partnership in theirs:
        leave_benchmark(partnership=partnership)
    return of_review(tallies)


def _comparable(seed: int, statements: int) -> Plan:
    """A partnership that counts beside others."""
    for further in count(seed, 1000):
        plan = _by_link(random_plan(further, statements))
        organisations = {one.organisation for one in plan.people}
        enough = max(benchmark.MIN_PEOPLE, 2 * plan.k)
        if len(plan.people) >= enough and len(organisations) >= benchmark.MIN_ORGANISATIONS:
            return plan
    raise AssertionError("unreachable")


def _editions(quarters: int) -> Iterator[BenchmarkRelease]:
    """What is published of each of the coming quarters, as if it was their first day."""
    BenchmarkRelease.objects.all().delete()
    year = timezone.localdate().year + 1
    for quarter in range(quarters):
        first = date(year, 1 + quarter * benchmark.MONTHS, 1)
        with patch.object(timezone, "localdate", return_value=first):
            benchmark.publish_due()
        yield from BenchmarkRelease.objects.filter(partnerships__gt=0)


def _sham(plan: Plan, answers: Sequence[int]) -> Plan:
    """Twelve people of three organisations who all say the same, in a review with the lowest k."""
    like = plan.people[0]
    people = tuple(replace(like, organisation=f"Sham {number % 3}") for number in range(12))
    said = tuple((one,) * len(people) for one in answers)
    return replace(plan, k=LOWEST_K, people=people, answers=said)


def _shares(review: Review) -> dict[str, float]:
    """Everyone's mean on each consideration, as a share of the scale."""
    rows = Perception.objects.filter(
        group__review=review, group__grouping=Grouping.EVERYONE, subject=Subject.CONSIDERATION
    )
    points = review.questionnaire.points
    return {row.code: benchmark.share_of_scale(row.mean, points) for row in rows}


def tells(released: Sequence[BenchmarkRelease], code: str, share: float) -> bool:
    """Whether a release has this share in its middle, to half a step."""
    nearest = benchmark.ROUNDING_STEP / 2 + 1e-9
    middles = [one.quartiles[code][1] for one in released if code in one.quartiles]
    return any(abs(middle - share) <= nearest for middle in middles)
