"""The attacks by name."""

from dataclasses import dataclass

from django.utils.module_loading import import_string

from .tally import Tally


@dataclass(frozen=True)
class Trial:
    """An attack on what is invented from one seed.

    `tries` is the function of a seed and a number of statements. It is tried for one of `one_of`
    partnerships that are asked for.
    """

    tries: str
    one_of: int = 1

    def try_on(self, seed: int, statements: int) -> list[Tally]:
        """Import what it takes, which needs the product set up, and try."""
        tries = import_string(f"attack.{self.tries}")
        tallies: list[Tally] = tries(seed, statements)
        return tallies


TRIALS = {
    "outsiders": Trial("attacks.readers.outsiders"),
    "insiders": Trial("attacks.readers.insiders", one_of=5),
    "rule": Trial("attacks.rule.rerun", one_of=5),
    "rung": Trial("attacks.rung.told_by_rung", one_of=5),
    "database": Trial("attacks.database.kept", one_of=10),
    "files": Trial("attacks.files.recovered", one_of=50),
    "padding": Trial("attacks.planted.padding", one_of=10),
    "twins": Trial("attacks.planted.twins", one_of=10),
    "shams": Trial("attacks.planted.shams", one_of=20),
}
