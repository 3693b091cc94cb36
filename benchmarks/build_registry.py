"""Make the generated tables of the source registry from the lists they come from.

    python benchmarks/build_registry.py STATE_MEDIA.jsonl PUBLISHERS.csv [OUT_FOLDER]

STATE_MEDIA.jsonl: rows of the State Media Monitor as kept by ASD-at-GMF/state-media-profiles (MIT).
PUBLISHERS.csv: country, class, name, url of the publishers of flairNLP/fundus (MIT).
A name that is an ordinary word of the language ("Metro") is written with its country behind it, so that the bare word
leads nowhere; the outlet can still be found by its domain. A name that two sources share is marked with "?": it leads
to one of them only where the document gives a reason. Countries go by their names in the pack's table of places.
"""

from __future__ import annotations

import csv
import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
COLUMNS = ("id", "name", "kind", "aliases", "domains", "country", "parent", "control", "rater", "as_of", "credit")
STATE_CREDIT = "ASD-at-GMF/state-media-profiles, MIT, 2024-02-07"
OUTLET_CREDIT = "flairNLP/fundus publishers, MIT, 2026-08"
BRACKET = re.compile(r"\s*\(([^()]*)\)")
LABEL = re.compile(r"^[A-Z][\w ]{2,18}:\s+")
MEDIA, OUTLETS = "20-state-media.tsv", "30-outlets.tsv"
MARKS = re.compile(r"(?:@[a-z-]+)?\??$")
TWO_LETTERS = ("AP", "RT", "DW")
PLAIN = re.compile(r"[^\W\d_][\w.&'’\- ]+$")
Row = dict[str, str]
Overlay = dict[str, tuple[str, list[str]]]


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def read_overlay() -> Overlay:
    lines = (HERE / "registry_overlay.tsv").read_text("utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: (kind, [a for a in aliases.split("|") if a]) for name, kind, aliases in cells}


def ordinary_words() -> set[str]:
    """Words of the pack that are no names: a name of one such word is not looked up."""
    rows = (HERE.parent / "rules" / "en" / "structure" / "tags.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if "\t" in row and not row.startswith("#"))
    return {word.lower() for word, tags, *_ in cells if not tags.startswith("P")}


def country_names() -> dict[str, str]:
    """How the lists write a country, and what the pack's table of places calls it."""
    lines = (HERE / "countries.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


COUNTRIES = country_names()


def country_of(written: str) -> str:
    return COUNTRIES.get(written, written)


def clean(name: str) -> tuple[str, list[str]]:
    """A name without its label, its stars and what stands in brackets; the brackets' contents are aliases."""
    name = LABEL.sub("", html.unescape(name)).strip(" *")
    inside = [text for text in BRACKET.findall(name) if PLAIN.match(text)]
    return " ".join(BRACKET.sub("", name).split()).strip("()"), inside


def qualified(name: str, country: str, ordinary: set[str]) -> str:
    bare = len(name) < 3 or name.lower().removeprefix("the ") in ordinary
    return f"{name} ({country})" if bare and not name.isupper() else name


def state_rows(path: Path, overlay: Overlay, ordinary: set[str]) -> Iterator[Row]:
    for line in path.read_text("utf-8").splitlines():
        source = json.loads(line)
        name, inside = clean(source["name"])
        aliases = [*inside, *(a for a in source["aliases"] if PLAIN.match(a) and " of " not in a)]
        rating = source["assessments"][0]
        owner = state_row(name, aliases, source, rating, overlay, ordinary)
        yield owner
        for asset in source["assets"]:
            part, more = clean(asset)
            if slug(part) in {slug(text) for text in (name, *aliases, *overlay.get(name, ("", []))[1])}:
                continue
            if PLAIN.match(part) and len(part.split()) <= 5:
                row = state_row(part, more, source, rating, overlay, ordinary)
                yield row | {"parent": owner["id"], "domains": ""}


def state_row(
    name: str, aliases: list[str], source: dict[str, Any], rating: dict[str, str], overlay: Overlay, ordinary: set[str]
) -> Row:
    kind, more = overlay.get(name, ("", []))
    guess = source["kind_guess"] if name == source["name"] else "outlet"
    return {
        "id": slug(name),
        "name": qualified(name, source["country"], ordinary),
        "kind": kind or ("wire_agency" if name.endswith("News Agency") else guess),
        "aliases": join([*aliases, *more], name, ordinary),
        "domains": "|".join(d for d in source["domains"] if not d.startswith("test.")),
        "country": country_of(source["country"]),
        "control": rating["value"],
        "rater": rating["rater"],
        "as_of": rating["as_of"],
        "credit": STATE_CREDIT,
    }


def join(aliases: Sequence[str], name: str, ordinary: set[str]) -> str:
    """Aliases worth keeping: acronyms of three letters or more, and names that are no ordinary words."""
    wanted = dict.fromkeys(alias for alias in aliases if alias != name and named(alias, ordinary))
    dropped = {alias[1:] for alias in aliases if alias.startswith("-")}
    return "|".join(alias for alias in wanted if alias not in dropped)


def named(alias: str, ordinary: set[str]) -> bool:
    words = alias.split()
    upper = all(word[0].isupper() or word[0].isdigit() or len(word) < 4 for word in words) and not alias.startswith("-")
    return upper and (len(alias) > 2 or alias in TWO_LETTERS) and (alias.isupper() or alias.lower() not in ordinary)


def outlet_rows(path: Path, overlay: Overlay, ordinary: set[str]) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        for source in csv.DictReader(lines):
            name, inside = clean(source["name"])
            kind, more = overlay.get(name, ("outlet", []))
            host = urlsplit(source["url"]).hostname or ""
            yield {
                "id": slug(name.removeprefix("The ")),
                "name": name if name.startswith("The ") else qualified(name, source["country"], ordinary),
                "kind": kind,
                "aliases": join([*inside, *more], name, ordinary),
                "domains": host.removeprefix("www."),
                "country": country_of(source["country"]),
                "credit": OUTLET_CREDIT,
            }


def merged(rows: Iterable[Row]) -> list[Row]:
    """One row an id: a later row adds its aliases and domains to the first."""
    found: dict[str, Row] = {}
    for row in rows:
        first = found.setdefault(row["id"], row)
        if first is not row:
            for column in ("aliases", "domains"):
                parts = [*first[column].split("|"), *row[column].split("|")]
                first[column] = "|".join(dict.fromkeys(filter(None, parts)))
    return [found[key] for key in sorted(found)]


def hand_rows(folder: Path) -> list[Row]:
    """The rows of the tables that are written by hand."""
    paths = [path for path in sorted(folder.glob("*.tsv")) if path.name not in (MEDIA, OUTLETS)]
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    cells = (line.split("\t") for line in lines if line and not line.startswith(("#", "id\t")))
    return [dict(zip(COLUMNS, row, strict=True)) for row in cells]


def names_of(row: Row) -> list[str]:
    """Name and aliases, as written, without marks of language and ambiguity."""
    return [MARKS.sub("", name) for name in (row.get("name", ""), *row.get("aliases", "").split("|")) if name]


def folded(name: str) -> str:
    """A name as it is compared: short acronyms keep their capitals."""
    return name if len(name) <= 3 and name.isupper() else re.sub(r"\W+", " ", name.lower()).removeprefix("the ").strip()


def joined(outlets: Iterable[Row], known: Sequence[Row]) -> Iterator[Row]:
    """Outlets that are not there yet; one that publishes where a known source does is another name of that source."""
    ids = {row["id"] for row in known}
    names = {folded(name) for row in known for name in names_of(row)}
    domains: dict[str, list[Row]] = {}
    for row in known:
        for domain in filter(None, row.get("domains", "").split("|")):
            domains.setdefault(domain, []).append(row)
    for row in outlets:
        owners = {owner["id"]: owner for owner in domains.get(row["domains"], ())}
        if row["id"] in ids or folded(row["name"]) in names:
            continue
        if not owners:
            yield row
        elif len(owners) == 1:
            owner = next(iter(owners.values()))
            aliases = "|".join(filter(None, (row["name"], row["aliases"])))
            yield {"id": owner["id"], "aliases": aliases, "credit": row["credit"]}


def marked(rows: Sequence[Row], others: Sequence[Row]) -> None:
    """Mark the names that two sources share as ambiguous."""
    bearers: dict[str, set[str]] = {}
    for row in (*rows, *others):
        for name in names_of(row):
            bearers.setdefault(folded(name), set()).add(row["id"])

    def mark(name: str) -> str:
        return f"{name}?" if name and len(bearers[folded(MARKS.sub("", name))]) > 1 and not name.endswith("?") else name

    for row in rows:
        row["name"] = mark(row.get("name", ""))
        row["aliases"] = "|".join(map(mark, row.get("aliases", "").split("|")))


def write(path: Path, rows: Iterable[Row], head: str) -> None:
    lines = [f"# {head}", "\t".join(COLUMNS), *("\t".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    state, publishers = Path(sys.argv[1]), Path(sys.argv[2])
    out = Path(sys.argv[3]) if len(sys.argv) == 4 else HERE.parent / "rules" / "en" / "registry"
    overlay, ordinary = read_overlay(), ordinary_words()
    out.mkdir(parents=True, exist_ok=True)
    hand = hand_rows(out)
    media = merged(state_rows(state, overlay, ordinary))
    outlets = list(joined(merged(outlet_rows(publishers, overlay, ordinary)), [*media, *hand]))
    marked(media, [*outlets, *hand])
    marked(outlets, [*media, *hand])
    made = "made by benchmarks/build_registry.py; do not edit"
    write(out / MEDIA, media, f"Who controls a medium, as the State Media Monitor saw it; {made}.")
    write(out / OUTLETS, outlets, f"Publishers known to fundus; {made}.")
    print(f"{len(media)} state media rows, {len(outlets)} outlets")


if __name__ == "__main__":
    main()
