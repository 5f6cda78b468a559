from __future__ import annotations

from pathlib import Path

from territoria.home import site_home


def test_the_home_is_the_one_that_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("TERRITORIA_HOME", str(tmp_path / "mine"))
    assert site_home() == tmp_path / "mine"


def test_else_it_is_in_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("TERRITORIA_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert site_home() == tmp_path / "territoria"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert site_home() == Path(tmp_path, ".local", "share", "territoria")
