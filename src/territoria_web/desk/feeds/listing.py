"""All feeds that are followed; adding one by its address, or by a file."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.act.feed.format import MOST_BYTES
from territoria_web.act.models import FollowedFeed
from territoria_web.act.queries.followed import followed_feeds
from territoria_web.act.services.feed_files import take_upload
from territoria_web.act.services.feed_items import Taken
from territoria_web.act.services.feeds import add_feed
from territoria_web.desk.feeds.words import STATE_NAMES, taken_said
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.operate import crumbs
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.queries import open_house


class AddForm(forms.Form):
    """The address of a feed."""

    url = forms.CharField(
        label=gettext_lazy("Address of the feed"),
        help_text=gettext_lazy("Such as https://cities.example.org/en/feed/feed.json"),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    """A feed that came as a file."""

    file = forms.FileField(
        label=gettext_lazy("Feed as a file"),
        help_text=gettext_lazy("The feed.json of another installation, carried here by hand."),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Not larger than any feed."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than any feed."))
        return file


@login_required
@takes_form
def feeds(request: HttpRequest) -> HttpResponse:
    """Whom this site follows."""
    open_house(request.user)
    adding = AddForm(request.POST if "add" in request.POST else None)
    giving = FileForm(*((request.POST, request.FILES) if "give" in request.POST else ()))
    for form, deed in ((adding, _added), (giving, _given)):
        if form.is_bound and form.is_valid() and (feed := deed(request, form)):
            return redirect("desk:feed", feed.public_id)
    held = list(followed_feeds())
    wrong = adding.errors or giving.errors
    return show(
        request,
        "desk/feeds/feeds.html",
        title=_("Feeds of others"),
        finding=_finding(held),
        facts={
            "rows": [{"feed": one, "state": STATE_NAMES[one.state]} for one in held],
            "adding": adding,
            "giving": giving,
        },
        crumbs=crumbs(),
        status=422 if wrong else 200,
    )


def _finding(rows: list[FollowedFeed]) -> str:
    held = Counter(str(row.state) for row in rows)
    troubled = sum(bool(row.problem) for row in rows if row.state == FollowedFeed.State.ON)
    if not rows:
        return _("This site follows no other installation yet.")
    said = ngettext(
        "This site follows %(count)d other installation.",
        "This site follows %(count)d other installations.",
        held["on"],
    ) % {"count": held["on"]}
    if held["new"]:
        said += " " + ngettext(
            "The key of %(count)d more waits to be compared.",
            "The keys of %(count)d more wait to be compared.",
            held["new"],
        ) % {"count": held["new"]}
    if troubled:
        said += " " + ngettext(
            "%(count)d has a problem.", "%(count)d have a problem.", troubled
        ) % {"count": troubled}
    return said


def _added(request: HttpRequest, form: forms.Form) -> FollowedFeed | None:
    try:
        return add_feed(by=account_of(request), url=form.cleaned_data["url"])
    except ValidationError as refused:
        put_beside(form, refused)
        return None


def _given(request: HttpRequest, form: forms.Form) -> FollowedFeed | None:
    file = form.cleaned_data["file"]
    by, content = account_of(request), file.read()
    try:
        feed, taken = take_upload(by=by, content=content, file_name=file.name)
    except ValidationError as refused:
        put_beside(form, refused)
        return None
    _tell(request, taken)
    return feed


def _tell(request: HttpRequest, taken: Taken | None) -> None:
    if taken is not None:
        messages.success(request, taken_said(taken))
        return
    told = _(
        "Nothing is taken over yet: compare its key first, confirm it, and give the file again."
    )
    messages.info(request, told)
