"""Forms for a partnership's own questionnaire: one for each kind of item."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.questionnaires.definitions import (
    LEAST_POINTS,
    MOST_POINTS,
    QuestionnaireDefinition,
)
from assessments.questionnaires.editing import Item, fingerprint, new_code, reword
from assessments.questionnaires.translations import known_languages, language_name
from evidence.bank import Code, OutcomeLevel, Stage
from partnerships.forms.fields import LongText, field_of, required_message


class ItemForm(forms.Form):
    """Rewords one item, compared with what it said when the form was opened.

    `FIELDS` are the names of what it changes; `seen` recognises what they were.
    """

    FIELDS: tuple[str, ...] = ()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, item: Item, data: Any = None) -> None:
        self.item, self.mark, self.has_conflict = item, fingerprint(item, self.FIELDS), False
        super().__init__(data, initial=self.initial_values(item) | {"seen": self.mark})

    def initial_values(self, item: Item) -> Item:
        """What the fields start with."""
        return {name: item[name] for name in self.FIELDS}

    def words(self) -> Item:
        return {name: self.cleaned_data[name] for name in self.FIELDS}

    def apply(self, item: Item) -> None:
        """Change the item; ChangedMeanwhile if it no longer says what was seen."""
        reword(item, self.words(), self.cleaned_data["seen"])

    @property
    def saved_values(self) -> list[tuple[str, object]]:
        """The words of the item, each under the label of its field."""
        shown = self.initial_values(self.item)
        fields = [(self[name], shown[name]) for name in self.FIELDS]
        return [
            (str(bound.label), dict(getattr(bound.field, "choices", ())).get(said, said))
            for bound, said in fields
        ]

    def report_conflict(self) -> None:
        """Say that someone else has changed the item; sending it again overwrites that."""
        self.has_conflict = True
        self.data = dict(self.data.items()) | {"seen": self.mark}
        text = _(
            "Someone else has changed this since you opened it, and your changes have not "
            "been saved yet. Compare the two below, then save."
        )
        self.add_error(None, text)


class DescriptionForm(ItemForm):
    """What a questionnaire is called and said to be."""

    FIELDS = ("title", "description", "minutes", "language")

    title = forms.CharField(
        label=_("Title"), max_length=150, error_messages=required_message(_("Enter a title."))
    )
    description = LongText(
        label=_("Description"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "For people choosing a questionnaire for a review: what it is for, and when it "
            "is useful."
        ),
        error_messages=required_message(_("Enter a short description.")),
    )
    minutes = forms.IntegerField(
        label=_("Minutes to answer"),
        min_value=1,
        max_value=240,
        help_text=_("Shown to members. Allow about three statements a minute."),
        error_messages=required_message(_("Enter how many minutes it takes.")),
    )
    language = forms.ChoiceField(label=_("Language it is written in"))

    def __init__(self, item: Item, data: Any = None) -> None:
        super().__init__(item, data)
        names = dict(known_languages())
        written = item["language"]
        names.setdefault(written, language_name(written))
        field_of(self, "language", forms.ChoiceField).choices = list(names.items())


class ScaleForm(ItemForm):
    """A question and the labels of its points, one a line."""

    FIELDS = ("question", "labels")

    question = forms.CharField(
        label=_("Question"),
        max_length=200,
        error_messages=required_message(_("Enter the question.")),
    )
    labels = LongText(
        label=_("Answers"),
        widget=forms.Textarea({"rows": MOST_POINTS}),
        help_text=_("One on each line, from the least to the most favourable. Enter 3 to 10."),
        error_messages=required_message(_("Enter the answers, one on each line.")),
    )

    def initial_values(self, item: Item) -> Item:
        return super().initial_values(item) | {"labels": "\n".join(item["labels"])}

    def clean_labels(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["labels"].splitlines()]
        labels = [line for line in lines if line]
        if not LEAST_POINTS <= len(labels) <= MOST_POINTS:
            text = gettext("Enter 3 to 10 answers, one on each line. There are %s.") % len(labels)
            raise forms.ValidationError(text)
        if long := [label for label in labels if len(label) > 60]:
            text = gettext("Shorten “%s” to 60 characters or fewer.") % long[0]
            raise forms.ValidationError(text)
        if len({label.casefold() for label in labels}) < len(labels):
            raise forms.ValidationError(
                gettext("Two answers are the same. Give each a different wording.")
            )
        return labels


class SectionTextForm(ItemForm):
    """The texts above and below the statements about a consideration."""

    FIELDS = ("introduction", "comment_prompt")

    introduction = LongText(
        label=_("Introduction"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What members should think about as they answer."),
        error_messages=required_message(_("Enter an introduction.")),
    )
    comment_prompt = forms.CharField(
        label=_("Comment prompt"),
        max_length=300,
        help_text=_("For example: What would you like to be clearer?"),
        error_messages=required_message(_("Enter a comment prompt.")),
    )


class StatementForm(ItemForm):
    """One thing to rate."""

    FIELDS = ("text", "stage", "level", "heading", "help")

    text = LongText(
        label=_("Statement"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("About one thing only, and worded so that agreeing with it is good news."),
        error_messages=required_message(_("Enter the statement.")),
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=Stage,
        widget=forms.RadioSelect,
        error_messages=required_message(_("Select a stage.")),
    )
    level = forms.TypedChoiceField(
        label=_("If it is an outcome, who or what is it for?"),
        choices=[("", _("It is not an outcome, or not for one of these")), *OutcomeLevel.choices],
        widget=forms.RadioSelect,
        required=False,
        empty_value=None,
    )
    heading = forms.CharField(
        label=_("Heading"),
        max_length=100,
        required=False,
        help_text=_("Shown above this statement and any after it with the same heading."),
    )
    help = forms.CharField(label=_("Help text"), max_length=300, required=False)

    def initial_values(self, item: Item) -> Item:
        return super().initial_values(item) | {"level": item["level"] or ""}

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("level") and given.get("stage") not in (None, Stage.OUTCOME):
            text = _("Only an outcome is for someone: select another stage, or the first answer.")
            self.add_error("level", text)
        return given


class ChangedStatementForm(StatementForm):
    """An existing statement: if it asks the same, it is compared with earlier rounds."""

    new_meaning = forms.BooleanField(
        label=_("This now asks something else"),
        required=False,
        help_text=_(
            "Tick this if the meaning changes, and not only the wording. It is then not "
            "compared with what earlier reviews asked here."
        ),
    )
    field_order = ["text", "new_meaning"]

    def apply(self, item: Item) -> None:
        super().apply(item)
        if self.cleaned_data["new_meaning"]:
            item["code"] = new_code()


class MoveForm(forms.Form):
    """Which other consideration a statement goes under."""

    to = forms.ChoiceField(
        label=_("Move it to"),
        widget=forms.RadioSelect,
        help_text=_(
            "It can still be compared between rounds: where results show what has changed, "
            "its earlier answers also count under this consideration. Earlier results stay "
            "as they are, so do not compare a consideration’s mean from before the move "
            "with its mean from after it."
        ),
        error_messages=required_message(_("Select a consideration.")),
    )

    def __init__(self, definition: QuestionnaireDefinition, here: str, data: Any = None) -> None:
        super().__init__(data)
        others = [one.code for one in definition.considerations if one.code != here]
        field_of(self, "to", forms.ChoiceField).choices = [(one.value, one.label) for one in others]

    @property
    def has_choices(self) -> bool:
        """Whether there is another consideration."""
        return bool(field_of(self, "to", forms.ChoiceField).choices)


class SectionAddForm(forms.Form):
    """One more consideration to ask about, with a first statement."""

    code = forms.ChoiceField(
        label=_("Consideration"),
        widget=forms.RadioSelect,
        error_messages=required_message(_("Select a consideration.")),
    )
    introduction = SectionTextForm.base_fields["introduction"]
    comment_prompt = SectionTextForm.base_fields["comment_prompt"]
    text = StatementForm.base_fields["text"]
    stage = StatementForm.base_fields["stage"]

    def __init__(self, definition: QuestionnaireDefinition, data: Any = None) -> None:
        super().__init__(data)
        there = {section.code for section in definition.considerations}
        left = [one for one in Code.choices if one[0] not in there]
        field_of(self, "code", forms.ChoiceField).choices = left
        self.fields["text"].label = _("First statement")

    @property
    def has_choices(self) -> bool:
        """Whether there is a consideration that is not asked about yet."""
        return bool(field_of(self, "code", forms.ChoiceField).choices)

    def section(self) -> Item:
        return {name: self.cleaned_data[name] for name in SectionTextForm.FIELDS}

    def statement(self) -> Item:
        return {name: self.cleaned_data[name] for name in ("text", "stage")}
