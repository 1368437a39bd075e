"""How the documents put things: which words stand together in them.

What the readings of a follow-up question are chosen by.
"""

import re

from index import Index, syllable_bigrams
from rag.retrieval.query import question_terms

# Nothing of another sentence stands between two words; the point in 2.4 ends none.
_WITHIN = r"(?:[^.!?\n]|(?<=\d)\.(?=\d))*"
_MARKS = "'\"‘’“”「」『』《》<>〈〉"
_LONGEST_TITLE = 5
_AT_END = re.compile(
    r"(?<=\S)(?:은|는|이|가|을|를|의|도|에|에서|에는|으로|로|과|와)?(?:요)?[\s?.!]*$"
)
_OF = re.compile(r"의(?=\s)")
# The cell of a sheet carries the name of its column.
_IN_SHEET = r"(?:[^|:\n]+: )?"
# Two names, in whichever order: of columns above a table, in each row of a sheet, and as labels.
_LEAD = r"(?:[^|:\n]*\s)?"
_COLUMN = rf"(?=[^\n]*\|\s*{_LEAD}{{}}\s*(?:\([^|\n]*\)\s*)?\|)"
_COLUMNS = rf"^(?=\|[^\n]*\n\|[ |:-]+\n){_COLUMN}{_COLUMN}"
_CELL = rf"(?=[^\n]*\|\s*{_LEAD}{{}}: )"
_COLUMNS_OF_SHEET = rf"^(?=\|){_CELL}{_CELL}"
_LABEL = rf"(?=(?s:.*?)^\W*{_LEAD}{{}}\s*: )"
_LABELS = rf"\A{_LABEL}{_LABEL}"
_PAYMENT = re.compile(r"[가-힣 ]+[비금료세]")
_TOPIC = r"(?=(?s:.*?)(?:^|[.]\s)\W*(?:[가-힣]+\s)?{}[은는]\s)"
_TOPICS = rf"\A{_TOPIC}{_TOPIC}"


