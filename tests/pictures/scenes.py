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
    Scene("reader-find-typed", "slash text:police"),
    Scene("reader-found", "slash text:police enter n"),
    Scene("reader-labels", "} f", THERE),
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
    Scene("tags", "} } t"),
    Scene("tags-typed", "} } t text:mou,_act"),
    Scene("link", "} } l @Link"),
    Scene("link-paragraph", "} } l @Link text:beijing @07BEI enter @7"),
    Scene("link-relation", "} } l @Link text:beijing @07BEI enter @7 text:4 enter @continues"),
    Scene("link-comment", "} } l @Link text:beijing @07BEI enter @7 text:4 enter @continues enter @Comment"),
    Scene("references", "r @PHNOM"),
    Scene("similar", "P @BEIJING"),
    Scene("outline", "o @SUMMARY"),
    Scene("peek", "} p @Esc", THERE),
    Scene("peek-code", "} p p @Esc"),
    Scene("portions", "& @Show", PLAN),
    Scene("explain", "I @codes"),
    Scene("bookmark-set", "m @letter"),
    Scene("bookmark-go", "' @letter"),
    Scene("bookmarks", "m a @Bookmark ' enter @Bookmarks"),
    Scene("queries", "backslash text:trafficking enter S @Enter", None),
    Scene("query-save", "backslash text:trafficking enter S @Enter ctrl+s @Save", None),
    Scene("date", "@ @Go", None),
    Scene("sort", "s @Sort", None),
    Scene("columns", "% @Columns", None),
    Scene("judge-all", "space space W @Judge", None),
    Scene("tag-all", "space space T @Tag", None),
    Scene("tag-all-question", "space space T @Tag text:mou enter @?", None),
    Scene("palette", "ctrl+p @Command"),
    Scene("palette-typed", "ctrl+p @Command text:note"),
    Scene("palette-nothing", "ctrl+p @Command text:zzz"),
    Scene("command-line", "colon text:tag_+m"),
    Scene("command-line-names", "colon text:t"),
    Scene("command-line-mistake", "colon text:nothing_like_this enter"),
    Scene("help-list", "? @Keys", None),
    Scene("help-reader", "? @Keys"),
    Scene("help-notes", "tab ? @Keys"),
    Scene("help-facets", "F @Year ? @Keys"),
    Scene("help-histogram", "h @2006 ? @Keys", None),
    Scene("help-typed", "? @Keys text:note"),
    Scene("help-judging", "D ? @Keys", None),
    Scene("messages", "colon text:nothing_like_this enter escape M @Messages"),
    Scene("pipe", "| text:wc_-w"),
    Scene("pipe-output", "| text:head_-n_50 enter @Done"),
    Scene("pipe-nothing", "| text:no-such-program enter @not_found"),
    Scene("author", "colon text:author enter @Author"),
    # Export, and what leaves the program
    Scene("export", "x @Export"),
    Scene("export-code", "x @Export text:code enter @Code"),
    Scene("export-folder", "x @Export text:everything enter @folder"),
    Scene("export-style", "x @Export text:everything enter @folder ctrl+u text:{home}/out enter @Style"),
    Scene("export-protected", PREVIEW),
    Scene("export-preview", f"{PREVIEW} m @new"),
    Scene("protected-names", "Z @Protected"),
    Scene("protected-name-question", "} } v w Z @?"),
    Scene("protected-mentions", "} y @Protected s @Sar", "06PHNOMPENH1385"),
    # Screens of records
    Scene("codebook", "c @agreement j"),
    Scene("codebook-rename", "c @agreement r"),
    Scene("codebook-merge", "c @agreement G m"),
    Scene("codebook-merge-how", "c @agreement G m @Merge text:mou enter"),
    Scene("codebook-colour", "c @agreement C"),
    Scene("codebook-delete", "c @agreement j d @?"),
    Scene("codebook-help", "c @agreement ? @Keys"),
    Scene("codebook-palette", "c @agreement ctrl+p @Command"),
    Scene("code-picker", "C @mou"),
    Scene("passages", "C @mou text:mou enter @Passages"),
    Scene("notes-search", "L @note"),
    Scene("notes-search-typed", "L @note slash text:plan"),
    Scene("links", "O @06PHNOM"),
    Scene("compare", "= @4"),
    Scene("compare-versions", "= @version"),
    Scene("verify-draft", "colon text:verify enter @draft"),
    Scene("verify", "colon text:verify_{home}/draft.md enter @places j"),
    Scene("trails", "Q @Mekong"),
    Scene("trail-stops", "Q @Mekong enter @Stop"),
    Scene("trail-comment", "Q @Mekong enter @06PHN e @stop"),
    Scene("trail-delete", "Q @Mekong d @?"),
    Scene("trail-keep", "} } J colon text:trail-keep enter @Keep"),
    Scene("trail-add", "colon text:trail-add enter @Add"),
    Scene("ghosts", "colon text:ghosts enter @missing"),
    Scene("ghosts-post", "colon text:ghosts enter @missing p"),
    Scene("people", '" @persons j'),
    Scene("review", "R @decide"),
    Scene("review-help", "R @decide ? @Keys"),
    Scene("bundle", "B @Merge"),
    Scene("merge", "B @Merge ctrl+u text:{home}/ben.jsonl enter @new"),
    Scene("merge-question", "B @Merge ctrl+u text:{home}/ben.jsonl enter @new enter @?"),
    Scene("conflicts", "B @Merge ctrl+u text:{home}/ben.jsonl enter @new enter @? y @conflict"),
    # Imports
    Scene("import", "i @Import"),
    Scene("import-columns", "i @Import ctrl+u text:{home}/table.csv enter @Which"),
    Scene("import-running", "i @Import ctrl+u text:{home}/mixed enter @stops", library="slow"),
    Scene("import-quit", "i @Import ctrl+u text:{home}/mixed enter @stops q @?", library="slow"),
    Scene("imports", "i @Import ctrl+u enter @skipped"),
)
