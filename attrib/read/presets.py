"""What well-known collectors of news call the parts of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Record = Mapping[str, Any]


class Preset(NamedTuple):
    """Where a tool keeps text and id, and which of its keys are the meta names used here.

    `names` maps a key, or a path of keys joined by dots, to a meta name; the first that holds something counts.
    `marks` are keys that only this tool has: two of them tell a record of its.
    """

    text: tuple[str, ...]
    id: tuple[str, ...]
    names: Mapping[str, str]
    marks: frozenset[str]


PRESETS = {
    # https://github.com/fhamborg/news-please: NewsArticle.get_serializable_dict
    "news-please": Preset(
        ("maintext", "text"),
        ("url", "filename"),
        {"title": "title", "date_publish": "date", "source_domain": "publisher", "authors": "byline", "url": "url"},
        frozenset({"maintext", "source_domain", "date_publish", "date_download", "title_rss", "title_page"}),
    ),
    # https://eventregistry.org: an article of the results of getArticles
    "event-registry": Preset(
        ("body",),
        ("uri",),
        {
            "title": "title", "dateTimePub": "date", "dateTime": "date", "date": "date", "source.title": "publisher",
            "source.uri": "publisher", "authors": "byline", "url": "url",
        },
        frozenset({"body", "dateTimePub", "dateTime", "isDuplicate", "eventUri", "dataType", "wgt"}),
    ),
    # https://www.mediacloud.org: a story of the search API (version 4), and of the older one
    "media-cloud": Preset(
        ("text", "story_text", "article_text"),
        ("id", "stories_id", "guid"),
        {
            "title": "title", "publish_date": "date", "publication_date": "date", "media_name": "publisher",
            "media_url": "publisher", "canonical_domain": "publisher", "url": "url",
        },
        frozenset({
            "media_name", "media_url", "media_id", "publish_date", "indexed_date", "stories_id", "story_text",
            "publication_date", "canonical_domain", "original_url",
        }),
    ),
    # https://trafilatura.readthedocs.io: --json, bare_extraction(...).as_dict(), and its older names
    "trafilatura": Preset(
        ("text", "raw_text", "raw-text"),
        ("id", "source", "url", "fingerprint"),
        {
            "title": "title", "date": "date", "source-hostname": "publisher", "sitename": "publisher",
            "hostname": "publisher", "author": "byline", "source": "url", "url": "url", "categories": "section",
        },
        frozenset({"raw_text", "raw-text", "fingerprint", "source-hostname", "hostname", "sitename", "filedate",
                   "excerpt", "pagetype"}),
    ),
}  # fmt: skip


MARKS = frozenset().union(*(one.marks for one in PRESETS.values()))


def preset_of(record: Record) -> str | None:
    """Which tool wrote this record: the one of whose own keys it has most, and at least two."""
    keys = record.keys()
    if len(MARKS & keys) < 2:  # nearly always
        return None
    name = max(PRESETS, key=lambda one: len(PRESETS[one].marks & keys))
    return name if len(PRESETS[name].marks & keys) > 1 else None


def first_of(record: Record, keys: tuple[str, ...]) -> str | None:
    """The first of these keys that holds something."""
    return next((key for key in keys if record.get(key) not in (None, "")), None)


def renamed(record: Record, preset: Preset, taken: set[str], value_of: Callable[[str, Any], Any]) -> dict[str, Any]:
    """The record's keys under the meta names; what has none keeps its own. `taken` are the keys of text and id."""
    meta: dict[str, Any] = {}
    used = set()
    for path, name in preset.names.items():
        found = _at(record, path)
        if name not in meta and found not in (None, "", [], {}):
            meta[name] = value_of(name, found)
            used.add(path)
    rest = {key: value for key, value in record.items() if key not in used and key not in taken and key not in meta}
    return meta | rest


def _at(record: Record, path: str) -> Any:
    value: Any = record
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
