"""What ordinary English knows of words in capitals: which are rarely names, and which can be two words."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_VOWEL = re.compile(r"[^AEIOUY]{2,5}")
"""An acronym, even if no table has it."""
GOVERNMENT = re.compile(r"GO[A-Z]{1,2}")
"""``GOB``, ``GOTG``: the Government of ..., as cables shorten it."""
ENGLISH_GO = _words("GOD GOT GOES GOAL GOOD GOLD GONE GOLF GOAT")
COMMON_ENDING = re.compile(
    r".{2,}(?:ED|ING|LY|IONS?|MENTS?|NESS|[AI]BLE|I[SZ]ES?|ITY|ITIES|IVE|OUS|ALS?|ICS?|ERS|ORS|ATES?|ISTS?|"
    r"ISMS?|IES|LESS|FUL|[AE]NCE|[AE]NCY|ACY|ENTS?|AGES?|URES?|[AO]RY|SHIPS?|ADES?|IFY|IGHT)"
)
"""How words end that are rarely names; only for words the library does not know."""
ENDINGS = ("S", "ES", "D", "ED", "R", "ER", "LY")
"""What is left off a word to find it in the library in another form."""
NO_NAME_AFTER = _words("A AN TO INTO HIS HER ITS THEIR OUR NOT WILL WOULD CAN COULD SHOULD MUST")
"""What precedes words that are rarely names; only for words the library does not know."""
MOST_LETTERS = 5
"""Of an acronym that only its parentheses show: ``(ANRC)``."""
SHORTENED = _words(
    "MR MRS MS DR ST GEN COL LT SGT MAJ CAPT ADM GOV SEN REP PROF AMB MIN VS NO NOS ETC INC CO LTD CORP "
    "APPROX JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC"
)
"""Words after which a full stop ends no sentence."""
MONTH_AFTER = _words("IN SINCE LATE EARLY MID UNTIL LAST NEXT THIS OF")
"""What precedes ``MAY`` and ``MARCH`` where they are months."""
PRONOUN_AFTER = _words(
    "TOLD TELL TELLS TELLING GAVE GIVE GIVES GIVEN GIVING ASKED ASK ASKING INFORMED ASSURED URGED LET HELP "
    "WITH TO FOR FROM OF BY ON JOIN JOINED SHOW SHOWED ADVISED CONVINCE CONVINCED"
)
"""What precedes ``US`` where it is a pronoun..."""
PRONOUN_BEFORE = _words(
    "THAT TO THE A AN IN ON AT HE SHE IT THEY AND OR BUT OF AS IF WITH FROM FOR BY ABOUT WHEN WHETHER WHY "
    "HOW WHAT ALL BOTH HIS HER THEIR THIS THERE"
)
"""... and what follows it; elsewhere it is the country."""
ORDINALS = _words("TH ST ND RD S")
"""What follows a number in small letters."""
SMALL_ENDS = _words("S T D LL RE VE M")
"""What follows an apostrophe in small letters."""
SMALL = _words(
    "A AN THE AND OR BUT NOR SO YET IF AS AT BY FOR FROM IN INTO OF OFF ON ONTO OUT OVER PER SINCE THAN "
    "THAT TO UNTIL UP UPON WITH HE HER HIM HIS IT ITS ME MY OUR SHE THEIR THEM THEY THIS THESE THOSE US "
    "WE WHO WHOM YOU YOUR AM ARE BE BEEN CAN DID DO DOES HAD HAS HAVE IS MAY NO NOT WAS WERE WILL ALL ANY "
    "ARM BEST CAR CARE END FACT FAST FIRST GO HELP LAST LED LET MAN MEN MOB NEW NEXT NICE NOW OLD ONE "
    "PLUS READING SEE SHOW START TOP TWO WHAT WHEN"
)
"""Common words that are also codes or parts of names in the tables: ``IN`` is the code of India."""
