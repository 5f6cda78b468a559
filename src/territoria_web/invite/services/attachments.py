"""Files beside an expression: a few, small, of kinds that cannot run anything."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import FILES, GROUP_NAMES, LARGEST_FILE
from territoria_web.invite.files import kind_of_file, tidy_file_name
from territoria_web.invite.models import Application, Attachment
from territoria_web.invite.services.applications import refuse_unless_editable
from territoria_web.people.models import User
from territoria_web.people.services import write_entry


def checked_kind(content: bytes) -> str:
    """The media type of a file that may be attached; ValidationError says why it may not."""
    if not content:
        raise ValidationError(_("The file is empty. Choose another one."))
    if len(content) > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 2 MB. Make it smaller, or split it."))
    kind = kind_of_file(content)
    if kind is None:
        raise ValidationError(
            _("Attach a PDF, DOCX or ODT without macros, a PNG or a JPEG. This is something else.")
        )
    return kind


@transaction.atomic
def attach_file(
    *,
    by: User,
    application: Application,
    name: str,
    content: bytes,
    group: str = "",
    now: datetime | None = None,
) -> Attachment:
    """Attach a file to a draft; ``group``: of which actor group it is a letter."""
    kind = checked_kind(content)
    if group and group not in GROUP_NAMES:
        raise ValidationError(_("Choose the group of actors that the letter comes from."))
    held = Application.objects.select_for_update().select_related("call").get(pk=application.pk)
    refuse_unless_editable(held, now or timezone.now())
    digest = hashlib.sha256(content).hexdigest()
    files = Attachment.objects.filter(application=held)
    if files.filter(digest=digest).exists():
        raise ValidationError(_("This file is attached already."))
    if files.count() >= FILES:
        said = _("At most %(most)d files can be attached. Remove one first.")
        raise ValidationError(said % {"most": FILES})
    made = Attachment.objects.create(
        application=held,
        name=tidy_file_name(name, kind),
        media_type=kind,
        digest=digest,
        size=len(content),
        content=content,
        group=group,
    )
    _write(by, held, "attach file", {"digest": digest, "size": len(content)})
    return made


@transaction.atomic
def remove_file(
    *, by: User, application: Application, attachment: Attachment, now: datetime | None = None
) -> None:
    """Take a file away from a draft."""
    held = Application.objects.select_for_update().select_related("call").get(pk=application.pk)
    refuse_unless_editable(held, now or timezone.now())
    _write(by, held, "remove file", {"digest": attachment.digest, "size": attachment.size})
    attachment.delete()


def _write(by: User, application: Application, what: str, facts: dict[str, object]) -> None:
    told = {"title": str(application.call), **facts}
    write_entry(who=by, what=what, about=f"application {application.public_id}", after=told)
