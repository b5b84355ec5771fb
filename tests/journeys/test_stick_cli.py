"""Packs on a stick from end to end: `key new`, `export`, `install`, `verify PACK.zip`."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from catalogue_desk import Desk


@pytest.fixture
def sender(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "sender")


@pytest.fixture
def receiver(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "receiver")


def refused(desk: Desk, *words: str | Path) -> str:
    answer = desk.ask(*words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    return answer.err


def test_a_signed_pack_goes_from_one_laptop_to_another(sender: Desk, receiver: Desk, tmp_path: Path) -> None:
    key, pack = tmp_path / "Office.pem", tmp_path / "pack.zip"
    made = sender.json("key", "new", key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert Path(made["public"]) == tmp_path / "Office.pub"
    exported = sender.json("export", "jp", "--output", pack, "--sign", key)
    assert (exported["output"], [w["id"] for w in exported["warnings"]]) == (str(pack), ["signed"])
    assert made["fingerprint"] in exported["warnings"][0]["text"]
    assert not any("PRIVATE" in p.read_text("utf-8", "replace") for p in sender.home.rglob("*") if p.is_file())

    assert receiver.json("verify", pack)["signature"]["trusted"] is False
    for allowed in ((), ("--unsigned",), ("--replace",)):
        assert made["fingerprint"] in refused(receiver, "install", pack, *allowed)
    assert not (receiver.home / "packs").exists() or not list((receiver.home / "packs").iterdir())
    installed = receiver.json("install", pack, "--trust")
    assert (installed["installed"], installed["changed"]) == (str(receiver.home / "packs" / "jp"), True)
    assert receiver.json("install", pack)["changed"] is False
    assert receiver.json("verify", pack)["signature"] == {
        "fingerprint": made["fingerprint"],
        "name": next((receiver.home / "trust").iterdir()).stem,
        "trusted": True,
    }
    assert receiver.ask("verify", receiver.home / "packs").status == 0
    assert receiver.ask("packs").status == 0


def test_every_step_is_told_in_both_languages(sender: Desk, tmp_path: Path) -> None:
    pack = tmp_path / "pack.zip"
    chinese = sender.ask("export", "de", "--output", pack)
    english = sender.ask("export", "de", "--output", pack, "--replace", "--lang", "en")
    assert chinese.out.startswith("已导出：de ")
    assert "未签名" in chinese.out
    assert english.out.startswith("exported: de ")
    assert "not signed" in english.out
    assert "已安装：de " in sender.ask("install", pack, "--unsigned").out
    assert "already there: de " in sender.ask("install", pack, "--unsigned", "--lang", "en").out
    assert "未签名" in sender.ask("verify", pack).out
    assert "not signed" in sender.ask("verify", pack, "--lang", "en").out
    assert "密钥指纹" in sender.ask("key", "new", tmp_path / "a.pem").out
    assert "fingerprint" in sender.ask("key", "new", tmp_path / "b.pem", "--lang", "en").out


def test_what_is_refused(sender: Desk, tmp_path: Path) -> None:
    pack, key = tmp_path / "pack.zip", tmp_path / "k.pem"
    assert sender.ask("export", "uk", "--output", pack).status == 0
    assert "exists already" in refused(sender, "export", "uk", "--output", pack)
    assert "no pack 'ukk'" in refused(sender, "export", "ukk", "--output", tmp_path / "b.zip")
    assert ".zip" in refused(sender, "export", "uk", "--output", tmp_path / "b.tar")
    assert "--unsigned" in refused(sender, "install", pack)
    assert "没有签名" in refused(sender, "install", pack, "--lang", "zh")
    assert sender.ask("key", "new", key).status == 0
    assert "never written over" in refused(sender, "key", "new", key)
    key.unlink()
    assert "never written over" in refused(sender, "key", "new", key)
    assert "public key" in refused(sender, "key", "new", tmp_path / "x.pub")
    assert "not a pack" in refused(sender, "install", tmp_path / "k.pub")
    assert "not a pack" in refused(sender, "verify", tmp_path / "k.pub")
    assert "no such file" in refused(sender, "install", tmp_path / "none.zip")
    pack.write_bytes(pack.read_bytes()[:-9])
    assert "damaged" in refused(sender, "install", pack, "--unsigned")


def test_a_changed_file_of_an_installed_pack_is_found_by_verify(sender: Desk, tmp_path: Path) -> None:
    pack = tmp_path / "pack.zip"
    sender.ask("export", "kr", "--output", pack)
    sender.ask("install", pack, "--unsigned")
    card = sender.home / "packs" / "kr" / "pack.yaml"
    card.write_text(card.read_text("utf-8") + "\n", "utf-8")
    answer = sender.ask("verify", sender.home / "packs", "--json")
    assert (answer.status, [p["file"] for p in answer.value["problems"]]) == (1, ["kr/pack.yaml"])


def test_an_exported_pack_with_a_fault_inside_is_told_by_verify(sender: Desk, tmp_path: Path) -> None:
    """A fact without a check level reads, so it travels; the check finds it in the archive as in the folder."""
    pack = tmp_path / "pack.zip"
    sender.ask("export", "cn-tech", "--output", pack)
    sender.ask("install", pack, "--unsigned")
    edition = sender.home / "packs" / "cn-tech" / "2008.yaml"
    edition.write_text(edition.read_text("utf-8").replace("expected_entries: 150", "expected_entries: 1"), "utf-8")
    assert sender.ask("export", "cn-tech", "--output", pack, "--replace").status == 0
    answer = sender.ask("verify", pack, "--json")
    assert answer.status == 1
    assert {p["file"] for p in answer.value["problems"]} == {"cn-tech/2008.yaml"}
    assert not list((sender.home / "cache").glob("*-*"))
