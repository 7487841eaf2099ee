"""Questionnaires as YAML: read with every fault named by its line, and written.

Uploads are judged by their content. Aliases and tags are refused because a small file can expand
enormously with them; so is anything too long, too deep or with too many nodes. A value means what
it looks like: a text, a number, yes or no. Dates and numbers to base 60 (1:15) stay texts.
"""

import re
from itertools import islice
from typing import NamedTuple, NoReturn

import yaml
from django.utils.translation import gettext as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .definitions import FaultAt, QuestionnaireDefinition
from .file_messages import message_for
from .translations import translation_template

MOST_BYTES = 500_000
MAX_DEPTH = 12
MOST_NODES = 20_000
MOST_FAULTS = 50
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
SCHEMA_LINE = "# yaml-language-server: $schema="


class Fault(NamedTuple):
    """Something wrong in a file, and its line."""

    line: int
    message: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(message)s") % self._asdict()


class FaultyFile(ValueError):
    """A file that is not a valid questionnaire, with everything that is wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


_NodeEvent = yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent


class _Loader(yaml.SafeLoader):
    """Plain data alone: no aliases, no tags, no key twice, not too deep, not in too many nodes."""

    depth = nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: _NodeEvent = self.peek_event()  # type: ignore[no-untyped-call]  # the stub has none
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, _("References (*) cannot be used here."))
        if event.tag:
            self._refuse(event, _("Tags (!) cannot be used here."))
        self.depth += 1
        self.nodes += 1
        if self.depth > MAX_DEPTH:
            self._refuse(event, _("This is nested more deeply than a questionnaire can be."))
        if self.nodes > MOST_NODES:
            self._refuse(event, _("This file contains more than a questionnaire can."))
        node = super().compose_node(parent, index)
        self.depth -= 1
        if isinstance(node, yaml.MappingNode):
            self._refuse_duplicate_keys(node)
        elif isinstance(node, yaml.ScalarNode) and _UNPRINTED.search(node.value):
            self._refuse(node, _("This contains a character that cannot be shown."))
        return node

    def _refuse_duplicate_keys(self, node: yaml.MappingNode) -> None:
        keys = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, _("A name must be plain text."))
            if key.value in keys:
                self._refuse(key, _("“%s” appears twice here.") % key.value)
            keys.add(key.value)

    def _refuse(self, what: yaml.Event | yaml.Node, message: str) -> NoReturn:
        raise yaml.composer.ComposerError(
            problem=message,
            problem_mark=what.start_mark,  # type: ignore[arg-type]  # the stub forgets libyaml’s
        )


_NUMBERS = {"int": r"[-+]?(?:0|[1-9][0-9]*)$", "float": r"[-+]?[0-9]+\.[0-9]+$"}
_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in resolvers if pair[0].endswith((":null", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _kind, _form in _NUMBERS.items():
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_kind}", re.compile(_form), list("+-0123456789")
    )


def read_questionnaire(content: bytes) -> QuestionnaireDefinition:
    """The questionnaire in a YAML file; FaultyFile names what is wrong by its line."""
    root, data = _parse(content)
    try:
        return QuestionnaireDefinition.model_validate(data)
    except ValidationError as problem:
        errors = problem.errors(include_url=False)
        raise FaultyFile(_faults_by_line(root, errors)) from None


def _faults_by_line(root: yaml.Node, errors: list[ErrorDetails]) -> list[Fault]:
    """The first of these errors in the order of their lines; the last says that there are more."""
    parts = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    spread = (
        place
        for error in errors
        if not (error["type"] == "too_short" and error["loc"] in parts)
        for place in _located(error)
    )
    found = {Fault(_line_of(root, where), said) for where, said in islice(spread, MOST_FAULTS)}
    faults = sorted(found)
    if next(spread, None):
        more = _("There are more errors. Correct these first, then select the file again.")
        faults.append(Fault(faults[-1].line, more))
    return faults


def _parse(content: bytes) -> tuple[yaml.Node, object]:
    if len(content) > MOST_BYTES:
        raise FaultyFile([Fault(1, _("The file is too long for a questionnaire."))])
    try:
        root, data = _load(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise FaultyFile([Fault(line, _("This is not text in UTF-8."))]) from None
    except yaml.YAMLError as problem:
        raise FaultyFile([_yaml_fault(problem)]) from None
    except ValueError:
        raise FaultyFile([Fault(1, _("It contains a number that is too long to read."))]) from None
    if root is None:
        raise FaultyFile([Fault(1, _("The file is empty."))])
    return root, data


def _load(text: str) -> tuple[yaml.Node | None, object]:
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        return root, root and loader.construct_document(root)
    finally:
        loader.dispose()


def _yaml_fault(problem: yaml.YAMLError) -> Fault:
    mark = getattr(problem, "problem_mark", None)
    said = getattr(problem, "problem", None) or getattr(problem, "reason", "")
    return Fault(mark.line + 1 if mark else 1, _("This is not YAML: %s") % said)


def _located(error: ErrorDetails) -> list[FaultAt]:
    """An error as places and messages: what looks at the whole file names several places."""
    faults: list[FaultAt] = error.get("ctx", {}).get("faults", [])
    return faults or [(error["loc"], message_for(error))]


def _line_of(node: yaml.Node, where: tuple[str | int, ...]) -> int:
    """The line of what a path leads to, or of the last step there is."""
    line = node.start_mark.line
    for step in where:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
            continue
        if not isinstance(node, yaml.MappingNode):
            break
        found = next((pair for pair in node.value if pair[0].value == str(step)), None)
        if found is None:
            break
        line, node = found[0].start_mark.line, found[1]
    return line + 1


def write_questionnaire(
    definition: QuestionnaireDefinition, schema: str = "", translate_into: str = ""
) -> str:
    """A questionnaire as YAML; `schema` is the address that editors find its schema at.

    With a language to translate into, missing texts are included, empty, to fill in.
    """
    data = definition.model_dump(mode="json", exclude_defaults=True)
    data = {"code": data.pop("code"), "version": data.pop("version"), **data}
    if translate_into:
        words = translation_template(definition, translate_into)
        data["translations"] = data.get("translations", {}) | {translate_into: words}
    written = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)
    return f"{SCHEMA_LINE}{schema}\n{written}" if schema else written
