"""A made-up language in which every text of ours is told from everything else.

Each letter is swapped for one that English has not, so that whatever is still in plain letters is
data, or a text that nobody could translate.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

from django.apps import apps
from django.db import models

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SWAPPED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŤÛṼŴẊÝŽåƀçðéƒĝĥîĵķļṁñöþɋŕšťûṽŵẋýž"
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|%[sd]|\{\w+\}|<[^<>]+>|&\w+;)")
PLAIN = re.compile(r"[A-Za-z][A-Za-z’'-]+")
ELSEWHERE = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+\w|\{\w+\}|\w+-[A-Z_]+_FORMS")
READ_OUT = ("alt", "aria-label", "aria-description", "label", "placeholder", "title")
SILENT = {"script", "style", "template"}


def pseudo(text: str) -> str:
    """A text in the made-up language; what stands for something else in it stays."""
    parts = KEPT.split(text)
    return "".join(
        part if KEPT.fullmatch(part) else part.translate(str.maketrans(LETTERS, SWAPPED))
        for part in parts
    )


class Reading(HTMLParser):
    """Everything on a page that somebody reads or has read to them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.figures: list[str] = []
        self._within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in SILENT:
            self._within = [tag, given.get("type", "")]
        self.texts += [given[name] for name in READ_OUT if name in given]
        self.texts += [v for name, v in given.items() if name.startswith("data-") and " " in v]
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            self.texts.append(given.get("value", ""))
        if tag == "meta" and given.get("name") == "description":
            self.texts.append(given.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        if self._within[:1] == [tag]:
            self._within = []

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.texts.append(data)
        elif self._within == ["script", "application/json"]:
            self.texts += _in_figure(json.loads(data))


def _in_figure(part: object) -> Iterator[str]:
    """The words of a chart: what is not the name of a colour, a mode or a typeface."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in ("text", "name", "hovertext", "ticktext", "hovertemplate"):
                yield from _words(value)
            else:
                yield from _in_figure(value)
    elif isinstance(part, list):
        for one in part:
            yield from _in_figure(one)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield re.sub(r"%\{[^}]*\}|<[^<>]*>", " ", value)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)
    else:
        yield from _in_figure(value)


def written(*names: str) -> set[str]:
    """Whatever people wrote that is in the tables of these apps."""
    found: set[str] = set()
    for model in (model for name in names for model in apps.get_app_config(name).get_models()):
        fields = [one.attname for one in model._meta.concrete_fields if _is_written(one)]
        found.update(texts_in(list(model.objects.values_list(*fields))))
    return found


def _is_written(field: models.Field) -> bool:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return isinstance(field, kinds) and not field.choices


def texts_in(value: object) -> Iterator[str]:
    """Every text in a structure, and each of its lines."""
    if isinstance(value, str):
        yield from (line.strip() for line in [value, *value.splitlines()])
    elif isinstance(value, dict):
        yield from texts_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def left_in_english(texts: Iterable[str], data: Iterable[str]) -> set[str]:
    """Texts with words in plain letters that are none of the data."""
    known = _longest_first(frozenset(data))
    plain = {
        one for one in (" ".join(unescape(text).split()) for text in texts) if PLAIN.search(one)
    }
    left = {_without(known, one) for one in plain - set(known)}
    return {one for one in left if PLAIN.search(one)}


def _without(known: list[str], text: str) -> str:
    text = ELSEWHERE.sub(" ", text)
    for one in known:
        if one in text:
            text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", " ", text)
    return " ".join(text.split())


@lru_cache(maxsize=4)
def _longest_first(data: frozenset[str]) -> list[str]:
    """What people write has a capital, a space or a stop in it, which no code of ours has."""
    found = {" ".join(one.split()) for one in data}
    found |= {one.rstrip(".") for one in found}
    names = (one for one in found if one != one.lower() or {" ", "."} & set(one))
    return sorted(names, key=len, reverse=True)
