"""A questionnaire of one's own is edited item by item, and nobody's work is lost unawares."""

import pytest
from django.urls import reverse

from assessments.models import CustomQuestionnaire
from assessments.questionnaires.definitions import MOST_STATEMENTS
from assessments.questionnaires.editing import add_statement, find_statement, movable_items
from assessments.questionnaires.files import read_questionnaire
from assessments.questionnaires.services import copy_questionnaire, edit_questionnaire
from assessments.questionnaires.versions import current_definition
from tests import scenarios

from .test_definitions import SMALL
from .test_files import WELSH

WORDS = {"text": "We say who does what.", "stage": "activity", "heading": "Roles", "help": ""}


@pytest.fixture
def custom(cast):
    return scenarios.custom_questionnaire(cast.partnership)


@pytest.fixture
def ana(as_):
    return as_("ana")


def address(name: str, custom: CustomQuestionnaire, *more: str) -> str:
    return reverse(f"assessments:{name}", args=[custom.pk, *more])


def seen(browser, page: str) -> str:
    """What a form that is opened now carries of what it shows."""
    return browser.get(page).context["form"].initial["seen"]


def remove(browser, custom: CustomQuestionnaire, kind: str, code: str) -> str:
    """Confirm that an item goes, and say what came of it."""
    page = address(f"{kind}-remove", custom, code)
    sent = {"seen": browser.get(page).context["seen"]}
    return browser.post(page, sent, follow=True).content.decode()


def texts(custom: CustomQuestionnaire, code: str = "clarity") -> list[str]:
    custom.refresh_from_db()
    sections = {section.code: section for section in current_definition(custom).considerations}
    return [one.text for one in sections[code].statements]


def codes(custom: CustomQuestionnaire) -> list[str]:
    custom.refresh_from_db()
    return [section.code for section in current_definition(custom).considerations]


def reword(browser, custom, code="clarity-roles", **more):
    page = address("statement-edit", custom, code)
    return browser.post(page, WORDS | {"seen": seen(browser, page)} | more, follow=True)


def test_a_statement_in_other_words_keeps_its_code_so_that_rounds_compare(custom, ana):
    reword(ana, custom)
    custom.refresh_from_db()
    found = find_statement(custom.content, "clarity-roles").statement
    assert found == {"code": "clarity-roles", **WORDS, "level": None, "factor": None}


def test_an_outcome_says_whom_it_is_for_and_nothing_else_can(custom, ana):
    page = reword(ana, custom, level="people").content.decode()
    assert "Only an outcome is for someone" in page
    reword(ana, custom, stage="outcome", level="people")
    custom.refresh_from_db()
    assert find_statement(custom.content, "clarity-roles").statement["level"] == "people"
    reword(ana, custom)
    custom.refresh_from_db()
    assert find_statement(custom.content, "clarity-roles").statement["level"] is None


def test_a_statement_that_asks_something_else_gets_a_code_of_its_own(custom, ana):
    reword(ana, custom, new_meaning="on")
    assert texts(custom) == [WORDS["text"]]
    [new] = [one.code for one in current_definition(custom).statements if one.text == WORDS["text"]]
    assert new.startswith("ours-")


def test_new_statements_stand_at_the_end_under_codes_of_their_own(custom, ana):
    for _time in range(2):
        ana.post(address("statement-add", custom, "clarity"), WORDS)
    assert texts(custom)[1:] == [WORDS["text"]] * 2
    found = [one.code for one in current_definition(custom).statements]
    assert len(set(found)) == len(found)


def test_statements_and_considerations_move_by_buttons(custom, ana):
    before = codes(custom)
    ana.post(address("section-move", custom, before[1]), {"before": before[0]})
    assert codes(custom)[:2] == [before[1], before[0]]
    ana.post(address("section-move", custom, before[1]), {"before": ""})
    assert codes(custom) == [before[0], *before[2:], before[1]]
    first, second = texts(custom, "approach")
    ana.post(address("statement-move", custom, "approach-gain"), {"before": "approach-reason"})
    assert texts(custom, "approach") == [second, first]


