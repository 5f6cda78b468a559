"""Taking over a conversation that was held in Polis: its files, a look at them, then all or nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.talks.forms import TalkForm, frame_of
from territoria_web.desk.citizens.talks.frame import HERE, at
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Conversation, Forum
from territoria_web.listen.queries.opinion_files import LARGEST, ReadExport, export_in, packed
from territoria_web.listen.services.conversation_imports import take_conversation
from territoria_web.measure.queries.uploads import Upload, open_upload
from territoria_web.measure.services.uploads import drop_upload, keep_upload, tidy_name


class ManyFiles(forms.ClearableFileInput):
    """Several files chosen at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """At least one file, each not longer in its name than a file's may be."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """All of them, as a list; together not larger than can be looked through while one waits."""
        found = [super(ManyFilesField, self).clean(one, initial) for one in data or [None]]
        if sum(one.size or 0 for one in found) > LARGEST:
            raise forms.ValidationError(_("The files are larger than 20 MB."))
        return found


class ExportForm(forms.Form):
    """The files of an export."""

    tables = ManyFilesField(
        label=gettext_lazy("Export of Polis"),
        help_text=gettext_lazy(
            "The zip file, or its tables: comments.csv with votes.csv or participants-votes.csv; at "
            "most 20 MB. Nothing is taken before you have seen what was found."
        ),
        max_length=200,
        widget=ManyFiles(attrs={"accept": ".zip,.csv"}),
    )

    def kept(self, forum: Forum) -> Upload:
        """Put them aside as one; the form is valid."""
        files = [(tidy_name(str(one.name)), one.read()) for one in self.cleaned_data["tables"]]
        return keep_upload(cycle=forum.cycle, content=packed(files), file_name=files[0][0])


class TakeForm(TalkForm):
    """What is told of a conversation that was held elsewhere."""

    source = forms.CharField(
        label=gettext_lazy("Where was it held?"),
        help_text=gettext_lazy("Who asked, where and when, perhaps with the address; shown."),
        min_length=5,
        max_length=300,
    )
    takes_statements = None  # type: ignore[assignment]
    shares_votes = forms.BooleanField(
        label=gettext_lazy(
            "Single votes are published elsewhere already; publish them here as well, under the "
            "numbers of the export."
        ),
        required=False,
    )
    field_order = ("title", "source", "intro", "mandate", "language", "shares_votes")


@login_required
@takes_form
def bring(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose the files; with ``upload`` look at them, then take them or throw them away."""
    forum = opened(request, public_id, "prepare")
    waits = request.GET.get("upload", "")
    if waits:
        return _looked(request, forum, open_upload(forum.cycle, _number(waits)))
    data = posted(request)
    form = ExportForm(data, request.FILES if data is not None else None)
    if data is not None:
        if wait := too_often(request, "upload"):
            return wait
        if form.is_valid():
            return redirect(_at(forum, form.kept(forum)))
    return _shown(
        request,
        forum,
        "desk/citizens/talks/import.html",
        title=_("Take over a conversation"),
        finding=_("One that was held in Polis, with its statements, votes and results."),
        facts={"form": form},
        status=422 if form.errors else 200,
    )


def _number(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Http404 from None


def _at(forum: Forum, upload: Upload) -> str:
    way = reverse("desk:citizens-talk-import", args=[forum.cycle.public_id])
    return f"{way}?upload={upload.public_id}"


def _looked(request: HttpRequest, forum: Forum, upload: Upload) -> HttpResponse:
    data = posted(request)
    if data is not None and "drop" in data:
        drop_upload(upload=upload)
        messages.info(request, _("The file is thrown away; nothing was taken."))
        return redirect("desk:citizens-talk-import", forum.cycle.public_id)
    turn = "turn" in (request.GET if data is None else data)
    read = export_in(upload.content, turn_signs=turn)
    form = TakeForm(data, initial=_initial(read))
    if data is not None and read.export is not None and form.is_valid():
        made: list[Conversation] = []
        if tried(form, lambda: made.append(_taken(request, forum, read, form))):
            drop_upload(upload=upload)
            messages.success(request, _("It is taken over; its results are being worked out."))
            return redirect(at(made[0]))
    return _shown(
        request,
        forum,
        "desk/citizens/talks/import_look.html",
        title=_("What is in %(file)s") % {"file": upload.file_name},
        finding=_("All of it is taken, or nothing.")
        if read.export
        else _("Nothing can be taken; below is why."),
        facts={"form": form, "read": read, "turn": turn, "again": f"{_at(forum, upload)}&turn=1"},
        status=422 if form.errors else 200,
    )


def _initial(read: ReadExport) -> dict[str, Any]:
    said = dict(read.export.summary) if read.export else {}
    return {
        "title": said.get("topic", ""),
        "intro": said.get("conversation-description", ""),
        "source": said.get("url", ""),
        "language": get_language() or "en",
    }


def _taken(request: HttpRequest, forum: Forum, read: ReadExport, form: TakeForm) -> Conversation:
    told = dict(form.cleaned_data)
    source = told.pop("source")
    assert read.export is not None
    return take_conversation(
        by=account_of(request),
        forum=forum,
        frame=frame_of(told),
        export=read.export,
        source=source,
    )


def _shown(
    request: HttpRequest,
    forum: Forum,
    template: str,
    *,
    title: str,
    finding: str,
    facts: dict[str, Any],
    status: int,
) -> HttpResponse:
    lists = (_("Conversations"), reverse("desk:citizens-talks", args=[forum.cycle.public_id]))
    return show_citizens(
        request,
        forum,
        HERE,
        template,
        title=title,
        finding=finding,
        facts=facts,
        status=status,
        below=(lists,),
    )