class Wording:
    """The wording of the documents of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def lack(self, text: str) -> float:
        """How much of a text even the best passage lacks, in words as rare as can be.

        A word that no passage has speaks neither for a reading nor against it.
        """
        postings = self._index.morphemes
        terms = [term for term in question_terms(text) if len(postings.rows_of(term))]
        weights = {term: postings.idf_of(term) for term in terms}
        held = float(postings.coverage(weights).max(initial=0))
        return (1 - held) * sum(weights.values()) / postings.idf_of("")

    def knows(self, noun: str) -> bool:
        """Whether the noun stands anywhere."""
        return bool(self._rows(noun))

    def opens_word(self, noun: str) -> bool:
        """Whether a word starts with the noun anywhere."""
        return self._stands(rf"(?<!\w){re.escape(noun)}", noun)

    def joined(self, first: str, second: str) -> bool:
        """Whether 'first second' or 'first의 second' stands anywhere."""
        pattern = rf"(?<!\w){_spaced(first)}의?\s*{_spaced(_stem(second))}(?![0-9a-z])"
        return self._stands(pattern, first, _stem(second))

    def beside(self, owner: str, part: str) -> bool:
        """Whether a sentence tells of both, or one below a title or heading with the owner.

        A row of a table tells what the columns are named as, too.
        """
        one, other = _spaced(owner), _spaced(part)
        column = rf"^\|[^\n]*{other}[^\n]*\n\|[ |:-]+\n(?:\|[^\n]*\n)*?\|[^\n]*{one}"
        together = f"{one}{_WITHIN}{other}|{other}{_WITHIN}{one}|{column}"
        return self._stands(together, owner, part) or any(
            re.search(one, self._index.passages[row].context, re.IGNORECASE)
            for row in self._rows(part)
        )

    def row_of(self, text: str) -> str:
        """The first cell of a row that a text opens with before the name of a column; '' for none.

        '등대말' of '등대말 가구 수'.
        """
        words = text.split()
        splits = ((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words)))
        return next((row for row, column in splits if self._is_cell(row, column)), "")

    def _is_cell(self, row: str, column: str) -> bool:
        named = r"\s*".join(map(re.escape, "".join(column.split())))
        head = rf"^\|[^\n]*\|\s*{named}\s*(?:\([^|\n]*\)\s*)?\|[^\n]*\n\|[ |:-]+\n"
        below = rf"{head}(?:\|[^\n]*\n)*?\|\s*{_spaced(row)}\s*\|"
        # A row of a sheet names its columns itself.
        in_sheet = rf"^\|\s*{_IN_SHEET}{_spaced(row)}\s*\|(?:[^\n]*\|)?\s*{named}: "
        return self._stands(f"{below}|{in_sheet}", row)

    def told_apart(self, one: str, other: str) -> bool:
        """Whether both name columns of one table or labels of one form, which own none of another.

        What a name starts with may be left out: '월 임대료'. So may sentences be about one payment
        and about another: '임대료는 5일까지 낸다. 보증금은 …'.
        """
        if one.endswith(other) or other.endswith(one):
            return False
        paid = all(map(_PAYMENT.fullmatch, (one, other)))
        return any(
            self._stands(pattern.format(*map(_spaced, (one, other))), one, other)
            for pattern in (_COLUMNS, _COLUMNS_OF_SHEET, _LABELS, *[_TOPICS] * paid)
        )

    def in_one_column(self, one: str, other: str) -> bool:
        """Whether both are first cells of one table."""
        cells = [rf"^\|\s*{_IN_SHEET}{_spaced(cell)}\s*\|" for cell in (one, other)]
        between = r"[^\n]*\n(?:\|[^\n]*\n)*?"
        pattern = f"{cells[0]}{between}{cells[1]}|{cells[1]}{between}{cells[0]}"
        return one != other and self._stands(pattern, one, other)

    def only_after(self, owner: str, part: str) -> bool:
        """Whether each sentence that tells of a part names the owner before it."""
        named = re.compile(rf"{_spaced(owner)}{_WITHIN}$", re.IGNORECASE)
        texts = [self._index.passages[row].text for row in self._rows(part)]
        places = [(t, m.start()) for t in texts for m in re.finditer(_spaced(part), t)]
        return bool(places) and all(named.search(text[:start]) for text, start in places)

    def titles(self, text: str) -> list[str]:
        """What of a text stands in quotation marks somewhere, several words, the longest first."""
        words = [match.span() for match in re.finditer(r"\S+", text)]
        spans = [
            text[words[i][0] : words[j][1]]
            for size in range(min(_LONGEST_TITLE, len(words)) - 1, 0, -1)
            for i, j in zip(range(len(words)), range(size, len(words)), strict=False)
        ]
        # Whether '도' is a particle or the end of '파도' only the documents can tell.
        plain = dict.fromkeys(one for span in spans for one in (span, _AT_END.sub("", span)))
        return [span for span in plain if " " in span and self._is_quoted(span)]

    def _is_quoted(self, text: str) -> bool:
        postings = self._index.morphemes
        listed = [set(postings.rows_of(term).tolist()) for term in question_terms(text)]
        rows = set.intersection(*filter(None, listed)) if any(listed) else set()
        quoted = re.compile(rf"[{_MARKS}]{re.escape(text)}[{_MARKS}]")
        return any(quoted.search(self._index.passages[row].text) for row in rows)

    def of_one_document(self, one: str, other: str) -> bool:
        """Whether a document tells of both."""
        passages = self._index.passages
        sources = {passages[row].source for row in self._rows(one)}
        return any(passages[row].source in sources for row in self._rows(other))

    def _rows(self, noun: str) -> set[int]:
        """The passages that hold a noun; one that no word list has is looked for by syllables."""
        plain = _OF.sub("", noun)
        rows = self._index.words.passages_with(plain)
        if rows or not re.fullmatch("[가-힣]{2,}", plain):
            return rows
        pairs = [set(self._index.bigrams.rows_of(p).tolist()) for p in syllable_bigrams(plain)]
        return set.intersection(*pairs)

    def _stands(self, pattern: str, *nouns: str) -> bool:
        """Whether a passage with the nouns, as far as they are listed, has the pattern."""
        listed = [rows for noun in nouns if (rows := self._rows(noun))]
        return any(
            re.search(pattern, self._index.passages[row].text, re.IGNORECASE | re.MULTILINE)
            for row in (set.intersection(*listed) if listed else ())
        )


def _spaced(noun: str) -> str:
    return r"의?\s*".join(re.escape(word) for word in _OF.sub("", noun).split())


def _stem(noun: str) -> str:
    """A longer noun without its last syllable: '해외 출장' is reason enough for '해외 출장비'."""
    return noun[:-1] if re.fullmatch("[가-힣]{3,}", noun) else noun
