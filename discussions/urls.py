"""Addresses of a review's discussion and its actions."""

from django.urls import path

from .views import actions, discussion, over_time

app_name = "discussions"
urlpatterns = [
    path("reviews/<str:review_id>/discussion/", discussion.discussion, name="discussion"),
    path(
        "reviews/<str:review_id>/discussion/<slug:code>/",
        discussion.discussion_consideration,
        name="discussion-consideration",
    ),
    path(
        "reviews/<str:review_id>/discussion/<slug:code>/actions/add/",
        actions.action_add,
        name="action-add",
    ),
    path(
        "reviews/<str:review_id>/actions/<int:action_id>/edit/",
        actions.action_edit,
        name="action-edit",
    ),
    path(
        "reviews/<str:review_id>/actions/<int:action_id>/remove/",
        actions.action_remove,
        name="action-remove",
    ),
    path(
        "reviews/<str:review_id>/actions/<int:action_id>/done/",
        actions.action_done,
        name="action-done",
    ),
    path(
        "reviews/<str:review_id>/actions/<int:action_id>/reopen/",
        actions.action_reopen,
        name="action-reopen",
    ),
    path("partnerships/<str:partnership_id>/over-time/", over_time.over_time, name="over-time"),
    path(
        "reviews/<str:review_id>/over-time/tables/<slug:trend>.<str:kind>",
        over_time.over_time_table,
        name="over-time-table",
    ),
    path("actions/", actions.my_actions, name="my-actions"),
]
