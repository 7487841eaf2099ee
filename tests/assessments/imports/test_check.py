"""Before answers from elsewhere are added, what was understood of them is shown to be put right."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from assessments.models.response import Import, Response
from insights.closing import close_review, reopen_review
from tests import opened, scenarios

from .importing import add, as_csv, chosen, field_for, matched, statements, table, upload

pytestmark = pytest.mark.once


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


@pytest.fixture
def ana(as_):
    return as_("ana")


def said(page):
    """What a page says, in one line."""
    return " ".join(unescape(strip_tags(page.content.decode())).split())


def check(browser, review, content, **meanings):
    """The check page of a file, and its address."""
    address = matched(browser, review, content, **meanings).url
    return browser.get(address), address


def small(*values, head=(), rows=()):
    """A file that rates the first statement, one person for each value, and has other columns."""
    more = rows or [[] for _value in values]
    return as_csv(
        [
            [statements()[0].text, *head],
            *([value, *cells] for value, cells in zip(values, more, strict=True)),
        ]
    )


def test_it_says_what_would_come_in(ana, review):
    rows = table()
    rows[1][3], rows[2][3], rows[3][3] = "Not sure", "1", "Does not apply"
    page = said(check(ana, review, as_csv(rows))[0])
    assert "answers: 238, don’t know: 1, doesn’t apply: 1" in page
    assert "40 of 40 statements have a column." in page
    assert "NHS Riverside (6)" in page
    assert "Operational (6)" in page
    assert "Columns left out 1 column A: Respondent" in page
    assert "answers.csv, headings in row 1, answers in rows 2 to 7" in page
    first, second = statements()[:2]
    assert f"{first.text} 4 3.3 1.3" in page
    assert f"{second.text} 6 4.0 0.0" in page


def test_of_two_columns_for_one_statement_one_is_left_out(ana, review):
    text = statements()[0].text
    content = as_csv([[text, "Why we ask", text], ["5", "", "3"], ["4", "", "3"]])
    address = upload(ana, review, content).url
    kept = chosen(ana.get(address))
    refused = ana.post(address, kept)
    assert refused.context["form"].errors["column-2"] == [
        "Column A also means this. Leave one of them out."
    ]
    taken = ana.post(address, kept | {"column-2": "ignore"})
    assert taken.status_code == 302


def test_it_says_what_the_file_lacks(ana, review):
    page = said(check(ana, review, small(4, 5))[0])
    assert "1 of 40 statements has a column. 39 have no column" in page
    assert statements()[39].text in page
    assert "No column gives people’s organisations." in page
    assert "No column gives people’s levels." in page


def test_each_value_is_shown_with_its_meaning_and_can_be_changed(ana, review):
    page, address = check(ana, review, small("Agree", "Agree", "Kind of"), **{"Kind of": "3"})
    form = page.context["form"]
    ((kind, values),) = [(one.title, one.values) for one in form.kinds]
    assert kind == "Answers"
    assert [(row.found.value, row.found.count, row.field.value()) for row in values] == [
        ("Kind of", 1, "3"),
        ("Agree", 2, "4"),
    ]
    again = chosen(page) | {field_for(page, "Kind of"): "dont_know", "change": "1"}
    page = ana.post(address, again, follow=True)
    assert "answers: 2, don’t know: 1" in said(page)
    assert not Response.objects.exists()
    ana.post(address, chosen(page))
    assert sorted([(one.rating, one.reason) for one in opened.answers()], key=str) == [
        *((4, ""), (4, ""), (None, "dont_know"))
    ]


def test_what_is_changed_is_checked_again_before_it_is_added(ana, review):
    page, address = check(ana, review, small("Agree", "Agree"))
    page = ana.post(address, chosen(page) | {field_for(page, "Agree"): "2"}, follow=True)
    assert "The file has been read again with your changes. Check it again." in said(page)
    assert not Response.objects.exists()
    ana.post(address, chosen(page))
    assert set(opened.ratings()) == {2}


def test_numbers_are_said_to_run_one_way_and_can_be_read_the_other(ana, review):
    page, address = check(ana, review, small(1, 2, 5))
    assert "1 is read as Strongly disagree … 5 as Strongly agree." in said(page)
    assert chosen(page)["scale-statement-numbers"] == "1-to-5"
    other = chosen(page) | {"scale-statement-numbers": "1-to-5-turned"}
    page = ana.post(address, other, follow=True)
    assert chosen(page)["scale-statement-numbers"] == "1-to-5-turned"
    ana.post(address, chosen(page))
    assert sorted(opened.ratings()) == [1, 4, 5]


def test_nothing_is_selected_that_is_not_certain(ana, review):
    rows = table(people=1)
    rows[1][1:7] = ["Stratgic", "East Riverside", "Stongly agree", "Agree", "NA", "7"]
    page = ana.get(upload(ana, review, as_csv(rows)).url)
    asked = {"Stratgic", "East Riverside", "Stongly agree", "NA", "7"}
    assert {page.context["form"][field_for(page, one)].value() for one in asked} == {"?"}
    assert page.context["form"]["scale-statement-numbers"].value() is None
    assert "Did you mean “Strongly agree”?" in said(page)
    assert "Did you mean “Strategic”?" in said(page)
    assert said(page).count("Did you mean") == 2


def test_a_scale_in_doubt_is_read_as_somebody_says(ana, review):
    address = upload(ana, review, small(0, 1, 2, 3, 4)).url
    page = ana.get(address)
    assert "0 is read as Strongly disagree … 4 as Strongly agree." in said(page)
    page = ana.post(address, chosen(page))
    assert "Select how to read these." in said(page)
    ana.post(ana.post(address, chosen(page) | {"scale-statement-numbers": "0-to-4"}).url)
    assert sorted(opened.ratings()) == [1, 2, 3, 4, 5]


def test_or_each_of_its_values_is_chosen(ana, review):
    address = upload(ana, review, small(0, 9)).url
    page = ana.get(address)
    each = {field_for(page, "0"): "dont_know", field_for(page, "9"): "5"}
    ana.post(ana.post(address, chosen(page) | each).url)
    assert sorted([(one.rating, one.reason) for one in opened.answers()], key=str) == [
        (5, ""),
        (None, "dont_know"),
    ]


def test_leaving_out_the_column_that_is_in_doubt_needs_no_other_word(ana, review):
    content = as_csv([[one.text for one in statements()[:2]], [4, 17], [5, 23]])
    address = upload(ana, review, content).url
    reply = ana.post(address, chosen(ana.get(address)) | {"column-1": "ignore"})
    assert "Import 2 responses?" in said(ana.get(reply.url))


def test_what_is_not_settled_can_not_be_checked(ana, review):
    match = upload(ana, review, small("Perhaps")).url
    address = match.replace("/match/", "/check/")
    assert ana.get(address).url == match
    assert ana.post(address).url == match
    assert not Response.objects.exists()


def test_rows_that_may_not_count_are_counted_and_come_in_by_one_choice(ana, review):
    rows = [["False"], ["True"], ["True"], ["False"]]
    page, address = check(ana, review, small(4, 5, "-", 1, head=["Finished"], rows=rows))
    assert "Import 1 response?" in said(page)
    assert "2 people did not finish In rows 2, 5." in said(page)
    assert "1 row without any answers is left out. In row 4." in said(page)
    page = ana.post(address, chosen(page) | {"rows-unfinished": "keep"}, follow=True)
    assert "Import 3 responses?" in said(page)
    ana.post(address, chosen(page))
    assert Response.objects.count() == 3


def test_values_of_rows_that_come_in_after_all_are_asked_about(ana, review):
    content = small(4, "Perhaps", head=["Finished"], rows=[["True"], ["False"]])
    page, address = check(ana, review, content)
    page = ana.post(address, chosen(page) | {"rows-unfinished": "keep"}, follow=True)
    assert page.resolver_match.url_name == "import-match"
    assert "Perhaps" in said(page)


SCALE_0_TO_4 = {"scale-statement-numbers": "0-to-4"}
MONDAY = [["R_1f8k3d9s0a"], ["R_9sk2m4n1b7"]]


def monday(ana, review):
    content = small(4, 2, head=["Response ID"], rows=MONDAY)
    reply = upload(ana, review, content, name="monday.csv")
    add(ana, ana.post(reply.url, chosen(ana.get(reply.url))))


def newer(ana, review):
    return check(ana, review, small(4, 2, 5, head=["Response ID"], rows=[*MONDAY, ["R_x8d7f6g"]]))


def test_a_newer_export_brings_in_what_is_new(ana, review):
    monday(ana, review)
    page, address = newer(ana, review)
    assert "2 of 3 rows were imported with monday.csv In rows 2, 3. Answers changed since" in said(
        page
    )
    assert "To use the newer ones, undo the earlier import first." in said(page)
    assert "Import 1 response?" in said(page)
    ana.post(address, chosen(page))
    assert sorted(opened.ratings()) == [2, 4, 5]


def test_or_all_of_it_if_somebody_says_so(ana, review):
    monday(ana, review)
    page, address = newer(ana, review)
    page = ana.post(address, chosen(page) | {"rows-earlier": "keep"}, follow=True)
    ana.post(address, chosen(page))
    assert Response.objects.count() == 5


def test_a_file_that_was_taken_out_is_not_known_any_more(ana, review):
    monday(ana, review)
    ana.post(reverse("assessments:import-undo", args=[review.pk, Import.objects.get().pk]))
    assert "Import 3 responses?" in said(newer(ana, review)[0])


def test_rows_are_told_again_after_the_review_was_closed_and_reopened(ana, review):
    monday(ana, review)
    before = Import.objects.get().rows
    assert len(before) == 2
    reopen_review(review=close_review(review=review), closes_on=review.closes_on)
    assert Import.objects.get().rows == before


def test_the_same_file_chosen_again_starts_afresh(ana, review):
    content = small("Agree", "Kind of")
    check(ana, review, content, **{"Kind of": "2"})
    page = ana.get(upload(ana, review, content).url)
    assert page.context["form"][field_for(page, "Kind of")].value() == "?"
    assert Import.objects.count() == 1


def test_a_comment_that_is_too_long_is_named_and_nothing_is_added(ana, review):
    head = ["Comment: Power and transparency"]
    page, address = check(ana, review, small(4, head=head, rows=[["x" * 2001]]))
    assert re.search(r"2 B Comment: .* This comment has 2,001 characters", said(page))
    ana.post(address)
    assert not Response.objects.exists()


def test_a_column_of_comments_is_not_asked_about_word_by_word(ana, review):
    page = ana.get(upload(ana, review, small(*[f"We met, {number}" for number in range(60)])).url)
    assert page.content.decode().count("Select what it means") == 50
    assert "There are 10 more. A column with this many values may contain comments" in said(page)


def test_rows_that_do_not_come_in_still_tell_which_scale_the_numbers_are_of(ana, review):
    rows = [["True"], ["True"], ["True"], ["False"]]
    page = ana.get(upload(ana, review, small(4, 3, 2, 0, head=["Finished"], rows=rows)).url)
    assert "0 is read as Strongly disagree … 4 as Strongly agree. 2 (1×) →" in said(page)
    ana.post(ana.post(page.request["PATH_INFO"], chosen(page) | SCALE_0_TO_4).url)
    assert sorted(opened.ratings()) == [3, 4, 5]


def test_so_do_rows_that_came_in_before(ana, review):
    head = ["Response ID"]
    monday = small(0, 4, head=head, rows=MONDAY)
    address = upload(ana, review, monday, name="monday.csv").url
    ana.post(ana.post(address, chosen(ana.get(address)) | SCALE_0_TO_4).url)
    newer = small(0, 4, 3, head=head, rows=[*MONDAY, ["R_x8d7f6g"]])
    page = ana.get(upload(ana, review, newer).url)
    assert "0 is read as Strongly disagree … 4 as Strongly agree. 3 (1×) →" in said(page)
