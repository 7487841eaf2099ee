"""How scripts and styles are kept in production: under a name of their content, for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORTS = (r'(?P<matched>from "(?P<url>\./[^"]+)")', 'from "%(url)s"')


class Static(CompressedManifestStaticFilesStorage):
    """Modules of ours import each other by that name, too, so that none is older than another."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", (IMPORTS,)))
