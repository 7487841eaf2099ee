"""Everything published about a review, for people who want to analyse it themselves.

It holds only what the pages show: means to one decimal place with the number of ratings, steps with
their ends, and why there is no figure. It reads published perceptions and comments.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from evidence.bank import Consideration
from insights.models import COMPARED_GROUPINGS, Grouping, PublishedComment, PublishedGroup, Subject
from insights.results.comments import OTHER_COMMENTS
from insights.results.gaps import CalledGap, gaps_of
from insights.results.load import ComparedResult, ConsiderationResult, Results
from insights.results.scale import publication_of
from insights.statistics import measures
from insights.statistics.figures import Figure, MaybeWithheld
from insights.statistics.steps import Step
from insights.wording.detail import detail_sentences
from insights.wording.figures import step_in_words

FORMAT, VERSION = "parallax-results", 3


@dataclass(frozen=True)
class DatasetRow:
    """What one group says about one thing. `code` and `text` belong to a statement."""

    consideration: Consideration
    subject: Subject
    grouping: Grouping
    group: PublishedGroup
    figure: MaybeWithheld
    code: str = ""
    text: str = ""
    stage: str = ""
    level: str = ""
    factor: str = ""


def dataset_rows(results: Results) -> Iterator[DatasetRow]:
    """Every figure that might have been published, in the order of the questionnaire."""
    for one in results:
        yield from _rows_about(one, one, results, Subject.CONSIDERATION)
        for everyone in results.groups[Grouping.EVERYONE]:
            yield DatasetRow(
                one.consideration,
                Subject.IMPORTANCE,
                Grouping.EVERYONE,
                everyone,
                one.importance,
            )
        for seen in one.statements:
            statement = seen.statement
            about = {
                name: getattr(statement, name)
                for name in ("code", "text", "stage", "level", "factor")
            }
            yield from _rows_about(seen, one, results, Subject.STATEMENT, **about)


def _rows_about(
    seen: ComparedResult, one: ConsiderationResult, results: Results, subject: Subject, **about: str
) -> Iterator[DatasetRow]:
    for everyone in results.groups[Grouping.EVERYONE]:
        everybody = Grouping.EVERYONE
        yield DatasetRow(one.consideration, subject, everybody, everyone, seen.everyone, **about)
    for grouping in COMPARED_GROUPINGS:
        for by_group in seen.groups[grouping]:
            yield DatasetRow(
                one.consideration, subject, grouping, by_group.group, by_group.figure, **about
            )


@dataclass(frozen=True)
class CommentTexts:
    """What people wrote about one consideration, and how many comments are withheld.

    Other comments have no `code`.
    """

    name: str
    code: str
    texts: list[str]
    withheld: int


def comments_by_consideration(results: Results) -> list[CommentTexts]:
    """What people wrote, by consideration, then other comments if there are any."""
    names = {one.consideration.code: one.consideration.name for one in results}
    names[""] = str(OTHER_COMMENTS)
    written: dict[str, list[PublishedComment]] = {code: [] for code in names}
    for comment in results.review.published_comments.all():
        written[comment.consideration].append(comment)
    return [
        CommentTexts(
            name,
            code,
            [one.text for one in written[code] if not one.withheld],
            sum(one.withheld for one in written[code]),
        )
        for code, name in names.items()
        if code or written[code]
    ]


def to_json_data(results: Results) -> dict[str, Any]:
    """All of it for programs. A figure that is not shown says why and has no number."""
    review, publication = results.review, publication_of(results.review)
    return {
        "format": FORMAT,
        "version": VERSION,
        "partnership": review.partnership.name,
        "review": review.title,
        "closed_on": localdate(review.closed_at).isoformat(),
        "confidentiality": review.confidentiality,
        "smallest_group": review.k if review.is_confidential else None,
        "questionnaire": {
            "code": review.questionnaire.code,
            "version": review.questionnaire.version,
            "rating_labels": review.questionnaire.rating_labels,
            "importance_labels": review.questionnaire.importance_labels,
        },
        "shown_on": {
            "rating_labels": results.scale.labels,
            "importance_labels": results.weights.labels,
        },
        "detail": {
            "rung": publication and publication.rung,
            "everyone": publication and publication.everyone,
            "notes": detail_sentences(results),
        },
        "people": results.people,
        "asked": results.answered.asked,
        "entered": results.entered,
        "figures": [_figure_data(one) for one in dataset_rows(results)],
        "gaps": [_gap_data(one) for one in _gaps(results)],
        "comments": [_comments_data(one) for one in comments_by_consideration(results)],
    }


def _figure_data(row: DatasetRow) -> dict[str, Any]:
    about = {
        "consideration": row.consideration.code,
        "subject": row.subject.value,
        "grouping": row.grouping.value,
        "group": row.group.label,
        "entered": row.group.entered,
        "people": row.group.people,
    }
    if row.subject == Subject.STATEMENT:
        about |= {"statement": row.code, "text": row.text, "stage": row.stage}
        about |= {"level": row.level or None, "factor": row.factor or None}
    figure = row.figure
    if not isinstance(figure, Figure):
        return about | {"shown": False, "why_not": figure.why.value}
    if figure.step:
        return (
            about | {"shown": True, "mean": None, "step": _step_data(figure.step)} | _spread(figure)
        )
    return about | {
        "shown": True,
        "n": figure.n,
        "mean": round(figure.mean, 1),
        "step": None,
        **_spread(figure),
        "dont_know": figure.dont_know,
        "not_applicable": figure.not_applicable,
        "dont_know_share": round(measures.dont_know_share(figure.n, figure.dont_know), 2),
        "not_applicable_share": round(
            measures.not_applicable_share(figure.n, figure.dont_know, figure.not_applicable), 2
        ),
    }


def _comments_data(about: CommentTexts) -> dict[str, Any]:
    return {
        "consideration": about.code or None,
        "texts": about.texts,
        "withheld": about.withheld,
    }


def _gaps(results: Results) -> Iterator[CalledGap]:
    for result in results:
        for one in result.statements:
            yield from gaps_of(one, results.scale.points)


def _gap_data(called: CalledGap) -> dict[str, Any]:
    by_chance = called.statement.chance.get(called.grouping)
    return {
        "statement": called.statement.statement.code,
        "grouping": called.grouping.value,
        "higher": called.gap.higher.group.label,
        "lower": called.gap.lower.group.label,
        "points_apart": called.gap.width,
        "at_least": called.gap.is_least,
        "could_chance": called.grade.value,
        "range_by_chance": by_chance and [round(by_chance.low, 2), round(by_chance.high, 2)],
        "wider_than_chance_from": by_chance and by_chance.wide_from,
    }


def _step_data(step: Step) -> dict[str, Any]:
    return {
        "words": step_in_words(step),
        "low": step.low,
        "high": step.high,
        "bound": step.bound or None,
    }


def _spread(figure: Figure) -> dict[str, Any]:
    counts = figure.counts
    return {
        "agreement": None if figure.agreement is None else round(figure.agreement, 2),
        "consensus": round(measures.consensus(counts), 2) if counts else None,
        "counts": counts,
    }
