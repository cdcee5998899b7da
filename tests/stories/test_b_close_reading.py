"""B: close reading of one cable: the page, its paragraphs, notes on words and on the whole, coming back."""

from __future__ import annotations

from tests.stories.hands import sitting_down

PANEL = "│ 4 notes"


async def test_a_cable_is_read_closely_annotated_and_found_again() -> None:
    async with sitting_down() as user:
        # 1. The header is folded, the text reflowed; keys show all fields, and the cable as it was sent.
        await user.press("j", "j", "j", "enter")
        await user.sees("Embassy Phnom Penh · 23 May 2006 · SIPDIS", "06PHNOMPENH977 · ¶1 · 1 of 8 · 0%")
        await user.press("H")
        await user.sees("number  06PHNOMPENH977 · VZCZCXRO3650", "to  SECSTATE WASHDC (priority)")
        await user.press("H")
        await user.sees_no_more("VZCZCXRO3650")
        await user.press("w")
        await user.sees("TAGS: [PHUM](#) [PREL](#)", "│┃ ¶1. SUMMARY: The Coordinated Mekong")
        await user.press("w")
        await user.sees_no_more("TAGS: [PHUM](#)")

        # 2. By paragraph, the current one marked in the gutter; a number goes to one.
        await user.press("}")
        await user.sees("¶2 · 2 of 8", "│┃  2 Cambodia: The Royal Government")
        await user.press("{")
        await user.sees("¶1 · 1 of 8", "│┃  1 SUMMARY: The Coordinated Mekong")
        await user.press("4", "G")
        await user.sees("¶4 · 4 of 8", "│┃  4 Laos: Laotian delegates")
        await user.press("2", "G")
        await user.sees("¶2 · 2 of 8")

        # 3. A note on the paragraph; words inside it selected; overlapping notes; one on the whole cable.
        await user.press("a")
        await user.sees("06PHNOMPENH977 ¶2 · Ctrl+S saves · Esc discards")
        await user.press("Which law?", "ctrl+s")
        await user.sees("│ 1 note", "Noted on 06PHNOMPENH977 ¶2: “Which law?”")
        await user.press("v")
        await user.sees("w b word", "Esc drop")
        await user.press("w", "v", "w", "w", "a", "Its name in full.", "ctrl+s")
        await user.sees("│ 2 notes", "┃ The Royal Government")
        await user.press("v", "b", "v", "w", "w", "a", "Of what?", "ctrl+s")
        await user.sees("│ 3 notes", "┃ Royal Government of")
        await user.press("A", "The best of the three.", "ctrl+s")
        await user.sees(PANEL, "The best of the three.")

        # 4. A mark in the gutter; the panel goes along, and leads back to the place of a note.
        assert "│┃• 2 Cambodia" in user.line("2 Cambodia: The Royal")
        await user.press("4", "G")
        await user.sees("¶4 · 4 of 8")
        await user.press("a", "And in Laos?", "ctrl+s")
        await user.sees("│ 5 notes", "¶4  ← here")
        await user.press("[")
        await user.sees("¶2  ← here")

        # 5. Codes and acronyms are explained on demand.
        await user.press("I")
        await user.sees(
            "In ¶2", "MOU             Memorandum of Understanding", "KWMN            Women's Issues"
        )
        await user.press("escape")
        await user.press("p")
        await user.sees("1 of")
        await user.press("escape")

        # 6. Left and found again: cable, paragraph, width of the panel.
        await user.press("tab", "+", "+")
        await user.sees("│▌┃ Cambodia: The Royal Governme…")
        narrow = user.line("5 notes").index("│ 5 notes")
        await user.press("shift+tab")
        await user.quits()
    async with sitting_down() as user:
        await user.sees("06PHNOMPENH977 · ¶2 · 2 of 8", "│ 5 notes")
        assert user.line("5 notes").index("│ 5 notes") == narrow
