"""Codes of a foreign list that the lawyer named, or that measured values meet: judged, with the evidence.

Values that flow: Review + catalogue -> `Finding`s, coverage, and in words what of the list is loaded. The hard problem:
a named code must neither vanish nor decide more than was said. A code under the key of its list (`eccn`, `annex_i`) is
the lawyer's classification and is met on his word; a code among `entries` is a candidate until he names its point or
confirms it; limits that are loaded decide over both; and a code the loaded edition does not hold stays an open
finding. Rejected: judging every point below a named code; a list of eighty open lines hides the one that counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.candidates import candidates, is_known, plain_code, resolve
from catalogue.editions import in_force, parse_code
from catalogue.matter import Confirmation, NamedEntry, Technology
from catalogue.measure import judge
from catalogue.model import Catalogue, Coverage, Edition, Entry, Point, State, Words, coverage_of
from catalogue.regimes.limbwords import told_limbs
from catalogue.regimes.review import Review
from catalogue.regimes.us_chart import holds_point
from catalogue.results import Finding, LimbResult, Tree, Verdict

HOME = "cn-dual-use"
"""The list whose codes have the same form; a code it holds is taken for one of its own."""

LONGEST_NOTE = 200
"""A note of a digest says where an entry went; those of a full text run to pages and are read with the entry."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with the entry it is about (None where no edition holds it). `kind` is what the rules are told."""

    finding: Finding
    entry: Entry | None
    kind: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A code with what naming it says: under the key of its list it is the lawyer's classification."""

    entry: NamedEntry
    stated: bool


def judged_codes(case: Review, catalogue_id: str) -> tuple[Judged, ...]:
    """Every code of the list that a technology names or its values meet, judged in the edition in force."""
    catalogue = case.library.lists.get(catalogue_id)
    found: list[Judged] = []
    for technology in case.matter.technologies:
        named = tuple(_named(case, technology, catalogue_id, catalogue))
        if catalogue is None or not catalogue.editions:
            found += (_unplaced(case, technology, one, catalogue_id, None) for one in named)
            continue
        for edition in in_force(catalogue, case.matter.as_of) or catalogue.editions[-1:]:
            place = _Place(case, technology, catalogue, edition)
            found += (place.of_name(one) for one in named)
            found += place.of_values({one.finding.id for one in found if one.finding.point})
    return tuple(found)


def foreign_coverage(case: Review, catalogue_id: str) -> tuple[Coverage, ...]:
    """How much of the list is loaded on the matter's day."""
    catalogue = case.library.lists.get(catalogue_id)
    return tuple(coverage_of(e) for e in in_force(catalogue, case.matter.as_of)) if catalogue else ()


def held_words(case: Review, catalogue_id: str) -> Words:
    """`已载入 us-ccl 2026-06（638项）`, or that nothing is loaded."""
    coverage = foreign_coverage(case, catalogue_id)
    if not coverage:
        return Words("其清单未载入", "its list is not loaded")
    zh = "、".join(f"{c.catalogue} {c.edition}（{c.entries}项）" for c in coverage)
    en = ", ".join(f"{c.catalogue} {c.edition} ({c.entries} entries)" for c in coverage)
    return Words(f"其清单已载入：{zh}", f"its list is loaded: {en}")


def stated_code(technology: Technology, catalogue_id: str) -> str:
    """What stands under the key of the list: `eccn`, `annex_i`."""
    return {"us-ccl": technology.eccn, "eu-dual-use": technology.annex_i}.get(catalogue_id, "").strip()


