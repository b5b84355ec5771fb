"""`export`, `install`, `key new`, and `verify` of an archive: packs carried on a stick.

Values that flow: options -> `exporting`, `installing`, `signatures` -> one or two lines or JSON. No command asks;
what needs leave is refused with the flag that gives it. The private key is written where the user says, readable by
the user alone, never over a file, and never kept: `--sign` reads it again each time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from catalogue.commands import DONE, NO, Parser, common_options, file_path, print_json
from catalogue.home import Home
from catalogue.opening import check_target
from catalogue.packs import bundled_packs
from catalogue.problems import Problem
from catalogue.results import Notice
from catalogue.stick.archives import PackArchive, read_archive
from catalogue.stick.exporting import export, save
from catalogue.stick.installed import lay_out
from catalogue.stick.installing import Leave, install
from catalogue.stick.signatures import fingerprint
from catalogue.stick.trust import known, make_key
from catalogue.verify import verify


def add_stick(commands: argparse._SubParsersAction[Parser], home: Home) -> None:  # pyright: ignore[reportPrivateUsage]
    """Adds the commands to the parser of the catalogue floor."""
    out = common_options(commands.add_parser("export", help="a pack as one file"), _bound(_export, home))
    out.add_argument("catalogue", metavar="CATALOGUE")
    out.add_argument("--output", type=file_path, required=True, metavar="PACK.zip")
    out.add_argument("--sign", type=file_path, default=None, metavar="KEY", help="sign with this private key")
    out.add_argument("--replace", action="store_true", help="write over an output that exists")
    into = common_options(commands.add_parser("install", help="a pack from one file"), _bound(_install, home))
    into.add_argument("pack", type=file_path, metavar="PACK.zip")
    into.add_argument("--unsigned", action="store_true", help="take a pack that nobody signed")
    into.add_argument("--trust", action="store_true", help="take the key that signed it into the trusted ones")
    into.add_argument("--replace", action="store_true", help="put an older version back, or replace a pack of your own")
    key = common_options(commands.add_parser("key", help="a key to sign packs with"), _key)
    key.add_argument("verb", choices=("new",))
    key.add_argument("file", type=file_path, metavar="FILE", help="the private key; the public one comes beside it")


def _bound(
    handler: Callable[[argparse.Namespace, TextIO, Home], int], home: Home
) -> Callable[[argparse.Namespace, TextIO], int]:
    return lambda options, out: handler(options, out, home)


def _export(options: argparse.Namespace, out: TextIO, home: Home) -> int:
    lang = options.lang or "zh"
    check_target(options.output, overwrite=options.replace)
    made = export(options.catalogue, home, bundled_packs(), on=dt.date.today(), key=options.sign)
    save(made, options.output, overwrite=options.replace)
    if options.json:
        answer = {"output": str(options.output), "catalogue": made.manifest.catalogue}
        answer |= {"version": str(made.manifest.version)}
        print_json({**answer, "warnings": [n.as_json(lang) for n in made.warnings]}, out)
    else:
        told = f"{made.manifest.catalogue} {made.manifest.version} → {options.output}"
        _tell(out, lang, (f"已导出：{told}", f"exported: {told}"), made.warnings)
    return DONE


def _install(options: argparse.Namespace, out: TextIO, home: Home) -> int:
    lang = options.lang or "zh"
    leave = Leave(trust=options.trust, unsigned=options.unsigned, replace=options.replace)
    done = install(read_archive(options.pack), home, bundled_packs(), leave)
    if options.json:
        answer = {"installed": str(done.folder), "catalogue": done.manifest.catalogue}
        answer |= {"version": str(done.manifest.version), "changed": done.changed}
        print_json({**answer, "warnings": [n.as_json(lang) for n in done.warnings]}, out)
    else:
        told = f"{done.manifest.catalogue} {done.manifest.version} → {done.folder}"
        lines = (f"已安装：{told}", f"installed: {told}")
        _tell(out, lang, lines if done.changed else (f"已是此版本：{told}", f"already there: {told}"), done.warnings)
    return DONE


def _tell(out: TextIO, lang: str, line: tuple[str, str], warnings: tuple[Notice, ...]) -> None:
    out.write(f"{line[lang == 'en']}\n")
    for notice in warnings:
        out.write(f"{'!' if notice.severity == 'warning' else ' '} {notice.text.in_language(lang)}\n")


def _key(options: argparse.Namespace, out: TextIO) -> int:
    private = options.file
    public, key = make_key(private)
    if options.json:
        answer = {"output": str(private), "public": str(public), "fingerprint": fingerprint(key)}
        print_json({**answer, "warnings": []}, out)
    else:
        lines = (
            f"私钥：{private}（只有你能读；程序不保存，请妥善保管）\n公钥：{public}\n密钥指纹：{fingerprint(key)}",
            f"private key: {private} (only you may read it; the program keeps no copy)\npublic key: {public}\n"
            f"fingerprint: {fingerprint(key)}",
        )
        out.write(f"{lines[options.lang == 'en']}\n")
    return DONE


def verify_archive(path: Path, home: Home, lang: str, as_json: bool, out: TextIO) -> int:
    """`verify PACK.zip`: whether it is whole, who signed it, and what the check of packs finds in it."""
    archive = read_archive(path)
    problems = archive_problems(archive, home)
    signer = _signer(archive, home)
    if as_json:
        signed = {"fingerprint": signer[0], "name": signer[1], "trusted": signer[2]} if signer else None
        about = {"catalogue": archive.manifest.catalogue, "version": str(archive.manifest.version)}
        found = [p.as_json() for p in problems]
        print_json({"packs": 1, "clauses": 0, "texts": 0, "problems": found, **about, "signature": signed}, out)
    else:
        out.writelines(f"{p.in_language(lang)}\n" for p in problems)
        english = lang == "en"
        told = f"{archive.manifest.catalogue} {archive.manifest.version}"
        out.write(
            f"{told}: intact, {len(problems)} problems\n" if english else f"{told}：完整，问题{len(problems)}处\n"
        )
        out.write(f"{signature_line(archive, home, lang)}\n")
    return NO if problems else DONE


def archive_problems(archive: PackArchive, home: Home) -> tuple[Problem, ...]:
    """What the check of packs finds in the archive's pack, unpacked into the program's own folder for the while."""
    home.cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="verify-", dir=home.cache) as place:
        lay_out(Path(place) / archive.manifest.catalogue, archive.contents)
        return verify(Path(place))[1]


def _signer(archive: PackArchive, home: Home) -> tuple[str, str, bool] | None:
    """(fingerprint, name, whether trusted) of the key that signed; None where none did."""
    if archive.signature is None:
        return None
    found = known(home.trust, archive.signature.key)
    return fingerprint(archive.signature.key), found.name if found else archive.signature.name, found is not None


def signature_line(archive: PackArchive, home: Home, lang: str) -> str:
    """Who signed the archive, in words."""
    signer, english = _signer(archive, home), lang == "en"
    if signer is None:
        return "not signed" if english else "未签名"
    print_of, name, trusted = signer
    if trusted:
        return f"signed by {name}, fingerprint {print_of}" if english else f"签名者：{name}，密钥指纹 {print_of}"
    if english:
        return f"signed with a key you do not know: fingerprint {print_of}, calling itself '{name}'"
    return f"签名密钥未知：指纹 {print_of}，自称“{name}”"
