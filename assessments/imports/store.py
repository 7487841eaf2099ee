"""Stores responses read from a spreadsheet: all of them, or none."""

import hashlib
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from assessments.lifecycle import May
from assessments.models import Review, Statement
from assessments.models.response import Answer, Import, Response, SectionAnswer
from assessments.reviews.services import NotNow, lock
from partnerships.audit_log import log_event
from partnerships.models import Member, Partnership
from partnerships.quota import NoRoom, check_number

from .parse import ImportedResponse, ParsedResponses, Progress

RESPONSES_AT_ONCE = 500
MOST_IMPORTED = 100_000  # responses of a partnership
MOST_WAITING = 5  # files of a partnership, which are kept until imported or dropped


class AlreadyImportedError(ValueError):
    """The same file has already been imported into the review; `earlier` is that import."""

    def __init__(self, earlier: Import) -> None:
        super().__init__(earlier.file_name)
        self.earlier = earlier


@transaction.atomic
def begin_import(*, review: Review, name: str, content: bytes, by: Member | None = None) -> Import:
    """Keep an uploaded file until it is matched; AlreadyImportedError if already imported.

    A file that waits is matched afresh if it is chosen again. NoRoom if as many wait as may.
    """
    partnership = review.partnership.lock()
    review = _lock_for_import(review)
    digest = hashlib.sha256(content).hexdigest()
    earlier = review.imports.filter(digest=digest).first()
    if earlier and earlier.is_done:
        raise AlreadyImportedError(earlier)
    if not earlier:
        waiting = Import.objects.filter(review__partnership=partnership, responses_added=None)
        check_number(waiting.count(), MOST_WAITING)
    afresh = {"file_name": name[:200], "content": content, "added_by": by, "mapping": None}
    begun, _created = review.imports.update_or_create(digest=digest, defaults=afresh)
    return begun


@transaction.atomic
def store_responses(
    *,
    file_import: Import,
    parsed: ParsedResponses,
    digests: Sequence[str] = (),
    progress: Progress | None = None,
) -> int:
    """Store every response of a reading without problems, as submitted; return how many.

    The file itself is deleted: what it said about each person is not kept twice. `digests` tell
    its rows again in a newer file. NoRoom if the partnership has imported as many as it may.
    """
    if parsed.problems:
        raise ValueError("a reading with problems can't be kept")
    _check_imported_total(file_import.review.partnership.lock(), len(parsed.responses))
    review = _lock_for_import(file_import.review)
    file_import = Import.objects.select_for_update().get(pk=file_import.pk)
    if file_import.is_done:
        raise AlreadyImportedError(file_import)
    writer = _ResponseWriter(review, file_import)
    total = len(parsed.responses)
    for start in range(0, total, RESPONSES_AT_ONCE):
        batch = parsed.responses[start : start + RESPONSES_AT_ONCE]
        writer.write(batch)
        if progress:
            progress(start + len(batch), total)
    file_import.responses_added, file_import.content, file_import.rows = total, b"", list(digests)
    file_import.save(update_fields=["responses_added", "content", "rows"])
    log_event("imported", review, file=file_import.file_name)
    return total


@transaction.atomic
def undo_import(*, file_import: Import) -> None:
    """Delete the responses of an import, or drop a file that is waiting.

    NotNow unless the review is open, and has been ever since.
    """
    review = lock(file_import.review, May.ANSWER)
    if not file_import.can_be_taken_out:
        raise NotNow(review.state)
    if file_import.is_done:
        log_event("import-undone", file_import.review, file=file_import.file_name)
    file_import.delete()


def _check_imported_total(partnership: Partnership, more: int) -> None:
    done = Import.objects.filter(review__partnership=partnership)
    there = done.aggregate(total=Sum("responses_added", default=0))["total"]
    if there + more > MOST_IMPORTED:
        raise NoRoom(
            _(
                "A partnership can import up to %(most)s responses in total. It already has "
                "%(there)s. Undo an import you do not need, or ask your host."
            )
            % {"most": f"{MOST_IMPORTED:,}", "there": f"{there:,}"}
        )


def _lock_for_import(review: Review) -> Review:
    """Lock the review if it is open; NotNow also where organisations have one voice."""
    review = lock(review, May.ANSWER)
    if review.speaks_as_organisations:
        raise NotNow(review.confidentiality)
    return review


class _ResponseWriter:
    """Turns readings into rows of one review."""

    def __init__(self, review: Review, file_import: Import) -> None:
        self.review, self.file_import = review, file_import
        statements = Statement.objects.filter(section__questionnaire=review.questionnaire_id)
        self.statements = dict(statements.values_list("code", "pk"))
        sections = review.questionnaire.sections
        self.sections = dict(sections.values_list("consideration", "pk"))
        self.organisations = dict(review.partnership.organisations.values_list("name", "pk"))

    def write(self, batch: list[ImportedResponse]) -> None:
        responses = [self._response(one) for one in batch]
        Response.objects.bulk_create(responses)
        pairs = list(zip(batch, responses, strict=True))
        Answer.objects.bulk_create(
            Answer(
                response_id=response.pk,
                statement_id=self.statements[code],
                rating=answered.rating,
                reason=answered.reason,
            )
            for one, response in pairs
            for code, answered in one.answers.items()
        )
        SectionAnswer.objects.bulk_create(
            SectionAnswer(
                response_id=response.pk,
                section_id=self.sections[code],
                importance=one.importances.get(code),
                comment=one.comments.get(code, ""),
            )
            for one, response in pairs
            for code in one.importances.keys() | one.comments.keys()
        )

    def _response(self, one: ImportedResponse) -> Response:
        return Response(
            review=self.review,
            key=secrets.token_hex(32),
            organisation_id=self.organisations.get(one.organisation),
            level=one.level,
            submitted=True,
            entered=True,
            imported=self.file_import,
        )
