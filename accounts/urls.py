"""Addresses of a person's own account; those of signing in are in `config.urls`."""

from django.urls import path

from .views import account, language

app_name = "accounts"
urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/devices/", account.account_devices, name="account-devices"),
    path("account/second-factor/", account.second_factor, name="second-factor"),
    path("account/password/remove/", account.password_remove, name="password-remove"),
    path("language/", language.language, name="language"),
]
