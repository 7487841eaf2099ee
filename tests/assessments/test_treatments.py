"""How answers are treated: settled before a review opens, told to everybody, and kept."""

import threading
from html import unescape

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from assessments import answering, services
from assessments.imports.keeping import begin_import
from assessments.models import Answer, Import, Invitation, Response, Review, SectionAnswer
from assessments.models.review import Treatment
from assessments.saving import Given
from assessments.selectors import Turnout
from insights.services import close_review
from partnerships.services import change_member
from tests import scenarios

FIRST = "approach"
CONFIDENTIAL = "Nobody is shown a figure that rests on fewer than 5 people"
OPEN = (
    "Results are shown by organisation, however few people answer for it. If you are the only one "
    "who answers for Riverside Council, readers will know what you answered."
)
ONE_VOICE = "Your organisation gives one answer together."


def read(reply) -> str:
    return " ".join(unescape(reply.content.decode()).split())


def at(review, member, name="respond", *args):
    token = scenarios.token_for(review, member)
    return reverse(f"assessments:{name}", args=[review.pk, token, *args])


def of(name, review):
    return reverse(f"assessments:{name}", args=[review.pk])


@pytest.fixture
def priya(cast):
    """Ben's colleague at the council."""
    [priya] = scenarios.seat_members(
        partnership=cast.partnership, seats=[scenarios.seat("Priya", level="strategic")]
    )
    return priya


@pytest.fixture
def voiced(cast, priya):
    """An open review in which each organisation speaks with one voice."""
    return scenarios.open_review(cast.partnership, treatment=Treatment.ONE_VOICE)


def moved_to(state, partnership):
    make = {
        "open": scenarios.open_review,
        "closed": scenarios.closed_review,
        "shared": scenarios.shared_review,
    }
    return make[state](partnership)


# Settled before it opens


@pytest.mark.parametrize("treatment", Treatment.values)
def test_a_coordinator_chooses_the_treatment_while_setting_up(cast, as_, treatment):
    address = reverse("assessments:review-new", args=[cast.partnership.pk])
    page = read(as_("ana").get(address))
    assert "which its members fill in together" in page
    data = {
        "title": "Autumn",
        "questionnaire_code": "full-reflection",
        "results_for": "everybody",
        "k": "5",
        "treatment": treatment,
    }
    as_("ana").post(address, data | {"closes_on": timezone.localdate().isoformat()})
    assert Review.objects.get().treatment == treatment


def test_confidential_is_what_is_chosen_unless_somebody_chooses_otherwise(cast, as_):
    form = as_("ana").get(reverse("assessments:review-new", args=[cast.partnership.pk]))
    assert form.context["form"]["treatment"].value() == Treatment.CONFIDENTIAL
    assert scenarios.draft_review(cast.partnership).is_confidential


def test_a_draft_can_still_change_its_treatment(cast, as_):
    review = scenarios.draft_review(cast.partnership)
    page = as_("ana").get(of("review-edit", review))
    shown = {name: it for name, it in page.context["form"].initial.items() if it is not None}
    data = shown | {
        "questionnaire_code": "full-reflection",
        "results_for": "everybody",
        "treatment": "open",
    }
    as_("ana").post(of("review-edit", review), data)
    review.refresh_from_db()
    assert (review.treatment, review.is_confidential) == (Treatment.OPEN, False)


def test_an_unknown_treatment_is_refused_by_the_database(cast):
    review = scenarios.draft_review(cast.partnership)
    with pytest.raises(DatabaseError):
        Review.objects.filter(pk=review.pk).update(treatment="anonymous")


@pytest.mark.parametrize(
    ("treatment", "meaning"),
    [
        ("confidential", "Nobody is shown a figure that rests on fewer than 5 people"),
        ("open", "Results are shown by organisation, however few people answered"),
        ("one-voice", "one agreed response from each organisation"),
    ],
)
def test_before_opening_the_coordinator_reads_what_it_means(cast, as_, treatment, meaning):
    review = scenarios.draft_review(cast.partnership, treatment=treatment)
    page = read(as_("ana").get(of("review-open", review)))
    assert meaning in page
    assert "What members are told before the first question" in page
    assert ("no results could be shown" in page) == (treatment == "confidential")


