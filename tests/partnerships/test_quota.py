"""What a partnership may keep: documents up to a number of megabytes, and so many of each thing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships import quota
from partnerships.members import services
from partnerships.models import EvidenceDocument, OwnEvidence
from tests import scenarios

MEGABYTE = 1_000_000
FILLED = {"about": "outcome", "title": "Waiting times", "says": "", "confidence": "fair"}


def pdf(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", b"%PDF-".ljust(size, b"."), "application/pdf")


def at(cast, name, *more):
    return reverse(f"partnerships:{name}", args=[cast.partnership.pk, *more])


def add(as_, cast, size):
    page = as_("ana").post(
        at(cast, "own-evidence-add"), FILLED | {"document": pdf(size)}, follow=True
    )
    return page.content.decode()


@pytest.fixture(autouse=True)
def three_megabytes(settings):
    settings.EVIDENCE_MB = 3


def test_what_would_go_beyond_is_refused_and_says_what_is_left(as_, cast):
    assert "has been added" in add(as_, cast, 2 * MEGABYTE)
    text = add(as_, cast, MEGABYTE + 1)
    assert "There is no room for this file." in text
    assert "You have 1.0 MB left for documents, out of 3 MB" in text
    assert OwnEvidence.objects.count() == EvidenceDocument.objects.count() == 1
    assert "has been added" in add(as_, cast, MEGABYTE)


@pytest.mark.parametrize("name", ["own-evidence-list", "own-evidence-add"])
def test_pages_say_what_is_left_to_who_may_add(as_, cast, name):
    add(as_, cast, MEGABYTE // 2)
    left = "You have 2.5 MB left for documents, out of 3 MB."
    assert left in as_("finn").get(at(cast, name)).content.decode()
    assert left not in as_("ben").get(at(cast, name)).content.decode()


def test_a_new_document_needs_room_only_for_what_it_is_larger_by(as_, cast):
    add(as_, cast, 2 * MEGABYTE)
    [evidence] = OwnEvidence.objects.all()
    address = at(cast, "own-evidence-edit", evidence.pk)
    as_("ana").post(address, FILLED | {"document": pdf(3 * MEGABYTE)})
    assert EvidenceDocument.objects.get().size == 3 * MEGABYTE
    text = as_("ana").post(address, FILLED | {"document": pdf(3 * MEGABYTE + 1)}).content.decode()
    assert "There is no room for this file." in text
    assert EvidenceDocument.objects.get().size == 3 * MEGABYTE


def test_removing_makes_room(as_, cast):
    add(as_, cast, 3 * MEGABYTE)
    as_("ana").post(at(cast, "own-evidence-remove", OwnEvidence.objects.get().pk))
    assert "has been added" in add(as_, cast, 3 * MEGABYTE)


def test_what_others_keep_takes_none_of_ours(as_, cast):
    elsewhere = cast.dev.memberships.get().partnership
    theirs = scenarios.own_evidence(elsewhere)
    EvidenceDocument.objects.filter(evidence=theirs).update(size=3 * MEGABYTE)
    assert quota.room_for_documents(elsewhere) == 0
    assert "has been added" in add(as_, cast, 3 * MEGABYTE)


def test_there_is_an_end_to_notes_as_well(as_, cast, monkeypatch):
    monkeypatch.setattr("partnerships.forms.evidence.MOST_EVIDENCE", 1)
    add(as_, cast, 9)
    assert "You have reached the limit of 1" in add(as_, cast, 9)
    assert OwnEvidence.objects.count() == 1


def test_a_partnership_has_only_so_many_members(as_, cast, monkeypatch):
    monkeypatch.setattr(services, "MOST_MEMBERS", 6)
    rows = "Name,E-mail,Organisation,Sector,Level,Role\n" + "".join(
        f"P{i},p{i}@example.org,Riverside Council,Local government,Operational,Member\n"
        for i in range(2)
    )
    page = as_("ana").post(at(cast, "members-import"), {"pasted": rows})
    assert "A partnership can have up to 6 members." in page.content.decode()
    assert cast.partnership.members.count() == 5
