"""Read-only queries for a partnership's pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django_stubs_ext import StrOrPromise

from evidence.bank import Code, Stage

from .models import Member, Organisation, OwnEvidence, Partnership


def organisations_with_members(partnership: Partnership) -> QuerySet[Organisation]:
    """The organisations taking part, each with its members and their addresses at hand."""
    members = Member.objects.select_related("person")
    taking_part = partnership.organisations.taking_part()
    return taking_part.prefetch_related(Prefetch("members", members))


def members_without_organisation(partnership: Partnership) -> QuerySet[Member]:
    """Members without an organisation, such as facilitators and observers."""
    return partnership.members.filter(organisation=None).select_related("person")


@dataclass(frozen=True)
class EvidenceTopic:
    """A stage or a consideration, with the partnership's own evidence about it."""

    code: str
    label: str
    evidence: list[OwnEvidence]


def own_evidence(partnership: Partnership) -> tuple[list[EvidenceTopic], list[EvidenceTopic]]:
    """A partnership's own evidence: every stage of the journey, and considerations with any."""
    listed = list(partnership.own_evidence.listed())

    def topics(choices: Iterable[tuple[str, StrOrPromise]]) -> list[EvidenceTopic]:
        return [
            EvidenceTopic(code, str(label), [one for one in listed if one.about == code])
            for code, label in choices
        ]

    return topics(Stage.choices), [one for one in topics(Code.choices) if one.evidence]
