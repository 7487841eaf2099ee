"""What is waiting for a person in all their partnerships. Knows that they answered, never what."""

from django.db.models import Count, Q

from accounts.models import Person
from assessments.lifecycle import State
from assessments.models import Invitation, Review
from partnerships.access import Can, abilities
from partnerships.models import Member


def memberships_of(person: Person) -> list[Member]:
    """Their membership of each partnership, by name."""
    return list(
        person.memberships.select_related("partnership", "organisation").order_by(
            "partnership__name"
        )
    )


def waiting_for(person: Person) -> list[Invitation]:
    """Their invitations to open reviews they have not answered, most urgent first."""
    return list(
        Invitation.objects.waiting()
        .filter(member__person=person, review__state=State.OPEN)
        .select_related("review__partnership")
        .order_by("review__closes_on")
    )


def reviews_run_by(memberships: list[Member]) -> list[Review]:
    """Open reviews that these members run, with `invited` and `submitted`, soonest first."""
    running = [one.partnership_id for one in memberships if abilities(one)[Can.RUN_PARTNERSHIP]]
    return list(
        Review.objects.filter(partnership__in=running, state=State.OPEN)
        .select_related("partnership")
        .annotate(
            invited=Count("invitations", filter=Q(invitations__in=Invitation.objects.counted())),
            submitted=Count("invitations", filter=Q(invitations__in=Invitation.objects.answered())),
        )
        .order_by("closes_on")
    )


def reviews_with_results_for(memberships: list[Member]) -> list[Review]:
    """Reviews whose results these members may see, latest first."""
    members = {member.partnership_id: member for member in memberships}
    reviews = (
        Review.objects.filter(partnership__in=members, state__in=[State.CLOSED, State.SHARED])
        .select_related("partnership")
        .order_by("-closed_at")
    )
    return [
        review
        for review in reviews
        if abilities(members[review.partnership_id], review)[Can.SEE_RESULTS]
    ]
