"""What chance would give if all groups were alike, from what is about to be published."""

from collections.abc import Iterator

from assessments.models import Review
from insights.disclosure.release import Plan, Rung, TalliedQuestion, Treatment, step_scale
from insights.models import ChanceRange
from insights.statistics.chance import Answers, ByChance, by_chance


def ranges_by_chance(review: Review, code: str, dealt: ByChance) -> Iterator[ChanceRange]:
    """The rows about one statement."""
    for grouping, one in dealt.ranges.items():
        yield ChanceRange(
            review=review,
            code=code,
            grouping=grouping,
            low=one.low,
            high=one.high,
            wide_from=dealt.wide_from,
            share=one.share,
        )


def dealt(
    question: TalliedQuestion, plan: Plan, rung: Rung, *, is_confidential: bool
) -> ByChance | None:
    """Everyone's answers to a statement dealt into the groups that are compared on it.

    None where it is not shown how everyone answered, or groups are not compared. A grouping with a
    group that is a single answer is left out: what one person said is no matter of chance.
    """
    scale = step_scale(question, plan, rung) if is_confidential else None
    everyone = question.everyone
    if plan.treats(question) != Treatment.EXACT or not sum(everyone) or (scale and not scale.edges):
        return None
    answers = sum(question.answers(plan.whole.cells))
    sizes: dict[str, tuple[int, ...]] = {}
    for group in plan.shown_at(rung):
        size = sum(question.answers(group.cells))
        sizes[group.grouping] = (*sizes.get(group.grouping, ()), size)
    return by_chance(
        Answers(everyone, answers - sum(everyone)),
        tuple(
            (one, tuple(sorted(some)))
            for one, some in sizes.items()
            if len(some) > 1 and min(some) > 1
        ),
        scale,
        plan.fewest_raters if is_confidential else 1,
    )
