"""Where an organisation speaks with one voice, its members share one response."""

import pytest
from django.core import mail

from assessments.imports.store import begin_import
from assessments.models import Invitation
from assessments.models.response import Import, Response
from assessments.models.review import Confidentiality
from assessments.reviews import services
from assessments.reviews.selectors import Turnout
from insights.closing import close_review
from partnerships.members.services import change_member
from tests import opened, scenarios
from tests.assessments.voices import FIRST, at, of, read

# Open, but not one voice: stored as in confidential reviews


def test_in_an_open_review_everybody_has_a_response_of_their_own(cast, priya, client):
    review = scenarios.open_review(cast.partnership, confidentiality=Confidentiality.OPEN)
    scenarios.answer(review, cast.ben, comment="Only mine.")
    assert "Only mine." not in read(client.get(at(review, priya, "respond-section", FIRST)))
    scenarios.answer(review, priya)
    escrows = [one.escrow for one in opened.responses()]
    assert [one.organisation for one in escrows] == [priya.organisation_id] * 2
    assert {one.level for one in escrows} == {"operational", "strategic"}


# One voice each


def test_members_of_one_organisation_share_one_response(voiced, cast, priya, client):
    client.post(at(voiced, cast.ben, "respond-answer", FIRST), {"approach-need": "4"})
    client.post(at(voiced, priya, "respond-answer", FIRST), {"approach-gain": "2"})
    escrow = opened.response().escrow
    assert (escrow.organisation, escrow.level) == (cast.ben.organisation_id, "")
    assert len(opened.answers()) == 2
    for member in (cast.ben, priya):
        own = client.get(at(voiced, member, "respond-check")).context["own"]
        assert own.answered == 2


def test_organisations_share_nothing_with_each_other(voiced, cast, client):
    client.post(at(voiced, cast.ben, "respond-section", FIRST), {"comment": "Council only."})
    assert "Council only." not in read(client.get(at(voiced, cast.cleo, "respond-section", FIRST)))
    client.post(at(voiced, cast.cleo, "respond-answer", FIRST), {"approach-need": "1"})
    assert Response.objects.count() == 2


def test_an_organisation_answers_each_review_anew(voiced, cast, client):
    scenarios.answer(voiced, cast.ben)
    close_review(review=voiced)
    another = scenarios.open_review(
        cast.partnership, title="Next", confidentiality=Confidentiality.ONE_VOICE
    )
    assert client.get(at(another, cast.ben)).context["own"].is_started is False


def test_everybody_sees_who_else_is_in_it(voiced, cast, priya, client):
    assert "You answer together with Priya." in read(client.get(at(voiced, cast.ben)))
    section = read(client.get(at(voiced, priya, "respond-section", FIRST)))
    assert "You answer together with Ben." in section
    alone = "No one else is asked for Open Door, so you answer for it alone."
    assert alone in read(client.get(at(voiced, cast.cleo)))
    [message] = [one for one in mail.outbox if one.to == ["ben@example.org"]]
    assert "You answer together with Priya." in message.body


def page_of(client, address):
    """What a browser without JavaScript would send back of a page as it was shown."""
    form = client.get(address).context["form"]
    data = {}
    for field in form:
        value = form.initial.get(field.name)
        data[field.html_initial_name] = value or ""
        if value or field.name == "comment":
            data[field.name] = value or ""
    return data


def test_two_whole_pages_sent_at_once_lose_nothing(voiced, cast, priya, client):
    bens, priyas = (at(voiced, one, "respond-section", FIRST) for one in (cast.ben, priya))
    client.post(bens, {"approach-need": "3", "importance": "1", "comment": "To begin with."})
    of_ben, of_priya = page_of(client, bens), page_of(client, priyas)
    client.post(priyas, of_priya | {"approach-need": "5", "comment": "Said Priya."})
    client.post(bens, of_ben | {"approach-gain": "2", "importance": "4"})
    kept = {one.code: one.rating for one in opened.answers()}
    assert kept == {"approach-need": 5, "approach-gain": 2}
    section = opened.section()
    assert (section.importance, section.comment) == (4, "Said Priya.")


def test_what_the_page_showed_is_in_the_page(voiced, cast, client):
    address = at(voiced, cast.ben, "respond-section", FIRST)
    client.post(address, {"approach-need": "3", "comment": "So far."})
    page = client.get(address).content.decode()
    assert '<input type="hidden" name="initial-approach-need" value="3"' in page
    assert '<input type="hidden" name="initial-comment" value="So far."' in page


def test_a_comment_can_be_emptied_on_the_page(voiced, cast, client):
    address = at(voiced, cast.ben, "respond-section", FIRST)
    client.post(address, {"comment": "Too frank."})
    client.post(address, page_of(client, address) | {"comment": ""})
    assert opened.section().comment == ""


