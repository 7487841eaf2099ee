"""Writes and checks translations of the interface, puts them into use, and shows their progress."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessments.questionnaires.files import FaultyFile
from translations import catalogue as translations


class Command(BaseCommand):
    help = (
        "Shows how complete each translation of the interface is. Writes a language’s file for a "
        "translator, checks it, or puts it into use."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        doing = parser.add_subparsers(
            dest="doing", title=("what to do; without it, shows how complete each translation is")
        )
        for name, text in (
            ("write", "write or update a language’s file; without a language, write a template"),
            ("check", "list the errors in a language’s file, by line"),
            ("use", "put a language’s file into use"),
        ):
            one = doing.add_parser(name, help=text)
            one.add_argument("languages", nargs="*" if name == "write" else "+", metavar="LANGUAGE")

    def handle(self, doing: str = "check", languages: Sequence[str] = (), **options: Any) -> None:
        if doing == "write":
            self._write(languages)
            return
        languages = languages or sorted(one.stem for one in settings.TRANSLATIONS.glob("*.po"))
        if not languages:
            self.stdout.write(f"There is no translation in {settings.TRANSLATIONS} yet.")
        faults = sum(self._read(language, use=doing == "use") for language in languages)
        if faults:
            raise CommandError(f"{faults} to correct.")

    def _write(self, languages: Sequence[str]) -> None:
        if not languages:
            self.stdout.write(f"Written to {translations.write_template()}.")
        for language in languages:
            try:
                self.stdout.write(f"Written to {translations.write_source(language)}.")
            except FaultyFile as faulty:
                raise CommandError(f"{self._said(language, faulty)} to correct.") from faulty

    def _read(self, language: str, *, use: bool) -> int:
        """Check a language, and put it into use if wanted. Returns the number of errors."""
        try:
            if use:
                progress = translations.take_into_use(language)
            else:
                file = translations.source_of(language)
                progress = translations.progress_of(translations.read(file))
        except FaultyFile as faulty:
            return self._said(language, faulty)
        except OSError as problem:
            file = translations.source_of(language)
            raise CommandError(f"{file} could not be read: {problem.strerror}.") from problem
        self.stdout.write(f"{language}: {progress}.")
        if use:
            self.stdout.write("  Restart the web server and the worker to use it.")
        if language not in dict(settings.LANGUAGES):
            self.stdout.write("  No one is offered it, because it is not in LANGUAGES.")
        return 0

    def _said(self, language: str, faulty: FaultyFile) -> int:
        for line, message in faulty.faults:
            self.stderr.write(f"{translations.source_of(language)}:{line}: {message}")
        return len(faulty.faults)
