"""Choosing what is said: of each slot the first line that fits the patient's situation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handouts.content import Library
from handouts.content.lines import Line
from handouts.content.words import ExerciseWords, ListWords, PlanWords
from handouts.prescription.situation import Situation, fits


@dataclass(frozen=True, slots=True)
class Choice:
    """A line that was chosen by its condition, or a slot with conditions that says nothing.

    `where` is file:key in the language's folder; `said` is "" for nothing, `condition` as a file
    would have it.
    """

    where: str
    said: str
    condition: str


@dataclass(frozen=True, slots=True)
class SpokenExercise:
    """The words of one exercise for one patient; "" where there is nothing to say."""

    name: str
    purpose: str
    equipment: tuple[str, ...]
    start: str
    steps: tuple[str, ...]
    breathing: str
    feel: str
    mistake: str
    easier: str
    harder: str
    stop_if: str
    note: str
    alt: str
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpokenList:
    """A titled list of rules or tips; `id` is the library's."""

    id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpokenPassage:
    """A passage of the article: its title, its short form, and what the whole adds to it."""

    id: str
    title: str
    core: tuple[str, ...]
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpokenGeneral:
    """What is said of no exercise and no stage, by the ids of the library."""

    stop: str
    leg_rule: str
    weak_leg: str
    weak_leg_brief: str
    lists: tuple[SpokenList, ...]
    claims: tuple[tuple[str, str], ...]
    safety: tuple[tuple[str, str], ...]
    disclaimers: tuple[tuple[str, str], ...]
    passages: tuple[SpokenPassage, ...]


@dataclass(frozen=True, slots=True)
class SpokenPlan:
    """What is said to one patient beside the exercises, by the ids of the library."""

    message: str
    message_more: str
    criteria: tuple[str, ...]
    goals: tuple[str, ...]
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    progress_when: tuple[str, ...]
    flare_when: str
    flare_calm: str
    flare_instead: str
    flare_then: tuple[str, ...]
    who_for: str
    rhythm: tuple[str, ...]
    general: SpokenGeneral


@dataclass(frozen=True, slots=True)
class SpokenCheck:
    """What the sheet says that takes the place of a plan."""

    do: tuple[str, ...]
    avoid: tuple[str, ...]
    back: tuple[str, ...]
    worse: str


