"""Addresses of reviews, of answering by personal link, and of bringing answers in."""

from django.urls import path

from .views import responding, reviews

LINK = "respond/<str:review_id>/<str:token>"

app_name = "assessments"
urlpatterns = [
    path("partnerships/<str:partnership_id>/reviews/new/", reviews.review_new, name="review-new"),
    path("reviews/<str:review_id>/", reviews.review, name="review"),
    path("reviews/<str:review_id>/edit/", reviews.review_edit, name="review-edit"),
    path("reviews/<str:review_id>/preview/", reviews.review_preview, name="review-preview"),
    path("reviews/<str:review_id>/open/", reviews.review_open, name="review-open"),
    path("reviews/<str:review_id>/date/", reviews.review_date, name="review-date"),
    path("reviews/<str:review_id>/share/", reviews.review_share, name="review-share"),
    path("reviews/<str:review_id>/discard/", reviews.review_discard, name="review-discard"),
    path("reviews/<str:review_id>/my-response/", reviews.my_response, name="my-response"),
    path(f"{LINK}/", responding.respond, name="respond"),
    path(f"{LINK}/about/<slug:code>/", responding.respond_section, name="respond-section"),
    path(f"{LINK}/about/<slug:code>/answer/", responding.respond_answer, name="respond-answer"),
    path(f"{LINK}/check/", responding.respond_check, name="respond-check"),
    path(f"{LINK}/submit/", responding.respond_submit, name="respond-submit"),
    path(f"{LINK}/thanks/", responding.respond_thanks, name="respond-thanks"),
]
