from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from papers_team import BECAUSE, a_paper, a_paper_team, corrected
from territoria_web.papers.models import Paper, PaperFile, Signature
from territoria_web.papers.rules import digest_of
from territoria_web.papers.services.signing import (
    publish_paper,
    sign_paper,
    take_signatures_back,
    withdraw_paper,
)
from territoria_web.papers.services.writing import (
    answer_correction,
    open_for_corrections,
    propose_correction,
    write_section,
)
from territoria_web.people.models import Entry, User
from territoria_web.territories.models import Cycle

pytestmark = pytest.mark.django_db

FACTS = {"scores": [1.5, None, {"a": "ä"}]}
FILES = [("en", "assessment-report.html", b"<p>1</p>"), ("en", "assessment-report.pdf", b"%PDF")]


def ready():
    team = a_paper_team()
    return team, corrected(team, a_paper(team))


def sign(team, paper, *roles, facts=FACTS, **told):
    for role in roles:
        sign_paper(by=getattr(team, role), paper=paper, role=role, facts=facts, **told)
    return Paper.objects.get(pk=paper.pk)


def published():
    team, paper = ready()
    paper = sign(team, paper, "lead", "expert")
    return team, publish_paper(by=team.lead, paper=paper, files=FILES)


def test_it_is_signed_when_the_lead_and_an_expert_have_signed():
    team, paper = ready()
    assert sign(team, paper, "lead").state == "draft"
    signed = sign(team, paper, "expert")
    assert (signed.state, signed.facts) == ("signed", FACTS)
    assert {s.digest for s in signed.signatures.all()} == {digest_of(signed)}
    assert [(s.name, s.role) for s in signed.signatures.all()] == [
        ("A lead", "lead"),
        ("A expert", "expert"),
    ]


def test_nobody_signs_in_a_role_that_is_not_theirs():
    team, paper = ready()
    with pytest.raises(PermissionDenied):
        sign_paper(by=team.editor, paper=paper, role="lead", facts={})
    with pytest.raises(ValidationError, match="not signed in this role"):
        sign_paper(by=team.editor, paper=paper, role="editor", facts={})


def test_a_signature_is_a_name():
    team, paper = ready()
    User.objects.filter(pk=team.lead.pk).update(name="")
    team.lead.refresh_from_db()
    with pytest.raises(ValidationError, match="A signature is a name"):
        sign(team, paper, "lead")


def test_it_is_not_signed_before_the_host_had_its_time():
    team = a_paper_team()
    with pytest.raises(ValidationError, match="10 working days"):
        sign(team, a_paper(team), "lead")


def test_it_is_not_signed_while_the_host_may_correct_or_waits_for_an_answer():
    from datetime import date

    team = a_paper_team()
    paper = open_for_corrections(by=team.lead, paper=a_paper(team), until=date(2100, 1, 4))
    row = propose_correction(by=team.lead, paper=paper, section="sectors", text="No.")
    with pytest.raises(ValidationError) as refused:
        sign(team, paper, "lead")
    assert [m.split(" ")[0:3] for m in refused.value.messages] == [
        ["The", "host", "may"],
        ["1", "correction", "has"],
    ]
    answer_correction(by=team.lead, correction=row, accepted=True, answer="")
    with pytest.raises(ValidationError, match="may correct facts until 4 January 2100"):
        sign(team, paper, "lead")


def test_what_the_lint_finds_bars_the_signature():
    team, paper = ready()
    with pytest.raises(ValidationError, match="no source"):
        sign(team, paper, "lead", problems=["“12 %” names no source."])
    assert Signature.objects.count() == 0


def test_words_that_were_changed_meanwhile_are_not_signed():
    team, paper = ready()
    told = {"section": "question", "language": "en", "text": "New.", "seen": 0}
    write_section(by=team.editor, paper=paper, **told)
    with pytest.raises(ValidationError, match="changed since you read them"):
        sign(team, paper, "lead", seen=0)


def test_a_change_of_words_takes_signatures_away():
    team, paper = ready()
    sign(team, paper, "lead")
    told = {"section": "question", "language": "en", "text": "New.", "seen": 0}
    write_section(by=team.editor, paper=paper, **told)
    assert Signature.objects.count() == 0
    assert Entry.objects.latest("pk").after["dropped"] == 1


