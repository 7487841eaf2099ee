"""Every address of the product, and who may use it: its whole permission policy in one table.

An address that is not in `TABLE` fails its guard, and so does an entry without an address.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver

from partnerships.access import Can

STATES = ("draft", "open", "closing", "closed", "shared", "cancelled")
INSIDERS = ("ana", "finn", "ben", "olu")
CAST = (*INSIDERS, "dev", "stranger")
# Who is let in, as each view states it with `.access`, in each state of the review.
LETS_IN: dict[str, dict[str, tuple[str, ...]]] = {
    "public": dict.fromkeys(STATES, CAST),
    "membership link": dict.fromkeys(STATES, CAST),
    "join link": dict.fromkeys(STATES, CAST),
    "personal link": dict.fromkeys(STATES, CAST),
    "signed in": dict.fromkeys(STATES, (*INSIDERS, "dev")),
    Can.SEE_PARTNERSHIP: dict.fromkeys(STATES, INSIDERS),
    Can.RUN_PARTNERSHIP: dict.fromkeys(STATES, ("ana",)),
    Can.KEEP_EVIDENCE: dict.fromkeys(STATES, ("ana", "finn")),
    Can.SEE_REVIEW: dict.fromkeys(STATES, INSIDERS) | {"draft": ("ana",)},
    Can.RUN_REVIEW: dict.fromkeys(STATES, ("ana",)),
    Can.SEE_RESULTS: {
        **dict.fromkeys(("draft", "open", "closing", "cancelled"), ()),
        "closed": ("ana", "finn"),
        "shared": INSIDERS,
    },
    Can.LEAD_DISCUSSION: {
        **dict.fromkeys(("draft", "open", "closing", "cancelled"), ()),
        **dict.fromkeys(("closed", "shared"), ("ana", "finn")),
    },
}
OF_A_REVIEW = {"review_id", "token", "key"}
"""What an address holds that is of one review."""
LEAD_TO_REVIEWS = {
    "home:home",
    "partnerships:partnership",
    "discussions:my-actions",
    "discussions:over-time",
    "insights:portfolio",
    "privacy:my-data",
}
"""The others on which something of a review is shown, according to its state."""
POST_ONLY = 302
"""To the nearest page above."""


@dataclass(frozen=True)
class Address:
    """Who may use an address, and what whoever is let in gets: 200 unless said otherwise."""

    access: str
    status: int = 200
    in_state: dict[str, int] = field(default_factory=dict)
    for_person: dict[str, int] = field(default_factory=dict)

    def expected(self, name: str, state: str) -> int:
        if name in LETS_IN[self.access][state]:
            return self.for_person.get(name, self.in_state.get(state, self.status))
        return {"stranger": 302, "dev": 404}.get(name, 403)


def link(status: int = 200, **in_state: int) -> Address:
    """Behind a personal link, which there is none of before the review opens."""
    return Address("personal link", status, {"draft": 404} | in_state)


ONCE_CLOSED = {"closing": 302, "closed": 302, "shared": 302, "cancelled": 302}

TABLE = {
    "home:home": Address("public"),
    "evidence:index": Address("public"),
    "evidence:consideration": Address("public"),
    "demonstration:index": Address("public", 404),  # switched off, as it is by default
    "demonstration:sign-in": Address("public", 404),
    "accounts:account": Address("signed in"),
    "partnerships:account-name": Address("signed in"),
    "accounts:account-devices": Address("signed in"),
    "accounts:second-factor": Address("signed in"),
    "accounts:password-remove": Address("signed in", 302),  # nobody here has one
    "accounts:language": Address("public", POST_ONLY),
    "partnerships:register": Address("signed in"),
    "partnerships:partnership": Address(Can.SEE_PARTNERSHIP),
    "partnerships:partnership-edit": Address(Can.RUN_PARTNERSHIP),
    "partnerships:own-evidence-list": Address(Can.SEE_PARTNERSHIP),
    "partnerships:own-evidence-add": Address(Can.KEEP_EVIDENCE),
    "partnerships:own-evidence-edit": Address(Can.KEEP_EVIDENCE),
    "partnerships:own-evidence-remove": Address(Can.KEEP_EVIDENCE),
    "partnerships:own-evidence-document": Address(Can.SEE_PARTNERSHIP),
    "partnerships:organisation-add": Address(Can.RUN_PARTNERSHIP),
    "partnerships:organisation-edit": Address(Can.RUN_PARTNERSHIP),
    "partnerships:organisation-merge": Address(Can.RUN_PARTNERSHIP),
    "partnerships:organisation-retire": Address(Can.RUN_PARTNERSHIP, POST_ONLY),
    "partnerships:organisation-bring-back": Address(Can.RUN_PARTNERSHIP, POST_ONLY),
    "partnerships:organisation-remove": Address(Can.RUN_PARTNERSHIP),
    "partnerships:members-tell": Address(Can.RUN_PARTNERSHIP, POST_ONLY),
    "partnerships:member-tell": Address(Can.RUN_PARTNERSHIP, POST_ONLY),
    "partnerships:declined-forget": Address(Can.RUN_PARTNERSHIP, POST_ONLY),
    "partnerships:membership": Address("membership link"),
    "partnerships:membership-ended": Address("public"),
    "partnerships:membership-leave": Address(Can.SEE_PARTNERSHIP),
    "partnerships:coordination-hand-over": Address(Can.RUN_PARTNERSHIP),
    "partnerships:member-add": Address(Can.RUN_PARTNERSHIP),
    "partnerships:member-edit": Address(Can.RUN_PARTNERSHIP),
    "partnerships:member-remove": Address(Can.RUN_PARTNERSHIP),
    "partnerships:members-import": Address(Can.RUN_PARTNERSHIP),
    "partnerships:members-example": Address(Can.RUN_PARTNERSHIP),
    "assessments:review-new": Address(Can.RUN_PARTNERSHIP),
    "assessments:review": Address(Can.SEE_REVIEW),
    "assessments:review-edit": Address(Can.RUN_REVIEW, 302, {"draft": 200}),
    "assessments:review-tailor": Address(Can.RUN_REVIEW, 302, {"draft": 200}),
    "assessments:review-partner-groups": Address(Can.RUN_REVIEW, 302, {"draft": 200}),
    "assessments:review-catch-up": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:review-preview": Address(Can.RUN_REVIEW),
    "assessments:review-try": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:review-try-end": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:review-open": Address(Can.RUN_REVIEW),
    "assessments:review-invite": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:review-invitations": Address(Can.RUN_REVIEW),
    "assessments:link-lost": Address("public"),
    "assessments:invitation-resend": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:invitation-withdraw": Address(Can.RUN_REVIEW, 200, {"draft": 404}),
    "assessments:invitation-renew": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:join": Address("join link", 404, {"open": 200}),
    "assessments:join-asked": Address("join link", 404, {"open": 200}),
    "assessments:review-join": Address(Can.RUN_REVIEW),
    "assessments:review-join-off": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:review-join-renew": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:review-join-wall": Address(Can.RUN_REVIEW, 302, {"open": 200}),
    "assessments:review-join-code": Address(Can.RUN_REVIEW),
    "assessments:join-request-settle": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:review-entry": Address(Can.RUN_REVIEW, 302, {"open": 200}),
    "assessments:review-entry-undo": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:review-on-paper": Address(Can.RUN_REVIEW, 302, {"open": 200}),
    "assessments:invitation-off-paper": Address(Can.RUN_REVIEW, POST_ONLY),
    "assessments:review-remind": Address(Can.RUN_REVIEW),
    "assessments:review-date": Address(Can.RUN_REVIEW),
    "assessments:review-share": Address(Can.RUN_REVIEW),
    "assessments:review-discard": Address(Can.RUN_REVIEW, 302, {"draft": 200}),
    "assessments:review-cancel": Address(Can.RUN_REVIEW),
    "assessments:my-response": Address(
        Can.SEE_REVIEW, 302, {"draft": 404}, for_person={"finn": 404, "olu": 404}
    ),
    "assessments:import-new": Address(Can.RUN_REVIEW),
    "assessments:import-match": Address(Can.RUN_REVIEW),
    "assessments:import-check": Address(Can.RUN_REVIEW),
    "assessments:import-undo": Address(Can.RUN_REVIEW),
    "assessments:questionnaires": Address(Can.RUN_PARTNERSHIP),
    "assessments:questionnaire-copy": Address(Can.RUN_PARTNERSHIP),
    "assessments:questionnaire-import": Address(Can.RUN_PARTNERSHIP),
    "assessments:questionnaire-export": Address(Can.RUN_PARTNERSHIP),
    "assessments:questionnaire": Address(Can.RUN_PARTNERSHIP),
    "assessments:questionnaire-preview": Address(Can.RUN_PARTNERSHIP),
    "assessments:questionnaire-remove": Address(Can.RUN_PARTNERSHIP),
    "assessments:questionnaire-describe": Address(Can.RUN_PARTNERSHIP),
    "assessments:scale-edit": Address(Can.RUN_PARTNERSHIP),
    "assessments:section-add": Address(Can.RUN_PARTNERSHIP),
    "assessments:section-edit": Address(Can.RUN_PARTNERSHIP),
    "assessments:section-remove": Address(Can.RUN_PARTNERSHIP),
    "assessments:section-move": Address(Can.RUN_PARTNERSHIP, POST_ONLY),
    "assessments:statement-add": Address(Can.RUN_PARTNERSHIP),
    "assessments:statement-edit": Address(Can.RUN_PARTNERSHIP),
    "assessments:statement-remove": Address(Can.RUN_PARTNERSHIP),
    "assessments:statement-place": Address(Can.RUN_PARTNERSHIP),
    "assessments:statement-move": Address(Can.RUN_PARTNERSHIP, POST_ONLY),
    "assessments:respond": link(),
    "assessments:respond-section": link(**ONCE_CLOSED),
    "assessments:respond-answer": link(POST_ONLY),
    "assessments:respond-language": link(POST_ONLY),
    "assessments:respond-check": link(**ONCE_CLOSED),
    "assessments:respond-submit": link(POST_ONLY),
    "assessments:respond-take-back": link(POST_ONLY),
    "assessments:respond-thanks": link(cancelled=302),
    "assessments:respond-reminders": link(),
    "insights:review-groups": Address(Can.RUN_REVIEW),
    "insights:review-close": Address(Can.RUN_REVIEW),
    "insights:review-reopen": Address(Can.RUN_REVIEW),
    "insights:how-we-read": Address("public"),
    "insights:portfolio": Address("signed in"),
    "insights:portfolio-table": Address("signed in", 404),  # it has other tables than a review
    "insights:benchmark-opt-in": Address(Can.RUN_PARTNERSHIP, 404),  # hosts switch it on
    "insights:results": Address(Can.SEE_RESULTS),
    "insights:results-export": Address(Can.SEE_RESULTS),
    "insights:respond-own-answers": link(302, shared=200),
    "insights:my-view": Address(Can.SEE_RESULTS),
    "insights:respond-own-answers-table": link(404),  # it has other tables than the results
    "insights:my-view-table": Address(Can.SEE_RESULTS, 404),
    "insights:results-table": Address(Can.SEE_RESULTS),
    "insights:consideration-table": Address(Can.SEE_RESULTS),
    "insights:consideration": Address(Can.SEE_RESULTS),
    "insights:comment-withhold": Address(Can.LEAD_DISCUSSION, POST_ONLY),
    "discussions:discussion": Address(Can.SEE_RESULTS),
    "discussions:discussion-consideration": Address(Can.SEE_RESULTS),
    "discussions:action-add": Address(Can.LEAD_DISCUSSION),
    "discussions:action-edit": Address(Can.LEAD_DISCUSSION),
    "discussions:action-remove": Address(Can.LEAD_DISCUSSION),
    "discussions:action-done": Address(Can.SEE_REVIEW, POST_ONLY),
    "discussions:action-reopen": Address(Can.SEE_REVIEW, POST_ONLY),
    "discussions:over-time": Address(Can.SEE_PARTNERSHIP),
    "discussions:over-time-table": Address(Can.SEE_RESULTS),
    "discussions:my-actions": Address("signed in"),
    "reports:report": Address(Can.SEE_RESULTS),
    "privacy:privacy": Address("public"),
    "privacy:my-data": Address("signed in"),
    "privacy:my-data-export": Address("signed in"),
    "privacy:my-data-erase": Address("signed in"),
    "privacy:audit-log": Address(Can.RUN_PARTNERSHIP),
    "privacy:audit-log-export": Address(Can.RUN_PARTNERSHIP),
    "reports:paper": Address(Can.RUN_REVIEW),
}
# The sign-in library's own views can't carry our mark. What a stranger gets, what others get.
SIGNING_IN = {
    "account_email": (302, 200),
    "account_reset_password": (200, 302),
    "account_login": (200, 302),
    "account_request_login_code": (200, 302),
    "account_confirm_login_code": (302, 302),  # nobody has been sent a code
    "account_sign_in_by_password": (200, 302),
    "account_set_password": (302, 200),
    "account_change_password": (302, 302),  # nobody here has one
    "mfa_login_webauthn": (302, 302),  # looked at, it leads to where one signs in
    "mfa_authenticate": (302, 302),  # nobody is half-way in
    "account_reauthenticate": (302, 403),  # nobody here has a way to confirm who they are
    "mfa_reauthenticate": (302, 403),
    "mfa_reauthenticate_webauthn": (302, 403),
    "mfa_index": (302, 200),
    "mfa_list_webauthn": (302, 200),
    "mfa_add_webauthn": (302, 200),
    "mfa_edit_webauthn": (302, 404),  # nobody here has a passkey
    "mfa_remove_webauthn": (302, 404),
    "mfa_activate_totp": (302, 200),
    "mfa_deactivate_totp": (302, 404),
    "mfa_view_recovery_codes": (302, 404),
    "mfa_download_recovery_codes": (302, 404),
    "mfa_generate_recovery_codes": (302, 200),
    "account_signup": (200, 302),
    "account_email_verification_sent": (302, 302),
    "account_inactive": (200, 200),
    "account_logout": (302, 200),
}
# The library's admin pages carry no mark either; all of them are walked below.
ADMIN = "admin:"


def walk(patterns: list, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address below these, with its name in full; what has no name goes by its pattern."""
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from walk(one.url_patterns, inner)
        else:
            yield f"{space}{one.name or one.pattern}", one