class Speaker:
    """Chooses lines for one situation, and remembers which conditions decided."""

    def __init__(self, library: Library, situation: Situation) -> None:
        self._library, self._situation = library, situation
        self.choices: list[Choice] = []

    def exercise(self, name: str, note: tuple[Line, ...], *, harder: bool) -> SpokenExercise:
        """Return the words of an exercise; without `harder` nothing to make it harder."""
        words: ExerciseWords = self._library.words.exercises[name]
        file = f"exercises/{name}.toml:"
        one, each = self._one, self._each
        return SpokenExercise(
            name=words.name,
            purpose=one(words.purpose, file, "purpose"),
            equipment=each(words.equipment, file, "equipment"),
            start=one(words.start, file, "start"),
            steps=each(words.steps, file, "steps"),
            breathing=one(words.breathing, file, "breathing"),
            feel=one(words.feel, file, "feel"),
            mistake=one(words.mistake, file, "mistake"),
            easier=one(words.easier, file, "easier"),
            harder=one(words.harder, file, "harder") if harder else "",
            stop_if=one(words.stop_if, file, "stop_if"),
            note=one(note, file, "note"),
            alt=one(words.figure.alt, file, "figure.alt") if words.figure else "",
            captions=self._library.captions(name, self._situation.setting),
        )

    def plan(self, name: str, words: PlanWords) -> SpokenPlan:
        """Return what is said of the stage, the plan and the rules."""
        stage = self._library.words.stages[self._situation.stage]
        file, key = f"plans/{name}.toml:", f"stages.toml:{self._situation.stage}."
        one, each = self._one, self._each
        return SpokenPlan(
            message=one(stage.message, key, "message"),
            message_more=one(stage.message_more, key, "message_more"),
            criteria=each(stage.criteria, key, "criteria"),
            goals=each(stage.goals, key, "goals"),
            do=each(stage.do, key, "do"),
            avoid=each(stage.avoid, key, "avoid"),
            progress_when=each(stage.progress_when, key, "progress_when"),
            flare_when=one(stage.flare.when, key, "flare.when"),
            flare_calm=one(stage.flare.calm, key, "flare.calm"),
            flare_instead=one(stage.flare.instead, key, "flare.instead"),
            flare_then=each(stage.flare.then, key, "flare.then"),
            who_for=one(words.who_for, file, "who_for"),
            rhythm=each(words.rhythm, file, "rhythm"),
            general=self.general(),
        )

    def general(self) -> SpokenGeneral:
        """Return what is said of no exercise and no stage."""
        said, rules, one = self._library.words, self._library.words.rules, self._one
        claims = {name: claim.careful for name, claim in said.statements.claims.items()}
        return SpokenGeneral(
            stop=one(rules.pain_rule.stop, "rules.toml:pain_rule.", "stop"),
            leg_rule=one(rules.pain_rule.leg_rule, "rules.toml:pain_rule.", "leg_rule"),
            weak_leg=one(said.red_flags.weak_leg, "red_flags.toml:", "weak_leg"),
            weak_leg_brief=one(said.red_flags.weak_leg_brief, "red_flags.toml:", "weak_leg_brief"),
            lists=tuple(self._list(name, told) for name, told in rules.lists.items()),
            claims=self._named(claims, "claims"),
            safety=self._named(said.statements.safety_net, "safety_net"),
            disclaimers=self._named(said.statements.disclaimers, "disclaimers"),
            passages=self.passages(),
        )

    def passages(self) -> tuple[SpokenPassage, ...]:
        """Return the article, passage by passage, in its own order.

        Of a passage that a flag of the patient leaves out nothing is said.
        """
        flags = self._situation.flags
        return tuple(
            self._passage(name)
            if flags.isdisjoint(facts.unless)
            else SpokenPassage(name, "", (), ())
            for name, facts in self._library.article.items()
        )

    def _passage(self, name: str) -> SpokenPassage:
        told, key = self._library.words.article[name], f"article.toml:{name}."
        return SpokenPassage(
            name,
            self._one(told.title, key, "title"),
            self._each(told.core, key, "core"),
            self._each(told.more, key, "more"),
        )

    def check(self) -> SpokenCheck:
        """Return what is said to somebody who has to be looked at first."""
        words, file = self._library.words.red_flags.check, "red_flags.toml:check."
        return SpokenCheck(
            self._each(words.do, file, "do"),
            self._each(words.avoid, file, "avoid"),
            self._each(words.back, file, "back"),
            self._one(words.worse, file, "worse"),
        )

    def _list(self, name: str, told: ListWords) -> SpokenList:
        key = f"rules.toml:lists.{name}."
        return SpokenList(
            name, self._one(told.title, key, "title"), self._each(told.items, key, "items")
        )

    def _named(
        self, slots: Mapping[str, tuple[Line, ...]], group: str
    ) -> tuple[tuple[str, str], ...]:
        key = f"statements.toml:{group}."
        return tuple((name, self._one(slot, key, name)) for name, slot in slots.items())

    def _each(self, slots: Iterable[tuple[Line, ...]], file: str, key: str) -> tuple[str, ...]:
        said = (self._one(slot, file, key, number) for number, slot in enumerate(slots))
        return tuple(filter(None, said))

    def _one(self, slot: tuple[Line, ...], file: str, key: str, number: int | None = None) -> str:
        """Return what a slot says; where it stands is put together only if conditions decided."""
        if not slot:
            return ""
        if len(slot) == 1 and not slot[0].stated:
            return slot[0].text
        line = next((line for line in slot if fits(line, self._situation)), None)
        conditions = [one.stated for one in (slot if line is None else (line,))]
        place = file + key if number is None else f"{file}{key}.{number}"
        told = " / ".join(filter(None, conditions)) or "no other line fits"
        self.choices.append(Choice(place, line.text if line else "", told))
        return line.text if line else ""
