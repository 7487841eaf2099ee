"""Two who add documents in the same moment."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from partnerships.forms.evidence import OwnEvidenceForm
from partnerships.models import EvidenceDocument, OwnEvidence
from partnerships.quota import NoRoom
from tests import scenarios

FILLED = {"about": "outcome", "title": "Waiting times", "says": "", "confidence": "fair"}
SIZE = 700_000


@pytest.mark.django_db(transaction=True)
def test_two_documents_at_once_do_not_go_beyond_what_there_is_room_for(settings):
    settings.EVIDENCE_MB = 1
    cast = scenarios.riverside()
    start, refused = threading.Barrier(2), []

    def add():
        document = SimpleUploadedFile("a.pdf", b"%PDF-".ljust(SIZE, b"."))
        evidence = OwnEvidence(partnership=cast.partnership)
        form = OwnEvidenceForm(FILLED, {"document": document}, instance=evidence)
        assert form.is_valid()
        start.wait()
        try:
            form.save()
        except NoRoom as full:
            refused.append(str(full))
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert EvidenceDocument.objects.count() == OwnEvidence.objects.count() == 1
