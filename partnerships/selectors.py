"""Reads of a partnership that its pages need. Changes nothing."""

from django.db.models import Prefetch, QuerySet

from .models import Member, Organisation, Partnership


def organisations_with_members(partnership: Partnership) -> QuerySet[Organisation]:
    """The organisations taking part, each with its members and their addresses at hand."""
    members = Member.objects.select_related("person")
    taking_part = partnership.organisations.taking_part()
    return taking_part.prefetch_related(Prefetch("members", members))


def members_without_organisation(partnership: Partnership) -> QuerySet[Member]:
    """Those who lead or look on without standing for an organisation."""
    return partnership.members.filter(organisation=None).select_related("person")
