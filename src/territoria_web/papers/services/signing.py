"""Signing a paper, publishing it, and withdrawing it: each for good, each on the record.

What is signed is a digest over words and facts. The lead of the territory and an expert sign, each
for themselves; a network's own paper is signed by its office.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.languages import document_languages
from territoria_web.papers.models import Paper, PaperFile, Signature
from territoria_web.papers.rules import bars_to_signing, digest_of, signers_of
from territoria_web.papers.services.paper_deeds import (
    check_reason,
    locked,
    refuse_where_closed,
    write_deed,
)
from territoria_web.people.models import User
from territoria_web.people.queries import role_in_network, roles_in

NAME: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,78}[a-z0-9]")

File = tuple[str, str, bytes]  # language, name, content


@transaction.atomic
def sign_paper(
    *,
    by: User,
    paper: Paper,
    role: str,
    facts: Mapping[str, Any],
    seen: int | None = None,
    problems: Sequence[str] = (),
) -> Signature:
    """Stand for a paper with one's name. With the last signature it is signed.

    ``facts``: what the house puts beside the words, plain data. ``problems``: what the lint of its
    document finds (``reports.signing`` gathers both). ``seen``: the edit that was read. Where
    somebody signed for other facts, that signature falls away.
    """
    held = locked(paper)
    _check_signer(by, held, role)
    unanswered = held.corrections.filter(accepted=None).count()
    bars = bars_to_signing(held, unanswered=unanswered, today=timezone.localdate())
    if seen is not None and seen != held.edit:
        bars.append(_("The words were changed since you read them. Read them again, then sign."))
    if bars or problems:
        raise ValidationError([*bars, *problems])
    kept = json.loads(json.dumps(facts))
    digest = digest_of(held, kept)
    lapsed = held.signatures.exclude(digest=digest).exclude(role=role).delete()[0]
    made, _new = Signature.objects.update_or_create(
        paper=held, role=role, defaults={"user": by, "name": by.name, "digest": digest}
    )
    held.facts = kept
    signed = set(held.signatures.values_list("role", flat=True))
    if signed.issuperset(signers_of(held)):
        held.state = Paper.State.SIGNED
    held.save(update_fields=["facts", "state"])
    told = {"title": held.title, "role": role, "digest": digest[:12], "dropped": lapsed}
    write_deed(by=by, what="sign paper", paper=held, after=told)
    return made


def _check_signer(by: User, paper: Paper, role: str) -> None:
    if role not in signers_of(paper):
        raise ValidationError(_("This paper is not signed in this role."))
    if role not in _roles_of(by, paper):
        raise PermissionDenied
    if not by.name.strip():
        raise ValidationError(
            _("A signature is a name. Give your account one, then come back and sign.")
        )
    if paper.signatures.filter(user=by).exclude(role=role).exists():
        raise ValidationError(_("You have signed already. The second signature is someone else's."))


def _roles_of(user: User, paper: Paper) -> set[str]:
    if paper.cycle is not None:
        return roles_in(user, paper.cycle.territory)
    assert paper.network is not None
    return {role_in_network(user, paper.network)}


@transaction.atomic
def take_signatures_back(*, by: User, paper: Paper, because: str) -> Paper:
    """Make a signed paper a draft again, before it is published, and while it can be signed anew."""
    held = locked(paper)
    refuse_where_closed(held.cycle)
    if held.published is not None or not held.signatures.exists():
        raise ValidationError(_("There is no signature to take back."))
    check_reason(because, _("Say in a sentence why the signatures are taken back."))
    held.signatures.all().delete()
    held.state = Paper.State.DRAFT
    held.save(update_fields=["state"])
    after = {"title": held.title, "reason": because.strip()}
    write_deed(by=by, what="take signatures back", paper=held, after=after)
    return held


@transaction.atomic
def publish_paper(*, by: User, paper: Paper, files: Sequence[File]) -> Paper:
    """Publish a signed paper with its files, to the byte. A version published before is replaced:
    it keeps its address and says so.
    """
    held = locked(paper)
    if held.published is not None:
        raise ValidationError(_("This version is published already."))
    if held.state != Paper.State.SIGNED:
        raise ValidationError(
            _("Only a signed paper is published. Let the lead and an expert sign.")
        )
    stands = digest_of(held)
    if any(s.digest != stands for s in held.signatures.all()):
        raise ValidationError(_("The signatures stand for other words. Let both sign once more."))
    _check_files(files)
    held.state, held.published = Paper.State.PUBLISHED, timezone.now()
    replaced = _replace_older(held)
    held.save(update_fields=["state", "published"])
    for language, name, content in files:
        digest = hashlib.sha256(content).hexdigest()
        PaperFile.objects.create(
            paper=held, language=language, name=name, digest=digest, content=content
        )
    told = {"title": held.title, "version": held.version, "digest": stands[:12]}
    write_deed(by=by, what="publish paper", paper=held, after={**told, "replaced": replaced})
    return held


def _replace_older(paper: Paper) -> int:
    older = Paper.objects.filter(
        cycle=paper.cycle,
        network=paper.network,
        kind=paper.kind,
        part=paper.part,
        state=Paper.State.PUBLISHED,
    )
    return older.exclude(pk=paper.pk).update(state=Paper.State.REPLACED)


def _check_files(files: Sequence[File]) -> None:
    if not files or not all(content for _language, _name, content in files):
        raise ValidationError(_("A paper is published with its files. Make them first."))
    if len({(language, name) for language, name, _content in files}) != len(files):
        raise ValueError("two files of one name")
    for language, name, _content in files:
        if language not in dict(document_languages()) or not NAME.fullmatch(name):
            raise ValueError(f"no name of a file: {language}/{name}")


@transaction.atomic
def withdraw_paper(*, by: User, paper: Paper, because: str) -> Paper:
    """Stand no longer for a published paper. Its address stays and says why; its text and files
    are no longer given out.
    """
    held = locked(paper)
    if held.published is None:
        raise ValidationError(_("Only a published paper is withdrawn. A draft can be changed."))
    if held.state == Paper.State.WITHDRAWN:
        raise ValidationError(_("This paper is withdrawn already."))
    check_reason(because, _("Say in a sentence why it is withdrawn; everybody may read it."))
    before, held.state = held.state, Paper.State.WITHDRAWN
    held.withdrawn_because = because.strip()
    held.save(update_fields=["state", "withdrawn_because"])
    write_deed(
        by=by,
        what="withdraw paper",
        paper=held,
        before={"state": before},
        after={"title": held.title, "state": held.state, "reason": held.withdrawn_because},
    )
    return held
