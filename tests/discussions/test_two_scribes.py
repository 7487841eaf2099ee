"""Two people write down one discussion: nothing of either is lost, and nothing is kept twice."""

import pytest
from django.utils import timezone

from discussions.forms import LONGEST_NOTES
from discussions.models import Action
from discussions.services import record_conclusion

from .conftest import as_sent


def address(review, code="clarity") -> str:
    return f"/reviews/{review.pk}/discussion/{code}/"


def keep(review, **fields):
    return record_conclusion(review=review, consideration="clarity", **{"said": ""} | fields)


def said(review):
    kept = review.conclusions.get()
    return kept.said, kept.agreed_rating, kept.we_differ_because


@pytest.fixture
def scribes(as_, closed):
    """Has Finn and Ana open the page now; each is a function that sends it, or a page after it."""

    def opened_by(name):
        client = as_(name)
        seen = client.get(address(closed))
        return lambda page=seen, **changes: client.post(address(closed), as_sent(page, **changes))

    return lambda: (opened_by("finn"), opened_by("ana"))


@pytest.fixture
def action(cast):
    """What is filled in to add one."""
    due = timezone.localdate().isoformat()
    return {"what": "Write to the board", "owner": str(cast.cleo.pk), "due": due}


def test_a_page_left_open_deletes_and_overwrites_nothing(scribes, closed):
    finn, ana = scribes()
    finn(said="Much.", settlement="agree", agreed_rating="4")
    assert ana(onward="yes").status_code == 302
    assert said(closed) == ("Much.", 4, "")


def test_of_two_texts_the_second_writer_sees_both_and_nothing_is_overwritten(scribes, closed):
    finn, ana = scribes()
    finn(said="Finn heard this.\nAnd that.")
    page = ana(said="Ana heard that.", onward="yes")
    assert page.status_code == 200
    text = page.content.decode()
    assert "There is a problem" in text
    assert "Someone else changed what was said" in text
    assert "Finn heard this." in text
    assert page.context["form"]["said"].value() == "Ana heard that."
    assert closed.conclusions.get().said == "Finn heard this.\nAnd that."
    ana(page)
    assert closed.conclusions.get().said == "Ana heard that."


def test_both_texts_can_be_put_into_the_box(scribes, closed):
    finn, ana = scribes()
    finn(said="Finn heard this.")
    page = ana(ana(said="Ana heard that."), both="said")
    assert page.context["form"]["said"].value() == "Finn heard this.\n\nAna heard that."
    assert "Nothing has been saved yet" in page.content.decode()
    assert closed.conclusions.get().said == "Finn heard this."
    assert ana(page).status_code == 302
    assert closed.conclusions.get().said == "Finn heard this.\n\nAna heard that."


def test_the_others_can_be_taken_instead(scribes, closed):
    finn, ana = scribes()
    finn(said="Finn heard this.", settlement="agree", agreed_rating="4")
    page = ana(said="Ana heard that.", settlement="differ", we_differ_because="Two views.")
    page = ana(page, theirs="settled")
    assert page.context["form"].conflicts == ["said"]
    ana(page)
    assert said(closed) == ("Ana heard that.", 4, "")


def test_what_only_one_of_them_changed_is_kept_without_asking(scribes, closed):
    finn, ana = scribes()
    finn(said="Much.")
    assert ana(settlement="differ", we_differ_because="Two views.").status_code == 302
    assert said(closed) == ("Much.", None, "Two views.")


def test_a_rating_and_a_reason_to_differ_are_never_mixed(scribes, closed):
    finn, ana = scribes()
    finn(settlement="agree", agreed_rating="4")
    page = ana(settlement="differ", we_differ_because="Two views.")
    assert "We agree: 4, “Agree”" in page.content.decode()
    assert said(closed) == ("", 4, "")
    ana(page)
    assert said(closed) == ("", None, "Two views.")


def test_a_third_text_that_comes_meanwhile_is_shown_as_well(scribes, closed):
    finn, ana = scribes()
    finn(said="One.")
    page = ana(said="Two.")
    keep(closed, said="Three.")
    page = ana(page)
    assert "Three." in page.content.decode()
    assert closed.conclusions.get().said == "Three."


def test_a_third_text_that_comes_before_both_are_joined_is_shown_as_well(scribes, closed):
    finn, ana = scribes()
    finn(said="One.")
    page = ana(said="Two.")
    keep(closed, said="Three.")
    page = ana(ana(page, both="said"))
    assert page.status_code == 200
    assert closed.conclusions.get().said == "Three."


