"""What a text is about, as far as it tells whose rank a captain's is."""

from __future__ import annotations

from attrib.match.field import Field
from attrib.resolve.words import Words

_OTHER_POSTS = 2  # posts of a team in a text on a game
POLICE, MILITARY = "police", "military"


class Matter:
    """Looks at the words of one text, each question once."""

    __slots__ = ("_of_police", "_posts", "_text", "_words")

    def __init__(self, field: Field, words: Words) -> None:
        self._text, self._words = field.word, words
        self._posts: frozenset[str] | None = None
        self._of_police: bool | None = None

    def is_a_game(self, post: str) -> bool:
        """Whether a text speaks of others whom a team has: "Captain Ana Roig", who is no officer there."""
        if self._posts is None:
            self._posts = self._words.team_posts.intersection(self._text)
        return len(self._posts - {post}) >= _OTHER_POSTS

    def is_of_the_police(self, rank: str) -> bool:
        """Whether it speaks of the police and of no soldiers, so that a rank both have is one of the police."""
        if rank.rstrip(".") not in self._words.police_ranks:
            return False
        if self._of_police is None:
            nouns = (self._words.nouns.get(word) for word in set(self._text) - self._words.police_ranks)
            kinds = {noun.kind for noun in nouns if noun}
            self._of_police = POLICE in kinds and MILITARY not in kinds
        return self._of_police