def test_a_statement_goes_under_another_consideration_and_keeps_its_code(custom, ana):
    page = address("statement-place", custom, "approach-gain")
    offered = [code for code, _name in ana.get(page).context["form"].fields["to"].choices]
    assert offered == [code for code in codes(custom) if code != "approach"]
    moved = find_statement(custom.content, "approach-gain").statement
    said = ana.post(page, {"to": "power"}, follow=True).content.decode()
    assert "It has been moved to “Power and transparency”" in said
    custom.refresh_from_db()
    assert len(texts(custom, "approach")) == 1
    assert texts(custom, "power")[-1] == moved["text"]
    assert find_statement(custom.content, "approach-gain").statement == moved


def test_a_statement_that_is_dragged_there_goes_before_the_one_it_is_dropped_on(custom, ana):
    there = texts(custom, "clarity")
    first = find_statement(custom.content, "clarity-roles").statement
    moved = find_statement(custom.content, "approach-gain").statement
    place = {"to": "clarity", "before": first["code"]}
    ana.post(address("statement-move", custom, "approach-gain"), place)
    assert texts(custom, "clarity") == [moved["text"], *there]


def test_a_consideration_is_not_left_without_a_statement_when_its_last_one_is_moved(custom, ana):
    page = address("statement-place", custom, "clarity-roles")
    said = ana.post(page, {"to": "power"}, follow=True).content.decode()
    assert "A consideration needs at least one statement" in said
    assert "It has been moved" not in said
    assert len(texts(custom)) == 1


def test_a_consideration_that_is_full_takes_no_statement_from_another(custom, ana):
    def fill(content):
        for _time in range(MOST_STATEMENTS - 1):
            add_statement(content, "clarity", WORDS)

    edit_questionnaire(custom=custom, change=fill)
    page = address("statement-place", custom, "approach-gain")
    assert "can have up to 60" in ana.post(page, {"to": "clarity"}, follow=True).content.decode()
    assert len(texts(custom)) == MOST_STATEMENTS


def test_where_to_is_one_of_the_other_considerations_that_are_asked_about(custom, ana):
    page = address("statement-place", custom, "approach-gain")
    for to in ("", "approach", "weather"):
        assert ana.post(page, {"to": to}).context["form"].errors["to"]
    ana.post(address("statement-move", custom, "approach-gain"), {"to": "weather"})
    custom.refresh_from_db()
    assert find_statement(custom.content, "approach-gain").section["code"] == "approach"


def test_the_only_consideration_offers_no_other(custom, ana):
    def leave_one(content):
        content["considerations"] = content["considerations"][:1]

    edit_questionnaire(custom=custom, change=leave_one)
    page = ana.get(address("statement-place", custom, "approach-gain")).content.decode()
    assert "There is no other consideration yet" in page
    assert "Move elsewhere" not in ana.get(address("questionnaire", custom)).content.decode()


def test_every_button_that_moves_an_item_leads_where_it_says(custom):
    sections = current_definition(custom).considerations
    for number, one in enumerate(movable_items(sections)):
        assert one.up == (sections[number - 1].code if number else None)
        ahead = [*[section.code for section in sections[number + 2 :]], ""]
        assert one.down == (ahead[0] if number + 1 < len(sections) else None)


def test_moving_beside_something_that_has_gone_changes_nothing_and_says_so(custom, ana):
    before = codes(custom)
    move = address("section-move", custom, "power")
    page = ana.post(move, {"before": "nowhere"}, follow=True).content.decode()
    assert "Someone else has changed the order" in page
    assert codes(custom) == before


def test_removing_is_confirmed_and_never_leaves_nothing(custom, ana):
    ana.get(address("statement-remove", custom, "approach-gain"))
    assert len(texts(custom, "approach")) == 2
    remove(ana, custom, "statement", "approach-gain")
    assert len(texts(custom, "approach")) == 1
    assert "needs at least one statement" in remove(ana, custom, "statement", "approach-reason")
    said = [remove(ana, custom, "section", code) for code in codes(custom)]
    assert "needs at least one consideration" in said[-1]
    assert codes(custom) == ["complexity"]


def test_what_somebody_else_has_added_to_is_not_removed_unseen(custom, ana):
    page = address("section-remove", custom, "clarity")
    mark = ana.get(page).context["seen"]
    ana.post(address("statement-add", custom, "clarity"), WORDS)
    shown = ana.post(page, {"seen": mark}, follow=True).content.decode()
    assert "Someone else has changed this" in shown
    assert WORDS["text"] in shown
    assert "clarity" in codes(custom)


