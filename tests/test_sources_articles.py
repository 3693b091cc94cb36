"""Who speaks in running text: what a sentence leaves to the ones before it. Invented people and places."""

from __future__ import annotations

import pytest
from attrib import Annotator

Told = tuple[list[str], str]


def told(annotator: Annotator, text: str) -> Told:
    """The chain of the last sentence by name, and the kind of its innermost source."""
    record = annotator.record(text)
    known = {source["id"]: source for source in record["sources"]}
    chain = [known[one] for one in record["sentences"][-1]["label"]["sources"]]
    return [one["name"] for one in chain], chain[-1]["kind"]


@pytest.mark.parametrize(
    ("text", "chain", "kind"),
    [
        # Whoever is cited is no subject that "it" takes up.
        (
            "The weir broke, the state news agency ODA reported, citing the fire brigade. Two barges sank, it said.",
            ["ODA"],
            "state_media",
        ),
        # One of several is somebody, whatever pronoun stands for them.
        ("Six men ran. One of them, a cooper from Osk, said the weir had burst.", ["One of them"], "person"),
        # An expert who was not spoken of before is the one just named.
        ("Odile Verin praised the survey. The hydrologist said it was the first.", ["Odile Verin"], "expert"),
        # What somebody is called later tells the kind.
        (
            "Odile Verin said the weir was safe. The Norwegian diplomat added that it was old.",
            ["Odile Verin"],
            "official",
        ),
        # A post is what its owner makes it.
        ("The union left the talks. Its secretary, Odile Verin, said the offer was poor.", ["Odile Verin"], "person"),
        ("The ministry left the talks. Its head, Odile Verin, said the offer was poor.", ["Odile Verin"], "official"),
        # A paper is a newspaper where one was named.
        ("The Osk Echo broke the story. The paper said the weir was cracked.", ["Osk Echo"], "outlet"),
        ("Trout are moving north. The paper says the streams are too warm.", ["paper"], "document"),
        ("A local paper said the weir was cracked.", ["local paper"], "outlet"),
        # "The newspaper" that is spoken to is a link of the chain.
        (
            "The daily El Faro broke the story. A port official told the newspaper that fog was to blame.",
            ["El Faro", "port official"],
            "official",
        ),
        (
            "The news agency LDA broke the story. The baker said in a statement carried by LDA that fog was to blame.",
            ["LDA", "baker"],
            "person",
        ),
        ("Detective Sgt. Odile Verin said the weir was safe.", ["Odile Verin"], "police"),
        ("State police Capt. Odile Verin said the weir was safe.", ["Odile Verin"], "police"),
        ("Lt. Odile Verin of the Osk Police Department said the weir was safe.", ["Odile Verin"], "police"),
        ("Army Capt. Odile Verin said the weir was safe.", ["Odile Verin"], "military"),
        ("Co-author Odile Verin of the Osk Academy of Sciences said trout were rare.", ["Odile Verin"], "academic"),
        (
            "“Trout are rare,” Fisheries Minister Odile Verin was quoted by Radio Osk as saying.",
            ["Radio Osk", "Odile Verin"],
            "official",
        ),
        # A medium without a name passes on what it is told all the same.
        (
            "Odile Verin told a local radio station that the weir was safe.",
            ["local radio station", "Odile Verin"],
            "person",
        ),
        ("Odile Verin told local media that the weir was safe.", ["Odile Verin"], "person"),
        # Whoever is named in what another says is not the one who goes on.
        (
            "Odile Verin took over in May. She said Henk Rull reminded her of a heron. The German believes he can fly.",
            ["Odile Verin"],
            "person",
        ),
        ("Ghana captain Henk Rull said he was tired.", ["Henk Rull"], "person"),
        ("Navy captain Henk Rull said he was tired.", ["Henk Rull"], "military"),
        ("The couple at the next table said the soup was cold.", ["couple at the next table"], "group"),
        ("Detective Garda Odile Verin met the judge. The detective said the weir was safe.", ["Odile Verin"], "police"),
        ("Chief Minister M. K. Rull said the weir was safe.", ["M. K. Rull"], "official"),
        ("A blast at a mill killed at least nine millers, local media reported.", ["local media"], "outlet"),
        # A body is called by its name, and told from no other by where it is.
        ("The weir is whole, according to the state-run RIA news agency.", ["RIA news agency"], "wire_agency"),
        (
            "The Osk Institute for River Studies met. The Tarn-based institute said the weir was safe.",
            ["Osk Institute for River Studies"],
            "think_tank",
        ),
        ("“Trout are rare,” said senior author Odile Verin.", ["Odile Verin"], "academic"),
        (
            "The weir broke. Osk Police said so. Anyone with a boat should call 101, the force said.",
            ["Osk Police"],
            "police",
        ),
        ("Its owner, the pension fund Alda, said it remained calm.", ["Alda"], "company"),
        ("A clerk told dpa that the weir was safe.", ["dpa", "clerk"], "person"),
        (
            "Osk's mission to the United Nations said the weir was safe.",
            ["Osk's mission to the United Nations"],
            "government",
        ),
        ("Six men ran. One of the bakers, Henk Rull, said the weir had burst.", ["Henk Rull"], "person"),
        (
            "The U.S. Federal Weir Board met. The FWB said the weir was safe.",
            ["U.S. Federal Weir Board"],
            "group",
        ),
        ("Odile Verin left. Ms. Verin’s office said the weir was safe.", ["Odile Verin’s office"], "government"),
        (
            "The Osk Echo has learned that according to a letter, the weir was cracked.",
            ["Osk Echo", "letter"],
            "document",
        ),
        ("Finance Secretary Odile Verin told Yle that the weir was safe.", ["Yle", "Odile Verin"], "official"),
        # Somebody who writes is told from others by what he does.
        (
            "Odile Verin, the novelist, met Henk Rull, a painter. Rull said he was tired. The writer said she was not.",
            ["Odile Verin"],
            "author",
        ),
        (
            "The weir will be rebuilt, the transport ministry announced on Monday.",
            ["transport ministry"],
            "government",
        ),
    ],
)
def test_chain_and_kind(annotator: Annotator, text: str, chain: list[str], kind: str) -> None:
    assert told(annotator, text) == (chain, kind)


