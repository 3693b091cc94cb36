"""A new rule file to be filled in. `attrib rules lint` tells what is still to do."""

from __future__ import annotations

from pathlib import Path

from attrib.errors import UsageError
from attrib.rules.find import shipped_packs
from attrib.rules.schema import LexiconForm, RuleForm, form_for, kinds
from attrib.suggest import did_you_mean

_RULE = """\
id: {name}
kind: {kind}
description: ""        # one sentence: which construction is this?
status: testing       # stable, testing or deprecated
phrases:
  - '{phrase}'    # put the words in place of WORDS
effect: {effect}
references: []
false_positives: []   # what looks like it and is none
examples:
  match: []           # '{marked}'
  no_match: []        # a sentence that looks like it and is none
"""
_LEXICON = """\
id: {name}
kind: lexicon
part: verb            # verb, noun, adjective or word: verbs and nouns are inflected
description: ""        # one sentence: what do these words have in common?
columns:
  takes: constructions the word enters, as phrases ask for them
entries: {{}}
#  word: {{takes: [that]}}
"""
_SAID = ("{source:subject} {cue:=WORDS} {content:that-clause}", "[The mayor](source) [WORDS](cue) [that …](content).")
_STARTS = {
    "attribution": (*_SAID, "{attitude: assertion, author_stance: neutral, certainty: certain}"),
    "chain": (*_SAID, "{attitude: assertion, author_stance: neutral, certainty: certain}"),
    "denial": (*_SAID, "{attitude: denial, author_stance: neutral, certainty: certain, polarity: negative}"),
    "hedge": (
        "{cue:=WORDS}",
        "The bridge [WORDS](cue) [will open](scope).",
        "{type: epistemic, level: possible, scope: clause}",
    ),
    "pseudo": ("{cue:=WORDS}", "The bridge [WORDS](cue).", "{blocks: [attribution, chain, denial, hedge]}"),
}


def new_kinds() -> tuple[str, ...]:
    """The kinds of files that can be begun from a template."""
    return tuple(kind for kind in kinds() if issubclass(form_for(kind) or LexiconForm, RuleForm | LexiconForm))


def template(kind: str, name: str) -> str:
    """The text of a new file of that kind. Raises UsageError for a kind there is no template of."""
    if kind == "lexicon":
        return _LEXICON.format(name=name)
    if kind not in _STARTS:
        raise UsageError(f"no kind '{kind}'; kinds are {', '.join(new_kinds())}{did_you_mean(kind, new_kinds())}")
    phrase, marked, effect = _STARTS[kind]
    return _RULE.format(name=name, kind=kind, phrase=phrase, marked=marked, effect=effect)


def new_file(kind: str, rule_id: str, folder: Path) -> Path:
    """Write a template to `rule_id`.yml, below `folder`/`kind` when the id is a bare name; gives the file's path.

    Raises UsageError when the file is there already, and for an id that cannot be one.
    """
    path = folder / kind / rule_id if "/" not in rule_id else Path(rule_id)
    path = path.with_name(path.name.removesuffix(".yml") + ".yml")
    if path.parts[0] in shipped_packs():
        raise UsageError(f"'{rule_id}' would be a rule of the shipped pack: choose a folder of your own")
    text = template(kind, path.stem)
    if not (path.stem.replace("-", "").isalnum() and path.stem == path.stem.lower()):
        raise UsageError(f"'{path.stem}' is no name: names are lower case letters, digits and hyphens")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None
    return path