def test_before_opening_the_coordinator_reads_who_would_have_no_voice(cast, as_):
    cast.partnership.organisations.create(name="Housing First", sector="third-sector")
    review = scenarios.draft_review(cast.partnership, treatment=Treatment.ONE_VOICE)
    page = as_("ana").get(of("review-open", review))
    assert [one.name for one in page.context["not_asked"]] == ["Housing First"]
    assert "Housing First" in read(page)
    open_one = scenarios.draft_review(cast.partnership, treatment=Treatment.OPEN)
    assert "Housing First" not in read(as_("ana").get(of("review-open", open_one)))


# Kept once it is open


@pytest.mark.parametrize("state", ["open", "closed", "shared"])
@pytest.mark.parametrize("change", [{"treatment": "open"}, {"k": 3}], ids=["treatment", "k"])
class TestOnceOpenItIsFixed:
    @pytest.fixture
    def review(self, cast, state):
        return moved_to(state, cast.partnership)

    @pytest.fixture(autouse=True)
    def still_confidential(self, review):
        yield
        kept = Review.objects.get(pk=review.pk)
        assert (kept.treatment, kept.k) == (Treatment.CONFIDENTIAL, 5)

    def test_by_form(self, review, as_, change):
        data = {
            "title": "Other",
            "questionnaire_code": "full-reflection",
            "results_for": "everybody",
            "treatment": "confidential",
        }
        data |= {"k": "5", "closes_on": timezone.localdate().isoformat()} | change
        as_("ana").post(of("review-edit", review), data)

    def test_by_validation(self, review, change):
        for name, value in change.items():
            setattr(review, name, value)
        with pytest.raises(ValidationError, match="has been open"):
            review.full_clean()

    def test_by_saving(self, review, change):
        for name, value in change.items():
            setattr(review, name, value)
        with pytest.raises(DatabaseError, match="fixed once"), transaction.atomic():
            review.save()

    def test_by_update(self, review, change):
        with pytest.raises(DatabaseError, match="fixed once"), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**change)

    def test_by_raw_sql(self, review, change):
        [(name, value)] = change.items()
        statement = f"UPDATE assessments_review SET {name} = %s WHERE id = %s"
        with pytest.raises(DatabaseError, match="fixed once"), transaction.atomic():
            connection.cursor().execute(statement, [value, review.pk])

    def test_by_way_of_a_draft(self, review, change):
        back = {"state": "draft", "opened_at": None, "closed_at": None, "shared_at": None}
        with pytest.raises(DatabaseError, match="moves_as_it_may"), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**back)


def test_a_review_that_has_been_open_is_not_replaced_by_another_row(cast):
    review = scenarios.open_review(cast.partnership)
    columns = [field.column for field in Review._meta.concrete_fields]
    values = ["'open'" if name == "treatment" else name for name in columns]
    replace = {"sqlite": "INSERT OR REPLACE", "postgresql": "INSERT"}[connection.vendor]
    statement = (
        f"{replace} INTO assessments_review ({', '.join(columns)}) "
        f"SELECT {', '.join(values)} FROM assessments_review WHERE id = %s"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement, [review.pk])
    review.refresh_from_db()
    assert review.is_confidential


def test_what_was_not_promised_can_still_change(cast):
    review = scenarios.open_review(cast.partnership)
    earlier = timezone.now() - timezone.timedelta(30)
    Review.objects.filter(pk=review.pk).update(opened_at=earlier, title="Renamed")
    review.refresh_from_db()
    assert (review.opened_at, review.title) == (earlier, "Renamed")


def test_a_draft_that_was_opened_while_its_form_was_filled_in_stays_as_it_was(cast):
    stale = scenarios.draft_review(cast.partnership)
    services.open_review(review=stale)
    stale.treatment = Treatment.OPEN
    with pytest.raises(services.NotNow):
        services.change_draft(review=stale)
    assert Review.objects.get().is_confidential


