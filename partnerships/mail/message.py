"""The content of an email, and who writes it. How it leaves: `partnerships.mail.outbox`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.header import Header
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from partnerships.models import OutgoingEmail

_CODE = re.compile(r"[A-Z0-9]{3,}(-[A-Z0-9]{3,})?")


@dataclass(frozen=True)
class EmailParagraph:
    """A paragraph of an email: prose, a link to us with its label, or a code."""

    text: str

    @property
    def url(self) -> str:
        """The address in its last line, if that is one of ours and nothing else."""
        last = self.text.splitlines()[-1].strip()
        ours = last.startswith(f"{settings.SITE_URL}/") and " " not in last
        return last if ours else ""

    @property
    def label(self) -> str:
        """What is said above the address, without its colon."""
        return " ".join(self.text.splitlines()[:-1]).strip().rstrip(":")

    @property
    def is_code(self) -> bool:
        return bool(_CODE.fullmatch(self.text))


@dataclass(frozen=True)
class EmailContent:
    """What an email says, as plain text: paragraphs with an empty line between them.

    `stop` is the address to unsubscribe at, for mail programs that offer it. `language` is the one
    that was active when they were put together.
    """

    subject: str
    body: str
    stop: str = ""
    language: str = field(default_factory=get_language)

    @classmethod
    def from_template(cls, template: str, subject: str, context: dict[str, Any]) -> "EmailContent":
        return cls(subject, render_to_string(template, context), context.get("stop", ""))

    @property
    def paragraphs(self) -> list[EmailParagraph]:
        return [
            EmailParagraph(one.strip()) for one in re.split(r"\n\s*\n", self.body) if one.strip()
        ]

    def message(self, to: str) -> EmailMultiAlternatives:
        """The email, in plain text and in HTML that says the same.

        A subject that looks like an encoded header is itself encoded, so that no mail program
        decodes something hidden in a name.
        """
        subject = " ".join(self.subject.split())
        as_written = Header(subject, "utf-8").encode(linesep="") if "=?" in subject else subject
        text = "\n\n".join(paragraph.text for paragraph in self.paragraphs) + "\n"
        with override(self.language):
            html = render_to_string(
                "email/message.html", {"subject": subject, "paragraphs": self.paragraphs}
            )
        headers = {"List-Unsubscribe": f"<{self.stop}>"} if self.stop else {}
        message = EmailMultiAlternatives(as_written, body=text, to=[to], headers=headers)
        message.attach_alternative(html, "text/html")
        return message


Writer = Callable[[OutgoingEmail], EmailContent | None]
_WRITERS: dict[str, Writer] = {}


def email_writer(kind: str) -> Callable[[Writer], Writer]:
    """Register the writer of this kind of email. It returns None if no longer needed."""

    def enter(writer: Writer) -> Writer:
        _WRITERS[kind] = writer
        return writer

    return enter


def content_of(email: OutgoingEmail) -> EmailContent | None:
    """What this email says now, in its recipient's language."""
    if email.written:
        return EmailContent(**email.written)
    with override(email.recipient.written_in):
        return _WRITERS[email.kind](email)
