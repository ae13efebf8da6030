"""What was repaired in an office's own SOP, and what is to be decided, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.domain.message import Text, plain
from bot.domain.sop_import import Option, Remark, Spot
from bot.render.language import N_, Say
from bot.render.text import names, sop_options

_QUOTED = 160
"""Characters of what is quoted; the file has it whole."""

NOTHING = "–"
"""Stands where nothing was written."""

_REPAIRED: Mapping[str, str] = {
    "joined-words": N_('words broken at the edge of a column were joined: "{before}" is "{after}"'),
    "joined-rows": N_('a row that goes on from the one above was joined to it: "{before}"'),
    "years": N_('the year follows the fiscal year of the plan: "{before}" is "{after}"'),
    "year-left-out": N_('the year was left out of the name: "{before}" is "{after}"'),
    "digits": N_('digits were written as Arabic ones: "{before}" is "{after}"'),
    "digits-more": N_("digits were written as Arabic ones in {count} more places"),
    "braces": N_('braces were written as brackets: "{before}" is "{after}"'),
    "braces-more": N_("braces were written as brackets in {count} more places"),
    "party-unified": N_('one party under two spellings: "{before}" is "{after}"'),
    "bullet-split": N_('a line with several bullets was parted: "{before}"'),
    "row-parted": N_("a row with the numbers {before} was parted: this is number {after}"),
    "row-passed": N_('a row that is no step was left out: "{before}"'),
    "renumbered": N_("the step has a new number: {before} is {after}"),
    "doubled-word": N_('a word stood there twice: "{before}" is "{after}"'),
    "revisions": N_("tracked changes, taken as accepted: {count}"),
    "column-run": N_('words of another column had run into this one: "{before}" is "{after}"'),
    "same-document": N_('a document in several steps was taken as one: "{after}"'),
    "head-missing": N_('the heading "{heading}" was not found; a text was put in its place'),
    "shortened": N_('a text longer than may be was cut: "{before}"'),
    "too-long": N_(
        "one after the other the steps take {written} days, longer than the fiscal year: look at "
        "the dates before it is used"
    ),
    "given-up": N_("what was proposed did not fit together: look at the order of the steps"),
    "parallel-only": N_(
        "the step runs beside others: after the one before it, its dates would not fit"
    ),
    "beside-only": N_(
        "the step does not wait until step {written} was carried out for the last time: its dates "
        "would not fit"
    ),
    "drawing-unread": N_(
        "at step {written} stands a picture, or a drawing of another program, which cannot be "
        "read: look whether it says more than the text"
    ),
    "rounds-usual": N_(
        "no rounds of the year are named: the plan's reports go by the rounds of five months, "
        "October to February and March to July"
    ),
    "rounds-other": N_(
        'the steps go by "{written}": the plan\'s reports still go by the rounds of five months, '
        "October to February and March to July"
    ),
    "rounded": N_('less than a day is counted as one working day: "{before}"'),
    "text-passed": N_('a text beside the table of steps was left out: "{before}"'),
    "title-whole": N_('the title was made whole with what it is about: "{before}" is "{after}"'),
    "title-made": N_('the short title was made from the details: "{after}"'),
}
_OPEN: Mapping[str, str] = {
    "unit": N_('Steps {written} say only "days": working or calendar days?'),
    "duration-missing": N_("No duration is written."),
    "duration-unclear": N_('The duration "{written}" was not understood.'),
    "rounds": N_('Does "{written}" set fixed days to the step?'),
    "recurring": N_('Is the step carried out again and again ("{written}")?'),
    "recurring-start": N_("From when on is the step carried out again and again?"),
    "recurring-last": N_(
        "Does the step wait until step {written} was carried out for the last time?"
    ),
    "parallel": N_("Does the step run beside others, or after the one before it?"),
    "order": N_('The chart says "{written}", the numbers of the steps another order. Which holds?'),
    "party-unclear": N_('Which party is "{written}"?'),
    "party-missing": N_("No responsible party is written."),
    "kind": N_('What is the document "{written}" to the step?'),
    "decision": N_("The chart shows a decision. Which ways does it take?"),
    "year-unclear": N_('Which year is meant by "{written}"?'),
    "indicator-missing": N_("The indicator was not found."),
    "unit-missing": N_("The name of the office was not found."),
    "case": N_("Is it carried out once a year, or each time that somebody asks?"),
    "two-numbers": N_(
        "One row has the numbers {written}. Is it one step? If not, please part the row in the "
        "Word file and bring it again."
    ),
    "number-gap": N_('The numbers of the steps have a gap or stand twice ("{written}").'),
}
WORDS: Mapping[str, str] = {**_REPAIRED, **_OPEN}
GIVEN_UP: Mapping[str, str] = {
    "decision": N_(
        "no ways of a decision were set: the way back does not fit the order of the steps"
    ),
    "recurring-last": N_(
        "no step waits for the last time of one that recurs: its dates would not fit"
    ),
    "due": N_(
        "no due date is counted from another step or a meeting: it does not fit the order of the "
        "steps"
    ),
    "rounds": N_(
        "no fixed days were set by rounds of the year: they do not fit the order of the steps"
    ),
    "parallel": N_("no step was set to run beside others: it does not fit the order of the steps"),
    "recurring": N_("no step was set to recur: its periods do not fit the order of the steps"),
    "fixed-days": N_(
        "no days of the year were set: they do not fit the order of the steps and their durations"
    ),
    "case": N_(
        "it was not set to be carried out each time that somebody asks: the steps do not fit"
    ),
}
"""By what was proposed and given up."""


def told(say: Say, remark: Remark) -> Text:
    """One sentence, without its place."""
    if remark.code == "decision" and "times" in remark.told:
        return say(_GOES_BACK, times=remark.told["times"])
    given_up = GIVEN_UP.get(remark.told.get("written", "")) if remark.code == "given-up" else None
    if count := remark.told.get("places"):
        return say(_FOLDED[remark.code], **{**_values(remark), "count": count})
    return say(given_up or WORDS[remark.code], **_values(remark))


_GOES_BACK = N_(
    "The chart shows a decision. Which ways does it take? Where it goes back, that step is carried "
    "out {times} times in all at most."
)
"""Nobody wrote how often: it is proposed with the way."""
_FOLDED: Mapping[str, str] = {
    "digits": N_('digits were written as Arabic ones in {count} places: "{before}" is "{after}"'),
    "braces": N_('braces were written as brackets in {count} places: "{before}" is "{after}"'),
}
"""By codes of which a long list says no more than one of them."""


def folded(remarks: Iterable[Remark]) -> list[Remark]:
    """The same, where there is no room for all: of a kind with many the first, which tells how many
    there are.
    """
    every = list(remarks)
    counts = Counter(one.code for one in every)
    found: dict[object, Remark] = {}
    for place, one in enumerate(every):
        many = one.code in _FOLDED and counts[one.code] > 1
        told = {**one.told, "places": str(counts[one.code])}
        found.setdefault(one.code if many else place, replace(one, told=told) if many else one)
    return list(found.values())


def option(say: Say, remark: Remark, chosen: Option) -> Text:
    """Short enough for a button."""
    return plain(names.shorten(sop_options.words(say, remark, chosen).plain, sop_options.LONGEST))


def place(say: Say, remark: Remark) -> Text:
    """ขั้นตอนที่ 5 (หน้า 2 แถว 1); of no step and no page: of the file as a whole."""
    where = spot(say, remark.spot)
    if not remark.step:
        return where or say("The whole file")
    if not where:
        return say("Step {number}", number=remark.step)
    return say("Step {number} ({where})", number=remark.step, where=where)


def spot(say: Say, where: Spot) -> Text:
    """Empty if it is not known."""
    if where.page and where.row:
        return say("page {page}, row {row}", page=where.page, row=where.row)
    if where.page:
        return say("page {page}", page=where.page)
    return say("row {row}", row=where.row) if where.row else plain("")


def _values(remark: Remark) -> dict[str, object]:
    written = remark.before or remark.after
    given = {"written": written, "heading": written, "count": "", **remark.told}
    given |= {"before": remark.before or NOTHING, "after": remark.after}
    return {key: names.shorten(value, _QUOTED) for key, value in given.items()}
