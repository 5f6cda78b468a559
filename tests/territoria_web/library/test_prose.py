"""Texts as HTML: the few signs of the library, and nothing else."""

from __future__ import annotations

from territoria_web.library.prose import inline, prose


def test_paragraphs_and_lists_stand_apart():
    assert prose("One\nline.\n\nTwo.\n- a\n- b\n  more\n\nThree.") == (
        "<p>One line.</p>\n<p>Two.</p>\n<ul><li>a</li><li>b more</li></ul>\n<p>Three.</p>"
    )


def test_a_paragraph_right_behind_a_list_is_no_item():
    assert prose("- a\nb") == "<ul><li>a</li></ul>\n<p>b</p>"


def test_emphasis_and_references_are_marked():
    assert inline("**Now** *slowly* [2].") == (
        '<strong>Now</strong> <em>slowly</em> <a href="#source-2">[2]</a>.'
    )


def test_references_lead_to_the_page_that_lists_them():
    assert inline("So [1].", "/en/practices/x/") == (
        'So <a href="/en/practices/x/#source-1">[1]</a>.'
    )


def test_everything_else_is_escaped():
    assert prose('<script>x</script> & "y"') == (
        "<p>&lt;script&gt;x&lt;/script&gt; &amp; &quot;y&quot;</p>"
    )


def test_nothing_gives_nothing():
    assert prose("") == ""
