"""Scripts and styles in production."""

import re
from pathlib import Path

from django.conf import settings as configured
from django.core.files.base import ContentFile

from config.static import Static

SCRIPTS = configured.BASE_DIR / "static" / "js"


def test_modules_import_each_other_by_the_names_they_are_kept_under(tmp_path, settings):
    settings.DEBUG = False
    static = Static(location=tmp_path, base_url="/static/")
    names = [f"js/{one.name}" for one in SCRIPTS.glob("*.js")]
    for name in names:
        static.save(name, ContentFile((configured.BASE_DIR / "static" / name).read_bytes()))
    for _name, _kept, wrong in static.post_process({name: (static, name) for name in names}):
        assert not isinstance(wrong, Exception), wrong
    kept = {
        Path(static.stored_name(name)).name: static.path(static.stored_name(name)) for name in names
    }
    imported = [
        path
        for one in kept.values()
        for path in re.findall(r'from "\./(.+?)"', Path(one).read_text())
    ]
    assert imported
    assert set(imported) <= set(kept)
