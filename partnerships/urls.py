"""Addresses of partnerships, their organisations and their members."""

from django.urls import path

from .views import evidence, imports, members, membership, organisations, partnerships

PLACE = "partnerships/<str:partnership_id>"
ORGANISATION = f"{PLACE}/organisations/<str:organisation_id>"
EVIDENCE = f"{PLACE}/evidence/<str:evidence_id>"
MEMBER = f"{PLACE}/members/<str:member_id>"

app_name = "partnerships"
urlpatterns = [
    path("account/name/", membership.account_name, name="account-name"),
    path("partnerships/register/", partnerships.register, name="register"),
    path(f"{PLACE}/", partnerships.partnership, name="partnership"),
    path(f"{PLACE}/edit/", partnerships.partnership_edit, name="partnership-edit"),
    path(f"{PLACE}/evidence/", evidence.own_evidence_list, name="own-evidence-list"),
    path(f"{PLACE}/evidence/add/", evidence.own_evidence_add, name="own-evidence-add"),
    path(f"{EVIDENCE}/edit/", evidence.own_evidence_edit, name="own-evidence-edit"),
    path(f"{EVIDENCE}/remove/", evidence.own_evidence_remove, name="own-evidence-remove"),
    path(f"{EVIDENCE}/document/", evidence.own_evidence_document, name="own-evidence-document"),
    path(f"{PLACE}/organisations/add/", organisations.organisation_add, name="organisation-add"),
    path(f"{ORGANISATION}/edit/", organisations.organisation_edit, name="organisation-edit"),
    path(f"{ORGANISATION}/merge/", organisations.organisation_merge, name="organisation-merge"),
    path(f"{ORGANISATION}/retire/", organisations.organisation_retire, name="organisation-retire"),
    path(
        f"{ORGANISATION}/bring-back/",
        organisations.organisation_bring_back,
        name="organisation-bring-back",
    ),
    path(f"{ORGANISATION}/remove/", organisations.organisation_remove, name="organisation-remove"),
    path("membership/ended/", membership.membership_ended, name="membership-ended"),
    path("membership/<str:seal>/", membership.membership, name="membership"),
    path(f"{PLACE}/members/tell/", members.members_tell, name="members-tell"),
    path(
        f"{PLACE}/declined/<int:declined_id>/forget/",
        members.declined_forget,
        name="declined-forget",
    ),
    path(f"{MEMBER}/tell/", members.member_tell, name="member-tell"),
    path(f"{PLACE}/leave/", membership.membership_leave, name="membership-leave"),
    path(f"{PLACE}/hand-over/", membership.coordination_hand_over, name="coordination-hand-over"),
    path(f"{PLACE}/members/add/", members.member_add, name="member-add"),
    path(f"{PLACE}/members/import/", imports.members_import, name="members-import"),
    path(f"{PLACE}/members/import/example.csv", imports.members_example, name="members-example"),
    path(f"{MEMBER}/edit/", members.member_edit, name="member-edit"),
    path(f"{MEMBER}/remove/", members.member_remove, name="member-remove"),
]
