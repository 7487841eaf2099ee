"""What merging two organisations, or removing one, does to reviews: uncounted answers and imports.

The place of a response is sealed, so it goes on to name the organisation that is gone: an alias is
kept, and resolved when answers are counted. Where organisations have one voice, two that have both
answered cannot be made one: someone would have to choose between their answers.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _

from assessments.escrow import open_responses
from assessments.invitations.rekeying import rekey_response
from assessments.lifecycle import May, states_for
from assessments.models import JoinRequest, MergedOrganisation, Review
from assessments.models.response import Import
from assessments.reviews.selectors import voices
from assessments.tokens import organisation_key_material
from partnerships.models import Organisation, Partnership
from partnerships.organisations.merging import MergeStep, merge_step
from partnerships.refusals import Refused


def _undecided(kept: Organisation) -> QuerySet[Review]:
    """Reviews with answers that still count, or would again if they were reopened."""
    states = states_for(May.ANSWER, May.PUBLISH, May.REOPEN)
    undecided = kept.partnership.reviews.filter(state__in=states, results_read_at=None)
    return undecided.filter(responses__isnull=False).distinct()


def _foresee(kept: Organisation, gone: Organisation) -> Iterable[str]:
    for review in _undecided(kept):
        if review.speaks_as_organisations and {kept.pk, gone.pk} <= voices(review).keys():
            raise Refused(
                _(
                    "Both have answered “%(review)s”, in which each organisation has one voice. "
                    "You can merge them once its results have been read."
                )
                % {"review": review}
            )
        yield _("Any answers given for %(gone)s in “%(review)s” will count for %(kept)s.") % {
            "gone": gone,
            "kept": kept,
            "review": review,
        }
        if review.partner_group_of(gone.pk) != review.partner_group_of(kept.pk):
            yield _in_group(review, kept)
    if _waiting_imports(kept).exists():
        yield _("Spreadsheets waiting to be imported will be matched to %(kept)s.") % {"kept": kept}


def _in_group(review: Review, kept: Organisation) -> str:
    """To which partner group its answers will belong."""
    about = {"kept": kept, "review": review, "group": review.partner_group_of(kept.pk)}
    if about["group"]:
        return (
            _("In “%(review)s” they will belong to the partner group of %(kept)s: %(group)s.")
            % about
        )
    return _("In “%(review)s” they will belong to no partner group, as %(kept)s does.") % about


def _carry(kept: Organisation, gone: Organisation) -> None:
    MergedOrganisation.objects.create(gone=gone.pk, kept=kept)
    for review in _undecided(kept):
        if review.speaks_as_organisations:
            _carry_voice(review, kept, gone)
    JoinRequest.objects.filter(organisation=gone).update(organisation=kept)
    for waiting in _waiting_imports(kept):
        mapping = waiting.mapping or {}
        named = {
            value: kept.name if name == gone.name else name
            for value, name in mapping["organisations"].items()
        }
        waiting.mapping = mapping | {"organisations": named}
        waiting.save(update_fields=["mapping"])


def _waiting_imports(kept: Organisation) -> QuerySet[Import]:
    matched = Import.objects.filter(review__partnership=kept.partnership_id, mapping__isnull=False)
    return matched.filter(responses_added=None)


def _carry_voice(review: Review, kept: Organisation, gone: Organisation) -> None:
    """Let the remaining organisation find the response by its own key and clock, and not be asked
    again."""
    both = [kept, gone]
    after, before = (organisation_key_material(review, one.pk) for one in both)
    begun = voices(review)
    rekey_response(review, before=before, after=after)
    if any(begun.get(one.pk) for one in both):
        theirs = review.invitations.filter(member__organisation__in=both)
        theirs.update(started=True, submitted=True)


merge_step(MergeStep(_foresee, _carry))


@receiver(pre_delete, sender=Organisation)
def refuse_to_remove(instance: Organisation, origin: object, **_signal: Any) -> None:
    """Refused while answers that can still count are from there, unless it was merged."""
    if getattr(origin, "model", type(origin)) is Partnership:
        return
    if MergedOrganisation.objects.filter(gone=instance.pk).exists():
        return
    if any(instance.pk in _places(review) for review in _undecided(instance)):
        raise Refused(
            _("A review has answers from %(name)s, so it cannot be removed. Retire it instead.")
            % {"name": instance}
        )


def _places(review: Review) -> set[str]:
    return {one.escrow.organisation for one in open_responses(review)}