def _named(case: Review, technology: Technology, catalogue_id: str, catalogue: Catalogue | None) -> Iterator[_Named]:
    """The codes named of this list: under its key, among the entries, or of no list where only this one holds it."""
    stated = stated_code(technology, catalogue_id)
    if stated and stated.casefold() not in case.rules.foreign.words["unlisted"]:
        yield _Named(NamedEntry(code=stated, catalogue=catalogue_id), stated=True)
    home = case.library.lists.get(HOME)
    for named in technology.entries:
        if named.catalogue == catalogue_id or (
            not named.catalogue and catalogue and is_known(named, catalogue) and not (home and is_known(named, home))
        ):
            yield _Named(named, stated=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """One technology and the edition it is held against."""

    case: Review
    technology: Technology
    catalogue: Catalogue
    edition: Edition

    @property
    def _in_force(self) -> bool:
        return self.edition in in_force(self.catalogue, self.case.matter.as_of)

    def of_name(self, named: _Named) -> Judged:
        """What is made of a named code."""
        place = resolve(named.entry, self.catalogue, self.edition)
        if place is None:
            return _unplaced(self.case, self.technology, named, self.catalogue.id, self.edition)
        entry, wanted = place
        wanted = wanted or parse_code(named.entry.code)[1]
        point = next((p for p in entry.points if (p.no or "").casefold() == (wanted or "").casefold()), None)
        decision = self._decision(entry, wanted, named.entry)
        return self._judged(entry, wanted, point, named, decision)

    def of_values(self, held: set[str]) -> Iterator[Judged]:
        """Entries with limits on the measured values, where the technology's words fit; nothing on a digest."""
        given = self.case.given_for(self.technology)
        if not given or not self.catalogue.quantities or not self._in_force:
            return
        topic = self.case.topic_for(self.technology, self.catalogue)
        around = candidates(self.technology, topic, given, self.catalogue, self.edition, self.case.normaliser)
        for one in around:
            if one.measured and one.point is not None and one.entry.id not in held:
                yield self._judged(one.entry, one.point.no, one.point, None, None)

    def _judged(
        self, entry: Entry, wanted: str | None, point: Point | None, named: _Named | None, decision: Confirmation | None
    ) -> Judged:
        limbs, tree, unknown = (), None, ()
        judged = point is not None and point.tree is not None
        reasons = list(self._evidence(entry, wanted, named))
        if point is not None and judged:
            given = self.case.given_for(self.technology)
            verdict, limbs, tree, unknown = judge(point, self.catalogue.quantities, given)
            reasons += told_limbs(self.case.rules, limbs)
        else:
            verdict = self._by_word(entry, wanted, named, decision)
            reasons.append(self._word_reason(verdict, decision, entry, wanted))
        if not self._in_force and verdict is Verdict.CAPTURED:
            verdict = Verdict.OPEN
            reasons.append(self.case.rules.reason("foreign_edition", edition=self.edition.title))
        finding = self._finding(entry, wanted, verdict, tuple(reasons), limbs, tree, unknown, decision)
        return Judged(finding, entry, entry.control or "unknown")

    def _by_word(
        self, entry: Entry, wanted: str | None, named: _Named | None, decision: Confirmation | None
    ) -> Verdict:
        """The verdict where no limit is loaded: what the lawyer said, and no more."""
        if decision and decision.answer in ("overruled", "open"):
            return Verdict.NOT_CAPTURED if decision.answer == "overruled" else Verdict.OPEN
        pinned = bool(wanted) or len(entry.points) <= 1
        said = named is not None and (named.stated or (bool(named.entry.catalogue) and pinned))
        usable = entry.checked.decides and not (wanted and entry.complete and not self._has(entry, wanted))
        confirmed = decision is not None and decision.answer == "confirmed"
        return Verdict.CAPTURED if usable and (said or confirmed) else Verdict.OPEN

    def _has(self, entry: Entry, wanted: str) -> bool:
        return any((p.no or "").casefold().startswith(wanted.casefold()) for p in entry.points)

    def _decision(self, entry: Entry, wanted: str | None, named: NamedEntry) -> Confirmation | None:
        keys = (entry.code or "", entry.id)
        return self.case.decisions.of_finding(self.catalogue.id, self.edition.id, keys, wanted, named)

    def _evidence(self, entry: Entry, wanted: str | None, named: _Named | None) -> Iterator[Words]:
        if named:
            yield self.case.rules.reason("named", code=named.entry.code)
        if entry.reasons:
            yield self.case.rules.reason(
                "foreign_reasons", listed=Words("；".join(entry.reasons), "; ".join(entry.reasons))
            )
        if wanted and entry.points and not holds_point(entry, wanted):
            yield self.case.rules.reason("foreign_point_unheld", code=entry.code or entry.id, point=wanted)
        if len(entry.notes.en or entry.notes.zh) in range(1, LONGEST_NOTE):
            yield entry.notes

    def _word_reason(self, verdict: Verdict, decision: Confirmation | None, entry: Entry, wanted: str | None) -> Words:
        rules = self.case.rules
        if verdict is Verdict.CAPTURED:
            limited = any(p.tree is not None for p in entry.points)
            return rules.reason("foreign_word_beside" if limited else "foreign_word")
        if verdict is Verdict.NOT_CAPTURED:
            by, why = (decision.by, decision.reason) if decision else ("", "")
            return rules.reason("not_this", by=by or "—", reason=why or "—")
        code = f"{entry.code}.{wanted}" if wanted else entry.code or entry.id
        return rules.reason("foreign_candidate", code=code, catalogue=self.catalogue.id)

    def _finding(
        self,
        entry: Entry,
        point: str | None,
        verdict: Verdict,
        reasons: tuple[Words, ...],
        limbs: tuple[LimbResult, ...],
        tree: Tree | None,
        unknown: tuple[str, ...],
        decision: Confirmation | None,
    ) -> Finding:
        return Finding(
            technology=self.technology.name,
            catalogue=self.catalogue.id,
            edition=self.edition.id,
            id=entry.id,
            code=entry.code,
            title=entry.title,
            control=entry.control,
            point=point,
            state=State.IN_FORCE if self._in_force else State.UNKNOWN,
            verdict=verdict,
            limbs=limbs,
            tree=tree,
            reasons=reasons,
            unknown=unknown,
            decision=decision.answer if decision else "",
        )


def _unplaced(
    case: Review, technology: Technology, named: _Named, catalogue_id: str, edition: Edition | None
) -> Judged:
    """A named code that no loaded edition holds, or one that stands for no entry of the list (`EAR99`)."""
    typed = plain_code(named.entry)
    bare = typed.replace(" ", "").upper()
    uncoded = bare in case.rules.foreign.words["uncoded"]
    code = bare if uncoded else typed
    verdict = Verdict.CAPTURED if uncoded and named.stated else Verdict.OPEN
    reason = "foreign_uncoded" if uncoded else "not_loaded"
    title = edition.title if edition else Words(catalogue_id, catalogue_id)
    finding = Finding(
        technology=technology.name,
        catalogue=catalogue_id,
        edition=edition.id if edition else "",
        id=code,
        code=code,
        title=Words(code, code),
        control=None,
        point=named.entry.point,
        state=State.IN_FORCE if edition else State.UNKNOWN,
        verdict=verdict,
        limbs=(),
        tree=None,
        reasons=(case.rules.reason("named", code=code), case.rules.reason(reason, code=code, edition=title)),
        decision=named.entry.decision,
    )
    return Judged(finding, None, code.casefold() if uncoded else "unplaced")
