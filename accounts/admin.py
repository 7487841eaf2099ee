"""How people sign in, for the host administrator. Secrets and addresses are not shown or
changed."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.http import HttpRequest

admin.site.unregister(EmailAddress)  # anyone who reads its mail can sign in as that person
admin.site.unregister(UserSession)  # where people sign in from is for themselves to see
admin.site.unregister(Authenticator)  # its page shows secrets; ours below does not


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin[Authenticator]):
    """For people who have lost their second factor: delete it, and they can sign in without.

    Nothing else can be changed, and no secret is shown.
    """

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = readonly_fields = ("user", "type", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