EVERY = tuple(walk(get_resolver().url_patterns))
OURS = {
    name: pattern
    for name, pattern in EVERY
    if name not in SIGNING_IN and not name.startswith(ADMIN)
}
LISTED = sorted(OURS.keys() & TABLE.keys())
MEND = (
    "Who is let in, and what they get, is TABLE in tests/guards/addresses.py (LETS_IN says whom "
    "each permission lets in). Mend the view, or its row there if this is what you mean:"
)


def row(name: str, pattern: URLPattern) -> str:
    """An address's row in the table, as its view states it."""
    access = getattr(pattern.callback, "access", None)
    if access is None:
        return f"    {name}: state who may use its view, with a decorator of partnerships/access.py"
    stated = f"Can.{access.name}" if isinstance(access, Can) else f'"{access}"'
    return f'    "{name}": Address({stated}),'


def difference(ours: dict[str, URLPattern], table: dict[str, Address]) -> str:
    """What to add to the table and what to take out of it; empty if nothing."""
    new = [row(name, ours[name]) for name in ours if name not in table]
    said = ["Add to TABLE in tests/guards/addresses.py:", *new] if new else []
    gone = sorted(table.keys() - ours.keys())
    said += ["Take out of TABLE in tests/guards/addresses.py, or rename:", *gone] if gone else []
    return "\n".join(said)
