"""What two people do in the same moment."""

import threading

import pytest
from django.db import connection

from assessments.models.given import GivenAnswer
from assessments.models.response import Response
from assessments.questionnaires.editing import find_statement
from assessments.questionnaires.services import edit_questionnaire
from assessments.questionnaires.versions import current_definition
from assessments.responses import services as answering
from assessments.responses.upsert import SubmittedAnswers
from tests import scenarios


@pytest.fixture
def cast(transactional_db):
    return scenarios.riverside()


def test_two_who_begin_in_the_same_moment_begin_one_response(voiced, cast, priya):
    statements = list(voiced.questionnaire.sections.first().statements.all())
    ready, failures = threading.Barrier(2), []

    def begin(member, statement):
        try:
            invitation = scenarios.invitation_of(voiced, member)
            token = scenarios.token_of(invitation)
            ready.wait(60)
            given = SubmittedAnswers([GivenAnswer(statement.pk, rating=4)])
            answering.save_answers(invitation=invitation, token=token, given=given)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    pairs = [(cast.ben, statements[0]), (priya, statements[1])]
    threads = [threading.Thread(target=begin, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert Response.objects.get().answers.count() == 2


def test_two_who_save_in_the_same_moment_keep_both(cast):
    own = scenarios.custom_questionnaire(cast.partnership)
    ready, failures = threading.Barrier(4), []

    def save(code):
        def say(content):
            find_statement(content, code).statement["text"] = f"About {code}."

        try:
            ready.wait(60)
            edit_questionnaire(custom=own, change=say)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    changed = ["clarity-roles", "people-trust", "power-voice", "approach-gain"]
    threads = [threading.Thread(target=save, args=[code]) for code in changed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    own.refresh_from_db()
    said = {one.code: one.text for one in current_definition(own).statements}
    assert all(said[code] == f"About {code}." for code in changed)
