"""A partnership's own evidence: notes, links and documents, and how sure it is of them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence.bank import Stage
from partnerships.documents import kind_of
from partnerships.models import EvidenceDocument, OwnEvidence
from tests import scenarios

FILLED = {
    "about": "outcome",
    "title": "Waiting times, spring",
    "says": "People wait four days less than a year ago.",
    "link": "",
    "confidence": "fair",
}


def at(cast, name="own-evidence-list", *more):
    return reverse(f"partnerships:{name}", args=[cast.partnership.pk, *more])


def office(*names: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "…")
    return file.getvalue()


def add(as_, cast, **fields):
    return as_("ana").post(at(cast, "own-evidence-add"), FILLED | fields, follow=True)


def test_evidence_stands_at_its_stage_for_every_member_with_how_sure_they_are(as_, cast):
    text = add(as_, cast).content.decode()
    assert "“Waiting times, spring” has been added." in text
    for who in ("ben", "olu"):
        text = as_(who).get(at(cast)).content.decode()
        assert "People wait four days less" in text
        assert "We are fairly sure" in text
        assert "Add evidence" not in text


def test_evidence_about_a_consideration_stands_beside_its_results(as_, cast):
    review = scenarios.shared_review(cast.partnership)
    scenarios.own_evidence(cast.partnership, about="power", title="Minutes of 2026")

    def shown(code):
        page = reverse("insights:consideration", args=[review.pk, code])
        return as_("ben").get(page).content.decode()

    assert "Minutes of 2026" in shown("power")
    assert "Minutes of 2026" not in shown("clarity")
    assert "Your partnership has not added any evidence on this yet." in shown("clarity")


@pytest.mark.parametrize(("who", "may"), [("ana", True), ("finn", True), ("ben", False)])
def test_who_leads_adds_it_from_wherever_it_is_missed(as_, cast, who, may):
    review = scenarios.shared_review(cast.partnership)
    add_it = at(cast, "own-evidence-add")
    for page, links in (
        (reverse("partnerships:partnership", args=[cast.partnership.pk]), [add_it]),
        (reverse("insights:consideration", args=[review.pk, "power"]), [f"{add_it}?about=power"]),
        (at(cast), [f"{add_it}?about={stage}" for stage in Stage.values]),
    ):
        text = as_(who).get(page).content.decode()
        assert all((f'href="{link}"' in text) == may for link in links)


def test_a_facilitator_adds_changes_and_removes_it_and_a_member_does_not(as_, cast):
    as_("finn").post(at(cast, "own-evidence-add"), FILLED)
    key = OwnEvidence.objects.get().pk
    as_("finn").post(at(cast, "own-evidence-edit", key), FILLED | {"confidence": "sure"})
    for name in ("own-evidence-edit", "own-evidence-remove"):
        assert as_("ben").post(at(cast, name, key), FILLED).status_code == 403
    assert OwnEvidence.objects.get().confidence == "sure"
    as_("finn").post(at(cast, "own-evidence-remove", key))
    assert not OwnEvidence.objects.exists()


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"says": ""}, "Enter what it tells you, or add a link or a document."),
        ({"about": ""}, "Select what it is about."),
        ({"title": ""}, "Enter what it is."),
        ({"confidence": ""}, "Select how sure you are."),
        ({"link": "javascript:alert(1)"}, "Enter a full web address"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_added(as_, cast, fields, error):
    assert error in add(as_, cast, **fields).content.decode()
    assert not OwnEvidence.objects.exists()


def test_a_document_is_handed_out_as_a_download_of_what_it_is(as_, cast):
    named_otherwise = SimpleUploadedFile("survey.html", scenarios.PDF, "text/html")
    add(as_, cast, says="", document=named_otherwise)
    [evidence] = OwnEvidence.objects.all()
    reply = as_("olu").get(at(cast, "own-evidence-document", evidence.pk))
    assert reply.content == scenarios.PDF
    assert reply["Content-Type"] == "application/pdf"
    assert reply["Content-Disposition"] == 'attachment; filename="waiting-times-spring.pdf"'
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in reply["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (office("word/document.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("ppt/presentation.xml"), "pptx"),
        (office("word/document.xml", "word/vbaProject.bin"), None),
        (office("readme.txt"), None),
        (b"PK\x03\x04 torn", None),
        (b"<!doctype html><script>alert(1)</script>", None),
        (b"MZ\x90", None),
    ],
)
def test_what_a_document_is_shows_in_its_content(content, kind):
    assert kind_of(content) == kind


def test_a_document_that_may_run_something_is_refused(as_, cast):
    page = SimpleUploadedFile("survey.pdf", b"<html>", "application/pdf")
    assert "Save it as a PDF" in add(as_, cast, document=page).content.decode()
    assert not EvidenceDocument.objects.exists()


def test_a_new_document_takes_the_place_of_the_old_one(as_, cast):
    evidence = scenarios.own_evidence(cast.partnership)
    other = SimpleUploadedFile("b.png", b"\x89PNG\r\n\x1a\n", "image/png")
    address = at(cast, "own-evidence-edit", evidence.pk)
    as_("ana").post(address, FILLED | {"says": "", "document": other})
    [document] = EvidenceDocument.objects.all()
    assert document.kind == "png"
    as_("ana").post(address, FILLED | {"says": ""})
    assert EvidenceDocument.objects.get().kind == "png"


def test_evidence_is_removed_with_its_document_once_confirmed(as_, cast):
    evidence = scenarios.own_evidence(cast.partnership)
    address = at(cast, "own-evidence-remove", evidence.pk)
    assert "Survey of carers" in as_("ana").get(address).content.decode()
    as_("ana").post(address)
    assert not EvidenceDocument.objects.exists()
    assert not OwnEvidence.objects.exists()


def test_nobody_elsewhere_reads_or_changes_it(as_, cast):
    evidence = scenarios.own_evidence(cast.partnership)
    elsewhere = scenarios.Cast(cast.dev.memberships.get().partnership, {}, cast.dev)
    for name in ("own-evidence-edit", "own-evidence-remove", "own-evidence-document"):
        assert as_("dev").get(at(elsewhere, name, evidence.pk)).status_code == 404
