"""Addresses, app by app. Identifiers in them are opaque or fixed."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

admin.site.login = secure_admin_login(admin.site.login)

account_urlpatterns = [
    path("email/", account.email, name="account_email"),
    path("sign-in/", account.request_login_code, name="account_login"),
    path("sign-in/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/", account.request_login_code, name="account_reset_password"),  # there is none
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/password/", account.login, name="account_sign_in_by_password"),
    path("create/", account.signup, name="account_signup"),
    path("email/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
]

urlpatterns = [
    path("", include("assessments.urls")),  # first, for answers are sent the most
    path("", include("home.urls")),
    path("account/", include(account_urlpatterns)),
    path("admin/", admin.site.urls),
    path("", include("evidence.urls")),
    path("", include("partnerships.urls")),
    path("", include("insights.urls")),
    path("", include("discussions.urls")),
    path("", include("reports.urls")),
    path("", include("demonstration.urls")),
]