def test_a_consideration_comes_back_with_a_first_statement(custom, ana):
    remove(ana, custom, "section", "power")
    words = {"code": "power", "introduction": "Think.", "comment_prompt": "Say more."}
    ana.post(address("section-add", custom), words | WORDS)
    assert codes(custom)[-1] == "power"
    assert texts(custom, "power") == [WORDS["text"]]
    page = ana.get(address("section-add", custom)).content.decode()
    assert "All eight considerations are already included" in page


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("Yes\nNo", "There are 2"),
        ("\n".join("abcdefghijk"), "There are 11"),
        ("Yes\nyes\nNo", "Two answers are the same"),
        (f"Yes\nNo\n{'a' * 61}", "60 characters"),
    ],
)
def test_a_scale_has_three_to_ten_answers_that_differ(custom, ana, labels, said):
    page = address("scale-edit", custom, "rating")
    sent = {"question": "So?", "labels": labels, "seen": seen(ana, page)}
    reply = ana.post(page, sent).content.decode()
    assert "There is a problem" in reply
    assert said in reply


def test_a_scale_of_any_length_from_three_to_ten_is_kept(custom, ana):
    page = address("scale-edit", custom, "rating")
    for labels in (list("abc"), list("abcdefghij")):
        sent = {"question": "So?", "labels": "\n".join(labels), "seen": seen(ana, page)}
        ana.post(page, sent)
        custom.refresh_from_db()
        assert custom.content["rating"] == {"question": "So?", "labels": labels}


def test_two_who_change_different_items_keep_both(custom, ana):
    one, other = (
        address("statement-edit", custom, code) for code in ("clarity-roles", "people-trust")
    )
    marks = seen(ana, one), seen(ana, other)
    ana.post(one, WORDS | {"text": "One.", "seen": marks[0]})
    ana.post(other, WORDS | {"text": "Other.", "seen": marks[1]})
    assert (texts(custom), texts(custom, "people")) == (["One."], ["Other."])


def test_two_who_change_the_same_item_are_told_and_decide(custom, ana):
    page = address("statement-edit", custom, "clarity-roles")
    mark = seen(ana, page)
    ana.post(page, WORDS | {"text": "Theirs.", "seen": mark})
    reply = ana.post(page, WORDS | {"text": "Mine.", "seen": mark})
    shown = reply.content.decode()
    assert "Someone else has changed this" in shown
    assert "Theirs." in shown
    assert "Mine." in shown
    assert texts(custom) == ["Theirs."]
    ana.post(page, WORDS | {"text": "Mine.", "seen": reply.context["form"]["seen"].value()})
    assert texts(custom) == ["Mine."]


def test_changing_what_somebody_else_has_removed_says_so(custom, ana):
    page = address("statement-edit", custom, "approach-gain")
    mark = seen(ana, page)
    remove(ana, custom, "statement", "approach-gain")
    assert ana.get(page).status_code == 404
    reply = ana.post(page, WORDS | {"seen": mark}, follow=True)
    assert "Someone else has since removed this" in reply.content.decode()


def test_a_translation_stays_where_the_words_do(cast, ana):
    definition = read_questionnaire((SMALL + WELSH).encode())
    custom = copy_questionnaire(partnership=cast.partnership, definition=definition)
    reword(ana, custom, "power-voice")
    page = address("scale-edit", custom, "rating")
    sent = {"question": "How far?", "labels": "Not\nPartly\nMostly\nFully"}
    ana.post(page, sent | {"seen": seen(ana, page)})
    custom.refresh_from_db()
    welsh = current_definition(custom).translations["cy"]
    assert welsh.title == "Bach"
    assert welsh.rating.labels == ("Dim", "Rhannol", "", "")
    assert welsh.statements == {}
    page = ana.get(address("questionnaire", custom)).content.decode()
    assert "Cymraeg: 4 texts still to translate" in page
    page = address("questionnaire-describe", custom)
    described = {"title": "Bach", "description": "Un.", "minutes": "2", "language": "cy"}
    ana.post(page, described | {"seen": seen(ana, page)})
    custom.refresh_from_db()
    assert current_definition(custom).language == "cy"
    assert current_definition(custom).translations == {}
