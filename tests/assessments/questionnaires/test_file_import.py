"""Questionnaires leave and come in as YAML, faults named by line, on any scale."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.questionnaires.files import read_questionnaire
from assessments.questionnaires.versions import current_definition
from tests import scenarios

from .test_definitions import SMALL
from .test_files import WELSH, faults

SEVEN = SMALL.replace("[Not, Partly, Fully]", "[a, b, c, d, e, f, g]")


@pytest.fixture
def custom(cast):
    return scenarios.custom_questionnaire(cast.partnership)


@pytest.fixture
def bring_in(cast, as_):
    def bringing(**sent):
        page = reverse("assessments:questionnaire-import", args=[cast.partnership.pk])
        return as_("ana").post(page, sent, follow=True).content.decode()

    return bringing


def uploaded(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("ours.yaml", text.encode())


@pytest.mark.parametrize("how", ["pasted", "file"])
def test_a_file_comes_in_pasted_or_uploaded_with_its_scale_and_languages(cast, bring_in, how):
    text = SMALL + WELSH
    page = bring_in(**{how: text if how == "pasted" else uploaded(text)})
    assert "The questionnaire has been imported" in page
    custom = cast.partnership.custom_questionnaires.get()
    there, given = current_definition(custom), read_questionnaire(text.encode())
    assert there == given.model_copy(update={"code": custom.code})


def test_what_is_wrong_is_named_by_line_and_nothing_comes_in(cast, bring_in):
    broken = SMALL.replace("stage: activity", "stage: dreaming").replace("minutes: 1", "minutes: 0")
    page = bring_in(pasted=broken)
    assert "There is a problem" in page
    assert "Line 6:" in page
    assert "Line 14: “dreaming” is not one of" in page
    assert "stage: dreaming" in page
    assert not cast.partnership.custom_questionnaires.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"pasted": ""}, "Select a file, or paste it"),
        ({"pasted": SMALL, "file": uploaded(SMALL)}, "not both"),
        ({"file": uploaded("x" * 500_001)}, "too long"),
    ],
)
def test_one_of_the_two_and_not_too_long(bring_in, sent, said):
    assert said in bring_in(**sent)


def test_an_export_comes_back_as_it_left(as_, custom, bring_in):
    reply = as_("ana").get(reverse("assessments:questionnaire-export", args=[custom.pk]))
    assert 'filename="ours.yaml"' in reply["Content-Disposition"]
    before = current_definition(custom)
    bring_in(pasted=SEVEN, into=custom.pk)
    custom.refresh_from_db()
    assert len(current_definition(custom).rating.labels) == 7
    bring_in(file=SimpleUploadedFile("ours.yaml", reply.content), into=custom.pk)
    custom.refresh_from_db()
    assert current_definition(custom) == before


def test_it_comes_in_as_a_new_one_unless_its_place_is_named(cast, as_, custom, bring_in):
    page = reverse("assessments:questionnaire-import", args=[cast.partnership.pk])
    field = as_("ana").get(page).context["form"]["into"]
    assert field.initial == ""
    new, instead = [str(label) for _value, label in field.field.choices]
    assert new == "Add it as a new questionnaire"
    assert instead.startswith("Replace “Ours” with it, as last changed on ")
    bring_in(pasted=SMALL, into="")
    assert cast.partnership.custom_questionnaires.count() == 2


def test_no_other_partnerships_questionnaire_can_be_replaced(cast, bring_in):
    elsewhere = cast.dev.memberships.get().partnership
    theirs = scenarios.custom_questionnaire(elsewhere)
    before = theirs.content
    bring_in(pasted=SEVEN, into=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.content == before


@pytest.mark.parametrize("code", ["comment", "importance", "level", "at-home", "initial-view"])
def test_no_statement_has_a_code_that_pages_use_for_something_else(code):
    assert faults(SMALL.replace("power-voice", code)) == [
        (14, f"“{code}” cannot be used as the code of a statement.")
    ]


@pytest.mark.parametrize("hidden", [r"\0", r"\x07", r"\ud800"])
def test_characters_that_no_database_keeps_are_refused(hidden):
    [(line, said)] = faults(SMALL.replace("We listen.", f'"We{hidden}listen."'))
    assert line == 14
    assert "cannot be shown" in said
