"""Loads the demonstration if necessary, and prints who you can sign in as."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from assessments.models import Invitation
from assessments.tokens import respond_url, token_of
from demonstration.loading import load_demonstration
from demonstration.views import sign_in_links
from partnerships.models import Partnership


class Command(BaseCommand):
    help = "Loads the demonstration’s two partnerships, once, and prints links to look around with."

    def handle(self, **_options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "Set DEMONSTRATION=True first. It opens sign-in links on this machine."
            )
        console = Console(soft_wrap=True, highlight=False)
        if not Partnership.objects.exists():
            with console.status("Loading a demonstration, in about half a minute…"):
                load_demonstration()
        console.print("\n[bold]Look around, on this machine only, as[/bold]")
        for partnership, links in sign_in_links():
            console.print(f"\n{partnership}")
            for member, url in links:
                console.print(f"  {member.get_role_display()}: {member}\n    {url}")
        invitation = (
            Invitation.objects.select_related("review", "member")
            .filter(started=False, review__state="open")
            .order_by("member__name")
            .first()
        )
        if invitation:
            url = respond_url(invitation.review, token_of(invitation))
            console.print("\nWithout signing in")
            console.print(f"  Someone who has been asked to answer: {invitation.member}\n    {url}")
        console.print(f"\nServing {settings.SITE_URL} – stop with Ctrl+C.\n")