def test_a_signature_for_other_facts_falls_away():
    team, paper = ready()
    sign(team, paper, "lead")
    held = sign(team, paper, "expert", facts={"scores": [2]})
    assert (held.state, [s.role for s in held.signatures.all()]) == ("draft", ["expert"])


def test_signatures_are_taken_back_with_a_reason_before_it_is_published():
    team, paper = ready()
    paper = sign(team, paper, "lead", "expert")
    with pytest.raises(ValidationError):
        take_signatures_back(by=team.lead, paper=paper, because="no")
    held = take_signatures_back(by=team.lead, paper=paper, because=BECAUSE)
    assert (held.state, held.signatures.count()) == ("draft", 0)
    team, paper = published_again(team, held)
    with pytest.raises(ValidationError, match="no signature to take back"):
        take_signatures_back(by=team.lead, paper=paper, because=BECAUSE)


def published_again(team, paper):
    paper = sign(team, paper, "lead", "expert")
    return team, publish_paper(by=team.lead, paper=paper, files=FILES)


# ── publishing ────────────────────────────────────────────────────────────────────────────────


def test_it_is_published_with_its_files_to_the_byte():
    _team, paper = published()
    held = [(f.language, f.name, bytes(f.content)) for f in paper.files.order_by("name")]
    assert (paper.state, held) == ("published", FILES)
    assert paper.published is not None


@pytest.mark.parametrize("files", [[], [("en", "a.pdf", b"")]])
def test_without_files_nothing_is_published(files):
    team, paper = ready()
    paper = sign(team, paper, "lead", "expert")
    with pytest.raises(ValidationError, match="with its files"):
        publish_paper(by=team.lead, paper=paper, files=files)
    assert Paper.objects.get().published is None


@pytest.mark.parametrize("name", ["../a.pdf", "a/b.pdf", "A.pdf", "", "a" * 81])
def test_no_file_has_a_strange_name(name):
    team, paper = ready()
    paper = sign(team, paper, "lead", "expert")
    with pytest.raises(ValueError, match="no name of a file"):
        publish_paper(by=team.lead, paper=paper, files=[("en", name, b"x")])
    assert PaperFile.objects.count() == 0


def test_a_draft_is_not_published_and_nothing_twice():
    team, paper = ready()
    with pytest.raises(ValidationError, match="Only a signed paper"):
        publish_paper(by=team.lead, paper=paper, files=FILES)
    _team, done = published_again(team, paper)
    with pytest.raises(ValidationError, match="published already"):
        publish_paper(by=team.lead, paper=done, files=FILES)


def test_words_changed_behind_its_back_are_not_published():
    team, paper = ready()
    paper = sign(team, paper, "lead", "expert")
    Paper.objects.filter(pk=paper.pk).update(words={"question": {"en": "Other."}})
    with pytest.raises(ValidationError, match="stand for other words"):
        publish_paper(by=team.lead, paper=paper, files=FILES)


def test_a_later_version_takes_the_place_of_the_one_before():
    team, first = published()
    second = corrected(team, a_paper(team, reason=BECAUSE))
    published_again(team, second)
    first.refresh_from_db()
    assert (first.state, first.files.count()) == ("replaced", 2)


def test_a_published_paper_is_withdrawn_with_a_reason_and_once():
    team, paper = published()
    with pytest.raises(ValidationError, match="why it is withdrawn"):
        withdraw_paper(by=team.lead, paper=paper, because="")
    held = withdraw_paper(by=team.lead, paper=paper, because=BECAUSE)
    assert (held.state, held.withdrawn_because) == ("withdrawn", BECAUSE)
    with pytest.raises(ValidationError, match="withdrawn already"):
        withdraw_paper(by=team.lead, paper=paper, because=BECAUSE)


def test_a_draft_is_not_withdrawn():
    team, paper = ready()
    with pytest.raises(ValidationError, match="Only a published paper"):
        withdraw_paper(by=team.lead, paper=paper, because=BECAUSE)


def test_signatures_stay_once_the_cycle_is_closed_as_nobody_could_sign_anew():
    team, paper = ready()
    paper = sign(team, paper, "lead", "expert")
    Cycle.objects.filter(pk=team.cycle.pk).update(state=Cycle.State.CLOSED)
    with pytest.raises(ValidationError, match="This cycle is closed"):
        take_signatures_back(by=team.lead, paper=paper, because=BECAUSE)
    assert paper.signatures.count() == 2
