"""Settings of the tests: those of the site, with a home that is thrown away and quick passwords."""

from __future__ import annotations

import os
import tempfile

os.environ["TERRITORIA_HOME"] = tempfile.mkdtemp(prefix="territoria-tests-")

from territoria_web.site.settings import *  # noqa: F403
from territoria_web.site.settings import STATIC_ROOT

STATIC_ROOT.mkdir(exist_ok=True)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WRITTEN_PAGES = None  # a test sees its own page, not what another one wrote
