"""What people type, as it is kept."""

from __future__ import annotations

from territoria_web.library.typed import plain, plain_line


def test_words_are_kept_as_plain_text_in_any_script():
    assert plain(" a\r\nb\rc\x00\x0b \u202edlo\n\n") == "a\nb\nc dlo"
    assert plain("<b>Größe</b> \u00a0 «x» 12\u202f%") == "<b>Größe</b> \u00a0 «x» 12\u202f%"


def test_a_line_has_no_breaks_and_single_blanks():
    assert plain_line(" a\r\n b\t \x07c ") == "a b c"
