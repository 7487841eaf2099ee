"""What a reader chose to compare: a grouping, a group to highlight, groups to hide.

The choice is in the address (`?by=sector&highlight=health&hide=housing`), so that a view can be
shared and exports match what is seen. Anything in the address that does not exist is ignored.
"""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import get_text_list, slugify
from django.utils.translation import gettext as _

from insights.models import Grouping, PublishedGroup, groupings_of

from .load import Results


@dataclass(frozen=True)
class ComparedGroup:
    """One group of a comparison. It keeps its place, colour and shape whatever is hidden. Its slug
    names it in addresses."""

    group: PublishedGroup
    slug: str
    position: int
    is_highlighted: bool
    is_hidden: bool


@dataclass(frozen=True)
class GroupToggle:
    """A group that a reader may highlight or hide, and the addresses for both."""

    group: ComparedGroup
    highlight: str
    hide: str


@dataclass(frozen=True)
class Comparison:
    """A grouping, and each of its published groups as the reader chose to see it."""

    by: Grouping
    groups: list[ComparedGroup]

    @classmethod
    def from_query(cls, query: QueryDict, results: Results) -> "Comparison":
        """The comparison that an address asks for."""
        by = _requested_grouping(query.get("by"), results)
        highlight, hidden = query.get("highlight"), set(query.getlist("hide"))
        published = results.groups[by]
        groups = [
            ComparedGroup(
                group, slug, position, slug == highlight and slug not in hidden, slug in hidden
            )
            for position, (group, slug) in enumerate(zip(published, _slugs(published), strict=True))
        ]
        return cls(by, groups)

    @property
    def shown(self) -> list[ComparedGroup]:
        return [one for one in self.groups if not one.is_hidden]

    @property
    def highlighted(self) -> ComparedGroup | None:
        return next((one for one in self.groups if one.is_highlighted), None)

    def visible_results(self, results: Results) -> Results:
        """The results with only the groups that are shown."""
        return results.limited_to(self.by, [one.group for one in self.shown])

    @property
    def is_narrowed(self) -> bool:
        """Whether any group is highlighted or hidden."""
        return any(one.is_highlighted or one.is_hidden for one in self.groups)

    @property
    def drawing_order(self) -> list[ComparedGroup]:
        """The groups shown, in drawing order: a highlighted group comes last, on top."""
        return sorted(self.shown, key=lambda one: one.is_highlighted)

    def is_dimmed(self, one: ComparedGroup) -> bool:
        """Whether this group is dimmed because another one is highlighted."""
        return self.highlighted is not None and not one.is_highlighted

    @property
    def toggles(self) -> list[GroupToggle]:
        """Every group, with the addresses for highlighting and hiding it."""
        return [
            GroupToggle(one, self.toggling_highlight(one), self.toggling_hidden(one))
            for one in self.groups
        ]

    @property
    def description(self) -> str:
        """The choice in a few sentences, announced by screen readers when it changes."""
        said = [_("Compared by %(grouping)s.") % {"grouping": self.by.label.lower()}]
        if self.highlighted:
            said.append(_("%(group)s is highlighted.") % {"group": self.highlighted.group})
        if hidden := [str(one.group) for one in self.groups if one.is_hidden]:
            said.append(_("Hidden: %(groups)s.") % {"groups": get_text_list(hidden, _("and"))})
        return " ".join(said)

    @property
    def query_of_grouping(self) -> str:
        """The grouping alone, with nothing highlighted or hidden."""
        return self._query(set(), None)

    @property
    def highlighted_heading(self) -> str:
        """The heading of the highlighted group's column in tables. Empty without one."""
        return self.highlighted.group.heading if self.highlighted else ""

    @property
    def query(self) -> str:
        """The choice as a query string, for links that keep it."""
        return self._query({one.slug for one in self.groups if one.is_hidden}, self.highlighted)

    def toggling_highlight(self, one: ComparedGroup) -> str:
        """The choice with this group highlighted and shown, or no longer highlighted if it is
        now."""
        hidden = {one.slug for one in self.groups if one.is_hidden} - {one.slug}
        return self._query(hidden, None if one.is_highlighted else one)

    def toggling_hidden(self, one: ComparedGroup) -> str:
        """The choice with this group hidden, or shown again if it is hidden now."""
        hidden = {one.slug for one in self.groups if one.is_hidden} ^ {one.slug}
        return self._query(hidden, None if one.is_highlighted else self.highlighted)

    def _query(self, hidden: set[str], highlighted: ComparedGroup | None) -> str:
        query = QueryDict(mutable=True)
        query["by"] = self.by
        if highlighted:
            query["highlight"] = highlighted.slug
        query.setlist("hide", [one.slug for one in self.groups if one.slug in hidden])
        return query.urlencode()


def _requested_grouping(asked: str | None, results: Results) -> Grouping:
    """The grouping in the address, or the first that has groups."""
    compared = groupings_of(results.review)
    if asked in compared:
        return Grouping(asked)
    return next((one for one in compared if results.groups[one]), Grouping.ORGANISATION)


def _slugs(groups: list[PublishedGroup]) -> list[str]:
    """A unique name for each group, made from its label."""
    slugs: list[str] = []
    for group in groups:
        slug = stem = slugify(group.label, allow_unicode=True) or "group"
        number = 1
        while slug in slugs:
            number += 1
            slug = f"{stem}-{number}"
        slugs.append(slug)
    return slugs