def test_one_submits_and_nobody_of_the_organisation_is_asked_again(voiced, cast, priya, client):
    client.post(at(voiced, cast.ben, "respond-answer", FIRST), {"approach-need": "4"})
    flags = Invitation.objects.filter(review=voiced).values_list("started", "submitted")
    assert flags.get(member=cast.ben) == (True, False)
    assert flags.get(member=priya) == (False, False)
    client.post(at(voiced, priya, "respond-submit"))
    assert flags.get(member=cast.ben) == flags.get(member=priya) == (True, True)
    assert flags.get(member=cast.cleo) == (False, False)
    assert "The answer from Riverside Council has been submitted" in read(
        client.get(at(voiced, cast.ben))
    )


def test_what_is_submitted_can_be_changed_by_the_others_until_it_closes(
    voiced, cast, priya, client
):
    scenarios.answer(voiced, cast.ben, 4)
    client.post(at(voiced, priya, "respond-answer", FIRST), {"approach-need": "1"})
    assert opened.answer(statement__code="approach-need").rating == 1
    assert Response.objects.get().submitted


def test_who_joins_later_joins_the_answer_of_their_organisation(voiced, cast, client):
    scenarios.answer(voiced, cast.ben)
    [late] = scenarios.fill(cast.partnership, scenarios.COUNCIL, 1)
    [other] = scenarios.fill(cast.partnership, scenarios.CHARITY, 1)
    services.invite_newcomers(review=voiced)
    assert client.get(at(voiced, late)).context["own"].submitted
    assert scenarios.invitation_of(voiced, late).submitted
    assert not scenarios.invitation_of(voiced, other).started


def test_who_moves_to_another_organisation_answers_with_it(voiced, cast, priya, client):
    scenarios.answer(voiced, cast.ben, comment="Council only.")
    priya.organisation = cast.cleo.organisation
    change_member(member=priya)
    page = client.get(at(voiced, priya, "respond-section", FIRST))
    assert "Council only." not in read(page)
    assert {row["organisation"]: row["progress"] for row in Turnout.of(voiced).organisations} == {
        "NHS Riverside": "not-started",
        "Open Door": "not-started",
        "Riverside Council": "submitted",
    }


def test_who_has_no_organisation_any_more_shares_nobody_elses_answer(voiced, cast, priya, client):
    scenarios.answer(voiced, priya, comment="Council only.")
    for member in (cast.ben, cast.cleo):
        member.organisation, member.level, member.role = None, "", "observer"
        change_member(member=member)
    client.post(at(voiced, cast.cleo, "respond-section", FIRST), {"comment": "Cleo’s."})
    page = read(client.get(at(voiced, cast.ben, "respond-section", FIRST)))
    assert "Council only." not in page
    assert "Cleo’s." not in page


def test_after_closing_every_members_link_still_opens_it_and_changes_nothing(
    voiced, cast, priya, client
):
    scenarios.answer(voiced, cast.ben, 4)
    start, save = at(voiced, priya), at(voiced, priya, "respond-answer", FIRST)
    submit = at(voiced, priya, "respond-submit")
    close_review(review=voiced)
    page = client.get(start)
    assert page.context["own"].answered == 40
    assert "The answer from Riverside Council is below" in read(page)
    assert client.post(save, {"approach-need": "1"}).status_code == 409
    assert client.post(submit).url == start
    assert 1 not in opened.ratings()


def test_an_organisation_that_said_nothing_reads_so(voiced, cast, client):
    address = at(voiced, cast.cleo)
    close_review(review=voiced)
    assert "Open Door did not answer." in read(client.get(address))


def test_turnout_counts_organisations(voiced, cast, priya, as_):
    scenarios.answer(voiced, cast.ben, comment="Nobody must see this yet.")
    scenarios.answer(voiced, cast.cleo, submit=False)
    shown = as_("ana").get(of("review", voiced))
    rows = {row["organisation"]: row for row in shown.context["turnout"].organisations}
    assert {name: str(row["progress"].label) for name, row in rows.items()} == {
        "NHS Riverside": "Not started",
        "Open Door": "Started",
        "Riverside Council": "Submitted",
    }
    assert rows["Riverside Council"]["invited"] == 2
    page = read(shown)
    assert "1 of 3 organisations have submitted. 1 has started but not submitted." in page
    assert '<th scope="row">Open Door</th>' in page
    assert "Nobody must see this yet." not in page


@pytest.mark.parametrize("confidentiality", ["confidential", "open"])
def test_turnout_of_the_others_counts_people(cast, priya, confidentiality):
    review = scenarios.open_review(cast.partnership, confidentiality=confidentiality)
    scenarios.answer(review, cast.ben)
    turnout = Turnout.of(review)
    assert turnout.summary == "1 of 4 people have submitted."
    assert turnout.unfinished_summary == ""


def test_no_spreadsheet_speaks_beside_the_one_voice(voiced, as_):
    with pytest.raises(services.NotNow):
        begin_import(review=voiced, name="answers.csv", content=b"a,b")
    assert not Import.objects.exists()
    page = read(as_("ana").get(of("review", voiced)))
    assert "Import answers" not in page


def test_pages_of_a_shared_response_take_few_queries(
    voiced, cast, client, django_assert_max_num_queries
):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 20)
    services.invite_newcomers(review=voiced)
    scenarios.answer(voiced, cast.ben)
    with django_assert_max_num_queries(9):
        client.get(at(voiced, cast.ben, "respond-section", FIRST))
