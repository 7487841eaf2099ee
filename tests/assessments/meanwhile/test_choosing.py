"""An organisation that somebody has chosen is merged before what they sent has arrived."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.invitations.joining import approve_request, open_join_link
from assessments.models import JoinRequest
from assessments.models.response import Response
from partnerships.refusals import Refused

from .overlapping import overlap
from .sending import MEANWHILE, merge_council


def test_a_sheet_of_an_organisation_that_is_merged_meanwhile_is_not_lost(cast, review):
    ana = Client()
    ana.force_login(cast.ana.person)
    url = reverse("assessments:review-entry", args=[review.pk])
    sheet = {"organisation": cast.ben.organisation_id, "level": "strategic", MEANWHILE: "2"}
    page = overlap(lambda: merge_council(cast), lambda: ana.post(url, sheet))
    assert "since been merged or removed" in page.content.decode()
    assert page.context["form"][MEANWHILE].value() == "2"
    assert not Response.objects.exists()


def test_who_asks_to_join_an_organisation_that_is_merged_meanwhile_chooses_again(cast, review):
    link = open_join_link(review=review, domains=[])
    url = reverse("assessments:join", args=[link.key])
    gus = {"name": "Gus", "email": "gus@example.net", "level": "strategic"}
    gus["organisation"] = cast.ben.organisation_id
    page = overlap(lambda: merge_council(cast), lambda: Client().post(url, gus))
    assert "since been merged or removed" in page.content.decode()


def test_who_is_let_in_meanwhile_comes_into_the_organisation_that_stays(cast, review):
    council = cast.ben.organisation
    gus = {"name": "Gus", "email": "gus@example.net", "level": "strategic"}
    waiting = JoinRequest.objects.create(review=review, organisation=council, **gus)
    overlap(lambda: merge_council(cast), lambda: approve_request(request=waiting))
    joined = cast.partnership.members.get(person__email="gus@example.net")
    assert joined.organisation == cast.ana.organisation
    with pytest.raises(Refused):
        approve_request(request=waiting)
