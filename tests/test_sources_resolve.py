"""Who a mention is: own sentences, invented places and people. Mentions are given by their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from attrib import Annotator
from attrib.match.field import Field
from attrib.resolve.looks import Mention
from attrib.resolve.resolution import Resolution, SourceDraft

Resolve = Callable[..., list[SourceDraft]]


def place(text: str, words: str, done: dict[str, int]) -> tuple[int, int]:
    found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, done.get(words, 0))
    assert found, words
    done[words] = found.end()
    return found.span()


def items(field: Field, start: int, end: int) -> tuple[int, int]:
    inside = [i for i in range(len(field.start)) if field.start[i] < end and field.end[i] > start and field.word[i]]
    inside = [i for i in inside if field.tags[i] != "Q" and field.end[i] > field.start[i]]
    return inside[0], inside[-1] + 1


@pytest.fixture(scope="session")
def resolve(annotator: Annotator) -> Resolve:
    """Sources of the mentions, one for each; equal objects for mentions of one source."""

    def run(text: str, *mentions: str, speakers: Sequence[int | None] = ()) -> list[SourceDraft]:
        field, done = annotator._analyser.analyse(text).field, dict[str, int]()
        spans = [place(text, words, done) for words in mentions]
        given = [*speakers, *[None] * (len(spans) - len(speakers))]
        found = [Mention((s,), items(field, *s), speaker) for s, speaker in zip(spans, given, strict=True)]
        resolution: Resolution = annotator._finisher.resolver.resolve(field, found, {})
        return [resolution.sources[i] for i in resolution.of if i is not None]

    return run


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("The interim head of Veld Analytics, Dr Mara Olin,", "Mara Olin"),
        ("A spokesman for the Port of Solberg, Henk Dorsey,", "Henk Dorsey"),
        ("Solberg Times columnist David Harlan", "David Harlan"),
        ("Minister of Trade Stefan Olin", "Stefan Olin"),
        ("The Harbour Institute", "Harbour Institute"),
        ("The Harbour Institute's own paper", "Harbour Institute's own paper"),
        ("Officials at the ministry", "Officials at the ministry"),
        ("Police in Sorn, a town of 3,000 on the coast,", "Police in Sorn"),
    ],
)
def test_name_is_the_bearers(resolve: Resolve, mention: str, name: str) -> None:
    (source,) = resolve(f"{mention} said the cranes were safe.", mention)
    assert source.name == name


@pytest.mark.parametrize(
    ("before", "mention", "name"),
    [
        ("Rep. Mara Olin opened the bridge.", "Olin", "Mara Olin"),
        ("Mara Olin opened the bridge.", "She", "Mara Olin"),
        ("Harlow Freight, a unit of Nordsee Holding, lost a barge.", "The company", "Harlow Freight"),
        ("The Solberg Port Authority (SPA) met on Monday.", "SPA", "Solberg Port Authority"),
        ("President Tomas Verin spoke on Monday.", "The president", "Tomas Verin"),
        ("The mayor, Henk Dorsey, was late.", "Mr. Dorsey", "Henk Dorsey"),
        ("Henk Dorsey met Anna Lund.", "He", "Henk Dorsey"),
        ("Henk Dorsey met Anna Lund.", "She", "Anna Lund"),
        ("Two lawyers and a clerk came from Solberg.", "The lawyers", "lawyers"),
        ("A lawyer from Solberg called the port.", "The foreman", "foreman"),
    ],
)
def test_short_form_finds_the_full_name(resolve: Resolve, before: str, mention: str, name: str) -> None:
    text = f"{before} Then the bell rang. {mention} said the tram had stopped."
    assert resolve(text, *[mention] * len(re.findall(rf"\b{mention}\b", text)))[-1].name == name


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("The report worried Dutch and Swedish officials, who fear a leak.", "who", "Dutch and Swedish officials"),
        ("As he told reporters on Monday, Henk Dorsey will not run.", "he", "Henk Dorsey"),
        ("The dam was built by Harlow Freight, which says it is safe.", "which", "Harlow Freight"),
    ],
)
def test_pronoun_in_its_sentence(resolve: Resolve, text: str, pronoun: str, name: str) -> None:
    assert resolve(text, pronoun)[0].name == name


def test_mentions_of_one_source_fold(resolve: Resolve) -> None:
    text = "Senator Mara Olin spoke. Olin said the dam was safe. The senator said it would hold. She said so twice."
    found = resolve(text, "Senator Mara Olin", "The senator", "She")
    assert {id(source) for source in found} == {id(found[0])}
    assert found[0].resolved_from == ["Senator Mara Olin", "The senator", "She"]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("A report by the guild", ["The report", "It"]),
        ("A study of the lake", ["The study, which is long,", "It"]),
        ("A spokeswoman for the mill", ["The spokeswoman", "She"]),
        ("Two officials", ["The officials", "They", "Those officials"]),
        ("Guards at the dam", ["The guards"]),
        ("Crowds stood outside Norrwire News. On its website, state television", ["The channel"]),
        ("A local newspaper", ["The paper"]),
        ("A Danish shipyard", ["The company", "It"]),
        ("Dreamwell, a maker of mattresses,", ["The company"]),
        ("Doctors at Veld Hospital", ["They"]),
        ("Researchers at the University of Tarn", ["They"]),
    ],
)
def test_the_same_head_and_its_pronouns_are_one_source(annotator: Annotator, first: str, later: list[str]) -> None:
    record = annotator.record(" ".join(f"{one} said the cranes were safe." for one in (first, *later)))
    assert len({one["source_id"] for one in record["attributions"]}) == 1


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("A guard", ["The other guard", "The second guard"]),
        ("Two officials", ["Other officials", "Some officials", "Many officials", "Officials in Osk"]),
    ],
)
def test_others_with_the_same_head_are_sources_of_their_own(annotator: Annotator, first: str, later: list[str]) -> None:
    record = annotator.record(" ".join(f"{one} said the cranes were safe." for one in (first, *later)))
    assert len({one["source_id"] for one in record["attributions"]}) == len(later) + 1


def test_first_person_is_the_speaker(resolve: Resolve) -> None:
    text = "“I think the dam is safe,” said the engineer Anna Lund."
    spoken, speaker = resolve(text, "I", "the engineer Anna Lund", speakers=[1])
    assert spoken is speaker
    assert speaker.name == "Anna Lund"


def test_speaker_is_not_the_one_spoken_of(resolve: Resolve) -> None:
    text = "Henk Dorsey met Karl Brandt. “He says the dam is safe,” Karl Brandt said."
    spoken, _ = resolve(text, "He", "Karl Brandt", speakers=[1])
    assert spoken.name == "Henk Dorsey"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("According to Norrwire, police said the dam was dry.", ["Norrwire", "police"]),
        ("According to Norrwire, state television said the dam was dry.", ["Norrwire", "state television"]),
        ("Norrwire, citing state television, reported that the dam was dry.", ["Norrwire", "state television"]),
        ("The army, quoted by state television, said the dam was dry.", ["state television", "army"]),
        ("The dam was dry, state television quoted the army as saying.", ["state television", "army"]),
        ("“The dam is dry,” state television quoted a guard as saying.", ["state television", "guard"]),
    ],
)
def test_what_stands_behind_a_name_is_no_apposition_where_it_speaks(
    annotator: Annotator, text: str, chain: list[str]
) -> None:
    document = annotator.annotate(text)
    assert document.sentences[0].label
    assert document.sentences[0].label.voice == "attributed"
    assert [source.name for source in document.chain(document.sentences[0])] == chain


def test_both_countries_spell_out_their_members(resolve: Resolve) -> None:
    (source,) = resolve("Norway and Sweden signed a treaty. Both countries deny any delay.", "Both countries")
    assert (source.kind, source.naming, source.members) == ("government", "collective", ["Norway", "Sweden"])


def test_capitals_stand_for_countries(resolve: Resolve) -> None:
    (source,) = resolve("Oslo sent a note to Stockholm. Both countries deny any delay.", "Both countries")
    assert source.members == ["Norway", "Sweden"]


def test_two_names_are_one_source_with_members(resolve: Resolve) -> None:
    pair = "Sen. Mara Olin and Rep. Henk Dorsey"
    (source,) = resolve(f"{pair} said the bill was dead.", pair)
    assert (source.kind, source.naming, source.members) == ("official", "named", ["Mara Olin", "Henk Dorsey"])


def test_unresolved_pronoun_says_so(resolve: Resolve) -> None:
    (source,) = resolve("“You must wait,” it is said.", "You")
    assert (source.naming, source.kind, source.rating_status) == ("pronoun", "unknown", "unresolved")
    assert "not resolved" in source.reason


def test_possessive_role_names_its_owner(resolve: Resolve) -> None:
    (source,) = resolve("Mara Olin left early. Her lawyer said she was ill.", "Her lawyer")
    assert (source.name, source.naming) == ("Mara Olin's lawyer", "role_only")


def test_owner_is_not_sought_in_the_phrase_it_opens(resolve: Resolve) -> None:
    text = "Their lawyers and their friends said so. The sisters and their lawyers were late."
    assert resolve(text, "Their lawyers and their friends", "The sisters and their lawyers")


def test_document_points_to_its_issuer(annotator: Annotator) -> None:
    document = annotator.annotate("A report by the Harbour Institute says the tides are rising.")
    source = next(s for s in document.sources if s.kind == "document")
    issuer = next(s for s in document.sources if s.id == source.issued_by)
    assert (issuer.name, issuer.kind) == ("Harbour Institute", "think_tank")


def test_lower_case_names_of_the_region_are_found(resolve: Resolve) -> None:
    text = "In june russian president vladimir putin met the union. At the meeting putin said the line was closed."
    assert resolve(text, "putin", "putin said")[-1].name.lower() == "vladimir putin"


def test_reason_for_anonymity_is_a_span(resolve: Resolve) -> None:
    text = "A senior official, on condition of anonymity because the talks were private, said no deal was near."
    (source,) = resolve(text, "A senior official")
    assert source.anonymity_reason is not None
    start, end = source.anonymity_reason
    assert text[start:end] == "on condition of anonymity because the talks were private"


@pytest.mark.parametrize(
    ("text", "mention", "access"),
    [
        ("Mara Olin said in a statement that the dam was safe.", "Mara Olin", "statement"),
        ("Mara Olin said in an interview that the dam was safe.", "Mara Olin", "interview"),
        ("Mara Olin said that she had been told the dam was safe.", "Mara Olin", "told"),
        ("Mara Olin told reporters that the dam was safe.", "Mara Olin", None),
        ("Mara Olin believes that the dam is safe.", "Mara Olin", None),
    ],
)
def test_access_is_what_the_sentence_says(resolve: Resolve, text: str, mention: str, access: str | None) -> None:
    (source,) = resolve(text, mention)
    assert source.access == access


@pytest.mark.parametrize(
    ("mention", "name", "kind"),
    [
        ("lobbyist and port adviser Mara Olin", "Mara Olin", "person"),
        ("Friends, clerks and former foes", "Friends, clerks and former foes", "group"),
        ("The Civil Harbour Authority", "Civil Harbour Authority", "government"),
        ("Mara Olin of The Globe and Mail", "Mara Olin", "journalist"),
        ("HarborWorks", "HarborWorks", "unknown"),
        ("Iven M. Banks", "Iven M. Banks", "person"),
        ("A shipping executive familiar with the talks", "shipping executive familiar with the talks", "person"),
    ],
)
def test_one_bearer_in_one_phrase(resolve: Resolve, mention: str, name: str, kind: str) -> None:
    (source,) = resolve(f"The dam was safe, according to {mention}.", mention)
    assert (source.name, source.kind, source.members) == (name, kind, [])


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The Lowland Post sent a clerk. The Post said the dam was safe.", "The Post", "Lowland Post"),
        ("Mara Olin came in. Title, binding and cover were torn. She said it was a shame.", "She", "Mara Olin"),
        ("Mara Olin flew to Mars. On Mars she said the dam was safe.", "she", "Mara Olin"),
        ("The clerks waited for many years. They said the dam was safe.", "They", "clerks"),
        ("The Norwegians crossed the line in four boats. They said the dam was safe.", "They", "Norwegians"),
        ("Norway closed the line. It said the dam was safe.", "It", "Norway"),
    ],
)
def test_pronoun_stands_for_one_who_can_speak(resolve: Resolve, text: str, mention: str, name: str) -> None:
    assert resolve(text, mention)[-1].name == name


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        (
            "A short note from Karl Brandt hung there. “Go home!” the note said.",
            "the note",
            "short note from Karl Brandt",
        ),
        ("Mara Olin went home. The presumptive nominee said the dam was safe.", "The presumptive nominee", "Mara Olin"),
        ("Anna Lund met Karl Brandt. The businessman said the dam was safe.", "The businessman", "Karl Brandt"),
        ("The Municipality of Solberg met. The city said the dam was safe.", "The city", "Municipality of Solberg"),
        ("The Port Union met Nordsee Capital and the Harbour Guild. The union said no.", "The union", "Port Union"),
    ],
)
def test_described_in_other_words(resolve: Resolve, text: str, mention: str, name: str) -> None:
    assert resolve(text, mention)[-1].name == name


def test_guess_says_that_it_is_one(resolve: Resolve) -> None:
    text = "Mara Olin went home. The presumptive nominee said the dam was safe."
    assert "a guess" in resolve(text, "The presumptive nominee")[0].reason


def test_every_word_folded_in_has_its_reason(annotator: Annotator) -> None:
    text = "Anna Lund said the dam was safe. She said it would hold. “I am sure of it,” she said."
    (source,) = annotator.annotate(text).sources
    assert len(source.reasons) == len(source.resolved_from) >= 1
    assert dict(zip(source.resolved_from, source.reasons, strict=True))["She"] == "nearest fitting antecedent, a guess"
    assert source.reason.startswith("as written; kind by ")


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Peter Marsh won in Ohio. The Vermont senator said it was over.", "The Vermont senator", "Peter Marsh"),
        ("Peter Marsh spoke in Tampa. The Republican said no.", "The Republican", "Peter Marsh"),
        ("Peter Marsh met aides. In the letter, the Utah Republican said no.", "the Utah Republican", "Peter Marsh"),
        ("Peter Marsh left. An Ohio Republican said no.", "An Ohio Republican", "Ohio Republican"),
        ("Peter Marsh left. The Republicans said no.", "The Republicans", "Republicans"),
        ("Peter Marsh left. The senator from Ohio said no.", "The senator from Ohio", "senator from Ohio"),
        ("The Vermont senator said it was over.", "The Vermont senator", "Vermont senator"),
    ],
)
def test_a_place_or_a_party_varies_a_name(resolve: Resolve, text: str, mention: str, name: str) -> None:
    (source,) = resolve(text, mention)
    assert source.name == name
    assert name != "Peter Marsh" or "a guess" in source.reason


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Sen. Ada Holm left early. “I am sorry,” the senator said.", "the senator", "Ada Holm"),
        ("Gov. Jon Berg met Ida Lund. The governor said that it rained.", "The governor", "Jon Berg"),
        ("Prof. Ida Lund met Jon Berg. The professor said that it rained.", "The professor", "Ida Lund"),
    ],
)
def test_title_cut_short_is_the_title(resolve: Resolve, text: str, role: str, name: str) -> None:
    assert resolve(text, role)[0].name == name


def test_article_is_no_word_that_callings_share(resolve: Resolve) -> None:
    text = (
        "Ada Holm, the governor of Tarn, left. Solberg governor Jon Berg stayed. Berg said little. "
        "The governor said that it rained."
    )
    assert resolve(text, "The governor")[0].name == "Jon Berg"


def test_a_surname_is_its_bearers_before_a_thing_called_after_him(resolve: Resolve) -> None:
    text = (
        "Donald Harlan opened the fair. Harlan spoke for an hour. He lent his name to Harlan Wharf Solberg. "
        "Few liked Harlan Wharf Solberg. Harlan did."
    )
    assert {source.name for source in resolve(text, *["Harlan"] * 5)[1::3]} == {"Donald Harlan"}


def test_a_noun_before_the_determiner_is_no_part_of_the_name(resolve: Resolve) -> None:
    (source,) = resolve("As the carts came out of the yard the miller said it was late.", "the miller")
    assert source.name == "miller"


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("The three scholars - Mr. Tarn, Ms. Epp and Mr. Amar", "three scholars"),
        ("Ada Holm — the mayor", "Ada Holm"),
        ("Orr's running mate — Gov. Mike Penn", "Mike Penn"),
    ],
)
def test_what_dashes_add_describes_the_source(resolve: Resolve, mention: str, name: str) -> None:
    (source,) = resolve(f"{mention} - said the cranes were safe.", mention)
    assert source.name == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The dam broke, showing that it was old. The guild said it was old.", ["guild"]),
        # What is spoken of elsewhere keeps its place, once.
        ("The report came out, showing that the dam was old. The report says the dam was old.", ["report"]),
        ("The guild met, saying that the dam was old.", ["guild"]),
    ],
)
def test_a_mere_thing_is_no_source(annotator: Annotator, text: str, names: list[str]) -> None:
    document = annotator.annotate(text)
    assert [source.name for source in document.sources] == names
    assert {a.source_id for a in document.attributions} == {source.id for source in document.sources}
    assert all(len(set(source.mentions)) == len(source.mentions) for source in document.sources)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Health Minister Ana Roig said so. The prime minister said that it rained.", "prime minister"),
        ("Health Minister Ana Roig said so. The health minister said that it rained.", "Ana Roig"),
        ("Two pilots at the club said so. The two men said that it rained.", "Two pilots at the club"),
        ("Two pilots at the club said so. Both said that it rained.", "Two pilots at the club"),
        ("Oxfam said so. The charity said that it rained.", "Oxfam"),
        ("It rained. Kent Fire and Rescue Service said that it rained.", "Kent Fire and Rescue Service"),
        ("It rained. Dorn and Sons said that it rained.", "Dorn and Sons"),
        ("Jan Roig met his wife, Ana Roig. Roig said that it rained.", "Jan Roig"),
        ("The New York Times said so. According to nytimes.com, it rained.", "The New York Times"),
        # Who denies a claim did not make it.
        ("Henk Dorsey said Karl Brandt had sold the dam. He denied it.", "Karl Brandt"),
        ("Anna Lund told the paper that her rival, Karl Brandt, had lied. He denies this.", "Karl Brandt"),
        ("Henk Dorsey said the dam was sold. He later denied it.", "Henk Dorsey"),
    ],
)
def test_who_the_last_source_is(annotator: Annotator, text: str, name: str) -> None:
    document = annotator.annotate(text)
    assert [one.name for one in document.chain(document.sentences[-1])] == [name]
