"""Changes to an organisation. Each is atomic."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.models import Organisation, Partnership
from partnerships.refusals import Refused


@transaction.atomic
def remove_organisation(*, organisation: Organisation) -> None:
    """Remove an organisation; refused while it has members, or an app has need of it."""
    Partnership.objects.filter(pk=organisation.partnership_id).lock_wholly()
    if organisation.members.exists():
        raise Refused(
            _("%(name)s still has members. Move or remove them first.") % {"name": organisation}
        )
    organisation.delete()


@transaction.atomic
def retire_organisation(*, organisation: Organisation) -> None:
    """Stop offering an organisation but keep its history. Refused while it has members."""
    organisation.partnership.lock()
    if organisation.members.exists():
        raise Refused(
            _("%(name)s still has members. Move or remove them first.") % {"name": organisation}
        )
    organisation.retired_at = timezone.now()
    organisation.save(update_fields=["retired_at"])


def check_listed(organisation: Organisation) -> None:
    """Refused if it has been merged or removed since it was chosen; the caller must hold a lock."""
    if not Organisation.objects.filter(pk=organisation.pk).exists():
        raise Refused(
            _("%(name)s has since been merged or removed. Select again.") % {"name": organisation}
        )


def bring_back_organisation(*, organisation: Organisation) -> None:
    """Offer a retired organisation again."""
    organisation.retired_at = None
    organisation.save(update_fields=["retired_at"])
