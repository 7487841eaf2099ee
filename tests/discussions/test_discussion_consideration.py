"""The facilitator's working page for one consideration."""

import html
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.utils import timezone

from discussions.models import Action
from discussions.services import record_conclusion
from evidence.bank import bank
from insights.models import PublishedComment
from insights.results.load import load_results
from insights.wording.talking_points import talking_points
from tests import scenarios

from .conftest import as_sent

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(partial(scenarios.reviewed, scenarios.larger_review))


def address(review, code="clarity") -> str:
    return f"/reviews/{review.pk}/discussion/{code}/"


def notes(**fields) -> dict[str, str]:
    return {"said": "Much.", "settlement": "open"} | fields


def test_figures_and_comments_stand_beside_the_notes(as_, closed):
    comment, hidden = PublishedComment.objects.filter(review=closed, consideration="clarity")[:2]
    PublishedComment.objects.filter(pk=hidden.pk).update(withheld=True)
    text = as_("finn").get(address(closed)).content.decode()
    assert "are at least 1½ points apart" in text
    for caption in ("By organisation", "By sector"):
        assert f"<caption>{caption}</caption>" in text
    assert comment.text in text
    assert hidden.text not in text


def test_questions_for_the_pattern_found_here_stand_before_those_to_ask_always(as_, closed):
    text = html.unescape(as_("finn").get(address(closed)).content.decode())
    [gap] = talking_points(load_results(closed).consideration("clarity"), 5).by_pattern
    assert gap.pattern.code == "gap"
    always = bank().consideration("clarity").talking_points
    said = [text.index(one) for one in (gap.why, *gap.questions, *always)]
    assert "Groups see it differently" in text
    assert said[1:] == sorted(said[1:])


def test_what_was_said_is_kept_and_shown_again(as_, closed):
    client = as_("finn")
    page = client.post(address(closed), notes(settlement="agree", agreed_rating="4"))
    assert (page.status_code, page.url) == (302, address(closed))
    conclusion = closed.conclusions.get()
    assert (conclusion.said, conclusion.agreed_rating) == ("Much.", 4)
    form = client.get(address(closed)).context["form"]
    assert (form["said"].value(), form["agreed_rating"].value()) == ("Much.", "4")
    assert form["settlement"].value() == "agree"


def test_partners_may_differ(as_, closed):
    as_("ana").post(address(closed), notes(settlement="differ", we_differ_because="Two views."))
    conclusion = closed.conclusions.get()
    assert (conclusion.agreed_rating, conclusion.we_differ_because) == (None, "Two views.")


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({"settlement": "agree"}, "agreed_rating", "Select the rating you agree on."),
        ({"settlement": "agree", "agreed_rating": "6"}, "agreed_rating", "not one of the"),
        ({"settlement": "differ"}, "we_differ_because", "Enter why you differ."),
        (
            {"settlement": "agree", "agreed_rating": "4", "we_differ_because": "Two views."},
            "we_differ_because",
            "Select “We differ, and why” to keep this text, or clear the box.",
        ),
        (
            {"settlement": "open", "we_differ_because": "Two views."},
            "we_differ_because",
            "Select “We differ, and why” to keep this text, or clear the box.",
        ),
        ({"settlement": ""}, "settlement", "required"),
    ],
)
def test_what_does_not_fit_together_is_said_at_the_field(as_, closed, fields, field, error):
    page = as_("finn").post(address(closed), notes(**fields))
    assert page.status_code == 200
    assert error in page.context["form"].errors[field][0]
    assert "Much." in page.content.decode()
    assert not closed.conclusions.exists()


def test_a_rating_left_chosen_does_not_settle_anything(as_, closed):
    record_conclusion(review=closed, consideration="clarity", said="Much.", agreed_rating=4)
    client = as_("finn")
    client.post(address(closed), as_sent(client.get(address(closed)), settlement="open"))
    assert closed.conclusions.get().agreed_rating is None


@pytest.mark.parametrize("settled", [{}, {"settlement": "differ", "we_differ_because": "Two."}])
def test_a_rating_chosen_without_agreeing_on_it_is_never_dropped_in_silence(as_, closed, settled):
    client = as_("finn")
    given = notes(**settled, agreed_rating="4")
    page = client.post(address(closed), as_sent(client.get(address(closed)), **given))
    assert "Not kept: 4." in page.context["form"].errors["agreed_rating"][0]
    assert not closed.conclusions.exists()
    assert client.post(address(closed), as_sent(page)).status_code == 302
    assert closed.conclusions.get().agreed_rating is None


