"""The database holds the rules that the code states now, after every `migrate`."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from assessments.database_rules import RULES, rules
from assessments.lifecycle import May, State, moves
from assessments.models import Review
from config.database_rules import drop, install, installed, written
from tests import scenarios

pytestmark = pytest.mark.django_db(transaction=True)
WITHOUT_CLOSING = {move: may for move, may in moves().items() if may != May.CLOSE}
WITH_A_WAY_BACK = moves() | {(State.OPEN, State.DRAFT): May.REOPEN}


@pytest.fixture(autouse=True)
def as_ever():
    yield
    install(connection, RULES)


def warned() -> bool:
    said = StringIO()
    call_command("check", databases=["default"], stderr=said, stdout=said)
    return "different rules from those in the code" in said.getvalue()


def test_a_new_database_has_every_rule():
    assert len(RULES) > 10
    assert len({rule.trigger for rule in RULES}) == len(RULES)
    assert installed(connection) == written(RULES, connection.vendor)
    assert len(installed(connection)) >= len(RULES) - 3
    assert not warned()


def test_the_check_tells_rules_that_are_missing_altered_or_left_over():
    for held in ([], RULES[1:], rules(WITHOUT_CLOSING), rules(WITH_A_WAY_BACK)):
        install(connection, held)
        assert warned()
    install(connection, RULES)
    assert not warned()


def closing(review: Review) -> None:
    now = timezone.now()
    Review.objects.filter(pk=review.pk).update(state=State.CLOSING, closed_at=now)


def test_a_move_that_the_code_has_come_to_allow_is_let_through_after_migrating():
    review = scenarios.open_quietly(scenarios.riverside().partnership)
    install(connection, rules(WITHOUT_CLOSING))
    with pytest.raises(DatabaseError, match="moves_as_it_may"), transaction.atomic():
        closing(review)
    call_command("migrate", verbosity=0)
    closing(review)
    review.refresh_from_db()
    assert review.state == State.CLOSING


def back_to_draft(review: Review) -> None:
    Review.objects.filter(pk=review.pk).update(state=State.DRAFT, opened_at=None)


def test_a_move_that_the_code_allows_no_more_is_refused_after_migrating():
    review = scenarios.open_quietly(scenarios.riverside().partnership)
    install(connection, rules(WITH_A_WAY_BACK))
    back_to_draft(review)
    Review.objects.filter(pk=review.pk).update(state=State.OPEN, opened_at=timezone.now())
    call_command("migrate", verbosity=0)
    with pytest.raises(DatabaseError, match="moves_as_it_may"), transaction.atomic():
        back_to_draft(review)


def test_triggers_of_others_are_left_alone():
    name = "host_watches_reviews"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
                "AS $$BEGIN RETURN NEW; END$$"
            )
            does = f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        else:
            does = "BEGIN SELECT 1; END"
        cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON assessments_review {does}")
        drop(connection)
        assert not installed(connection)
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION {name}() CASCADE")
        else:
            cursor.execute(f"DROP TRIGGER {name}")
