"""A technology held against the points of one edition: verdicts with evidence, limbs, margins and reasons.

Values that flow: Candidate -> Finding, and on the sheet the question that would settle an open one. The hard
problem: a point without numbers needs a person's judgement, a point with numbers must not bend to it. So naming a
code or confirming it captures a point without limbs, and a decision about measured limbs stands beside the
verdict. Rejected: a likelihood; nobody can sign it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.candidates import Candidate, Unplaced, candidates, plain_code, row_named, unplaced
from catalogue.editions import parse_code
from catalogue.matter import Confirmation, Technology
from catalogue.measure import NEVER_DECIDING, judge, why_open
from catalogue.model import Catalogue, Edition, Point, State, Words
from catalogue.regimes.decisions import word_on
from catalogue.regimes.lending import Lent, lent_limbs
from catalogue.regimes.limbwords import threshold_text, together, told_limbs
from catalogue.regimes.review import Review, Sheet
from catalogue.results import Decided, Finding, LimbResult, Tree, Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """The edition a technology is held against, and its state on the decisive date."""

    catalogue: Catalogue
    edition: Edition
    state: State

    @property
    def shown_only(self) -> bool:
        """True for a draft: reported beside the result, never asked about."""
        return self.state is State.DRAFT


def findings(review: Review, sheet: Sheet, technology: Technology, place: Place) -> tuple[Finding, ...]:
    """Every candidate of the edition judged; open questions go to the sheet unless the edition is a draft."""
    given, topic = review.given_for(technology), review.topic_for(technology, place.catalogue)
    found = candidates(
        technology,
        topic,
        given,
        place.catalogue,
        place.edition,
        review.normaliser,
        review.books.get(place.catalogue.id),
    )
    return tuple(_Case(review, sheet, technology, place, c).finding() for c in found)


def lost_codes(review: Review, sheet: Sheet, technology: Technology, place: Place) -> tuple[Finding, ...]:
    """A finding for every named code of the catalogue that the edition does not hold."""
    lost = unplaced(technology, place.catalogue, place.edition, review.books.get(place.catalogue.id))
    return tuple(_lost(review, sheet, technology, place, one) for one in lost)


def _lost(review: Review, sheet: Sheet, technology: Technology, place: Place, lost: Unplaced) -> Finding:
    """A named code that the edition does not hold: deleted, or perhaps among the entries that are not loaded."""
    code, edition = lost.named.code, place.edition.title
    if lost.deleted:
        verdict = Verdict.NOT_CAPTURED
        reason = review.rules.reason("deleted", code=code, edition=edition, instrument=lost.deleted.instrument)
    else:
        verdict = Verdict.OPEN
        reason = review.rules.reason("not_loaded", code=code, edition=edition)
        sheet.ask(
            "not_loaded", f"not_loaded-{code}#{technology.name}", code=code, edition=edition, technology=technology.name
        )
    return Finding(
        technology=technology.name,
        catalogue=place.catalogue.id,
        edition=place.edition.id,
        id=lost.entry_id or code,
        code=code,
        title=Words(code, code),
        control=None,
        point=lost.named.point,
        state=place.state,
        verdict=verdict,
        limbs=(),
        tree=None,
        reasons=(reason,),
        decision=lost.named.decision,
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """One candidate on its way to a finding."""

    review: Review
    sheet: Sheet
    technology: Technology
    place: Place
    candidate: Candidate

    @property
    def label(self) -> str:
        """The code with its point, as printed."""
        point = self._point.no if self._point else None
        return f"{self.candidate.entry.label}({point})" if point else self.candidate.entry.label

    @property
    def key(self) -> str:
        """The label as part of a question's id."""
        return self.label.replace("(", "-").replace(")", "")

    @property
    def _point(self) -> Point | None:
        return self.candidate.point

    @property
    def _row(self) -> Edition | None:
        """The licence catalogue whose row the matter names; such a row decides nothing by itself."""
        return row_named(self.candidate.named, self.place.catalogue)

    def finding(self) -> Finding:
        """The finding, with its questions noted."""
        entry, point = self.candidate.entry, self._point
        judged = self._judged()
        decision = self._decision(beside=judged is not None or self._row is None)
        if judged:
            verdict, limbs, tree, unknown = self._measured(judged)
            reasons = [*self._evidence(), *self._limb_reasons(judged, verdict, limbs, decision)]
        else:
            verdict, limbs, tree, unknown = self._by_word(decision), (), None, ()
            reasons = [*self._evidence(), self._word_reason(verdict, decision)]
        verdict, held = self._held_open(verdict)
        word = self._word(verdict, decision)
        settled = decision is not None and decision.answer == "confirmed" and not limbs and not self._unloaded()
        asks = not settled and not self.place.shown_only and self.place.state not in NEVER_DECIDING
        if verdict is Verdict.OPEN and asks:
            self._ask(limbs, unknown)
        return Finding(
            technology=self.technology.name,
            catalogue=self.place.catalogue.id,
            edition=self.place.edition.id,
            id=entry.id,
            code=entry.code,
            title=entry.title,
            control=entry.control,
            point=point.no if point else None,
            state=self.place.state,
            verdict=verdict,
            limbs=limbs,
            tree=tree,
            reasons=(*reasons, *held, *self._beside(word), *self._note(verdict)),
            unknown=unknown,
            decision=decision.answer if decision else "",
            decided=word,
        )

    def _word(self, verdict: Verdict, decision: Confirmation | None) -> Decided | None:
        """The lawyer's word on a point that stays open; of an entry, only on the point he confirmed itself."""
        confirmed = decision is not None and decision.answer == "confirmed" and self._decided_itself()
        if verdict is not Verdict.OPEN or not confirmed or self.place.state is not State.IN_FORCE:
            return None
        word = word_on(self.candidate.entry.control, decision)
        if word is None and self.candidate.entry.control:
            self.sheet.warn("unsigned_finding", f"unsigned_finding-{self.label}", code=self.label)
        return word

    def _unloaded(self) -> bool:
        """True for a point the lawyer names that the entry, loaded with other points, does not hold."""
        return self._point is not None and bool(self.candidate.entry.points) and not self._is_loaded()

    def _is_loaded(self) -> bool:
        return self._point in self.candidate.entry.points

    def _printed(self) -> Lent | None:
        """Limbs printed for the parent, or for the same code in another edition in force."""
        point, place = self._point, self.place
        if point is None or not point.no:
            return None
        on = self.review.dates.last
        return lent_limbs(point.no, self.candidate.entry, place.edition, place.catalogue, on)

    def _lent(self) -> Lent | None:
        """The limbs that judge a point that is not loaded by itself."""
        return None if self._is_loaded() else self._printed()

    def _contradicted(self) -> bool:
        """True where limits printed for the point elsewhere are not met, whatever is said of it."""
        printed, given = self._printed(), self.review.given_for(self.technology)
        quantities = self.place.catalogue.quantities
        return printed is not None and judge(printed.point, quantities, given)[0] is Verdict.NOT_CAPTURED

    def _judged(self) -> Point | None:
        """The point whose limbs are held against the values; None where nothing is printed to measure."""
        if self._point and self._point.tree:
            return self._point
        lent = self._lent()
        return lent.point if lent else None

    def _decision(self, *, beside: bool) -> Confirmation | None:
        """The newest decision about the point; with `beside` also the one written beside the named code."""
        entry, point = self.candidate.entry, self._point
        return self.review.decisions.of_finding(
            self.place.catalogue.id,
            self.place.edition.id,
            (entry.code or "", entry.id),
            point.no if point else None,
            self.candidate.named if beside else None,
        )

    def _answer(self) -> bool | None:
        """The lawyer's answer to "is it this technology?"; "no" to the whole entry is "no" to each of its points."""
        answer = self.review.decisions.answer(self._about("is_it", self.key))
        whole = self.review.decisions.answer(self._about("which_point", self.candidate.entry.label))
        return False if answer is None and whole is False else answer

    def _about(self, rule: str, what: str) -> str:
        """The id of a question; it names the technology, so that an answer never moves to another one."""
        return f"{rule}-{what}#{self.technology.name}"

    def _measured(self, point: Point) -> tuple[Verdict, tuple[LimbResult, ...], Tree | None, tuple[str, ...]]:
        given = self.review.given_for(self.technology)
        verdict, limbs, tree, unknown = judge(point, self.place.catalogue.quantities, given)
        if not self.candidate.measured and self._answer() is False:
            verdict = Verdict.NOT_CAPTURED
        return verdict, limbs, tree, unknown

    def _by_word(self, decision: Confirmation | None) -> Verdict:
        """The verdict on a point without limbs: the lawyer's word, where he gave it."""
        answer = decision.answer if decision else ""
        if answer == "overruled" or (not answer and self._answer() is False):
            return Verdict.NOT_CAPTURED
        candidate = self.candidate
        pinned = candidate.point_named or (candidate.alone and not self._is_whole_of_many())
        named = candidate.named and pinned and self._row is None
        given_word = answer == "confirmed" and self._decided_itself()
        if given_word or (answer != "open" and (named or self._answer() is True)):
            held = self._unloaded() or self._contradicted()
            return Verdict.CAPTURED if self._usable() and not held else Verdict.OPEN
        return Verdict.OPEN

    def _is_whole_of_many(self) -> bool:
        return self._point is None and len(self.candidate.entry.points) > 1

    def _decided_itself(self) -> bool:
        """A confirmed entry of several points captures as a whole; its unnamed points stay open."""
        if self.candidate.alone or self._is_whole_of_many() or self.candidate.point_named:
            return True
        entry, point = self.candidate.entry, self._point
        number = point.no if point else ""
        catalogue, edition = self.place.catalogue.id, self.place.edition.id
        places = [f"finding:{catalogue}/{edition}/{key}/{number}" for key in (entry.code or "", entry.id) if key]
        return self.review.decisions.about(*places) is not None

    def _usable(self) -> bool:
        """False for a fact that was never checked, and for a point that a complete entry does not have."""
        entry, point = self.candidate.entry, self._point
        if not entry.checked.decides or (point and point in entry.points and not point.checked.decides):
            return False
        return not (point and point not in entry.points and entry.complete)

    def _held_open(self, verdict: Verdict) -> tuple[Verdict, tuple[Words, ...]]:
        """What is captured by a measure that is suspended or stale stays open."""
        if verdict is Verdict.CAPTURED and self.place.state in NEVER_DECIDING:
            return Verdict.OPEN, (self.review.rules.reason(f"state_{self.place.state}"),)
        return verdict, ()

    def _note(self, verdict: Verdict) -> Iterator[Words]:
        """What the data says about the entry, beside a point that captures or was named or measured."""
        candidate = self.candidate
        told = verdict is Verdict.CAPTURED or candidate.point_named or candidate.measured
        if candidate.entry.notes and told and verdict is not Verdict.NOT_CAPTURED:
            yield self.review.rules.reason("entry_note", code=candidate.entry.label, note=candidate.entry.notes)

    def _beside(self, word: Decided | None) -> Iterator[Words]:
        if word and word.on:
            day, reason = word.on.isoformat(), word.reason or "—"
            yield self.review.rules.reason("word_beside", by=word.by, on=day, reason=reason)

    def _evidence(self) -> Iterator[Words]:
        rules, candidate = self.review.rules, self.candidate
        if candidate.named:
            yield rules.reason("named", code=candidate.named.code)
            if row := self._row:
                yield rules.reason("row_named", row=row.title, edition=self.place.edition.title)
            current = candidate.entry.code
            whole = plain_code(candidate.named)
            typed = {whole.casefold(), parse_code(whole)[0].casefold()}
            if current and not typed & {current.casefold(), candidate.entry.id.casefold()}:
                yield rules.reason("renumbered", code=candidate.named.code, now=current)
            if lost := candidate.lost_point:
                yield rules.reason("point_lost", code=candidate.named.code, point=lost)
        if candidate.measured:
            yield rules.reason("measured", names="、".join(candidate.measured))
        if candidate.word:
            yield rules.reason("alike", word=candidate.word)

    def _word_reason(self, verdict: Verdict, decision: Confirmation | None) -> Words:
        rules = self.review.rules
        if verdict is Verdict.CAPTURED:
            return rules.reason("lawyers_word")
        if verdict is Verdict.NOT_CAPTURED:
            by = decision.by if decision else ""
            reason = decision.reason if decision else ""
            return rules.reason("not_this", by=by or "—", reason=reason or "—")
        if self._contradicted():
            return rules.reason("parent_not_met", code=self.label)
        return rules.reason("point_unloaded" if self._unloaded() else "needs_judgement", code=self.label)

    def _limb_reasons(
        self, point: Point, verdict: Verdict, limbs: tuple[LimbResult, ...], decision: Confirmation | None
    ) -> Iterator[Words]:
        rules = self.review.rules
        if lent := self._lent():
            yield rules.reason("limbs_lent", code=self.label, point=lent.point.no or "", edition=lent.edition.title)
        yield from told_limbs(rules, limbs)
        for limb in limbs:
            if limb.met is not None and limb.condition:
                yield rules.reason("condition", name=limb.name, condition=limb.condition)
        if verdict is Verdict.OPEN:
            yield from why_open(point, self.place.catalogue.quantities, self.review.given_for(self.technology))
        settled = verdict is not Verdict.OPEN or self.place.state is not State.IN_FORCE
        if decision and (decision.answer == "overruled" or (decision.answer == "confirmed" and settled)):
            yield rules.reason(f"beside_{decision.answer}", by=decision.by or "—", reason=decision.reason or "—")

    def _ask(self, limbs: tuple[LimbResult, ...], unknown: tuple[str, ...]) -> None:
        """The question that would settle this finding: one per entry while its point is not known."""
        candidate, name = self.candidate, self.technology.name
        pinned = candidate.point_named or candidate.measured or (candidate.alone and self._point)
        if not pinned and len(candidate.entry.points) > 1:
            code, title = candidate.entry.label, candidate.entry.title
            self.sheet.ask("which_point", self._about("which_point", code), code=code, title=title, technology=name)
            return
        judged = self._judged()
        if self._unloaded() and not limbs:
            about = self._about("point_unloaded", self.key)
            edition = self.place.edition.title
            self.sheet.ask("point_unloaded", about, code=self.label, edition=edition, technology=name)
            return
        if judged and limbs:
            self._ask_limbs(judged, limbs, unknown)
            self._ask_beyond(judged, limbs)
            if candidate.measured or candidate.named:
                return
        text = self._point.text if self._point and self._point.text else candidate.entry.title
        self.sheet.ask("is_it", self._about("is_it", self.key), code=self.label, text=text, technology=name)

    def _ask_limbs(self, point: Point, limbs: tuple[LimbResult, ...], unknown: tuple[str, ...]) -> None:
        given = self.review.given_for(self.technology)
        why = together(why_open(point, self.place.catalogue.quantities, given))
        for limb in limbs:
            if limb.met is None and limb.quantity in unknown:
                self.sheet.ask(
                    "limb_given" if limb.given_text else "limb",
                    self._about("limb", f"{self.key}-{limb.quantity}"),
                    technology=self.technology.name,
                    code=self.label,
                    name=limb.name,
                    quantity=limb.name.in_language("zh") or limb.quantity,
                    threshold=threshold_text(limb),
                    given=limb.given_text,
                    why=why,
                )

    def _ask_beyond(self, point: Point, limbs: tuple[LimbResult, ...]) -> None:
        """What keeps a point open whose limits are all compared; the lawyer's word on the finding is the answer."""
        decision = self._decision(beside=True)
        answered = decision is not None and (
            decision.answer == "overruled" or word_on(self.candidate.entry.control, decision)
        )
        if answered or any(limb.met is None for limb in limbs):
            return
        place, number = self.place, self._point.no if self._point else None
        self.sheet.ask(
            "beyond_limits",
            self._about("beyond_limits", self.key),
            technology=self.technology.name,
            code=self.label,
            why=together(why_open(point, place.catalogue.quantities, self.review.given_for(self.technology))),
            about="/".join(p for p in (place.catalogue.id, place.edition.id, self.candidate.entry.label, number) if p),
        )
