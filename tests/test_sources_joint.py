"""Several sources in one mention, companies with an "&", bodies beside what they are, relations, who is told."""

from __future__ import annotations

import pytest
from attrib import Annotator


def chain(annotator: Annotator, text: str) -> list[str]:
    """The names of the chain of the last sentence, outermost first."""
    record = annotator.record(text)
    known = {source["id"]: source["name"] for source in record["sources"]}
    return [known[source] for source in record["sentences"][-1]["label"]["sources"]]


@pytest.mark.parametrize(
    ("mention", "members"),
    [
        ("Ida Kern, Max Holm and Dora Vance", ["Ida Kern", "Max Holm", "Dora Vance"]),
        ("Ida Kern, Max Holm and three others", ["Ida Kern", "Max Holm", "three others"]),
        ("Kern, Holm and Vance", ["Kern", "Holm", "Vance"]),
        ("Ida Kern and two colleagues", ["Ida Kern", "two colleagues"]),
        ("Ida Kern and others", ["Ida Kern", "others"]),
        ("Mayor Ida Kern and police", ["Ida Kern", "police"]),
        ("France, Spain and Italy", ["France", "Spain", "Italy"]),
        ("Reuters, Bloomberg and the BBC", ["Reuters", "Bloomberg", "BBC"]),
        ("Rep. Max Holm (D-Iowa) and Rep. Ida Kern (R-Ohio)", ["Max Holm", "Ida Kern"]),
        ("Holm and Kern, in a joint letter,", ["Holm", "Kern"]),
        ("Ida Kern, a nurse, and Max Holm", ["Ida Kern", "Max Holm"]),
        ("Ida Kern, a nurse and mother,", []),
        ("Larsen & Lund, a rival,", []),
        ("Halden Biotech and the University of Lund", ["Halden Biotech", "University of Lund"]),
        ("Current and former officials", []),
    ],
)
def test_who_a_joint_source_is_made_of(annotator: Annotator, mention: str, members: list[str]) -> None:
    record = annotator.record(f"{mention} said the gate was locked.")
    assert record["sources"][0]["members"] == members


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Larsen & Lund said the gate was locked.", "Larsen & Lund", "company"),
        ("The Food & Drug Authority said the pills were safe.", "Food & Drug Authority", "government"),
        ("Her employer, Norvik Ltd, said the gate was locked.", "Norvik Ltd", "company"),
        ("The union, the Rowan Workers Union, said it would strike.", "Rowan Workers Union", "ngo"),
        ("Edda Falk, who sang at every opera house, is 80. Falk said the gate was locked.", "Edda Falk", "person"),
        ("Brightholm United coach Dario Penn left. The club said it was sorry.", "Brightholm United", "ngo"),
        ("The bus operator, Aeris, said it would appeal.", "Aeris", "company"),
        ("The Heart Trust, a charity, said it would appeal.", "Heart Trust", "ngo"),
        ("Consumer group Fair Deal said it was too low.", "Fair Deal", "ngo"),
        ("Radio Orlberg reported that it was too low.", "Radio Orlberg", "outlet"),
        ("The World Fishery Organization (WFO) met. The WFO said it was low.", "World Fishery Organization", "ngo"),
        ("The Tide Conduct Office (TCO) met. The regulator said it was low.", "Tide Conduct Office", "government"),
        ("Union leader Petra Haas came. The union said it would strike.", "union", "ngo"),
        ("The Organization of Port Executives said it was low.", "Organization of Port Executives", "ngo"),
    ],
)
def test_names_of_bodies(annotator: Annotator, text: str, name: str, kind: str) -> None:
    assert [(s["name"], s["kind"]) for s in annotator.record(text)["sources"]] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Max Holm was held. Leo Reed, his lawyer, left. His lawyer said it was a mistake.", "Leo Reed"),
        ("Ida Kern and her husband, Simon Kern, left. Her husband said it was a mistake.", "Simon Kern"),
        ("Dora Vance, a lawyer, came. Max Holm was held. His lawyer said it was a mistake.", "Max Holm's lawyer"),
    ],
)
def test_his_lawyer_is_who_was_called_so(annotator: Annotator, text: str, name: str) -> None:
    assert chain(annotator, text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Coach Dario Penn was proud. “We ran,” the Italian said.", "Dario Penn"),
        ("Rosa Quill wrote three books. The novelist said she worked at night.", "Rosa Quill"),
        ("Kofi Mensah scored twice. The striker said he would stay.", "Kofi Mensah"),
        ("Ada Nwosu won. “I felt it at sixty metres,” the 22-year-old said.", "Ada Nwosu"),
        ("Coach Dario Penn was proud. The French said he would leave.", "French"),
        (
            "Resident Mabel Croft came. A spokeswoman for the mill said no. She said it was late.",
            "spokeswoman for the mill",
        ),
    ],
)
def test_in_other_words_of_person_and_gender(annotator: Annotator, text: str, name: str) -> None:
    assert chain(annotator, text) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In an interview with The Ledger, Rosa Quill said that prizes meant little.", ["Ledger", "Rosa Quill"]),
        ("“It was wrong,” Max Holm told “Fox & Friends” on Sunday.", ["Fox & Friends", "Max Holm"]),
        ("“It was wrong,” Max Holm told “Fox and Friends” after the vote.", ["Fox and Friends", "Max Holm"]),
        ("Max Holm told Sky Sports that it was wrong.", ["Sky Sports", "Max Holm"]),
        ("“No,” Pal Emric said in a statement carried by Reuters.", ["Reuters", "Pal Emric"]),
        ("Petra Haas told Radio Orlberg that it was wrong.", ["Radio Orlberg", "Petra Haas"]),
        ("During his appearance on Sky Sports, his hosts said that it was wrong.", ["his hosts"]),
    ],
)
def test_who_is_told(annotator: Annotator, text: str, names: list[str]) -> None:
    assert chain(annotator, text) == names


@pytest.mark.parametrize("when", ["just over two days ago", "two days ago", "almost a century ago"])
def test_a_document_made_some_time_ago(annotator: Annotator, when: str) -> None:
    assert chain(annotator, f"According to a letter written {when}, the mill was sold.") == [f"letter written {when}"]


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("Sam Brody, who plays the king,", "person"),
        ("Sam Brody, who met the mayor,", "person"),
        ("Sam Brody, who works for the mayor,", "person"),
        ("Sam Brody, who became mayor,", "official"),
        ("Sam Brody, who serves as mayor,", "official"),
        ("Sam Brody, who is the mayor,", "official"),
        ("His Ostrian counterpart, Ada Molnar,", "official"),
        ("Civil defence chief Raul Pinto", "official"),
        ("Mother-of-three Gemma Pike", "person"),
        ("The airport", "company"),
    ],
)
def test_what_a_relative_clause_and_a_post_make_of_somebody(annotator: Annotator, mention: str, kind: str) -> None:
    assert annotator.record(f"{mention} said the gate was locked.")["sources"][-1]["kind"] == kind