def test_whoever_saves_is_told_who_can_read_the_notes(as_, closed):
    client = as_("finn")
    draft, agreed = "These notes are a draft", "Everyone who sees the results can read these notes"

    def told(**fields) -> str:
        return str([*client.post(address(closed), fields, follow=True).context["messages"]])

    assert draft in told(**notes())
    shown = as_sent(client.get(address(closed)))
    assert agreed in told(**shown | {"agreed": "on"})
    assert draft in told(**shown | {"said": "More."})


def test_an_action_is_added_with_the_notes(as_, closed, cast):
    due = timezone.localdate()
    action = {"what": "Write to the board", "owner": cast.cleo.pk, "due": due.isoformat()}
    as_("finn").post(address(closed), notes(**action))
    kept = closed.actions.get()
    assert (kept.what, kept.owner, kept.due) == ("Write to the board", cast.cleo, due)
    assert kept.consideration == "clarity"
    assert closed.conclusions.get().said == "Much."


@pytest.mark.parametrize("given", ["what", "owner", "due"])
def test_a_part_of_an_action_asks_for_the_rest(as_, closed, cast, given):
    action = {
        "what": "Write to the board",
        "owner": cast.cleo.pk,
        "due": timezone.localdate().isoformat(),
    }
    page = as_("finn").post(address(closed), notes(**{given: action.pop(given)}))
    assert set(page.context["form"].errors) == set(action)
    assert not Action.objects.exists()
    assert not closed.conclusions.exists()


def test_a_new_action_is_due_today_or_later(as_, closed, cast):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    page = as_("finn").post(address(closed), notes(what="Write", owner=cast.cleo.pk, due=yesterday))
    assert page.context["form"].errors == {"due": ["Enter a date that is today or later."]}


def test_only_members_of_this_partnership_can_be_chosen(as_, closed, cast):
    page = as_("finn").get(address(closed))
    offered = set(page.context["form"].fields["owner"].queryset)
    assert offered == set(cast.partnership.members.all())


def test_saving_and_going_on_follows_the_order_of_the_discussion(as_, closed):
    client = as_("finn")
    codes = [
        item.consideration.code
        for item in client.get(f"/reviews/{closed.pk}/discussion/").context["agenda"].items
    ]
    for here, following in pairwise(codes):
        text = client.get(address(closed, here)).content.decode()
        assert f'rel="next" href="{address(closed, following)}"' in text
        assert client.post(address(closed, here), notes(onward="yes")).url == address(
            closed, following
        )
    last = client.post(address(closed, codes[-1]), notes(onward="yes"))
    assert last.url == f"/reviews/{closed.pk}/discussion/"


def test_going_on_without_a_word_keeps_nothing(as_, closed):
    as_("finn").post(address(closed), {"said": "", "settlement": "open", "onward": "yes"})
    assert not closed.conclusions.exists()


@pytest.mark.parametrize("name", ["ben", "olu"])
def test_a_reader_reads_what_came_of_it_and_writes_nothing(as_, shared, name):
    record_conclusion(
        review=shared,
        consideration="clarity",
        said="Much.",
        we_differ_because="Two views.",
        agreed=True,
    )
    client = as_(name)
    text = client.get(address(shared)).content.decode()
    assert "Much." in text
    assert "Two views." in text
    assert "<textarea" not in text
    assert client.post(address(shared), notes(said="Mine.")).status_code == 403
    assert shared.conclusions.get().said == "Much."


@pytest.mark.parametrize(("name", "status"), [("ben", 403), ("olu", 403), ("finn", 200)])
def test_before_sharing_it_is_for_those_who_lead(as_, closed, name, status):
    assert as_(name).get(address(closed)).status_code == status


def test_an_unknown_consideration_is_not_found(as_, closed):
    assert as_("finn").get(address(closed, "weather")).status_code == 404


def test_an_outsider_finds_nothing_and_a_stranger_signs_in(as_, shared):
    assert as_("dev").get(address(shared)).status_code == 404
    assert as_("dev").post(address(shared), notes()).status_code == 404
    assert as_("stranger").get(address(shared)).status_code == 302
    assert not shared.conclusions.exists()
