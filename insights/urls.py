"""Addresses of closing a review and of its results."""

from django.urls import path

from . import views

app_name = "insights"
urlpatterns = [
    path("how-we-read-your-answers/", views.reading, name="reading"),
    path("reviews/<str:review_id>/groups/", views.review_groups, name="review-groups"),
    path("reviews/<str:review_id>/close/", views.review_close, name="review-close"),
    path("reviews/<str:review_id>/results/", views.results, name="results"),
    path("reviews/<str:review_id>/results/<slug:code>/", views.consideration, name="consideration"),
    path(
        "reviews/<str:review_id>/comments/<int:comment_id>/withhold/",
        views.comment_withhold,
        name="comment-withhold",
    ),
]
