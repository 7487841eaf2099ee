"""Everything published about a review as one table, or as the sheets of a workbook."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.bank import Factor, OutcomeLevel, Stage
from insights.models import Subject
from insights.results.load import Results
from insights.results.scale import ShownScale
from insights.statistics.figures import Figure
from insights.statistics.steps import Step
from insights.tables.base import CellValue, ResultsTable, mean_cell
from insights.tables.gaps import gaps_table
from insights.wording.detail import blank_note, detail_sentences, step_note

from .dataset import DatasetRow, comments_by_consideration, dataset_rows

STEP_ENDS = {"low": gettext_lazy("lowest step"), "high": gettext_lazy("highest step")}


def to_single_table(results: Results) -> ResultsTable:
    """All of it as one table, with a row for each figure and comment."""
    head = _headings(results)
    written: list[list[CellValue]] = [
        [consideration, _("Comment"), text, *[""] * (len(head) - 3)]
        for consideration, text in _comment_rows(results)
    ]
    return ResultsTable(
        id="everything",
        caption=_("Results"),
        head=head,
        rows=[*(_cells(one, results) for one in dataset_rows(results)), *written],
    )


def to_sheets(results: Results) -> list[ResultsTable]:
    """All of it as sheets of a workbook: about, considerations, statements, gaps and comments."""
    head, about_statements = _headings(results), Subject.STATEMENT
    rows = [(one.subject, _cells(one, results)) for one in dataset_rows(results)]
    considerations = [row for subject, row in rows if subject != about_statements]
    statements = [row for subject, row in rows if subject == about_statements]
    written: list[list[CellValue]] = [[*row] for row in _comment_rows(results)]
    return [
        ResultsTable(
            "about", _("About"), [_("Results"), str(results.review)], _about_rows(results)
        ),
        ResultsTable("considerations", _("Considerations"), head, considerations),
        ResultsTable("statements", _("Statements"), head, statements),
        replace(gaps_table(results), caption=_("Gaps")),
        ResultsTable("comments", _("Comments"), [_("Consideration"), _("Comment")], written),
    ]


def _about_rows(results: Results) -> list[list[CellValue]]:
    review, scale, asked = results.review, results.scale, results.answered.asked
    facts: list[list[CellValue]] = [
        [_("Partnership"), review.partnership.name],
        [_("Questionnaire"), str(review.questionnaire)],
        [_("Closed on"), date_format(localdate(review.closed_at))],
        [_("People who answered"), results.people],
        [_("People who were asked"), "" if asked is None else asked],
        [_("Of them entered by the coordinator"), results.entered],
        [_("How answers are treated"), review.get_confidentiality_display()],
        [_("Ratings"), _scale_in_words(scale)],
        [_("Importance"), _scale_in_words(results.weights)],
        [
            _("Considerations"),
            _(
                "The column under each answer shows how many ratings were given, across all "
                "statements of the consideration. The people column shows the fewest who rated "
                "any one of them."
            ),
        ],
    ]
    facts += [[_("Detail"), sentence] for sentence in detail_sentences(results)]
    if review.is_confidential:
        facts += [[_("Steps"), step_note(scale.points)], [_("No figure"), blank_note(review.k)]]
        facts.append([_("Empty cells"), _("What is not shown, or does not apply.")])
    return facts


def _scale_in_words(scale: ShownScale) -> str:
    return "; ".join(f"{point} = {label}" for point, label in enumerate(scale.labels, start=1))


def _headings(results: Results) -> list[str]:
    return [
        _("Consideration"),
        _("About"),
        _("In words"),
        _("Stage"),
        _("Outcome for"),
        _("Factor"),
        _("Compared by"),
        _("Group"),
        _("People in the group"),
        _("Of them entered by the coordinator"),
        _("Mean"),
        _("Step from"),
        _("Step up to"),
        _("End of the scale"),
        _("People who gave a rating"),
        _("Agreement, −1 to 1"),
        *results.scale.labels,
        _("Don’t know"),
        _("Doesn’t apply"),
    ]


def _cells(row: DatasetRow, results: Results) -> list[CellValue]:
    return [
        row.consideration.name,
        str(row.subject.label),
        row.text or row.consideration.question,
        str(Stage(row.stage).label) if row.stage else "",
        str(OutcomeLevel(row.level).label) if row.level else "",
        str(Factor(row.factor).label) if row.factor else "",
        str(row.grouping.label),
        str(row.group),
        row.group.people,
        row.group.entered,
        mean_cell(row.figure),
        *_figure_cells(row, results.scale.points),
    ]


def _figure_cells(row: DatasetRow, points: int) -> list[CellValue]:
    """The columns beside the mean. Importance has its own scale, without the columns of answers."""
    figure = row.figure
    if not isinstance(figure, Figure):
        return [""] * (points + 7)
    of_ratings = row.subject != Subject.IMPORTANCE
    exact = of_ratings and not figure.step
    return [
        *_step_cells(figure.step),
        "" if figure.step else figure.n,
        "" if figure.agreement is None else round(figure.agreement, 2),
        *(figure.counts if of_ratings and figure.counts else [""] * points),
        figure.dont_know if exact else "",
        figure.not_applicable if exact else "",
    ]


def _step_cells(step: Step | None) -> list[CellValue]:
    """Its ends, and which end of the scale it is at, if it is."""
    if step is None:
        return ["", "", ""]
    return [step.low, step.high, str(STEP_ENDS[step.bound]) if step.bound else ""]


def _comment_rows(results: Results) -> Iterator[tuple[str, str]]:
    """Each comment under its consideration, and a row for how many are withheld."""
    for one in comments_by_consideration(results):
        yield from ((one.name, text) for text in one.texts)
        if one.withheld:
            yield one.name, _withheld_comments(one.withheld)


def _withheld_comments(count: int) -> str:
    return ngettext(
        "%(count)s comment is withheld because it might identify someone.",
        "%(count)s comments are withheld because they might identify someone.",
        count,
    ) % {"count": count}
