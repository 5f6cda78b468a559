"""The application as a server calls it."""

import os

from django.core.wsgi import get_wsgi_application

from territoria_web.site.kept_pages import KeptPages
from territoria_web.site.warm import warm_in_background

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoria_web.site.settings")

application = KeptPages(get_wsgi_application())
warm_in_background()
