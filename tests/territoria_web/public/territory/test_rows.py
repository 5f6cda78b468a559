"""The long tables of a territory's page."""

from __future__ import annotations

from typing import Any

from territoria_web.public.territory.rows import (
    doubt_rows,
    figure_lines,
    figure_rows,
    peer_rows,
)

FIGURE: dict[str, Any] = {
    "title": "R&D", "value": "1.2", "low": "1.1", "high": "1.3", "unit": "%",
    "whole_unit": "% of GDP", "year": 2020, "badge": "A", "badge_said": "published",
    "href": "/e?a&b", "peers_low": "1.0", "peers_high": "1.4", "peers_href": "/p",
    "median": "1.2", "country": "", "country_href": "", "lower_better": True,
    "rank_low": 3, "rank_high": 9, "of": 242, "source": "Eurostat",
}  # fmt: skip


def test_a_figure_has_its_range_its_place_and_its_source():
    assert figure_rows([FIGURE], peers=False, places=True) == (
        '<tr><th scope="row">R&amp;D</th><td class="r"><a class="number" href="/e?a&amp;b">'
        '<b>1.2</b> <span class="span">(1.1–1.3)</span></a></td><td>% of GDP</td><td>2020</td>'
        "<td>3 to 9 of 242</td><td>Eurostat</td></tr>\n"
    )


def test_what_is_not_known_of_a_figure_is_said():
    nothing = {**FIGURE, "value": "", "peers_low": "", "median": "", "rank_low": None}
    row = figure_rows([nothing], peers=True, places=True)
    assert row.count('<span class="unknown">unknown</span>') == 2
    assert '<td class="r"></td><td class="r"></td><td></td><td>Eurostat</td>' in row


def test_a_gap_is_a_sentence_beside_the_peers():
    assert figure_lines([FIGURE]) == (
        '<li><b>R&amp;D</b>: <a class="number" href="/e?a&amp;b"><b>1.2</b> '
        '<span class="span">(1.1–1.3)</span> %, 2020</a> <span class="badge a" title="published">'
        '<span aria-hidden="true">A</span><span class="hid">published</span></span>. '
        '<a class="number" href="/p">Half the peers lie between 1.0 and 1.4, their median at 1.2</a>; '
        "lower is better.</li>\n"
    )
    level = {**FIGURE, "peers_high": "1.0", "badge": "", "low": "", "lower_better": False}
    assert figure_lines([level]).endswith("Half the peers lie at 1.0</a>.</li>\n")


def test_a_peer_is_shown_with_how_firm_it_is_and_why():
    peer = {
        "url": "/x", "name": "<Lille>", "country": "France", "firmness": "firm",
        "firm_said": "firm", "href": "/h", "times": 9, "shares": [40, 60], "alike": "age",
        "different": "trade", "remarks": "",
    }  # fmt: skip
    assert peer_rows([peer], 10) == (
        '<tr><th scope="row"><a href="/x">&lt;Lille&gt;</a> France</th><td>'
        '<span class="firmness firm"><i aria-hidden="true"></i>firm</span><br>'
        '<a class="number" href="/h">9 of 10</a></td><td class="r">40</td><td class="r">60</td>'
        '<td class="wordy">age</td><td class="wordy">trade</td><td class="wordy"></td></tr>\n'
    )


def test_a_score_that_is_unknown_leads_to_what_it_would_take():
    score = {
        "name": "Skills", "value": "", "low": "", "high": "", "href": "/s", "rank_low": None,
        "known_href": "/k", "known": 2, "bound": 5, "inherited": 1, "doubt": "",
    }  # fmt: skip
    assert doubt_rows([score], compared=True) == (
        '<tr><th scope="row">Skills</th><td><a class="number unknown" href="/s">unknown</a></td>'
        '<td><span class="unknown">unknown</span></td><td><a class="number" href="/k">2 of 5</a>'
        '</td><td class="r">1</td><td><span class="unknown">unknown</span></td></tr>\n'
    )
