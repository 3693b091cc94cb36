"""Hugging Face datasets: a function for `Dataset.map` that gives rows of sentences or attributions.

>>> rows = Rows("sentences", text="body", id="url")  # doctest: +SKIP
>>> dataset.map(rows, batched=True, remove_columns=dataset.column_names, features=rows.features)  # doctest: +SKIP

Without a column of ids add `with_indices=True`: each batch would count from 0 again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from attrib.errors import UsageError
from attrib.extras import need
from attrib.suggest import did_you_mean
from attrib.write.tables import ROWS, TABLES, Row, Table

Batch = Mapping[str, Sequence[Any]]
TYPES = {"str": "string", "int": "int64", "float": "float64", "bool": "bool"}


class Rows:
    """A batch of texts to rows of a table. `text` and `id` name columns; without ids, rows are counted by index.

    `rules` are the packs of `attrib.Annotator`. Raises UsageError for a table there is not.
    """

    def __init__(
        self, table: Table = "sentences", *, text: str = "text", id: str | None = None, rules: Sequence[str] = ("en",)
    ) -> None:
        if table not in TABLES:
            raise UsageError(f"'{table}' is none of {', '.join(get_args(Table))}{did_you_mean(table, TABLES)}")
        self.table, self.text, self.id, self.rules = table, text, id, tuple(rules)

    @property
    def features(self) -> Any:
        """The types of the columns: given to `map`, so that an empty column does not spoil them."""
        datasets = need("datasets", "datasets")
        return datasets.Features({c.name: datasets.Value(TYPES[c.kind]) for c in TABLES[self.table]})

    def __call__(
        self, batch: Mapping[str, Sequence[Any]], indices: Sequence[int] | None = None
    ) -> dict[str, list[Any]]:
        """The rows of all texts of a batch, column by column."""
        from attrib.annotator import annotator_of

        texts = batch[self.text]
        names = batch[self.id] if self.id else indices or range(len(texts))
        annotator = annotator_of(self.rules)
        rows: list[Row] = []
        for i, (name, text) in enumerate(zip(names, texts, strict=True)):
            meta = {key: cells[i] for key, cells in batch.items() if key not in (self.text, self.id)}
            rows += ROWS[self.table](annotator.record(text, id=str(name), meta=meta))
        columns = TABLES[self.table]
        return {column.name: [row[i] for row in rows] for i, column in enumerate(columns)}