def test_a_text_that_somebody_emptied_meanwhile_is_not_brought_back_unseen(scribes, closed):
    keep(closed, said="Much.")
    finn, ana = scribes()
    finn(said="")
    page = ana(said="Much more.")
    assert "They have cleared the box." in page.content.decode()
    assert not closed.conclusions.exists()


def test_both_having_written_the_same_is_no_clash(scribes, closed):
    finn, ana = scribes()
    finn(said="Much.")
    assert ana(said="Much.").status_code == 302


def test_what_is_sent_again_is_kept_once(scribes, closed, action):
    finn, _ana = scribes()
    for _time in range(2):
        assert finn(said="Much.", **action).status_code == 302
    assert closed.actions.count() == 1
    assert said(closed) == ("Much.", None, "")


def test_an_action_waits_for_the_clash_to_be_settled_and_is_added_once(scribes, closed, action):
    finn, ana = scribes()
    finn(said="One.")
    page = ana(said="Two.", **action)
    assert not Action.objects.exists()
    ana(page)
    ana(page)
    assert Action.objects.get().what == "Write to the board"


def test_another_action_from_a_page_that_was_gone_back_to_is_another(scribes, closed, action):
    finn, _ana = scribes()
    finn(**action)
    finn(**action | {"what": "Meet at Open Door"})
    assert closed.actions.count() == 2


def test_an_action_added_with_one_form_is_added_once(as_, closed, action):
    client, page = as_("finn"), f"{address(closed)}actions/add/"
    sent = as_sent(client.get(page), **action)
    for _time in range(2):
        client.post(page, sent)
    assert closed.actions.count() == 1


def test_too_much_is_said_and_not_cut_off(scribes):
    finn, _ana = scribes()
    long = "x" * (LONGEST_NOTES + 1)
    form = finn(said=long).context["form"]
    assert form.errors["said"] == ["Enter up to 10000 characters. There are 10001 now."]
    assert form["said"].value() == long


def test_what_will_be_done_is_not_cut_off_either(scribes, action):
    finn, _ana = scribes()
    page = finn(**action | {"what": "x" * 301})
    form = page.context["form"]
    assert form.errors["what"] == ["Enter up to 300 characters. There are 301 now."]
    assert "maxlength" not in str(form["what"])


def test_notes_are_a_draft_until_they_are_marked(scribes, closed):
    finn, ana = scribes()
    finn(said="Much.")
    assert not closed.conclusions.get().agreed
    finn, _ana = scribes()
    finn(agreed="on")
    assert closed.conclusions.get().agreed
    ana(onward="yes")
    assert closed.conclusions.get().agreed


def test_changing_agreed_notes_makes_them_a_draft_unless_they_are_marked_anew(scribes, closed):
    keep(closed, said="Much.", agreed=True)
    finn, _ana = scribes()
    finn(said="More.", agreed="on")
    assert closed.conclusions.get().agreed
    finn, _ana = scribes()
    finn(said="Most.")
    assert not closed.conclusions.get().agreed


def test_agreed_notes_can_be_made_a_draft_again(scribes, closed):
    keep(closed, said="Much.", agreed=True)
    finn, _ana = scribes()
    finn(draft="yes")
    assert not closed.conclusions.get().agreed


def test_what_somebody_else_changed_is_not_agreed_unseen(scribes, closed):
    keep(closed, said="Much.")
    finn, ana = scribes()
    finn(settlement="agree", agreed_rating="4")
    assert ana(agreed="on", onward="yes").url == address(closed)
    assert not closed.conclusions.get().agreed


def test_there_has_to_be_something_to_agree_on(scribes):
    finn, _ana = scribes()
    assert "Enter what was said" in finn(agreed="on").context["form"].errors["agreed"][0]


@pytest.mark.parametrize("name", ["ben", "olu"])
def test_readers_see_that_a_draft_is_being_written_and_nothing_of_it(as_, shared, name):
    keep(shared, said="Much talk.", agreed_rating=4)
    read = {
        page: as_(name).get(page).content.decode()
        for page in (
            address(shared),
            f"/reviews/{shared.pk}/discussion/",
            f"/reviews/{shared.pk}/results/clarity/",
            f"/partnerships/{shared.partnership_id}/over-time/",
        )
    }
    assert ["eing written" in text for text in read.values()] == [True, True, True, False]
    for text in read.values():
        assert "Much talk." not in text
        assert "We agree: 4" not in text


def test_those_who_lead_see_drafts(as_, shared):
    keep(shared, said="Much talk.", agreed_rating=4)
    assert "Much talk." in as_("ana").get(address(shared)).content.decode()
    assert "Draft" in as_("ana").get(f"/reviews/{shared.pk}/discussion/").content.decode()
