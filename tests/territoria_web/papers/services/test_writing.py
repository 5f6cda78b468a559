from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from papers_team import BECAUSE, a_paper, a_paper_team, corrected
from territoria_web.library.saying import day
from territoria_web.papers.models import Paper
from territoria_web.papers.rules import digest_of_words, earliest_end
from territoria_web.papers.services.writing import (
    answer_correction,
    begin_paper,
    end_corrections,
    open_for_corrections,
    propose_correction,
    write_section,
)
from territoria_web.people.models import Entry, Organisation
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def write(team, paper, text="Words.", section="question", language="en", seen=None, **told):
    return write_section(
        by=team.editor,
        paper=paper,
        section=section,
        language=language,
        text=text,
        seen=paper.edit if seen is None else seen,
        **told,
    )


def test_a_paper_begins_with_its_template_as_it_stands():
    team = a_paper_team()
    paper = a_paper(team)
    assert (paper.version, paper.state, paper.words) == (1, "draft", {})
    assert (paper.template.kind, paper.template.text_id) == ("templates", "assessment-report")
    assert [s["id"] for s in paper.template.body["sections"]][-1] == "annex"
    entry = Entry.objects.latest("pk")
    assert (entry.what, entry.about) == ("begin paper", f"paper {paper.public_id}")


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "call-for-interest"}, {"kind": "x"}, {"language": "xx"}, {"title": "  "}],
)
def test_what_cannot_be_begun_is_refused(wrong):
    with pytest.raises(ValidationError):
        a_paper(a_paper_team(), **wrong)
    assert Paper.objects.count() == 0


def test_one_version_is_worked_on_at_a_time():
    team = a_paper_team()
    a_paper(team)
    with pytest.raises(ValidationError, match="Version 1 is worked on already"):
        a_paper(team)


def test_the_next_version_needs_a_reason_and_begins_with_the_words_before():
    team = a_paper_team()
    paper = write(team, a_paper(team))
    Paper.objects.filter(pk=paper.pk).update(state="published", published=timezone.now())
    with pytest.raises(ValidationError, match="why a new version"):
        a_paper(team)
    after = a_paper(team, reason=BECAUSE)
    assert (after.version, after.words) == (2, {"question": {"en": "Words."}})


def test_papers_of_several_meetings_stand_beside_each_other():
    team = a_paper_team()
    a_paper(team, part="one")
    assert a_paper(team, part="two").version == 1


def test_a_network_has_papers_of_its_own():
    team = a_paper_team()
    network = Organisation.objects.create(name="N", kind="network")
    told = {"kind": "assessment-report", "title": "All of us", "language": "en"}
    paper = begin_paper(by=team.lead, network=network, **told)
    assert (paper.cycle, paper.network) == (None, network)


def test_nothing_is_begun_or_written_in_a_closed_cycle():
    team = a_paper_team()
    paper = a_paper(team)
    Cycle.objects.update(state="closed")
    with pytest.raises(ValidationError, match="closed"):
        write(team, paper)


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def test_words_are_kept_by_section_and_language_as_plain_text():
    team = a_paper_team()
    paper = write(team, a_paper(team), "<script>x</script>\r\n\x07y")
    paper = write(team, paper, "Mots.", language="fr")
    assert paper.words == {"question": {"en": "<script>x</script>\ny", "fr": "Mots."}}
    assert paper.edit == 2


def test_the_same_words_again_are_no_change():
    team = a_paper_team()
    paper = write(team, a_paper(team))
    assert write(team, paper).edit == 1


def test_of_two_who_write_the_same_section_the_second_is_told():
    team = a_paper_team()
    paper = a_paper(team)
    write(team, paper, "First.")
    with pytest.raises(ChangedMeanwhile, match="while you were writing"):
        write(team, paper, "Second.", seen=0, stood=digest_of_words(""))
    assert Paper.objects.get().words == {"question": {"en": "First."}}


def test_colleagues_in_other_sections_do_not_disturb_each_other():
    team = a_paper_team()
    paper = a_paper(team)
    write(team, paper, "First.")
    held = write(team, paper, "Other.", section="sectors", seen=0, stood=digest_of_words(""))
    assert held.words == {"question": {"en": "First."}, "sectors": {"en": "Other."}}


@pytest.mark.parametrize(
    "wrong", [{"section": "nothing"}, {"language": "xx"}, {"text": "x" * 20_001}]
)
def test_unknown_places_and_endless_words_are_refused(wrong):
    team = a_paper_team()
    with pytest.raises(ValidationError):
        write(team, a_paper(team), **wrong)


@pytest.mark.parametrize("state", ["signed", "published", "replaced", "withdrawn"])
def test_what_stands_for_good_is_not_written_on(state):
    team = a_paper_team()
    paper = a_paper(team)
    Paper.objects.update(state=state)
    with pytest.raises(ValidationError):
        write(team, paper)


# ── corrections ───────────────────────────────────────────────────────────────────────────────


def opened(team, paper):
    until = earliest_end(paper, timezone.localdate())
    return open_for_corrections(by=team.editor, paper=paper, until=until)


def test_the_host_has_ten_working_days_and_not_one_less():
    team = a_paper_team()
    paper = a_paper(team)
    earliest = earliest_end(paper, timezone.localdate())
    with pytest.raises(ValidationError, match=f"Choose {day(earliest)} or later"):
        open_for_corrections(by=team.editor, paper=paper, until=earliest - timedelta(days=1))
    assert opened(team, paper).corrections_until == earliest


def test_corrections_are_proposed_while_it_is_open_and_in_a_section_only():
    team = a_paper_team()
    paper = a_paper(team)
    told = {"by": team.lead, "paper": paper, "text": "It is 13 %."}
    with pytest.raises(ValidationError, match="not open for corrections"):
        propose_correction(section="sectors", **told)
    opened(team, paper)
    with pytest.raises(ValidationError, match="no such section"):
        propose_correction(section="nothing", **told)
    assert propose_correction(section="sectors", **told).accepted is None


def test_a_correction_is_refused_with_a_reason_only():
    team = a_paper_team()
    paper = opened(team, a_paper(team))
    row = propose_correction(by=team.lead, paper=paper, section="sectors", text="It is 13 %.")
    with pytest.raises(ValidationError, match="why it stays"):
        answer_correction(by=team.editor, correction=row, accepted=False, answer="")
    done = answer_correction(by=team.editor, correction=row, accepted=True, answer="")
    assert (done.accepted, done.answered_by) == (True, team.editor)


def test_corrections_end_early_with_a_reason_and_once():
    team = a_paper_team()
    paper = corrected(team, a_paper(team))
    assert (paper.state, paper.corrections_until) == ("draft", timezone.localdate())
    with pytest.raises(ValidationError, match="not open"):
        end_corrections(by=team.lead, paper=paper, because=BECAUSE)


def test_the_journal_keeps_no_words_of_a_correction():
    team = a_paper_team()
    paper = opened(team, a_paper(team))
    propose_correction(by=team.lead, paper=paper, section="sectors", text="A secret word.")
    entry = Entry.objects.latest("pk")
    assert entry.after == {"title": "Where we stand", "section": "sectors"}
