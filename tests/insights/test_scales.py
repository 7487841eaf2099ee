"""A questionnaire on any scale from 3 to 10 points works from the first answer to the report."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.questionnaires.services import edit_questionnaire
from assessments.questionnaires.versions import bring_into_use, current_definition
from discussions.models import Conclusion
from insights.charts import importance_chart, ranking_chart, statements_chart
from insights.closing import close_review
from insights.models import COMPARED_GROUPINGS
from insights.results.load import load_results
from reports.build import build_report
from tests import opened, scenarios
from tests.reader import Reader, drawn, in_json

pytestmark = pytest.mark.once

SHORT, LONG = 3, 10
SCALES = [(SHORT, LONG), (LONG, SHORT)]
by_scale = pytest.mark.parametrize(("points", "weights"), SCALES, ids=["short", "long"])


def labels(word: str, points: int) -> list[str]:
    return [f"{word} {'abcdefghij'[point]}" for point in range(points)]


@pytest.fixture
def asked(cast):
    """Brings a questionnaire with scales of these lengths into use."""

    def asking(points: int, weights: int):
        def reword(content):
            content["rating"]["labels"] = labels("Rating", points)
            content["importance"]["labels"] = labels("Weight", weights)

        own = edit_questionnaire(
            custom=scenarios.custom_questionnaire(cast.partnership), change=reword
        )
        return bring_into_use(current_definition(own))

    return asking


def kept() -> set[tuple]:
    return {(one.rating, one.reason) for one in opened.answers()}


@by_scale
def test_the_highest_point_is_given_by_link_by_hand_and_by_spreadsheet(
    cast, as_, client, asked, points, weights
):
    review = scenarios.open_quietly(cast.partnership, questionnaire=asked(points, weights))
    codes = [one.code for part in review.questionnaire.sections_in_order for one in part.statements]
    link = [review.pk, scenarios.token_for(review, cast.ben), "approach"]
    page = reverse("assessments:respond-section", args=link)
    assert f"Rating {'abcdefghij'[points - 1]}" in client.get(page).content.decode()
    sent = {"approach-reason": points, "approach-gain": points, "importance": weights}
    assert client.post(page, sent).status_code == 302
    assert client.post(page, sent | {"approach-gain": points + 1}).status_code == 200

    sheet = dict.fromkeys(codes, points) | {"importance-power": weights}
    sheet |= {"organisation": cast.ben.organisation_id, "level": "community"}
    as_("ana").post(reverse("assessments:review-entry", args=[review.pk]), sheet)

    rows = io.StringIO()
    texts = [one.text for part in review.questionnaire.sections_in_order for one in part.statements]
    last = f"rating {'abcdefghij'[points - 1]}"
    csv.writer(rows).writerows(
        [["Organisation", "Level", *texts]]
        + [["Riverside Council", "Operational", *[said] * 12] for said in (last, points)]
    )
    new = reverse("assessments:import-new", args=[review.pk])
    file = SimpleUploadedFile("answers.csv", rows.getvalue().encode())
    match = as_("ana").post(new, {"file": file}).url
    form = as_("ana").get(match).context["form"]
    chosen = {name: field.initial for name, field in form.fields.items()}
    as_("ana").post(as_("ana").post(match, chosen).url, follow=True)

    assert kept() == {(points, "")}
    assert len(opened.answers()) == 2 + 3 * 12
    assert {one.importance for one in opened.sections()} == {weights}


@pytest.fixture
def closed(cast, asked):
    """A closed review in which most of the council rate highest, and most of the others lowest."""

    def closing(points: int, weights: int):
        for organisation in (scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH):
            scenarios.fill(cast.partnership, organisation, 12)
        review = scenarios.open_quietly(cast.partnership, questionnaire=asked(points, weights))
        opinions = {}
        asked_for = cast.partnership.members.asked()
        for organisation in cast.partnership.organisations.all():
            most = points if organisation.name == scenarios.COUNCIL[0] else 1
            for number, member in enumerate(asked_for.filter(organisation=organisation)):
                rating = most if number % 3 else 2
                opinions[member] = scenarios.Opinion(rating, weights, "A word.")
        scenarios.answer_all(review, opinions)
        return close_review(review=review)

    return closing


@by_scale
def test_every_page_and_file_of_results_holds_to_the_scale(as_, closed, points, weights):
    reader = Reader(as_("ana"), closed(points, weights))
    said = in_json(reader.data())
    assert said
    for one in said:
        most = weights if one.subject == "importance" else points
        assert 1 <= one.ends[0] <= one.ends[1] <= most
    assert max(one.ends[1] for one in said if one.subject != "importance") > points / 2
    pages = reader.pages()
    assert len(pages) > 8 * len(COMPARED_GROUPINGS)
    assert "gap" in pages[0].lower()
    for page in pages:
        for number in drawn(page):
            assert -100 <= number <= 100
    for kind in ("csv", "xlsx"):
        assert reader.export(kind)


@by_scale
def test_importance_and_ratings_are_each_drawn_on_their_own_scale(closed, points, weights):
    """What matters most possible is at the end of its own scale, however long the other is."""
    results = load_results(closed(points, weights))
    chart = importance_chart(results)
    for part in (chart.figure, chart.figure["narrow"]):
        matters, seen = part["data"]
        assert matters["x"] == [weights] * 8
        assert matters["customdata"] == [f"{weights}.0"] * 8
        assert (matters["xaxis"], seen["xaxis"]) == ("x", "x2")
        for key, most in (("xaxis", weights), ("xaxis2", points)):
            axis = part["layout"][key]
            assert axis["tickvals"] == [*range(1, most + 1)]
            assert axis["range"] == [0.8, most + 0.2]
    assert chart.table.head[1:] == [f"Importance (out of {weights})", f"Rating (out of {points})"]
    [*_middle_half, means] = ranking_chart(results).figure["data"]
    assert means["name"] == "Mean"


@by_scale
def test_each_point_has_a_colour_of_its_own(closed, points, weights):
    review = closed(points, weights)
    [result, *_others] = load_results(review)
    bars = statements_chart(result, load_results(review).scale).figure["data"]
    assert len({bar["marker"]["color"] for bar in bars}) == points


@by_scale
def test_a_discussion_agrees_on_any_point_and_the_report_says_so(as_, closed, points, weights):
    review = closed(points, weights)
    address = reverse("discussions:discussion-consideration", args=[review.pk, "clarity"])
    agreed = {"settlement": "agree", "said": "Much.", "agreed": "on"}
    assert as_("ana").post(address, agreed | {"agreed_rating": points + 1}).status_code == 200
    as_("ana").post(address, agreed | {"agreed_rating": points})
    assert Conclusion.objects.get().agreed_rating == points
    last = f"Rating {'abcdefghij'[points - 1]}"
    assert last in as_("ana").get(address).content.decode()
    assert any(last in str(section.outcome) for section in build_report(review).sections)
    for name in ("report", "paper"):
        pdf = as_("ana").get(reverse(f"reports:{name}", args=[review.pk]))
        assert pdf.getvalue().startswith(b"%PDF")
