"""Threads that ask one compiled query at once each read what they asked for."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from assessments.tokens import link_hash
from config.compiled import CompiledQuery
from tests import scenarios

from .test_compiled import opened


@pytest.mark.django_db(transaction=True)
def test_threads_may_ask_at_once():
    cast = scenarios.riverside()
    review = scenarios.open_quietly(cast.partnership)
    ask = CompiledQuery(opened, 2)
    hashes = {
        member.pk: link_hash(scenarios.token_for(review, member))
        for member in (cast.ana, cast.ben, cast.cleo)
    }

    def found(member: int) -> int:
        try:
            return ask(hashes[member], review.pk)[0].member_id
        finally:
            connection.close()

    asked = list(hashes) * 20
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(found, asked)) == asked
