"""How many files of a partnership may wait, how much it may bring in, and what is too large."""

import pytest
from django.core.management import CommandError, call_command

from assessments.imports import store
from assessments.models import CustomQuestionnaire
from assessments.models.response import Import, Response
from assessments.questionnaires.services import MOST_QUESTIONNAIRES
from partnerships.quota import NoRoom
from tests import scenarios

from .importing import add, as_csv, matched, table, upload


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


def test_only_so_many_files_wait_and_dropping_one_makes_room(cast, as_, review, monkeypatch):
    monkeypatch.setattr(store, "MOST_WAITING", 2)
    for people in (1, 2):
        assert upload(as_("ana"), review, as_csv(table(people))).status_code == 302
    page = upload(as_("ana"), review, as_csv(table(3)))
    assert "You have reached the limit of 2." in page.content.decode()
    assert Import.objects.count() == 2
    assert upload(as_("ana"), review, as_csv(table(2))).status_code == 302
    Import.objects.first().delete()
    assert upload(as_("ana"), review, as_csv(table(3))).status_code == 302


def test_a_partnership_brings_in_only_so_many_responses(cast, as_, review, monkeypatch):
    monkeypatch.setattr(store, "MOST_IMPORTED", 7)
    add(as_("ana"), matched(as_("ana"), review, as_csv(table(6))))
    page = add(as_("ana"), matched(as_("ana"), review, as_csv(table(2, value="Disagree"))))
    text = page.content.decode()
    assert "can import up to 7 responses in total. It already has 6." in text
    assert Response.objects.count() == 6


def test_the_command_keeps_to_it_as_well(cast, review, monkeypatch, tmp_path):
    monkeypatch.setattr(store, "MOST_IMPORTED", 5)
    file = tmp_path / "answers.csv"
    file.write_bytes(as_csv(table(6)))
    with pytest.raises(CommandError, match="5 responses in total"):
        call_command("import_responses", review.pk, str(file))
    assert not Response.objects.exists()
    assert not Import.objects.exists()


WIDE = as_csv([["x"] * 1000] * 1500)


def test_1_500_000_cells_are_refused_with_what_to_do(as_, review):
    text = upload(as_("ana"), review, WIDE).content.decode()
    assert "This has too many cells." in text
    assert "20,000 rows of up to " in text
    assert not Import.objects.exists()


def test_the_command_refuses_them_too(review, tmp_path):
    file = tmp_path / "answers.csv"
    file.write_bytes(WIDE)
    with pytest.raises(CommandError, match="too many cells"):
        call_command("import_responses", review.pk, str(file))


def test_a_partnership_has_only_so_many_questionnaires_of_its_own(cast):
    made = scenarios.custom_questionnaire(cast.partnership)
    CustomQuestionnaire.objects.bulk_create(
        CustomQuestionnaire(partnership=cast.partnership, content=made.content)
        for _ in range(MOST_QUESTIONNAIRES - 1)
    )
    with pytest.raises(NoRoom):
        scenarios.custom_questionnaire(cast.partnership)
