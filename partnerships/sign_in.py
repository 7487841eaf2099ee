"""Signing in, where it is ours to say how: what the sign-in library asks of us."""

from datetime import timedelta

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.template.loader import render_to_string

from .letters import Words
from .post import post_at_once


class AccountAdapter(DefaultAccountAdapter):
    """Sends the library's e-mails the way all of ours go."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        context = {"request": current.request, "email": email} | context
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        words = Words.from_template(f"{template_prefix}_message.txt", subject, context)
        of_use = timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT)
        good_for = of_use if "code" in context else None
        post_at_once(kind="sign-in", to=email, words=words, good_for=good_for)
