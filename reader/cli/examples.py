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
  cables notes 'visas from:RANGOON changed:>=2026-11'
  cables notes --by code 'code:trafficking OR code:visas'
  cables notes --json has:notes | jq -r '.annotations[].body'

Words are looked for in the notes and in the words they are on, note: in the notes alone; the fields are those
of `cables search`, for cables (from: tag: date: ...) and for notes (code: author: changed: has: is:).
--json gives: format, annotations (id, author, created, changed, target, body, codes) and links (id, author,
created, changed, source, target, relation, comment), with --by in groups, each with its name. A target has
mrn, text_hash, number, ordinal, quote, start, end.
""",
    "tag": """\
  cables tag 'from:RANGOON date:2004' +visas -draft
  cables search --ids trafficking | cables tag - '+human trafficking' --yes
  cables tag +visas -- -has:codes

You are asked first, with the number of cables. It is one step: `cables undo` takes it back.
""",
    "judge": """\
  cables judge keep 'tag:KTIP subject:progress'
  cables judge no 'tag:KTIP is:unjudged length:<2000'
  cables judge clear @drinks

A judgement holds for the query, or with --overall whatever the query. What a query says about judgements
itself (is:kept, is:unjudged) does not count. It is one step: `cables undo` takes it back.
""",
    "codes": """\
  cables codes
  cables codes new visas
  cables codes rename visas 'visa policy'
  cables codes merge trafficking 'human trafficking' TIP
  cables codes split trafficking 'child labour' 'note:child OR note:minor'
  cables codes export book.qdc
  cables codes --together --csv > together.csv

In a pipe, between tabs: on how many notes, name, the code above it, colour, definition. --json gives: id,
name, definition, colour, parent, aliases, uses, author, created, changed. Each change is one step: `cables
undo`.
""",
    "links": """\
  cables links 06PHNOMPENH977
  cables links 06PHNOMPENH977 --hops 4 --own

A cable that several ways lead to is told in full once. In a pipe, between tabs: hops, paragraph, relation,
cable and paragraph, again (where it is told elsewhere), comment. --json gives: hops, mrn, relation, comment,
from, to, again, more (how many ways out of it are left out).
""",
    "review": """\
  cables review
  cables review --ask
  cables review --accept 3f2a91c0 81bb20de:2 --give-up 5c01aa37

For each note that is not surely where it was made: its name for --accept and --give-up, and the places where
it may belong. In a pipe, between tabs: name, cable and paragraph, state, the words, number of the place, its
paragraph, its words, the note. --json gives: id, end, mrn, paragraph, state, was, note, places.
""",
    "undo": """\
  cables undo
""",
    "redo": """\
  cables redo
""",
    "author": """\
  cables author
  cables author 'Ann Miller'

What is written already keeps its author. $CABLES_AUTHOR says otherwise for one command.
""",
    "bundle": """\
  cables bundle notes.jsonl
  cables bundle | ssh archive 'cables merge - --yes'

Plain text, one record a line, sorted; the same notes make the same bytes, so git can keep, compare and merge
it. A colleague takes it in with `cables merge`.
""",
    "merge": """\
  cables merge --preview colleague.jsonl
  cables merge colleague.jsonl
  cables merge --yes --keep theirs colleague.jsonl

It says what is new first. Everything comes in or nothing, in one step (`cables undo`), after a backup. Of
what was changed on both sides both versions are kept until you choose: `cables conflicts`. A backup, a copy
that was set aside, and a plain TinyDB file are merged alike. --json gives: done, counts, skipped, backup.
""",
    "conflicts": """\
  cables conflicts
  cables conflicts --keep 2 3f2a91c0
  cables conflicts --keep 1

In a pipe, between tabs: name of the note, number of the version, when it was changed, live or deleted, place,
text, by whom. --json gives: id, versions.
""",
    "plain": """\
  cables plain notes.json
  cables plain --read notes.json --library ~/elsewhere

A file that `TinyDB("notes.json")` opens, with everything in it.
""",
    "doctor": """\
  cables doctor
  cables doctor --repair ~/notes-copy

Reads everything and changes nothing. --repair lists what a copy would be without, asks, and writes it; the
notes themselves stay as they are. --json gives: folder, whole, changes, records, losses, strange.
""",
    "export": """\
  cables export 06PHNOMPENH977
  cables export --all --to ~/vault/cables

Exporting again brings the new notes; what you wrote outside the markers stays. A part edited between the
markers is kept, and the new text lies beside it as NAME.conflict.md.
""",
    "explain": """\
  cables explain PHUM
  cables explain S/NF RUEHC
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
