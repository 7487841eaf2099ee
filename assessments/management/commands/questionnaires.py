"""Checks, loads and lists questionnaires."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.models import Questionnaire
from assessments.questionnaires.definitions import QuestionnaireDefinition
from assessments.questionnaires.files import FaultyFile, read_questionnaire, write_questionnaire
from assessments.questionnaires.schema import FILE, schema
from assessments.questionnaires.translations import language_name, missing_texts
from assessments.questionnaires.versions import (
    ChangedVersion,
    definitions_for_everybody,
    load_for_everybody,
)


class Command(BaseCommand):
    help = (
        "List the versions of questionnaires that are in use, check a file, or load a version "
        "beside the existing ones."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        doing = parser.add_subparsers(dest="doing", title="what to do; without one, lists versions")
        check = doing.add_parser("check", help="name what is wrong in YAML files, by line")
        check.add_argument("files", type=Path, nargs="+", metavar="FILE")
        load = doing.add_parser("load", help="bring a version into use for all partnerships")
        load.add_argument("files", type=Path, nargs=1, metavar="FILE")
        into = doing.add_parser("translate", help="print the next version, to translate")
        into.add_argument("code", metavar="CODE", help="of the questionnaire, such as pulse")
        into.add_argument("language", metavar="LANGUAGE", help="such as cy")
        doing.add_parser("schema", help=f"write the JSON Schema of such files to {FILE.name}")

    def handle(
        self,
        doing: str | None = None,
        files: tuple[Path, ...] = (),
        code: str = "",
        language: str = "",
        **_options: object,
    ) -> None:
        if doing == "check":
            self._check(files)
        elif doing == "load":
            self._load(files[0])
        elif doing == "translate":
            self._translate(code, language)
        elif doing == "schema":
            FILE.write_text(schema(), "utf-8")
            self.stdout.write(f"Written to {FILE}.")
        else:
            self._list()

    def _check(self, files: tuple[Path, ...]) -> None:
        faults = 0
        for file in files:
            try:
                self._describe(file, _read(file))
            except FaultyFile as faulty:
                faults += len(faulty.faults)
                for line, message in faulty.faults:
                    self.stderr.write(f"{file}:{line}: {message}")
        if faults:
            raise CommandError(f"{faults} to correct.")

    def _describe(self, file: Path, definition: QuestionnaireDefinition) -> None:
        self.stdout.write(
            f"{file}: {definition.title}, version {definition.version}, is valid: "
            f"{len(definition.considerations)} considerations, "
            f"{len(definition.statements)} statements."
        )
        for language in definition.translations:
            left = len(missing_texts(definition, language))
            state = f"{left} texts to translate before it is offered" if left else "complete"
            self.stdout.write(f"  {language_name(language)}: {state}.")

    def _load(self, file: Path) -> None:
        try:
            questionnaire = load_for_everybody(_read(file))
        except FaultyFile as faulty:
            for line, message in faulty.faults:
                self.stderr.write(f"{file}:{line}: {message}")
            raise CommandError("Nothing was loaded.") from faulty
        except ChangedVersion as changed:
            raise CommandError(str(changed)) from changed
        self.stdout.write(f"{questionnaire.title}, version {questionnaire.version}, can be asked.")

    def _translate(self, code: str, language: str) -> None:
        latest = {one.code: one for one in definitions_for_everybody()}
        if code not in latest:
            raise CommandError(f"There is no “{code}”. There are: {', '.join(sorted(latest))}.")
        following = latest[code].model_copy(update={"version": latest[code].version + 1})
        self.stdout.write(write_questionnaire(following, translate_into=language), ending="")

    def _list(self) -> None:
        rows = Questionnaire.objects.order_by("code", "version")
        for row in rows:
            spoken = ", ".join(language_name(one) for one in row.languages)
            self.stdout.write(
                f"{row.code} {row.version}: {row.title}; {spoken}; {row.points} points; "
                f"in {row.review_set.count()} reviews"
            )
        if not rows:
            self.stdout.write("No questionnaire has been used yet.")


def _read(file: Path) -> QuestionnaireDefinition:
    try:
        return read_questionnaire(file.read_bytes())
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem
