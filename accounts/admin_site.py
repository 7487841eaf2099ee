"""The host administrator's pages, reached only by signing in as everywhere else."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from accounts.second_factor import redirect_to_second_factor, satisfies_second_factor


class HostSite(AdminSite):
    """Asks for the second factor on every page, where the host requires one of coordinators."""

    def has_permission(self, request: HttpRequest) -> bool:
        person = request.user
        if not person.is_authenticated or not super().has_permission(request):
            return False
        return satisfies_second_factor(request, person)

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Redirect people who may not pass to what is missing, and then to where they were
        going."""
        place = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(place, request.get_host(), request.is_secure()):
            place = reverse("admin:index")
        person = request.user
        if not person.is_authenticated:
            return redirect_to_login(place)
        if not person.is_staff:
            raise PermissionDenied
        redirect_to_second_factor(request, person, place)
        return redirect(place)

    def password_change(  # type: ignore[override]  # the stub knows pages and no way on
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """On the account page, which tells its owner by email."""
        return redirect("account_change_password")
