"""Stores responses read from a spreadsheet: all of them, or none."""

import hmac
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from assessments.escrow import Escrow, EscrowSealer, Origin, open_responses
from assessments.keys import LENGTH, Purpose, read_key
from assessments.lifecycle import May
from assessments.models import Review, Statement
from assessments.models.given import GivenAnswer, GivenSectionAnswer
from assessments.models.response import Answer, Import, Response, SectionAnswer
from assessments.reviews.services import NotNow, lock
from assessments.sealing import ResponseSealer, Sealer
from assessments.storing import answer_rows, choices_of, new_response, section_answer_rows
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
    digest = _digest(review, content)
    earlier = review.imports.filter(digest=digest).first()
    if earlier and earlier.is_done:
        raise AlreadyImportedError(earlier)
    if not earlier:
        waiting = Import.objects.filter(review__partnership=partnership, responses_added=None)
        check_number(waiting.count(), MOST_WAITING)
    sealed = seal_content(review, digest, content)
    afresh = {"file_name": name[:200], "content": sealed, "added_by": by, "mapping": None}
    begun, _created = review.imports.update_or_create(digest=digest, defaults=afresh)
    return begun


def seal_content(review: Review, digest: str, content: bytes) -> bytes:
    """What is kept of a file while it waits."""
    return _file_sealer(review).seal(content, digest.encode())


def waiting_content(file_import: Import) -> bytes:
    """The file that waits."""
    sealed, about = bytes(file_import.content), file_import.digest.encode()
    return _file_sealer(file_import.review).open(sealed, about)


def _file_sealer(review: Review) -> Sealer:
    return Sealer(read_key(review.pk).derive(Purpose.FILES))


def _digest(review: Review, content: bytes) -> str:
    """What tells the same file again."""
    return hmac.new(read_key(review.pk).derive(Purpose.ROWS), content, "sha256").hexdigest()


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

    NotNow unless the review is open.
    """
    review = lock(file_import.review, May.ANSWER)
    if file_import.is_done:
        opened = open_responses(review)
        theirs = [one.pk for one in opened if one.escrow.import_id == file_import.pk]
        for start in range(0, len(theirs), RESPONSES_AT_ONCE):
            Response.objects.filter(pk__in=theirs[start : start + RESPONSES_AT_ONCE]).delete()
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
        self.asked = review.questionnaire.content
        statements = Statement.objects.filter(section__questionnaire=review.questionnaire_id)
        self.statements = dict(statements.values_list("code", "pk"))
        sections = review.questionnaire.sections
        self.sections = dict(sections.values_list("consideration", "pk"))
        self.organisations = dict(review.partnership.organisations.values_list("name", "pk"))
        self.escrows = EscrowSealer(read_key(review.pk))

    def write(self, batch: list[ImportedResponse]) -> None:
        responses, answers, section_answers = [], [], []
        for one in batch:
            given = self._answers(one), self._section_answers(one)
            escrow = self._escrow(one, choices_of(self.asked, *given))
            response = new_response(self.review, self.escrows, secrets.token_hex(32), escrow)
            response.submitted = True
            about = self.asked, response, ResponseSealer(escrow.secret, response.key)
            responses.append(response)
            answers += answer_rows(*about, given[0])
            section_answers += section_answer_rows(*about, given[1])
        Response.objects.bulk_create(responses)
        Answer.objects.bulk_create(answers)
        SectionAnswer.objects.bulk_create(section_answers)

    def _escrow(self, one: ImportedResponse, choices: bytes) -> Escrow:
        place = self.organisations.get(one.organisation, ""), one.level
        secret, import_id = secrets.token_bytes(LENGTH), self.file_import.pk
        return Escrow(secret, *place, choices, Origin.IMPORT, import_id)

    def _answers(self, one: ImportedResponse) -> list[GivenAnswer]:
        return [
            GivenAnswer(self.statements[code], answered.rating, answered.reason)
            for code, answered in one.answers.items()
        ]

    def _section_answers(self, one: ImportedResponse) -> list[GivenSectionAnswer]:
        return [
            GivenSectionAnswer(
                self.sections[code], one.importances.get(code), one.comments.get(code, "")
            )
            for code in one.importances.keys() | one.comments.keys()
        ]
