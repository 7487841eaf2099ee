"""The link by which people join a review at a meeting, and who is waiting for approval."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import Organisation
from partnerships.models.ids import LENGTH, new_id
from partnerships.names import LONGEST_NAME, NameField
from partnerships.vocabulary import Level

from .review import Review


class JoinLink(models.Model):
    """Opens a form while its review is open and it is switched on; `key` is in its address.

    People with an email address at one of these `domains` need no approval.
    """

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="join_link")
    key = models.CharField(max_length=LENGTH, unique=True, default=new_id, editable=False)
    is_on = models.BooleanField(default=False)
    domains = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"join link of {self.review}"

    def trusts(self, email: str) -> bool:
        return email.rpartition("@")[2].lower() in self.domains


class JoinRequest(models.Model):
    """A request to take part in a review, deleted once settled or when the review closes.

    It is not linked to anyone: whether the address belongs to someone is not looked up.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="join_requests")
    name = NameField(_("name"), max_length=LONGEST_NAME)
    email = models.EmailField(_("email address"))
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(_("level"), max_length=15, choices=Level)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["review", "email"], name="join_request_once_in_review")
        ]

    def __str__(self) -> str:
        return self.name