# Told before the first question, and on


@pytest.mark.parametrize(
    ("treatment", "words"),
    [("confidential", CONFIDENTIAL), ("open", OPEN), ("one-voice", ONE_VOICE)],
)
class TestEachIsTold:
    @pytest.fixture
    def review(self, cast, priya, treatment):
        return scenarios.open_review(cast.partnership, treatment=treatment)

    def told_otherwise(self, text, words):
        others = {"Nobody is shown a figure", "Results are shown by organisation", ONE_VOICE}
        return [one for one in others if one in text and one not in words]

    def test_in_the_e_mail_in_both_forms(self, review, words):
        [message] = [one for one in mail.outbox if one.to == ["ben@example.org"]]
        for text in (message.body, message.alternatives[0].content):
            plain = " ".join(unescape(text).split())
            assert words in plain
            assert not self.told_otherwise(plain, words)
            assert ("are confidential" in plain) == review.is_confidential

    def test_on_the_first_page(self, review, words, cast, client):
        page = read(client.get(at(review, cast.ben)))
        assert words in page
        assert not self.told_otherwise(page, words)
        assert "can’t be changed by anybody" in page

    def test_at_the_foot_of_every_page(self, review, words, cast, client):
        line = {
            "confidential": "nobody is shown a figure that rests on fewer than 5 people",
            "open": OPEN,
            "one-voice": "This is the one answer of Riverside Council, shown under its name.",
        }[review.treatment]
        scenarios.answer(review, cast.ben)
        pages = [("respond",), ("respond-section", FIRST), ("respond-check",), ("respond-thanks",)]
        for page in pages:
            foot = read(client.get(at(review, cast.ben, *page))).partition('class="promise"')[2]
            assert line in foot

    def test_beside_the_comment(self, review, words, cast, client):
        page = read(client.get(at(review, cast.ben, "respond-section", FIRST)))
        assert ("readers may still guess who wrote one" in page) != review.is_confidential
        assert ("without your name or organisation" in page) == review.is_confidential

    def test_on_the_page_of_thanks(self, review, words, cast, client):
        scenarios.answer(review, cast.ben)
        page = read(client.get(at(review, cast.ben, "respond-thanks")))
        after = {
            "confidential": "the connection between you and your answers is deleted",
            "open": "your answers are shown as part of your organisation’s",
            "one-voice": "your answer is shown under the name of Riverside Council",
        }
        for treatment, said in after.items():
            assert (said in page) == (treatment == review.treatment)

    def test_once_closed_what_opens_the_answers(self, review, words, cast, client):
        scenarios.answer(review, cast.ben)
        address = at(review, cast.ben)
        close_review(review=review)
        page = read(client.get(address))
        assert ("nobody else can" in page) != review.speaks_as_organisations
        assert ("Below is what Riverside Council answered" in page) == (
            review.speaks_as_organisations
        )
        assert "promise" not in page


# Open, but not one voice: stored as in confidential reviews


def test_in_an_open_review_everybody_has_a_response_of_their_own(cast, priya, client):
    review = scenarios.open_review(cast.partnership, treatment=Treatment.OPEN)
    scenarios.answer(review, cast.ben, comment="Only mine.")
    assert "Only mine." not in read(client.get(at(review, priya, "respond-section", FIRST)))
    scenarios.answer(review, priya)
    assert Response.objects.filter(organisation=priya.organisation).count() == 2
    assert set(Response.objects.values_list("level", flat=True)) == {"operational", "strategic"}


# One voice each


def test_members_of_one_organisation_share_one_response(voiced, cast, priya, client):
    client.post(at(voiced, cast.ben, "respond-answer", FIRST), {"approach-need": "4"})
    client.post(at(voiced, priya, "respond-answer", FIRST), {"approach-gain": "2"})
    response = Response.objects.get()
    assert (response.organisation, response.level) == (cast.ben.organisation, "")
    assert response.answers.count() == 2
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
    another = scenarios.open_review(cast.partnership, title="Next", treatment=Treatment.ONE_VOICE)
    assert client.get(at(another, cast.ben)).context["own"].begun is False


