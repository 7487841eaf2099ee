"""How scripts and styles are cached in production: for good, under a name made from their
content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORTS = (r'(?P<matched>from "(?P<url>\./[^"]+)")', 'from "%(url)s"')


class Static(CompressedManifestStaticFilesStorage):
    """Our modules also import each other by that name, so that no stale module is loaded."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", (IMPORTS,)))
