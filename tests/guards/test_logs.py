"""The log holds nothing that opens somebody's answers."""

import logging

from config.logs import WithoutLinks


def test_a_personal_link_does_not_reach_the_log():
    record = logging.LogRecord(
        "django.request",
        logging.ERROR,
        "",
        0,
        "Server Error: %s",
        ("/respond/abc/T0ken-_x/check/",),
        None,
    )
    assert WithoutLinks().filter(record)
    assert record.getMessage() == "Server Error: /respond/abc/…/check/"
