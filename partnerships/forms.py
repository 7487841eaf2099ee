"""What people fill in about partnerships, organisations and members."""

from typing import Any, NotRequired, TypedDict

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from partnerships.models.partnership import ASKED_ROLES

from .fields import LongText, NameInput, field_of
from .models import Member, Organisation, Partnership, Person
from .services import Seat
from .shared_forms import SharedForm
from .vocabulary import Basis, Kind, Level, Role, Sector

CHOOSE = ("", _("Choose…"))


class Choosing(TypedDict):
    """What a field is made of in which one of several things is chosen."""

    label: StrOrPromise
    choices: list[tuple[str, StrOrPromise]]
    error_messages: dict[str, StrOrPromise]
    help_text: NotRequired[StrOrPromise]


def say(required: StrOrPromise) -> dict[str, StrOrPromise]:
    """The error messages of a field that has to be filled in."""
    return {"required": required}


SECTOR: Choosing = {
    "label": _("Sector"),
    "choices": [CHOOSE, *Sector.choices],
    "error_messages": say(_("Choose a sector.")),
}
LEVEL: Choosing = {
    "label": _("Level"),
    "choices": [CHOOSE, *Level.choices],
    "error_messages": say(_("Choose a level.")),
    "help_text": _(
        "Strategic: sets direction, such as a board member or director. Operational: runs or "
        "delivers services. Community: speaks for the people of the place."
    ),
}


TEXTS = ("purpose", "structural_context", "cultural_context", "social_context")


