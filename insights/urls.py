"""Addresses of closing a review and of its results."""

from django.urls import path

from .views import closing, consideration, exports, own_answers, portfolio, results

app_name = "insights"
urlpatterns = [
    path("how-we-read-your-answers/", results.how_we_read, name="how-we-read"),
    path("across/", portfolio.portfolio, name="portfolio"),
    path("across/<slug:table>.<str:kind>", portfolio.portfolio_table, name="portfolio-table"),
    path(
        "partnerships/<str:partnership_id>/comparison/",
        portfolio.benchmark_opt_in,
        name="benchmark-opt-in",
    ),
    path("reviews/<str:review_id>/groups/", closing.review_groups, name="review-groups"),
    path("reviews/<str:review_id>/close/", closing.review_close, name="review-close"),
    path("reviews/<str:review_id>/reopen/", closing.review_reopen, name="review-reopen"),
    path(
        "respond/<str:review_id>/<str:token>/beside-everyone/",
        own_answers.respond_own_answers,
        name="respond-own-answers",
    ),
    path(
        "respond/<str:review_id>/<str:token>/beside-everyone/<slug:table>.<str:kind>",
        own_answers.respond_own_answers_table,
        name="respond-own-answers-table",
    ),
    path("reviews/<str:review_id>/my-view/", own_answers.my_view, name="my-view"),
    path(
        "reviews/<str:review_id>/my-view/<slug:table>.<str:kind>",
        own_answers.my_view_table,
        name="my-view-table",
    ),
    path("reviews/<str:review_id>/results/", results.results, name="results"),
    path(
        "reviews/<str:review_id>/results.<str:kind>",
        exports.results_export,
        name="results-export",
    ),
    path(
        "reviews/<str:review_id>/results/tables/<slug:table>.<str:kind>",
        exports.results_table,
        name="results-table",
    ),
    path(
        "reviews/<str:review_id>/results/<slug:code>/tables/<slug:about>.<str:kind>",
        exports.consideration_table,
        name="consideration-table",
    ),
    path(
        "reviews/<str:review_id>/results/<slug:code>/",
        consideration.consideration,
        name="consideration",
    ),
    path(
        "reviews/<str:review_id>/comments/<int:comment_id>/withhold/",
        consideration.comment_withhold,
        name="comment-withhold",
    ),
]