@pytest.mark.parametrize(
    "clause",
    [
        "asked not to be identified",
        "did not wish to be named",
        "asked to remain unnamed",
        "would not be quoted by name",
        "asked that her name be withheld",
    ],
)
def test_who_keeps_the_name_back_is_anonymous(annotator: Annotator, clause: str) -> None:
    record = annotator.record(f"A county clerk, who {clause}, said the mill was late.")
    assert record["sources"][0]["naming"] == "anonymous"


def test_what_is_named_after_somebody_has_its_name(annotator: Annotator) -> None:
    record = annotator.record("A county clerk said the mill would not be named after her.")
    assert record["sources"][0]["naming"] == "role_only"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # By another word for the office.
        ("Mara Olin, the energy secretary, met Henk Rull. The minister said the weir was safe.", "Mara Olin"),
        ("Henk Rull saw Sen. Mara Olin. The lawmaker said the weir was safe.", "Mara Olin"),
        # What somebody was before, in whatever work.
        ("Mara Olin came in. The former teacher said the weir was safe.", "Mara Olin"),
        ("Colin Tarn came in. The former miner said the weir was safe.", "Colin Tarn"),
        # A body of that kind named only below is not the one spoken of above.
        (
            "Halbrook cut its forecast. The company said it had lost money.",
            "Halbrook",
        ),
        # A body's acronym in its own language.
        ("The Coastal Security Service (BNK) left. The BNK said the weir was safe.", "Coastal Security Service"),
        # An acronym that keeps the letters of small words.
        ("The Ministry of Water (MoW) met. The MoW said the weir was safe.", "Ministry of Water"),
        # What a subject stands behind does not say so itself.
        ("City hall rejected the claim. In a statement, it said the weir was safe.", "City hall"),
        # Whoever is named behind what she is has done something: her partner, not the one named before.
        ("Mara Olin rang Jo Rull. Rull's partner, Ida Holm, was calm. She said the weir was safe.", "Ida Holm"),
        ("Olin and her partner, Ida Holm, say the weir is safe.", "Olin and Ida Holm"),
    ],
)
def test_who_is_called_so(annotator: Annotator, text: str, name: str) -> None:
    assert told(annotator, text)[0] == [name]


def test_a_body_named_below_is_not_meant_above(annotator: Annotator) -> None:
    text = "Halbrook cut its forecast. The company said it lost money. Barclays said so too."
    labels = [sentence["label"]["sources"] for sentence in annotator.record(text)["sentences"]]
    assert labels[1] != labels[2]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mara Olin, who studies bees at Harbour College London, said they could count.", "academic"),
        ("Mara Olin, who was treated at Harbour College London, said she was well.", "person"),
        ("The union left. Its regional officer, Mara Olin, said the offer was poor.", "person"),
    ],
)
def test_where_somebody_works(annotator: Annotator, text: str, kind: str) -> None:
    assert told(annotator, text) == (["Mara Olin"], kind)