class PartnershipForm(SharedForm[Partnership]):
    language = forms.ChoiceField(
        label=_("Language of e-mails"),
        choices=lambda: settings.LANGUAGES,
        help_text=_("Each member can choose another for themselves."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of partnership"),
        choices=[CHOOSE, *Kind.choices],
        error_messages=say(_("Choose the kind of partnership.")),
    )
    basis = forms.ChoiceField(
        label=_("Why does it exist?"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages=say(_("Say whether it is required or chosen.")),
    )

    class Meta:
        model = Partnership
        fields = [
            *("name", "purpose", "kind", "basis", "area"),
            *("structural_context", "cultural_context", "social_context", "time_zone", "language"),
        ]
        field_classes = dict.fromkeys(TEXTS, LongText)
        labels = {
            "name": _("Name of the partnership"),
            "purpose": _("What is it for?"),
            "area": _("The place it serves"),
        }
        help_texts = {
            "time_zone": _("Reviews open and close by its clocks."),
            "purpose": _("In a sentence or two, as you would say it to a neighbour."),
            "area": _("A council area, a town, a neighbourhood: whatever people call it."),
            "structural_context": _(
                "Laws, boundaries, funding and lines of accountability that shape the work. For "
                "example: budgets are set for one year at a time."
            ),
            "cultural_context": _(
                "How the organisations tend to think and talk, and how they treat risk. For "
                "example: health and housing mean different things by “urgent”."
            ),
            "social_context": _(
                "Relationships between the people involved, and their history. For example: half "
                "of the group has changed since last year."
            ),
        }
        error_messages = {
            "name": say(_("Write the name of the partnership.")),
            "purpose": say(_("Write what the partnership is for.")),
            "area": say(_("Write which place it serves.")),
        }
        widgets = {field: forms.Textarea({"rows": 3}) for field in TEXTS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]


class RegistrationForm(PartnershipForm):
    """A new partnership, and the place in it of whoever registers it."""

    your_name = NameInput(
        label=_("Your name"),
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages=say(_("Write your name.")),
    )
    organisation = NameInput(
        label=_("Your organisation"),
        widget=forms.TextInput({"autocomplete": "organization"}),
        error_messages=say(_("Write the name of your organisation.")),
    )
    sector = forms.ChoiceField(**SECTOR)
    level = forms.ChoiceField(**LEVEL)

    def seat(self, person: Person) -> Seat:
        """The coordinator's place."""
        filled = self.cleaned_data
        return Seat(
            name=filled["your_name"],
            email=person.email,
            organisation=filled["organisation"],
            sector=filled["sector"],
            level=filled["level"],
            role=Role.COORDINATOR,
        )


class OrganisationForm(SharedForm[Organisation]):
    sector = forms.ChoiceField(**SECTOR)

    class Meta:
        model = Organisation
        fields = ["name", "sector"]
        labels = {"name": _("Name of the organisation")}
        error_messages = {"name": say(_("Write the name of the organisation."))}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        others = self.instance.partnership.organisations.exclude(pk=self.instance.pk)
        here = {other.name.casefold(): other for other in others}.get(name.casefold())
        if here and here.retired_at:
            raise forms.ValidationError(
                gettext("An organisation of this name is retired. Bring that one back.")
            )
        if here:
            raise forms.ValidationError(gettext("An organisation of this name is already here."))
        return name


class MergeForm(forms.Form):
    """Which organisation another one is to become part of."""

    into = forms.ModelChoiceField(
        label=_("Which one is it the same as?"),
        queryset=Organisation.objects.none(),
        empty_label=CHOOSE[1],
        error_messages={
            "required": _("Choose the organisation that stays."),
            "invalid_choice": _("Choose an organisation from the list."),
        },
        help_text=_("That one stays, under its own name and sector."),
    )

    def __init__(self, gone: Organisation, data: Any) -> None:
        super().__init__(data)
        others = gone.partnership.organisations.taking_part().exclude(pk=gone.pk)
        field_of(self, "into", forms.ModelChoiceField).queryset = others


class MemberForm(SharedForm[Member]):
    """A member's place. Those who lead or look on may be without organisation and level."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        initial=Role.MEMBER,
        error_messages=say(_("Choose a role.")),
        help_text=_(
            "A coordinator runs the reviews and answers, a member answers, a facilitator leads "
            "the discussion, an observer reads shared results."
        ),
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=CHOOSE[1],
        error_messages=say(_("Choose the organisation.")),
        help_text=_("A facilitator or an observer can do without one."),
    )
    level = forms.ChoiceField(**LEVEL)

    class Meta:
        model = Member
        fields = ["name", "role", "organisation", "level"]
        labels = {"name": _("Name")}
        error_messages = {"name": say(_("Write their name."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = field_of(self, "organisation", forms.ModelChoiceField)
        organisation.queryset = self.instance.partnership.organisations.taking_part()
        asked = self["role"].value() in ASKED_ROLES
        organisation.required = self.fields["level"].required = asked


TELL = forms.BooleanField(
    label=_("Write to them now, and ask whether they accept"),
    required=False,
    initial=True,
    help_text=_("Otherwise you can do so later, on the partnership’s page."),
)


class TellForm(forms.Form):
    """Whether people who are added from a list are told."""

    tell = TELL


class MemberAddForm(MemberForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages=say(_("Write their e-mail address.")),
        help_text=_("Their personal link to each review is sent here."),
    )
    tell = TELL
    field_order = ["name", "email", "role", "organisation", "level", "tell"]

    def seat(self) -> Seat:
        filled = self.cleaned_data
        organisation = filled["organisation"]
        return Seat(
            name=filled["name"],
            email=filled["email"],
            organisation=organisation.name if organisation else "",
            sector=organisation.sector if organisation else "",
            level=filled["level"],
            role=filled["role"],
        )


class SuccessorField(forms.ModelChoiceField[Member]):
    """Which member, by name and organisation."""

    def label_from_instance(self, obj: Member) -> str:
        return f"{obj}, {obj.organisation}"


class HandOverForm(forms.Form):
    """Who is to coordinate from now on."""

    successor = SuccessorField(
        label=_("New coordinator"),
        queryset=Member.objects.none(),
        empty_label=CHOOSE[1],
        error_messages=say(_("Choose who is to coordinate.")),
        help_text=_("A coordinator answers too, so has an organisation and a level."),
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = partnership.members.able_to_coordinate().select_related("organisation")
        field_of(self, "successor", SuccessorField).queryset = able
