"""A draft on the sample cables with thirty planted faults, among quotations that are right as editors quote.

Each entry is a paragraph of the draft; ``>`` begins a block quotation.
"""

# ruff: noqa: E501 - an entry is one line

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A paragraph, and what a check has to say of it."""

    what: str
    verdict: str
    text: str
    found: str = ""
    """What the finding has to name: where the words are, or the words of the cable."""


A, B, C, D, E = "06PHNOMPENH1385", "06PHNOMPENH977", "07BEIJING7545", "09PHNOMPENH189", "04RANGOON1422"
FAULTS = (
    Entry(
        "another word",
        "differs",
        f"It found that “Judicial reform has slowed over the year” ({A} ¶1 (SBU)).",
        "improved",
    ),
    Entry(
        "a negation dropped",
        "differs",
        f"“MOWA unfortunately does have a budget as large as the MOI” ({D} ¶3 (SBU)).",
        "not",
    ),
    Entry(
        "another number",
        "differs",
        f"They said that “80% of labor exploitation is invisible” ({A} ¶2 (SBU)).",
        "90%",
    ),
    Entry(
        "a word left out",
        "differs",
        f"“Police inactivity is the significant factor in contributing to fewer TIP-related arrests” ({A} ¶3 (SBU)).",
        "most",
    ),
    Entry(
        "a word put in",
        "differs",
        f"The unit “has grown in size but has done very little in the past six months” ({A} ¶3 (SBU)).",
        "very",
    ),
    Entry(
        "a name misspelt",
        "differs",
        f"“In 2005, the new president of the court, Chiv Kheng, filed 49 cases of trafficking” ({A} ¶4 (U)).",
        "Keng",
    ),
    Entry(
        "British spelling",
        "differs",
        f"“NGOs discussed labour exploitation and a need to monitor aftercare facilities” ({A} ¶1 (SBU)).",
        "labor",
    ),
    Entry(
        "a capital in mid-sentence",
        "differs",
        f"“the Burmese Junta got the international endorsement it seeks” ({E} ¶1 (C)).",
        "junta",
    ),
    Entry(
        "a comma dropped",
        "differs",
        f"“Cambodia, Laos and Burma sent Cabinet-level officials to sign the MOU” ({E} ¶3 (U)).",
        "Laos,",
    ),
    Entry(
        "words in another order",
        "differs",
        f"“held trials for 43 and filed 49 cases of trafficking” ({A} ¶4 (U)).",
        f"{A} ¶4",
    ),
    Entry(
        "an ellipsis that turns the order round",
        "differs",
        f"“special judges and prosecutors for trafficking cases … the judiciary is moving forward” ({A} ¶7 (SBU)).",
        f"{A} ¶7",
    ),
    Entry(
        "two sentences run together",
        "differs",
        f"“Post agrees with this assessment, the work of anti-TIP NGOs has been essential” ({D} ¶10 (SBU)).",
        f"{D} ¶10",
    ),
    Entry(
        "a tense changed in a block quotation",
        "differs",
        f"> International Justice Mission (IJM) Country Director Patrick Stayton recently echoed IOM Officer John McGeoghan's statement that the RGC will not be able to effectively combat TIP in Cambodia ({D}, ¶10 (SBU))",
        "would",
    ),
    Entry(
        "another paragraph",
        "elsewhere",
        f"“Police inactivity is the most significant factor” ({A} ¶4 (U)).",
        f"{A} ¶3",
    ),
    Entry(
        "another paragraph, in a block quotation",
        "elsewhere",
        f"> Provincial working groups in each of Cambodia's provinces have already been created ({D}, ¶9 (SBU))",
        f"{D} ¶8",
    ),
    Entry(
        "another cable",
        "elsewhere",
        f"“Chinese delegates reported China's participation in the first conference” ({C} ¶3).",
        f"{B} ¶3",
    ),
    Entry(
        "another cable of the same post",
        "elsewhere",
        f"“laborers lack essential protections” ({B} ¶2).",
        f"{A} ¶2",
    ),
    Entry(
        "a higher portion mark",
        "portion wrong",
        f"“The anti-TIP police unit has grown in size” ({A} ¶3 (C)).",
        "(SBU)",
    ),
    Entry(
        "a lower portion mark",
        "portion wrong",
        f"“regional cooperation on TIPs in this area is a ‘win-win’ situation” ({E} ¶9 (U)).",
        "(C)",
    ),
    Entry(
        "a portion mark where there is none",
        "portion wrong",
        f"“Chinese delegates reported China's participation in the first conference” ({B} ¶3 (C)).",
        "no portion mark",
    ),
    Entry("no portion mark", "portion missing", f"“MOJ officials took great interest” ({A} ¶7).", "(SBU)"),
    Entry("no such paragraph", "citation wrong", f"The talks went on for days ({C} ¶19).", "no paragraph 19"),
    Entry(
        "another year",
        "citation wrong",
        f"The task force was restructured ({D}, March 24, 2008).",
        "March 24, 2009",
    ),
    Entry(
        "another day",
        "citation wrong",
        f"Taylor had come in July (telegram {A}, August 11, 2006, ¶1 (SBU)).",
        "August 1, 2006",
    ),
    Entry(
        "another classification",
        "citation wrong",
        f"All six had come (telegram {B}, May 23, 2006, confidential, ¶1).",
        "unclassified",
    ),
    Entry(
        "another sender",
        "citation wrong",
        f"Embassy Bangkok to Department of State, telegram {C}, December 19, 2007, ¶6.",
        "Embassy Beijing",
    ),
    Entry(
        "a word of the title",
        "differs",
        f"See “REGIONAL PROBLEMS ON COMMIT PROCESS,” telegram {B}.",
        "PROGRESS",
    ),
    Entry(
        "a cable that is not there",
        "not in library",
        "The court heard “every one of the cases that year” (06PHNOMPENH9999 ¶2 (C)).",
    ),
    Entry(
        "an invented quotation",
        "not found",
        f"“The minister admitted that officers had been paid to look away” ({A} ¶6 (SBU)).",
    ),
    Entry(
        "an invented quotation without a source",
        "not found",
        "An officer called it “the longest week of my working life so far”.",
    ),
)
RIGHT = (
    Entry("word for word", "exact", f"“PolEconoffs attended as observers” ({E} ¶4)."),
    Entry(
        "straight quotation marks",
        "exact",
        f'"Police inactivity is the most significant factor" ({A} ¶3 (SBU)).',
    ),
    Entry(
        "single marks inside", "exact", f"“saying this is the ‘very heart’ of the COMMIT process” ({C} ¶3)."
    ),
    Entry(
        "a small first letter",
        "exact",
        f"He wrote that “police inactivity is the most significant factor” ({A} ¶3 (SBU)).",
    ),
    Entry(
        "a bracketed first letter", "exact", f"“[T]he anti-TIP police unit has grown in size” ({A} ¶3 (SBU))."
    ),
    Entry(
        "an ellipsis",
        "exact",
        f"“The anti-TIP police unit … has done little in the past six months” ({A} ¶3 (SBU)).",
    ),
    Entry(
        "a bracketed ellipsis", "exact", f"“The anti-TIP police unit [...] has done little” ({A} ¶3 (SBU))."
    ),
    Entry(
        "spaced full stops",
        "exact",
        f"“Judicial reform has improved . . . but progress in the Ministry of Interior” ({A} ¶1 (SBU)).",
    ),
    Entry(
        "a word explained in brackets",
        "exact",
        f"“Currently, there are only six prosecutors [in the capital] and eleven judges” ({A} ¶4 (U)).",
    ),
    Entry(
        "a word replaced in brackets",
        "exact",
        f"“[Sokunthea] praised her department's growth from seven anti-TIP units to 17 units” ({A} ¶6 (SBU)).",
    ),
    Entry("a comma inside the marks", "exact", f"“PolOffs attended as observers,” it says ({C} ¶2)."),
    Entry(
        "a dash for hyphens",
        "exact",
        f"“verbally agreed that labor companies could confiscate workers’ travel documents upon arrival to Malaysia—leaving workers more vulnerable” ({A} ¶2 (SBU)).",
    ),
    Entry("a curly apostrophe", "exact", f"“with Cambodia’s Ministry of Women’s Affairs” ({B} ¶8)."),
    Entry(
        "a block quotation",
        "exact",
        f"> Post agrees with this assessment. Without a doubt, the work of anti-TIP NGOs has been essential to the successes already achieved in combating TIP in Cambodia. ({D}, ¶10 (SBU))",
    ),
    Entry(
        "over a page break",
        "exact",
        f"“completion of national level workshops on the implementation, development, and distribution of a screening checklist for ‘victim identification,’ and related training in its use” ({B} ¶5).",
    ),
    Entry(
        "a full citation",
        "exact",
        f"Embassy Phnom Penh to Department of State and others, “REGIONAL PROGRESS ON COMMIT PROCESS,” telegram {B}, May 23, 2006, unclassified, ¶1.",
    ),
    Entry("words in marks that are no quotation", "", "The so-called “task force” met."),
    Entry("a citation without a quotation", "", f"More in {C}, ¶¶3–4."),
)
ENTRIES = tuple(
    entry
    for pair in zip(FAULTS, (*RIGHT, *(None,) * (len(FAULTS) - len(RIGHT))), strict=True)
    for entry in pair
    if entry
)
"""Faults and right ones mixed."""
