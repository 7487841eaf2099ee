"""Addresses of reviews, of answering by personal link, and of importing answers."""

from django.urls import path

from assessments.invitations.views import join, manage, resend
from assessments.paper.views import entry, marking
from assessments.questionnaires.views import custom, files, items, order
from assessments.reviews.views import manage as reviews
from assessments.reviews.views import partner_groups, tailoring

from .imports import views as imports
from .responses import preview
from .responses import section_views as sections
from .responses import views as responding

IMPORT = "reviews/<str:review_id>/imports/<int:import_id>"
QUESTIONNAIRE = "questionnaires/<str:questionnaire_id>"
SECTION = f"{QUESTIONNAIRE}/about/<slug:code>"
STATEMENT = f"{QUESTIONNAIRE}/statements/<slug:statement>"
LINK = "respond/<str:review_id>/<str:token>"

app_name = "assessments"
urlpatterns = [
    path(f"{LINK}/", responding.respond, name="respond"),
    path(f"{LINK}/about/<slug:code>/", sections.respond_section, name="respond-section"),
    path(f"{LINK}/about/<slug:code>/answer/", sections.respond_answer, name="respond-answer"),
    path(f"{LINK}/language/", responding.respond_language, name="respond-language"),
    path(f"{LINK}/check/", responding.respond_check, name="respond-check"),
    path(f"{LINK}/submit/", responding.respond_submit, name="respond-submit"),
    path(f"{LINK}/take-back/", responding.respond_take_back, name="respond-take-back"),
    path(f"{LINK}/thanks/", responding.respond_thanks, name="respond-thanks"),
    path(f"{LINK}/reminders/", responding.respond_reminders, name="respond-reminders"),
    path("partnerships/<str:partnership_id>/reviews/new/", reviews.review_new, name="review-new"),
    path("reviews/<str:review_id>/", reviews.review, name="review"),
    path("reviews/<str:review_id>/edit/", reviews.review_edit, name="review-edit"),
    path("reviews/<str:review_id>/tailor/", tailoring.review_tailor, name="review-tailor"),
    path(
        "reviews/<str:review_id>/partner-groups/",
        partner_groups.review_partner_groups,
        name="review-partner-groups",
    ),
    path("reviews/<str:review_id>/catch-up/", tailoring.review_catch_up, name="review-catch-up"),
    path("reviews/<str:review_id>/preview/", reviews.review_preview, name="review-preview"),
    path("reviews/<str:review_id>/try/", reviews.review_try, name="review-try"),
    path("reviews/<str:review_id>/try/end/", reviews.review_try_end, name="review-try-end"),
    path("reviews/<str:review_id>/open/", reviews.review_open, name="review-open"),
    path("reviews/<str:review_id>/invite/", reviews.review_invite, name="review-invite"),
    path(
        "reviews/<str:review_id>/invitations/",
        manage.review_invitations,
        name="review-invitations",
    ),
    path("reviews/<str:review_id>/entry/", entry.review_entry, name="review-entry"),
    path("reviews/<str:review_id>/entry/undo/", entry.review_entry_undo, name="review-entry-undo"),
    path(
        "reviews/<str:review_id>/invitations/<str:member_id>/withdraw/",
        manage.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path(
        "reviews/<str:review_id>/invitations/<str:member_id>/renew/",
        manage.invitation_renew,
        name="invitation-renew",
    ),
    path("reviews/<str:review_id>/on-paper/", marking.review_on_paper, name="review-on-paper"),
    path(
        "reviews/<str:review_id>/invitations/<str:member_id>/off-paper/",
        marking.invitation_off_paper,
        name="invitation-off-paper",
    ),
    path("reviews/<str:review_id>/remind/", manage.review_remind, name="review-remind"),
    path("join/<str:key>/", join.join, name="join"),
    path("join/<str:key>/asked/", join.join_asked, name="join-asked"),
    path("reviews/<str:review_id>/join/", join.review_join, name="review-join"),
    path("reviews/<str:review_id>/join/off/", join.review_join_off, name="review-join-off"),
    path("reviews/<str:review_id>/join/renew/", join.review_join_renew, name="review-join-renew"),
    path("reviews/<str:review_id>/join/wall/", join.review_join_wall, name="review-join-wall"),
    path("reviews/<str:review_id>/join/code.svg", join.review_join_code, name="review-join-code"),
    path(
        "reviews/<str:review_id>/join/<int:request_id>/",
        join.join_request_settle,
        name="join-request-settle",
    ),
    path("respond/lost/", resend.link_lost, name="link-lost"),
    path(
        "reviews/<str:review_id>/invitations/<str:member_id>/resend/",
        resend.invitation_resend,
        name="invitation-resend",
    ),
    path("reviews/<str:review_id>/date/", reviews.review_date, name="review-date"),
    path("reviews/<str:review_id>/share/", reviews.review_share, name="review-share"),
    path("reviews/<str:review_id>/discard/", reviews.review_discard, name="review-discard"),
    path("reviews/<str:review_id>/cancel/", reviews.review_cancel, name="review-cancel"),
    path("reviews/<str:review_id>/my-response/", reviews.my_response, name="my-response"),
    path("reviews/<str:review_id>/imports/", imports.import_new, name="import-new"),
    path(f"{IMPORT}/match/", imports.import_match, name="import-match"),
    path(f"{IMPORT}/check/", imports.import_check, name="import-check"),
    path(f"{IMPORT}/undo/", imports.import_undo, name="import-undo"),
    path(
        "partnerships/<str:partnership_id>/questionnaires/",
        custom.questionnaires,
        name="questionnaires",
    ),
    path(
        "partnerships/<str:partnership_id>/questionnaires/copy/",
        custom.questionnaire_copy,
        name="questionnaire-copy",
    ),
    path(
        "partnerships/<str:partnership_id>/questionnaires/import/",
        files.questionnaire_import,
        name="questionnaire-import",
    ),
    path(f"{QUESTIONNAIRE}/export/", files.questionnaire_export, name="questionnaire-export"),
    path(f"{QUESTIONNAIRE}/", custom.questionnaire, name="questionnaire"),
    path(f"{QUESTIONNAIRE}/remove/", custom.questionnaire_remove, name="questionnaire-remove"),
    path(
        f"{QUESTIONNAIRE}/preview/<slug:code>/",
        preview.questionnaire_preview,
        name="questionnaire-preview",
    ),
    path(f"{QUESTIONNAIRE}/describe/", items.questionnaire_describe, name="questionnaire-describe"),
    path(f"{QUESTIONNAIRE}/scales/<slug:scale>/", items.scale_edit, name="scale-edit"),
    path(f"{QUESTIONNAIRE}/about/", items.section_add, name="section-add"),
    path(f"{SECTION}/edit/", items.section_edit, name="section-edit"),
    path(f"{SECTION}/remove/", items.section_remove, name="section-remove"),
    path(f"{SECTION}/move/", order.section_move, name="section-move"),
    path(f"{SECTION}/add/", items.statement_add, name="statement-add"),
    path(f"{STATEMENT}/edit/", items.statement_edit, name="statement-edit"),
    path(f"{STATEMENT}/remove/", items.statement_remove, name="statement-remove"),
    path(f"{STATEMENT}/place/", order.statement_place, name="statement-place"),
    path(f"{STATEMENT}/move/", order.statement_move, name="statement-move"),
]
