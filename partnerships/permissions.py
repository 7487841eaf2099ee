"""The permissions of every role as a table in words, made from the rules themselves."""

from types import SimpleNamespace

from .access import Can, abilities
from .models import Member
from .vocabulary import Role

MEANS = {
    Can.SEE_PARTNERSHIP: "see the partnership, its organisations and members; leave it",
    Can.RUN_PARTNERSHIP: "change them, hand over, and set up reviews",
    Can.KEEP_EVIDENCE: "add, change and remove the partnership's own evidence",
    Can.SEE_REVIEW: "see a review",
    Can.RUN_REVIEW: (
        "set up, open, close and share a review, manage its links, and see who has answered"
    ),
    Can.SEE_RESULTS: "see its results, discussion and report",
    Can.LEAD_DISCUSSION: "withhold comments, write down the discussion, and read drafts of it",
}


def _stage(far: int) -> SimpleNamespace:
    """What the rules need to know about a review at this stage."""
    return SimpleNamespace(
        is_opened=far > 0, is_closed=far > 1, is_shared_with=lambda _role: far > 2
    )


NAMES = ("always", "once opened", "once closed", "once shared")
STAGES = {name: _stage(far) for far, name in enumerate(NAMES)}
"""How far a review is, in order: each stage allows what the one before it does."""
HEAD = """# Who may do what

`manage.py permissions` makes this table from the rules in
[partnerships/access.py](../partnerships/access.py). A role is held in one partnership: the same
person may have another elsewhere, and none gives access to anyone's answers. A stranger to a
partnership gets “page not found”. A review can keep its results from observers, or for
coordinators and facilitators only; the table shows what holds where it does not. The permission
each address needs is in `TABLE` in [tests/guards/addresses.py](../tests/guards/addresses.py).
"""

WHO_HAS_ANSWERED = """
## Who sees who has answered

This is about whether someone has answered, not about what they said.
[A guard](../tests/guards/test_who_has_answered.py) compares pages to enforce it.

- **Coordinators, while the review is open**: by name, who has not submitted and who has not
  started, to remind them and to mark who has answered on paper. So the others are known to have
  submitted.
- **Coordinators, from then on**: how many people in each organisation were asked, have started and
  have submitted, which identifies them where only one was asked. Also when the last email was sent
  to each: reminders only go to those who have not submitted.
- **Each member**: themselves.
- **Where each organisation has one voice**, coordinators see which organisations have started and
  submitted, not how many people, and each member sees this for their own organisation.
- **Facilitators, members and observers**: nothing about others until they can see the results.
  Results name the organisations with their own figures, which have answered; in an open
  review, and where each has one voice, this is every one that has. They also say how many of those
  asked have answered, which is everyone if the two numbers are the same.
- **No one** sees *when* someone answered, because nothing records it
  ([a guard](../tests/guards/test_nothing_tells_when.py)). Anyone with access to the database can
  see more: see [the guide for hosts](guides/host.md#what-you-can-see).
"""


def permissions() -> str:
    """The page, in Markdown: a row for each permission, a column for each role."""
    roles = [str(role.label) for role in Role]
    rows = [["", *roles], ["---"] * (len(roles) + 1)]
    rows += [[MEANS[can], *(_from_when(can, role) for role in Role)] for can in Can]
    return "\n".join([HEAD, *(f"| {' | '.join(row)} |" for row in rows), WHO_HAS_ANSWERED])


def _from_when(can: Can, role: Role) -> str:
    member = Member(role=role)
    stages = (name for name, review in STAGES.items() if abilities(member, review)[can])
    return next(stages, "no")
