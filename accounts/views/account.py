"""A person's own account: how they sign in, and where they are signed in."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import PersonRequest, View, signed_in
from accounts.devices import devices_of, sign_out_elsewhere
from accounts.passwords import remove_password
from accounts.second_factor import has_second_factor, pop_destination, second_factor_of

with_second_factor_at_hand: Callable[[View], View] = reauthentication_required(
    app="allauth.mfa", enabled=lambda request: has_second_factor(request.user)
)
"""Anyone who has one has just used it."""


@signed_in
def account(request: PersonRequest) -> HttpResponse:
    context = {
        "memberships": request.user.memberships.select_related("partnership"),
        "second_factor": second_factor_of(request.user),
        "devices": len(devices_of(request.user)),
    }
    return render(request, "accounts/account.html", context)


@signed_in
def account_devices(request: PersonRequest) -> HttpResponse:
    """Where one is signed in. POST signs out one other device, or all of them."""
    if request.method == "POST":
        sign_out_elsewhere(person=request.user, only=request.POST.get("device"))
        messages.success(request, _("You have been signed out there."))
        return redirect("accounts:account-devices")
    context = {"devices": devices_of(request.user)}
    return render(request, "accounts/account_devices.html", context)


@signed_in
def second_factor(request: PersonRequest) -> HttpResponse:
    """Where people who must set up a second factor are sent; afterwards they continue."""
    if has_second_factor(request.user):
        return redirect(pop_destination(request))
    return render(request, "accounts/second_factor.html")


@signed_in
@with_second_factor_at_hand
def password_remove(request: PersonRequest) -> HttpResponse:
    if not request.user.has_usable_password():
        return redirect("accounts:account")
    if request.method == "POST":
        remove_password(request)
        messages.success(request, _("The password has been removed."))
        return redirect("accounts:account")
    return render(request, "accounts/password_remove.html")
