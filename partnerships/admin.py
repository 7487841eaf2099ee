"""People and partnerships for the host administrator. No answer is ever listed here."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person

from .models import AuditEntry, Member, Organisation, Partnership
from .registration import approve, invite

admin.site.unregister(AuditEntry)  # coordinators read it: privacy


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin[Person]):
    """People are added by signing up, by becoming members, or by being invited here.

    Addresses cannot be changed here: anyone who reads the mail could sign in as that person.
    """

    list_display = ["email", "is_active", "is_staff", "may_register", "date_joined"]
    list_filter = ["is_active", "is_staff", "may_register"]
    search_fields = ["email"]
    fields = (
        *("email", "is_active", "is_staff", "is_superuser", "may_register"),
        *("date_joined", "last_login"),
    )
    readonly_fields = ["email", "date_joined", "last_login"]
    ordering = ["email"]
    actions = ["invite_to_register"]

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> tuple[str, ...]:
        return self.fields if obj else ("email",)

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        return self.readonly_fields if obj else []

    def save_model(
        self, request: HttpRequest, obj: Person, form: ModelForm[Person], change: bool
    ) -> None:
        """Invite each person added here to register a partnership."""
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.pk = invite(email=obj.email).pk

    @admin.action(description=_("Invite to register partnerships"), permissions=["change"])
    def invite_to_register(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        for person in queryset:
            invite(email=person.email)
        messages.success(request, _("They will get an email."))

    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        """Their name is removed from the audit log too."""
        AuditEntry.objects.forget(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        for person in queryset:
            self.delete_model(request, person)


@admin.register(Partnership)
class PartnershipAdmin(admin.ModelAdmin[Partnership]):
    list_display = ["name", "kind", "area", "created_at", "registered_by", "approved_at"]
    list_filter = [("approved_at", admin.EmptyFieldListFilter), "kind", "basis"]
    list_select_related = ["registered_by"]
    search_fields = ["name", "area", "registered_by__email"]
    readonly_fields = ["registered_by", "approved_at"]
    actions = ["approve"]

    def save_model(
        self, request: HttpRequest, obj: Partnership, form: ModelForm[Partnership], change: bool
    ) -> None:
        """A partnership added by a host administrator needs no approval."""
        if not change:
            obj.registered_by_id, obj.approved_at = request.user.pk, timezone.now()
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Approve"), permissions=["change"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Partnership]) -> None:
        for partnership in queryset:
            approve(partnership=partnership)
        messages.success(request, _("Approved. The coordinators will get an email."))


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    list_display = ["name", "partnership", "sector"]
    list_filter = ["sector"]
    list_select_related = ["partnership"]
    search_fields = ["name", "partnership__name"]
    autocomplete_fields = ["partnership"]


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin[Member]):
    """Only coordinators add members. Here no one can be put in another's place."""

    readonly_fields = ["partnership", "person"]
    list_display = ["name", "person", "partnership", "organisation", "level", "role"]
    list_filter = ["level", "role"]
    list_select_related = ["person", "partnership", "organisation"]
    search_fields = ["name", "person__email", "partnership__name"]
    autocomplete_fields = ["organisation"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        """Only with their whole partnership: removing a member is left to the product's pages,
        which deal with submitted answers and keep a coordinator."""
        page = request.resolver_match and request.resolver_match.url_name
        on_its_own = not page or "_member_" in page
        return not on_its_own and super().has_delete_permission(request, obj)
