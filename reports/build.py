"""Builds the outline of a report from what is published and the outcome of the discussion.

It reads published perceptions, the evidence bank, conclusions and actions. It does not read
answers.
"""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Review
from discussions.models import Action, Conclusion
from evidence.bank import Consideration, Source, Stage, bank
from insights.models import COMPARED_GROUPINGS, CommentWithTotal, Grouping
from insights.results.load import ConsiderationResult, Results, load_results
from insights.statistics import measures
from insights.statistics.figures import Figure, MaybeWithheld
from insights.wording.detail import detail_sentences
from insights.wording.figures import short_figure
from insights.wording.gaps import GROUPING_HEADINGS, consideration_gap_sentence
from insights.wording.sentences import consideration_sentence
from insights.wording.talking_points import talking_points

from . import sentences
from .glossary import how_to_read
from .outline import (
    ActionRow,
    CitedFinding,
    DiscussionOutcome,
    GroupComparison,
    GroupRow,
    OverviewRow,
    QuestionGroup,
    Report,
    ReportedFigure,
    ReportOverview,
    ReportSection,
    StatementRow,
)

NOTHING = "–"
MOST_COMMENTS = 100
"""How many comments on one consideration a report prints."""


def build_report(review: Review) -> Report:
    """The report of a closed review as it is now."""
    results = load_results(review)
    today = timezone.localdate()
    actions, cited = _actions(review), _cited_sources(results)
    names = (review.partnership.name, review.title, today.isoformat())
    return Report(
        title=_("Discussion report"),
        partnership=review.partnership.name,
        purpose=review.partnership.purpose,
        review=review.title,
        questionnaire=review.questionnaire.title,
        dates=_dates(review),
        made_on=date_format(today),
        file_stem="-".join(filter(None, (slugify(name)[:60] for name in names))),
        k=review.k,
        people=results.people,
        turnout=sentences.turnout_sentence(results),
        rating_labels=results.scale.labels,
        agreed_labels=tuple(review.questionnaire.rating_labels),
        detail=tuple(detail_sentences(results)),
        overview=_overview(results),
        sections=_sections(results, actions, cited),
        other_comments=tuple(
            review.published_comments.shown()
            .filter(consideration="")
            .values_list("text", flat=True)
        ),
        actions=tuple(actions),
        how_to_read=how_to_read(results),
        sources=tuple(_full_citation(source) for source in cited),
    )


def _dates(review: Review) -> str:
    return _("Open for answers from %(start)s to %(end)s") % {
        "start": date_format(timezone.localdate(review.opened_at)),
        "end": date_format(timezone.localdate(review.closed_at)),
    }


def _actions(review: Review) -> list[ActionRow]:
    return [
        ActionRow(
            what=action.what,
            who=_owner_in_words(action),
            due=date_format(action.due),
            state=_("Done") if action.done_at else _("To do"),
            consideration=bank().consideration(action.consideration).name,
        )
        for action in review.actions.select_related("owner__organisation")
    ]


def _owner_in_words(action: Action) -> str:
    organisation = action.owner and action.owner.organisation
    return f"{action.who}, {organisation}" if organisation else action.who


def _reported_figure(shown: MaybeWithheld) -> ReportedFigure:
    if not isinstance(shown, Figure):
        return ReportedFigure(short_figure(shown), NOTHING, NOTHING, NOTHING, NOTHING)
    low, high = shown.middle_half or (0, 0)
    step = shown.step
    return ReportedFigure(
        mean=short_figure(shown),
        n=str(shown.n),
        middle_half=f"{low}–{high}" if shown.middle_half else NOTHING,
        positive=f"{measures.favourable_share(shown.counts):.0%}" if shown.counts else NOTHING,
        dont_know=NOTHING if step else str(shown.dont_know),
        mean_point=shown.shown_mean,
        middle_half_points=shown.middle_half,
        step_ends=(step.low, step.high) if step else None,
        counts=shown.counts or (),
    )


def _overview(results: Results) -> ReportOverview:
    """All considerations, with the groups of the first grouping that has any."""
    grouping = next(
        (one for one in COMPARED_GROUPINGS if results.groups[one]), Grouping.ORGANISATION
    )
    return ReportOverview(
        sentences=sentences.overview_sentences(results, grouping),
        grouping=str(GROUPING_HEADINGS[grouping]),
        groups=tuple(group.heading for group in results.groups[grouping]),
        rows=tuple(
            OverviewRow(
                name=result.consideration.name,
                everyone=_reported_figure(result.everyone),
                importance=_reported_figure(result.importance),
                groups=tuple(_reported_figure(seen.figure) for seen in result.groups[grouping]),
            )
            for result in results
        ),
        chart_description=sentences.chart_description(results, grouping),
    )


