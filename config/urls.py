"""Addresses, app by app. Identifiers in them are opaque or fixed."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.contrib import admin
from django.urls import include, path

from accounts.views.account import account as account_page

account_urlpatterns = [
    path("email/", account.email, name="account_email"),
    path("sign-in/", account.request_login_code, name="account_login"),
    path("sign-in/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/", account.request_login_code, name="account_reset_password"),  # there is none
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/password/", account.login, name="account_sign_in_by_password"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/second-factor/", second_factor.authenticate, name="mfa_authenticate"),
    path("create/", account.signup, name="account_signup"),
    path("email/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("", account_page, name="mfa_index"),
    path("", account_page, name="mfa_list_webauthn"),
    path("passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("app/set-up/", app.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
]

urlpatterns = [
    path(
        "", include("assessments.urls")
    ),  # first, because sending answers is the most common request
    path("", include("home.urls")),
    path("account/", include(account_urlpatterns)),
    path("admin/", admin.site.urls),
    path("", include("evidence.urls")),
    path("", include("accounts.urls")),
    path("", include("partnerships.urls")),
    path("", include("insights.urls")),
    path("", include("discussions.urls")),
    path("", include("reports.urls")),
    path("", include("privacy.urls")),
    path("", include("demonstration.urls")),
]
