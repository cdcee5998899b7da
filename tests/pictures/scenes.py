"""The scenes: what to press, from a cable that is open, to come to each screen.

Keys are separated by spaces. ``text:to_type`` types, with ``_`` for a space, ``{home}`` is the folder of the
pictures, and ``@words_to_wait_for`` waits until these are on the screen.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.pictures.library import HERE, PLAN, THERE


class Scene(NamedTuple):
    """What is in one picture."""

    name: str
    keys: str = ""
    cable: str | None = HERE
    """The cable that is open; None to stay in the list."""
    library: str = "library"
    """``library``, ``samples``, ``empty``, ``broken``, or ``slow``, whose imports wait."""
    screen: str = "MainScreen"
    """The class of the screen that is then on top."""


PREVIEW = (
    "x @Export text:everything enter @folder ctrl+u text:{home}/out enter @Style text:plain enter @Protected"
)

SCENES: tuple[Scene, ...] = (
    # The main screen
    Scene("list", cable=None),
    Scene("list-marked", "space space j V", None),
    Scene("list-filter-typed", "backslash text:traf", None),
    Scene("list-filter-mistake", "backslash text:post:(x", None),
    Scene("list-filtered", "backslash text:trafficking enter", None),
    Scene("list-nothing-found", "backslash text:traficing enter @No", None),
    Scene("list-judging", "D 1", None),
    Scene("reader"),
    Scene("reader-confidential", "} } }", PLAN),
    Scene("reader-header", "H", PLAN),
    Scene("reader-header-all", "H H", THERE),
    Scene("reader-as-sent", "w }"),
    Scene("reader-words", "} } v w w w w"),
    Scene("reader-find-typed", "slash text:police", screen="Prompt"),
    Scene("reader-found", "slash text:police enter n"),
    Scene("reader-labels", "f", PLAN),
    Scene("reader-portions", "& u enter", PLAN),
    Scene("reader-version", "V"),
    Scene("reader-zoomed", "z"),
    Scene("notes", "} } tab"),
    Scene("all-panels", "} } F @Year tab h @2006"),
    Scene("facets", "F @Year"),
    Scene("histogram", "h @2006", None),
    Scene("histogram-split", "h @2006 b right", None),
    Scene(
        "message-long", "colon text:verify_/no/such/folder/and/no_such_draft_of_a_chapter.md enter @no_such"
    ),
    Scene("key-without-meaning", "#"),
    Scene("first-steps", cable=None, library="samples"),
    Scene("first-steps-open", cable=HERE, library="samples"),
    Scene("welcome", cable=None, library="empty"),
    Scene("library-broken", cable=None, library="broken"),
    # Over the main screen
    Scene("note-editor", "} } a text:Who_wrote_this_and_when?"),
    Scene("note-editor-cable", "A text:On_the_whole_of_it."),
    Scene("note-edited", "} } tab e"),
    Scene("tags", "} } t", screen="Picker"),
    Scene("tags-typed", "} } t text:mou,_act", screen="Picker"),
    Scene("link", "} } l @Link", screen="Picker"),
    Scene("link-paragraph", "} } l @Link text:beijing enter @Paragraph_of", screen="Picker"),
    Scene(
        "link-relation",
        "} } l @Link text:beijing enter @Paragraph_of text:4 enter @Relation",
        screen="Picker",
    ),
    Scene(
        "link-comment",
        "} } l @Link text:beijing enter @Paragraph_of text:4 enter @Relation text:continues enter @Comment",
        screen="Prompt",
    ),
    Scene("references", "r @RANGOON", PLAN, screen="Picker"),
    Scene("similar", "P @BEIJING", screen="AlikeScreen"),
    Scene("outline", "o @SUMMARY", screen="Picker"),
    Scene("peek", "} p @Esc", THERE, screen="Popup"),
    Scene("peek-code", "} p p @Esc", screen="Popup"),
    Scene("portions", "& @Show", PLAN, screen="Keys"),
    Scene("explain", "I @codes", screen="Table"),
    Scene("bookmark-set", "m @letter", screen="LetterPrompt"),
    Scene("bookmark-go", "' @letter", screen="LetterPrompt"),
    Scene("bookmarks", "m a @Bookmark ' enter @Bookmarks", screen="Picker"),
    Scene("queries", "backslash text:trafficking enter S @Enter", None, screen="QueryPicker"),
    Scene("query-save", "backslash text:trafficking enter S @Enter enter @Save_as", None, screen="Prompt"),
    Scene("date", "@ @Go", None, screen="Prompt"),
    Scene("sort", "s @Sort", None, screen="Keys"),
    Scene("columns", "% @Columns", None, screen="Keys"),
    Scene("judge-all", "space space W @Judge", None, screen="Picker"),
    Scene("tag-all", "space space T @Tag", None, screen="Picker"),
    Scene("tag-all-question", "space space T @Tag text:mou enter @?", None, screen="Question"),
    Scene("palette", "ctrl+p @Command", screen="Picker"),
    Scene("palette-typed", "ctrl+p @Command text:note", screen="Picker"),
    Scene("palette-nothing", "ctrl+p @Command text:zzz", screen="Picker"),
    Scene("command-line", "colon text:tag_+m", screen="CommandPrompt"),
    Scene("command-line-names", "colon text:t", screen="CommandPrompt"),
    Scene("command-line-mistake", "colon text:nothing_like_this enter", screen="CommandPrompt"),
    Scene("help-list", "? @Keys", None, screen="Help"),
    Scene("help-reader", "? @Keys", screen="Help"),
    Scene("help-notes", "tab ? @Keys", screen="Help"),
    Scene("help-facets", "F @Year ? @Keys", screen="Help"),
    Scene("help-histogram", "h @2006 ? @Keys", None, screen="Help"),
    Scene("help-typed", "? @Keys text:note", screen="Help"),
    Scene("help-judging", "D ? @Keys", None, screen="Help"),
    Scene("messages", "colon text:nope enter escape y M @Messages", screen="Sheet"),
    Scene("pipe", "| text:wc_-w", screen="CommandPrompt"),
    Scene("pipe-output", "| text:head_-n_50 enter @Done", screen="OutputSheet"),
    Scene("pipe-nothing", "| text:no-such-program enter @not_found", screen="OutputSheet"),
    Scene("author", "colon text:author enter @Author", screen="Prompt"),
    # Export, and what leaves the program
    Scene("export", "x @Export", screen="Picker"),
    Scene("export-code", "x @Export text:code enter @Code", screen="Picker"),
    Scene("export-folder", "x @Export text:everything enter @folder", screen="Prompt"),
    Scene(
        "export-style",
        "x @Export text:everything enter @folder ctrl+u text:{home}/out enter @Style",
        screen="Picker",
    ),
    Scene("export-protected", PREVIEW, screen="Keys"),
    Scene("export-preview", f"{PREVIEW} m @new", screen="PreviewScreen"),
    Scene("protected-names", "Z @Protected", screen="Picker"),
    Scene("protected-name-question", "} } v w Z @?", screen="Question"),
    Scene("protected-mentions", "} y @Protected s @Government", screen="Sheet"),
    # Screens of records
    Scene("codebook", "c @agreement j", screen="CodebookScreen"),
    Scene("codebook-rename", "c @agreement r", screen="Prompt"),
    Scene("codebook-merge", "c @agreement G m", screen="Picker"),
    Scene("codebook-merge-how", "c @agreement G m @Merge text:mou enter", screen="Question"),
    Scene("codebook-colour", "c @agreement c @#rr", screen="Picker"),
    Scene("codebook-delete", "c @agreement j d @?", screen="Question"),
    Scene("codebook-help", "c @agreement ? @Keys", screen="Table"),
    Scene("codebook-palette", "c @agreement ctrl+p @Command", screen="Picker"),
    Scene("code-picker", "C @mou", screen="Picker"),
    Scene("passages", "C @mou text:mou enter @passages_in", screen="PassagesScreen"),
    Scene("notes-search", "L @note", screen="NoteSearchScreen"),
    Scene("notes-search-typed", "L @note slash text:plan", screen="NoteSearchScreen"),
    Scene("links", "O @06PHNOM", screen="OutlineScreen"),
    Scene("compare", "= @4", screen="CompareScreen"),
    Scene("compare-versions", "= @version", screen="CompareScreen"),
    Scene("verify-draft", "colon text:verify enter @draft", screen="Prompt"),
    Scene("verify", "colon text:verify_{home}/draft.md enter @places j", screen="VerifyScreen"),
    Scene("trails", "Q @Mekong", screen="TrailsScreen"),
    Scene("trail-stops", "Q @Mekong enter @3_stops", screen="StopsScreen"),
    Scene("trail-comment", "Q @Mekong enter @3_stops e @stop", screen="Prompt"),
    Scene("trail-delete", "Q @Mekong d @?", screen="Question"),
    Scene("trail-keep", "} } J colon text:trail-keep enter @Keep", screen="Prompt"),
    Scene("trail-add", "colon text:trail-add enter @Add", screen="Picker"),
    Scene("ghosts", "colon text:ghosts enter @not_in_your_library", screen="GhostsScreen"),
    Scene("ghosts-post", "colon text:ghosts enter @not_in_your_library slash", screen="Prompt"),
    Scene("people", '" @persons j', screen="NamesScreen"),
    Scene("review", "R @decide", screen="ReviewScreen"),
    Scene("review-help", "R @decide ? @Keys", screen="Table"),
    Scene("bundle", "B @Merge", screen="Prompt"),
    Scene("merge", "B @Merge ctrl+u text:{home}/ben.jsonl enter @new", screen="MergeScreen"),
    Scene("merge-question", "B @Merge ctrl+u text:{home}/ben.jsonl enter @new enter @?", screen="Question"),
    Scene(
        "conflicts",
        "B @Merge ctrl+u text:{home}/ben.jsonl enter @new enter @? y @Conflicts",
        screen="ConflictsScreen",
    ),
    # Imports
    Scene("import", "i @Import", screen="Prompt"),
    Scene("import-columns", "i @Import ctrl+u text:{home}/table.csv enter @Which", screen="Prompt"),
    Scene("import-running", "i @Import ctrl+u text:{home}/mixed enter @stops", library="slow"),
    Scene(
        "import-quit",
        "i @Import ctrl+u text:{home}/mixed enter @stops q @?",
        library="slow",
        screen="Question",
    ),
    Scene("imports", "i @Import ctrl+u enter @skipped", screen="ImportsScreen"),
)
