"""No log holds what opens somebody's answers or place: the program's own, or that of a proxy."""

import logging
import re
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from config.logs import WithoutAddresses, WithoutLinks

from .addresses import LISTED, OURS, TABLE

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
KEYS = {"token", "seal", "key"}
BY_LINK = [name for name in LISTED if TABLE[name].access.endswith(" link")]


def address(name: str) -> str:
    parts = OURS[name].pattern.converters
    return reverse(name, kwargs={part: "T0ken-_x" if part in KEYS else "abc" for part in parts})


@pytest.mark.parametrize("name", BY_LINK)
def test_what_opens_a_door_does_not_reach_the_log(name):
    said, where = ("Server Error: %s", (address(name),))
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, said, where, None)
    assert "T0ken" in address(name)
    assert WithoutLinks().filter(record)
    assert "T0ken" not in record.getMessage()


def test_nobodys_address_reaches_the_log_by_what_an_error_says():
    try:
        raise ValueError("Key (email)=(ana.o'neill+x@mail.example.org) already exists")
    except ValueError:
        record = logging.LogRecord("", logging.ERROR, "", 0, "For %s", ("b@c.org",), sys.exc_info())
    written = WithoutAddresses().format(record)
    assert "already exists" in written
    assert "neill" not in written
    assert "example.org" not in written
    assert "b@c" not in written


def test_nobodys_address_reaches_the_log_by_what_is_not_found(client, caplog):
    """Django writes letters beyond ASCII as escapes."""
    caplog.handler.setFormatter(WithoutAddresses())
    client.get("/people/ana@exämple.org/")
    [said] = caplog.text.splitlines()
    assert said.startswith("Not Found: ")
    assert "mple" not in said


def test_the_sample_of_nginx_writes_no_address_whose_key_is_in_it():
    sample = (DEPLOY / "nginx.conf").read_text()
    [hidden] = re.findall(r"~(\^\S+)\s+/\$door", sample)
    [logged] = re.findall(r"log_format without_links '(.*)'", sample)
    pattern = hidden.replace("?<", "?P<")
    assert all(re.match(pattern, address(name)) for name in BY_LINK)
    assert not {"$request", "$request_uri", "$uri", "$http_referer"} & set(logged.split())


def test_the_sample_of_caddy_writes_the_first_part_of_an_address_alone():
    sample = (DEPLOY / "Caddyfile").read_text()
    filters = re.findall(r"request>uri regexp (\S+) \$1/-", sample)
    assert len(filters) == sample.count("format filter") == 2
    for pattern in filters:
        assert all("T0ken" not in re.sub(pattern, r"\1/-", address(name)) for name in BY_LINK)
