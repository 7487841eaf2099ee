"""Addresses of the demonstration. They only work if it is switched on."""

from django.urls import path

from . import views

app_name = "demonstration"
urlpatterns = [
    path("demonstration/", views.index, name="index"),
    path("demonstration/<str:token>/", views.sign_in, name="sign-in"),
]
