"""Data frames: sentences or attributions of many documents as one table, for pandas and polars.

>>> import attrib, pandas
>>> frame = attrib.to_frame(pandas.Series(["The ferry may sail, the mayor said."], index=["a"]))
>>> frame[["document", "source", "certainty"]].values.tolist()
[['a', 'mayor', 'possible']]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, get_args

from attrib.errors import UsageError
from attrib.extras import need
from attrib.model import Document
from attrib.suggest import did_you_mean
from attrib.write.tables import ROWS, TABLES, Column, Row, Table

if TYPE_CHECKING:
    from attrib.annotator import Annotator

LIBRARIES = ("pandas", "polars")
PANDAS = {"str": "string", "int": "Int64", "float": "Float64", "bool": "boolean"}
POLARS = {"str": "String", "int": "Int64", "float": "Float64", "bool": "Boolean"}
Record = Mapping[str, Any]


def to_frame(
    documents: Any,
    table: Table = "sentences",
    *,
    library: str | None = None,
    annotator: Annotator | None = None,
    text: str = "text",
    id: str = "id",
) -> Any:
    """A data frame with a row a sentence, or a row an attribution (`table`), in the columns of `attrib.write.tables`.

    `documents` is one text, Document or record of the contract, or many of them; or a series of texts (a pandas
    index gives the ids), or a frame with a column `text` and perhaps one `id`, whose other columns become meta. Texts
    are annotated (by `annotator`, else by the shipped rules). `library` is pandas or polars, by default the one the
    documents came in. Raises UsageError for a table or library there is not, or one that is not installed.
    """
    for name, known in ((table, get_args(Table)), (library or "pandas", LIBRARIES)):
        if name not in known:
            raise UsageError(f"'{name}' is none of {', '.join(known)}{did_you_mean(name, known)}")
    rows = [row for record in _records(documents, annotator, text, id) for row in ROWS[table](record)]
    make = _polars if (library or _library(documents)) == "polars" else _pandas
    return make(rows, TABLES[table])


def _library(documents: Any) -> str:
    """The library the documents came in, else the one that is installed."""
    came = type(documents).__module__.partition(".")[0]
    if came in LIBRARIES:
        return came
    return "polars" if find_spec("pandas") is None and find_spec("polars") is not None else "pandas"


def _pandas(rows: list[Row], columns: tuple[Column, ...]) -> Any:
    pandas = need("pandas", "pandas")
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pandas.DataFrame(
        {c.name: pandas.array(list(cell), dtype=PANDAS[c.kind]) for c, cell in zip(columns, cells, strict=True)}
    )


def _polars(rows: list[Row], columns: tuple[Column, ...]) -> Any:
    polars = need("polars", "polars")
    schema = {column.name: getattr(polars, POLARS[column.kind]) for column in columns}
    return polars.DataFrame(rows, schema=schema, orient="row")


def _records(documents: Any, annotator: Annotator | None, text: str, id: str) -> Iterator[Record]:
    for item in _items(documents, text, id):
        if isinstance(item, Document):
            yield item.model_dump(mode="json")
        elif "schema" in item:
            yield item
        else:
            yield _annotator(annotator).record(item["text"], id=item["id"], meta=item["meta"])


def _annotator(annotator: Annotator | None) -> Annotator:
    from attrib.annotator import default_annotator

    return annotator or default_annotator()


def _items(documents: Any, text: str, id: str) -> Iterator[Any]:
    """Documents and records as they are; texts with what is to be their id and meta."""
    if isinstance(documents, str | Document) or (isinstance(documents, Mapping) and "schema" in documents):
        documents = [documents]
    for number, (name, item) in enumerate(_named(documents)):
        if isinstance(item, str):
            yield {"text": item, "id": str(number if name is None else name), "meta": {}}
        elif isinstance(item, Mapping) and "schema" not in item:
            yield _row(item, name if name is not None else number, text, id)
        else:
            yield item


def _named(documents: Any) -> Iterable[tuple[Any, Any]]:
    """Each item with the name its place gives it, if any."""
    if hasattr(documents, "iter_rows"):  # a polars frame
        return ((None, row) for row in documents.iter_rows(named=True))
    if hasattr(documents, "to_dict") and hasattr(documents, "columns"):  # a pandas frame
        return zip(documents.index, documents.to_dict("records"), strict=True)
    if hasattr(documents, "index") and hasattr(documents, "array"):  # a pandas series
        return zip(documents.index, documents, strict=True)
    return ((None, item) for item in documents)


def _row(item: Record, name: Any, text: str, id: str) -> Record:
    if not isinstance(item.get(text), str):
        raise UsageError(f"no text in '{text}' of row {name}{did_you_mean(text, map(str, item))}: name it with text=")
    meta = {key: value for key, value in item.items() if key not in (text, id)}
    return {"text": item[text], "id": str(item.get(id, name)), "meta": meta}
