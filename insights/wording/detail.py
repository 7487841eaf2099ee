"""How finely the results of a review are shown, who is counted, and why no more is shown."""

from collections.abc import Iterator

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from insights.disclosure.release import Rung, Treatment, fewest_raters
from insights.models import Grouping
from insights.publishing.plan import TWINS_WITHIN
from insights.results.load import Results
from insights.results.scale import publication_of
from insights.statistics.steps import width_of

from .turnout import who_answered_sentence

WITHOUT = {
    Rung.STEPS: gettext_lazy("how many people in large groups chose each answer is not shown"),
    Rung.NO_LEVELS: gettext_lazy("levels are not compared"),
    Rung.NO_SECTORS: gettext_lazy("levels and sectors are not compared"),
    Rung.WIDE_ENDS: gettext_lazy(
        "levels and sectors are not compared, and the steps at both ends of the scale are wider "
        "than usual"
    ),
    Rung.THIRDS: gettext_lazy(
        "levels and sectors are not compared, and other groups are only shown in three classes"
    ),
    Rung.EVERYONE: gettext_lazy("groups are not compared, and only everyone’s figures are shown"),
}
"""What each rung of the ladder does without."""


def answered_sentence(results: Results) -> str:
    """How many answered, of how many, and how many of them through the coordinator."""
    people = who_answered_sentence(results.review, results.answered)
    if not results.entered:
        return people
    entered = ngettext(
        "The answers of %(entered)s of them were entered by the coordinator.",
        "The answers of %(entered)s of them were entered by the coordinator.",
        results.entered,
    ) % {"entered": results.entered}
    return f"{people} {entered}"


def detail_sentences(results: Results) -> list[str]:
    """What is special about how this review is shown, and why. Empty if nothing is."""
    return [*_about_everyone(results), *_about_groups(results)]


def _about_everyone(results: Results) -> Iterator[str]:
    publication, scale, weights = publication_of(results.review), results.scale, results.weights
    if publication is None or publication.everyone == Treatment.EXACT:
        return
    steps = _(
        "everyone’s means are shown in steps, such as “about 3½”, without how many people chose "
        "each answer."
    )
    if publication.everyone == Treatment.STEPS:
        yield _(
            "Another review closed less than %(days)s days before. Subtracting one from the other "
            "could show what someone answered, so %(steps)s"
        ) % {"days": TWINS_WITHIN.days, "steps": steps}
        return
    few = {"fewest": 2 * results.review.k, "steps": steps}
    if not scale.is_in_classes:
        yield _("Fewer than %(fewest)s people answered by their own link, so %(steps)s") % few
        return
    classes = _("three classes") if scale.points == 3 else _("two classes")
    labels = "; ".join(f"“{label}”" for label in scale.labels)
    yield _(
        "Fewer than %(fewest)s people answered by their own link, so answers are shown in "
        "%(classes)s: %(labels)s."
    ) % (few | {"classes": classes, "labels": labels})
    if not weights.is_in_classes:
        yield _("How much each consideration matters is shown in steps.")


def _about_groups(results: Results) -> Iterator[str]:
    publication = publication_of(results.review)
    if publication is None or not results.review.is_confidential:
        return
    if left_out := WITHOUT.get(Rung(publication.rung)):
        yield _(
            "So that no one can work out what someone answered, this review is shown in less "
            "detail than others: %(left_out)s."
        ) % {"left_out": left_out}


def group_notes(results: Results, grouping: Grouping) -> list[str]:
    """How to read the figures of groups. Empty where partners agreed to be seen."""
    groups = results.groups[grouping]
    if not results.review.is_confidential or not groups:
        return []
    notes = [step_note(results.scale.points), blank_note(results.review.k)]
    entered = [f"{one} ({one.entered})" for one in groups if one.entered]
    if entered:
        notes.append(
            _("Answers that the coordinator entered: %(groups)s.")
            % {"groups": get_text_list(entered, _("and"))}
        )
    return notes


def bar_notes(results: Results, grouping: Grouping) -> list[str]:
    """What is drawn for the steps of groups in a chart. Empty where there are none."""
    if not results.review.is_confidential or not results.groups[grouping]:
        return []
    return [_("The bar through a mark covers its step; the mark is where the step is read.")]


def step_note(points: int) -> str:
    """What a step is, on a scale of this many points."""
    if width_of(points) < 1:
        return _(
            "Means of groups are shown in steps of half a point, so that no one’s answer can be "
            "worked out. “About 4½” is from 4¼ up to 4¾. The steps at both ends of the scale are "
            "often wider, such as “4½ or more”. A consideration’s step is the mean of its "
            "statements’ steps."
        )
    return _(
        "Means of groups are shown in steps of a point, so that no one’s answer can be worked "
        "out. “About 8” is from 7½ up to 8½. The steps at both ends of the scale are often wider, "
        "such as “9 or more”. A consideration’s step is the mean of its statements’ steps."
    )


def blank_note(k: int) -> str:
    """Why a group has no figure."""
    return _(
        "“Too few ratings” means that fewer than %(fewest)s people in the group gave a rating by "
        "their own link. “Same as everyone” means that all ratings were the same, and “too alike” "
        "that they were so close together that a step would show what someone chose. Groups are "
        "compared on a consideration by the statements shown for all of them, at least half of all."
    ) % {"fewest": fewest_raters(k)}