def _sections(
    results: Results, actions: list[ActionRow], cited: list[Source]
) -> tuple[ReportSection, ...]:
    review = results.review
    comments = review.published_comments.shown().first_of_each(MOST_COMMENTS)
    conclusions = {one.consideration: one for one in review.conclusions.agreed()}
    said: dict[str, list[CommentWithTotal]] = {}
    for comment in comments:
        said.setdefault(comment.consideration, []).append(comment)
    return tuple(
        _section(
            results,
            result,
            comments=tuple(said.get(result.consideration.code, ())),
            conclusion=conclusions.get(result.consideration.code),
            evidence=_evidence(result.consideration, cited),
            actions=tuple(row for row in actions if row.consideration == result.consideration.name),
        )
        for result in results
    )


def _section(
    results: Results,
    result: ConsiderationResult,
    *,
    comments: tuple[CommentWithTotal, ...],
    conclusion: Conclusion | None,
    evidence: tuple[CitedFinding, ...],
    actions: tuple[ActionRow, ...],
) -> ReportSection:
    consideration, questionnaire = result.consideration, results.review.questionnaire
    return ReportSection(
        name=consideration.name,
        question=consideration.question,
        sentences=(
            consideration_sentence(result, results.scale.labels),
            sentences.importance_sentence(result.importance, results.weights.labels),
        ),
        everyone=_reported_figure(result.everyone),
        importance=_reported_figure(result.importance),
        comparisons=_comparisons(result, results.scale.points),
        statements=_statements(result, results.scale.labels),
        evidence=evidence,
        talking_points=_talking_points(result, results.scale.points),
        comments=tuple(comment.text for comment in comments),
        more_comments=_more_comments(comments),
        outcome=_discussion_outcome(conclusion, questionnaire.rating_labels),
        actions=actions,
    )


def _more_comments(comments: tuple[CommentWithTotal, ...]) -> str:
    """How many comments the report leaves out, in a sentence. Empty if none."""
    left = comments[0].total - len(comments) if comments else 0
    if not left:
        return ""
    text = ngettext(
        "%(count)s more comment is on the results page.",
        "%(count)s more comments are on the results page.",
        left,
    )
    return text % {"count": left}


def _comparisons(result: ConsiderationResult, points: int) -> tuple[GroupComparison, ...]:
    return tuple(
        GroupComparison(
            grouping=str(GROUPING_HEADINGS[grouping]),
            rows=tuple(
                GroupRow(seen.group.heading, _reported_figure(seen.figure))
                for seen in result.groups[grouping]
            ),
            sentence=consideration_gap_sentence(result, points, grouping),
        )
        for grouping in COMPARED_GROUPINGS
        if result.groups[grouping]
    )


def _statements(result: ConsiderationResult, labels: Sequence[str]) -> tuple[StatementRow, ...]:
    return tuple(
        StatementRow(
            text=one.statement.text,
            stage=str(Stage(one.statement.stage).label),
            figure=_reported_figure(one.everyone),
            counts_in_words=sentences.counts_in_words(one.everyone, labels),
        )
        for one in result.statements
    )


def _evidence(consideration: Consideration, sources: list[Source]) -> tuple[CitedFinding, ...]:
    return tuple(
        CitedFinding(
            says=one.says,
            we_make_of_it=one.we_make_of_it,
            basis=str(one.basis_label),
            source=sources.index(bank().sources[one.source]) + 1,
        )
        for one in consideration.findings
    )


def _talking_points(result: ConsiderationResult, points: int) -> tuple[QuestionGroup, ...]:
    """The questions for each pattern found, then those for any partnership."""
    talking = talking_points(result, points)
    raised = [
        QuestionGroup(str(one.pattern.name), f"{one.pattern.meaning} {one.why}", (*one.questions,))
        for one in talking.by_pattern
    ]
    always = QuestionGroup(
        _("Questions for any partnership") if raised else "", "", (*talking.always,)
    )
    return (*raised, always)


def _discussion_outcome(
    conclusion: Conclusion | None, labels: list[str]
) -> DiscussionOutcome | None:
    """The outcome in words: the agreed rating, that views differ, or that nothing has been
    settled."""
    if conclusion is None:
        return None
    if conclusion.agreed_rating:
        outcome = _("We agreed on a rating: %(rating)s, “%(label)s”.") % {
            "rating": conclusion.agreed_rating,
            "label": labels[conclusion.agreed_rating - 1],
        }
    elif conclusion.we_differ_because:
        outcome = _("We differ because:")
    else:
        outcome = _("We did not agree a rating.")
    return DiscussionOutcome(conclusion.said, outcome, conclusion.we_differ_because)


def _cited_sources(results: Results) -> list[Source]:
    """Every source cited by the findings in the report, once each, in order of mention."""
    cited: list[Source] = []
    for result in results:
        cited += [one for one in bank().sources_of(result.consideration) if one not in cited]
    return cited


def _full_citation(source: Source) -> str:
    authors = f"{source.authors}, {source.year}" if source.year else source.authors
    read = _("What we have read: %(what)s") % {"what": source.what_we_read}
    parts = (authors, source.title, source.publisher, source.note, read)
    return " ".join([*(f"{part.rstrip('.')}." for part in parts if part), source.link])
