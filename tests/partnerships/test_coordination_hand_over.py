"""Handing the coordination over to another member."""

import pytest
from django.core import mail

from partnerships.members.membership import hand_over
from partnerships.refusals import Refused


def roles(cast) -> dict[str, str]:
    return dict(cast.partnership.members.values_list("name", "role"))


def test_another_member_coordinates_instead_and_is_told(
    as_, at, cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = as_("ana").post(
            at("coordination-hand-over"), {"successor": cast.ben.pk}, follow=True
        )
    assert "Ben is now the coordinator" in page.content.decode()
    assert roles(cast) | {"Ana": "member", "Ben": "coordinator"} == roles(cast)
    [message] = mail.outbox
    assert message.to == ["ben@example.org"]
    assert "Ana has handed over coordination of Riverside Partnership" in message.body
    assert as_("ana").get(at("partnership-edit")).status_code == 403
    assert as_("ben").get(at("partnership-edit")).status_code == 200


def test_nobody_without_an_organisation_is_offered_nor_oneself(as_, at, cast):
    page = as_("ana").get(at("coordination-hand-over"))
    offered = {one.name for one in page.context["form"].fields["successor"].queryset}
    assert offered == {"Ben", "Cleo"}
    page = as_("ana").post(at("coordination-hand-over"), {"successor": cast.olu.pk})
    assert page.context["form"].errors.keys() == {"successor"}


def test_two_who_hand_over_at_once_leave_one_coordinator(cast):
    hand_over(by=cast.ana, successor=cast.ben)
    with pytest.raises(Refused):
        hand_over(by=cast.ana, successor=cast.cleo)
    assert roles(cast) | {"Ben": "coordinator", "Cleo": "member"} == roles(cast)


def test_with_nobody_to_hand_over_to_it_leads_to_adding_somebody(as_, at, cast):
    cast.partnership.members.exclude(pk=cast.ana.pk).delete()
    assert at("member-add") in as_("ana").get(at("coordination-hand-over")).content.decode()


def test_only_coordinators(at, only_for_coordinators):
    only_for_coordinators(at("coordination-hand-over"))