def test_everybody_sees_who_else_is_in_it(voiced, cast, priya, client):
    assert "You answer together with Priya." in read(client.get(at(voiced, cast.ben)))
    section = read(client.get(at(voiced, priya, "respond-section", FIRST)))
    assert "You answer together with Ben." in section
    alone = "Nobody else is asked for Open Door, so you answer for it alone."
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
    kept = dict(Answer.objects.values_list("statement__code", "rating"))
    assert kept == {"approach-need": 5, "approach-gain": 2}
    section = SectionAnswer.objects.get()
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
    assert SectionAnswer.objects.get().comment == ""


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_in_the_same_moment_begin_one_response(voiced, cast, priya):
    statements = list(voiced.questionnaire.sections.first().statements.all())
    ready, failures = threading.Barrier(2), []

    def begin(member, statement):
        try:
            invitation = scenarios.invitation_of(voiced, member)
            token = scenarios.token_of(invitation)
            ready.wait(10)
            given = Given([Answer(statement=statement, rating=4)])
            answering.save_answers(invitation=invitation, token=token, given=given)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    pairs = [(cast.ben, statements[0]), (priya, statements[1])]
    threads = [threading.Thread(target=begin, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert Response.objects.get().answers.count() == 2


def test_one_submits_and_nobody_of_the_organisation_is_asked_again(voiced, cast, priya, client):
    client.post(at(voiced, cast.ben, "respond-answer", FIRST), {"approach-need": "4"})
    flags = Invitation.objects.filter(review=voiced).values_list("started", "submitted")
    assert flags.get(member=cast.ben) == (True, False)
    assert flags.get(member=priya) == (False, False)
    client.post(at(voiced, priya, "respond-submit"))
    assert flags.get(member=cast.ben) == flags.get(member=priya) == (True, True)
    assert flags.get(member=cast.cleo) == (False, False)
    assert "The answer of Riverside Council is submitted" in read(client.get(at(voiced, cast.ben)))


def test_what_is_submitted_can_be_changed_by_the_others_until_it_closes(
    voiced, cast, priya, client
):
    scenarios.answer(voiced, cast.ben, 4)
    client.post(at(voiced, priya, "respond-answer", FIRST), {"approach-need": "1"})
    assert Answer.objects.get(statement__code="approach-need").rating == 1
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
    assert "Below is what Riverside Council answered" in read(page)
    assert client.post(save, {"approach-need": "1"}).status_code == 409
    assert client.post(submit).url == start
    assert not Answer.objects.filter(rating=1).exists()


def test_an_organisation_that_said_nothing_reads_so(voiced, cast, client):
    address = at(voiced, cast.cleo)
    close_review(review=voiced)
    assert "Open Door gave no answer." in read(client.get(address))


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
    assert "1 of 3 organisations have submitted. 1 has started and not submitted." in page
    assert '<th scope="row">Open Door</th>' in page
    assert "Nobody must see this yet." not in page


@pytest.mark.parametrize("treatment", ["confidential", "open"])
def test_turnout_of_the_others_counts_people(cast, priya, treatment):
    review = scenarios.open_review(cast.partnership, treatment=treatment)
    scenarios.answer(review, cast.ben)
    turnout = Turnout.of(review)
    assert turnout.in_words == "1 of 4 people have submitted."
    assert turnout.unfinished_in_words == ""


def test_no_spreadsheet_speaks_beside_the_one_voice(voiced, as_):
    with pytest.raises(services.NotNow):
        begin_import(review=voiced, name="answers.csv", content=b"a,b")
    assert not Import.objects.exists()
    page = read(as_("ana").get(of("review", voiced)))
    assert "Bring in answers" not in page


def test_pages_of_a_shared_response_take_few_queries(
    voiced, cast, client, django_assert_max_num_queries
):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 20)
    services.invite_newcomers(review=voiced)
    scenarios.answer(voiced, cast.ben)
    with django_assert_max_num_queries(9):
        client.get(at(voiced, cast.ben, "respond-section", FIRST))
