"""What is held about the signed-in person: to see, download or have erased."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from accounts.access import PersonRequest, signed_in
from partnerships.refusals import Refused
from privacy.erasure import erase, partnerships_without
from privacy.forms import EraseForm
from privacy.personal_data import held_about


@signed_in
def my_data(request: PersonRequest) -> HttpResponse:
    return render(request, "privacy/my_data.html")


@signed_in
def my_data_export(request: PersonRequest) -> HttpResponse:
    name = content_disposition_header(True, "parallax-my-data.json")
    as_text = {"ensure_ascii": False, "indent": 2}
    headers = {"Content-Disposition": name}
    return JsonResponse(held_about(request.user), json_dumps_params=as_text, headers=headers)


@signed_in
def my_data_erase(request: PersonRequest) -> HttpResponse:
    form = EraseForm(request.user, request.POST or None)
    if form.is_valid():
        try:
            erase(person=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            logout(request)
            messages.success(
                request, _("Your data has been erased. We have sent a final email to confirm.")
            )
            return redirect("home:home")
    context = {"form": form, "needing": partnerships_without(request.user)}
    return render(request, "privacy/my_data_erase.html", context)
