"""This is where the examples lie that --help gives for each verb, and the shapes that --json promises."""

from __future__ import annotations

OF_VERBS = {
    "open": """\
  cables open 06PHNOMPENH977.txt
  cables open ~/Downloads/cables
  curl -s https://example.org/cable.txt | cables open -
""",
    "import": """\
  cables import cables.csv
  cables import ~/Downloads/cables --library ~/phd/library
  cables import --json cables.csv | jq 'select(.event == "skipped")'

It may be stopped at any time, and goes on where it was when it is run again.
--json gives events: progress (texts, bytes, bytes_in_all, added, versions, unchanged, skipped, place,
seconds, seconds_left), skipped (place, reason), and as the last one done or stopped (added, versions,
unchanged, skipped, seconds, cables).
""",
    "imports": """\
  cables imports
  cables imports 3
  cables imports --json | jq '.skipped[]'

In a pipe, between tabs: number of the import, begun, ended (empty where it was stopped or still runs),
added, other versions, held already, skipped, paths; with a number: place and reason.
--json gives for each: id, started, finished, paths, added, versions, unchanged, skipped (place, reason).
""",
    "search": """\
  cables search 'vodka -caviar date:2006..2008'
  cables search trafficking 'from:"PHNOM PENH"' --order best --limit 20
  cables search --save drinks 'vodka OR caviar', then: cables search @drinks from:moscow
  cables search --ids @drinks | xargs cables show
  cables search --json 'portion:S vodka' | jq -r '.snippet.text'

Words beside each other must all occur; OR, -word, "a phrase", begin*, NEAR(a b, 5) and brackets work, and
the fields from: to: tag: class: caption: portion: date: year: subject: ref: cites: mrn: signer: version:
length: note: code: author: changed: has: is:. A query that begins with - comes after --.
In a pipe the columns are separated by tabs: those of `cables list`, then the words around the first hits.
--json gives for each cable the fields of `cables list` and snippet: text, hits ([start, end) in characters
of it), paragraph (its ordinal, or null).
""",
    "list": """\
  cables list
  cables list trafficking 'from:"PHNOM PENH"' --order oldest
  cables list --json 'tag:KTIP' | jq -r .mrn

In a pipe the columns are separated by tabs: date (~ before a guessed one), number, level, notes, subject.
--json gives for each cable: mrn, date, estimated_date, level, subject, origin, size (characters), notes.
""",
    "facets": """\
  cables facets trafficking
  cables facets --json 'tag:KTIP' | jq .months
  cables facets

In a pipe: kind, value and count between tabs. --json gives: query, total, years, levels, posts, tags,
signers, months; each an object with counts.
""",
    "show": """\
  cables show 06PHNOMPENH977
  cables show 'phnom penh 977' --json | jq .cable.tags
  cables show 06PHNOMPENH977 --raw > cable.txt

--json gives: format, mrn, text_hash, imported, place, given (what its container said) and cable, with every
field that was read; spans are [start, end) in characters of cable.source.
""",
    "refs": """\
  cables refs 06PHNOMPENH977
  cables refs --ghosts --limit 20
  cables refs --json 06PHNOMPENH977 | jq -r '.out[] | select(.held | not) | .mrn'

In a pipe, between tabs: out, ghost (not held) or in; date, number, level, letters in the REF line,
paragraphs, subject. --ghosts: number, how often cited, by which.
--json gives: format, mrn, held, out and in; each of them mrn, held, letters, paragraphs (ordinals in the
citing cable), sure (false where the year is a guess), cable (as `cables list --json`, or null), and for one
that is not held also_cited_by. With --ghosts an object a line: mrn, cited_by.
""",
    "similar": """\
  cables similar 06PHNOMPENH977
  cables similar --json 06PHNOMPENH977 | jq -r .mrn

In a pipe: the columns of `cables list`, then what is shared. --json gives the fields of `cables list` but
notes, and linked, references, words, tags, score.
""",
    "log": """\
  cables log
  cables log --json | jq -r 'select(.found == 0) | .query'
  cables log --judgements --csv > log.csv

Every search is noted, also one that found nothing, with how many cables were judged for it since and how
many of them are kept. In a pipe, between tabs: when, how many were found, the query, judged, kept, author; of
a judgement: when, verdict, the query, cable, nothing, author. --json gives: at, author, query, and found,
judged, kept or cable, verdict.
""",
    "saved": """\
  cables search --save drinks 'vodka OR caviar'
  cables search @drinks
  cables saved
  cables saved --forget drinks

In a pipe, between tabs: name, query, when it was saved. --json gives: name, query, saved.
""",
    "notes": """\
  cables notes
  cables notes 06PHNOMPENH977
  cables notes --json | jq -r '.annotations[] | select(.codes[] == "trafficking") | .target.quote.exact'

--json gives: format, annotations (id, author, created, changed, target, body, codes) and links (id, author,
created, changed, source, target, relation, comment). A target has mrn, text_hash, number, ordinal, quote,
start, end.
""",
    "export": """\
  cables export 06PHNOMPENH977
  cables export --all --to ~/vault/cables

Exporting again brings the new notes; what you wrote outside the markers stays. A part edited between the
markers is kept, and the new text lies beside it as NAME.conflict.md.
""",
    "explain": """\
  cables explain PHUM
  cables explain S/NF
""",
    "remove": """\
  cables remove 06PHNOMPENH977
  cables search --ids 'from:nowhere' | xargs cables remove --yes

All versions of a cable go; your notes on it stay and are there again when it is imported again.
""",
    "reindex": """\
  cables reindex

For an index that is damaged, or was made by an earlier version of the program. It may be stopped at any
time; then the index is as it was before.
""",
    "check": """\
  cables check
  cables check --quick
  cables check --repair

Looks at every table, index, link and text. --repair builds a damaged index anew. A damaged file it renames,
never deletes, and brings every text that can be read into a new library. Exit code 0: nothing is wrong, or it
was mended.
""",
    "backup": """\
  cables backup ~/backup/library-2026-03-01.db

A copy that is a library in itself: as library.db in a folder of its own, --library opens it. It can be made
while an import runs. A file that is there is never written over.
""",
}
"""By verb."""