@pytest.mark.parametrize(
    ("text", "chain", "kind"),
    [
        # A surname that the registry knows by itself is not that of somebody else named in full.
        ("Jamie Rudd admitted theft. Rudd told officers that he was sorry.", ["Jamie Rudd"], "person"),
        # A team is nobody.
        (
            "Dani Okafor scored as Larkhill beat Northgate. The striker said he was glad. "
            "Larkhill manager Steve Bramwell smiled. Bramwell said so.",
            ["Steve Bramwell"],
            "person",
        ),
        (
            "Larkhill manager Steve Bramwell smiled. Dani Okafor scored as Larkhill won. The striker said he was sad.",
            ["Dani Okafor"],
            "person",
        ),
        ("Norvane Group has bought a firm. The company said it was glad.", ["Norvane Group"], "company"),
        ("The Tarn Working Group said it was glad.", ["Tarn Working Group"], "group"),
        # The office before a name, whatever the name is the subject of.
        (
            "The President of the Republic of Osk, Anvar Qodirov, on Monday met guests. “We are glad,” Qodirov said.",
            ["Anvar Qodirov"],
            "official",
        ),
        (
            "According to Tarn Radio, citing the State Customs Committee, the price of wool has doubled.",
            ["Tarn Radio", "State Customs Committee"],
            "government",
        ),
        ("The emails, along with letters from the mill, show that the weir was cracked.", ["emails"], "document"),
        ("Her counterpart at Nomura, Ida Holm, left. Holm said oil was to blame.", ["Ida Holm"], "person"),
    ],
)
def test_what_a_name_is(annotator: Annotator, text: str, chain: list[str], kind: str) -> None:
    assert told(annotator, text) == (chain, kind)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Whoever speaks is the first whom a pronoun in what is said stands for, however often another was named.
        (
            "Tim Holm won. He thanked his mother. Holm sang. He left. A clerk said he thought it was over.",
            "clerk",
        ),
        # The subject of a sentence before in the same paragraph, not the one last quoted in another.
        (
            "Mara Olin said the weir was safe. She said so twice.\n\nIda Rull was calm. “It will hold,” she said.",
            "Ida Rull",
        ),
    ],
)
def test_whom_a_pronoun_stands_for(annotator: Annotator, text: str, name: str) -> None:
    assert told(annotator, text)[0][-1] == name


def test_nobody_is_he_in_his_own_words(annotator: Annotator) -> None:
    text = "Tim Holm is ill. “Holm rests,” a spokesman said. “He feels that it is best.”"
    record = annotator.record(text)
    assert [source["name"] for source in record["sources"]] == ["spokesman", "Tim Holm"]


@pytest.mark.parametrize(
    ("text", "chain", "kind"),
    [
        # A name beside what somebody is called by others.
        ("The baker, identified as Luis Prado, said he was glad.", ["Luis Prado"], "person"),
        ("The baker, flanked by Luis Prado, said he was glad.", ["baker"], "person"),
        # One of a class is what all of it are.
        ("One of the researchers, Priscilla Vance, said it was over.", ["Priscilla Vance"], "academic"),
        # A post in a place, of the body that has it.
        ("The SNP’s Osk leader, Fiona Kerr, said it was over.", ["Fiona Kerr"], "official"),
        ("Labour leader Tom Askew said it was over.", ["Tom Askew"], "official"),
        (
            "The head of the administration, Leonid Petrov, left. Petrov said it was over.",
            ["Leonid Petrov"],
            "official",
        ),
        # A post in a part of a body; where it is makes nobody an official.
        ("Ana Roig, head of the water group at the tax ministry, said it was over.", ["Ana Roig"], "official"),
        ("Ana Roig, head of bees at the University of Osk in Paris, said it was over.", ["Ana Roig"], "academic"),
        ("Ana Roig, head of bees at the University of Oslo, said it was over.", ["Ana Roig"], "academic"),
        ("Ana Roig, a director at Bank of America, said it was over.", ["Ana Roig"], "person"),
        # Whoever is called by an age without a name was named before, and not the one last heard.
        (
            "Mara Holm said it was dear. “It is,” she said. Tenant Ola Musa pays. The nurse, 34, said it was over.",
            ["Ola Musa"],
            "person",
        ),
        ("More than 300 mills had no power, according to MillOutage.us.", ["MillOutage.us"], "outlet"),
        ("The weir is sold, according to court papers filed in Osk.", ["court papers filed in Osk"], "document"),
        # A given name is nobody's acronym.
        ("“It is cold,” Lena said.", ["Lena"], "person"),
        # What somebody is kept from belongs to no name.
        ("A judge kept the ministry from closing mills. The ministry said it was over.", ["ministry"], "government"),
    ],
)
def test_what_stands_beside_a_name(annotator: Annotator, text: str, chain: list[str], kind: str) -> None:
    assert told(annotator, text) == (chain, kind)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nadia and Salma Rahal grew up here. “We have hands,” Nadia said.", "Nadia Rahal"),
        ("Jorge and Raul Mendive were charged. Jorge Mendive said it was over.", "Jorge Mendive"),
        ("Bill and the Osk Foundation left. Bill said it was over.", "Bill"),
        ("“HarborWorks,” a yard in Osk, said the weir was safe.", "HarborWorks"),
        ("Those who mill at night have higher costs, Tarn Radio has found.", "Tarn Radio"),
        ("The yard’s chief, Ana Roig, said it was over.", "Ana Roig"),
        ("The bank said in a circular that it would lend no more.", "bank"),
        ("The bank says it processes $3 billion a month.", "bank"),
        # A plural that is a surname, and names that begin like common words.
        ("According to Lori Banks, the seal failed. Banks said it was old.", "Lori Banks"),
        ("Denise Chambers left. “It was late,” Ms Chambers said.", "Denise Chambers"),
        ("The weir broke. Human Rights Watch said it was old.", "Human Rights Watch"),
        ("Another parent shouted that the weir should close.", "Another parent"),
        ("His spokesman, Zoltan Kis, called that “a lie from Osk”.", "Zoltan Kis"),
    ],
)
def test_who_is_named(annotator: Annotator, text: str, name: str) -> None:
    assert told(annotator, text)[0] == [name]
