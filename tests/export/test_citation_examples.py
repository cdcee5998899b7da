"""Twenty citations from 1966 to 2010, each checked by hand against the patterns named in the module."""

# ruff: noqa: E501 - a citation is one line

from __future__ import annotations

from typing import NamedTuple

import pytest

from reader.errors import UsageError
from reader.export.citation import bibliography_entry, footnote, short_note
from reader.export.frus import parse_frus
from tests.export.builders import a_cable


class Example(NamedTuple):
    """The head of a cable, and how it is cited."""

    mrn: str
    dtg: str
    origin: str
    to: str
    classification: str
    number: str
    subject: str
    frus: str
    note: str
    entry: str
    short: str


EXAMPLES = (
    Example(
        '66SAIGON14523', 'O 121030Z DEC 66', 'AMEMBASSY SAIGON', 'SECSTATE WASHDC', 'S E C R E T', 'SAIGON 14523', 'NEGOTIATIONS WITH HANOI', '',
        'Embassy Saigon to Department of State, "NEGOTIATIONS WITH HANOI," telegram 66SAIGON14523, December 12, 1966, secret, ¶1.',
        'Embassy Saigon. "NEGOTIATIONS WITH HANOI." Telegram 66SAIGON14523 to Department of State, December 12, 1966. Secret.',
        'Embassy Saigon, telegram 66SAIGON14523, ¶1.',
    ),
    Example(
        '68SAIGON16837', 'R 230915Z JAN 68', 'AMEMBASSY SAIGON', 'SECSTATE WASHDC', 'CONFIDENTIAL', 'SAIGON 16837', 'PACIFICATION IN I CORPS', '',
        'Embassy Saigon to Department of State, "PACIFICATION IN I CORPS," telegram 68SAIGON16837, January 23, 1968, confidential, ¶1.',
        'Embassy Saigon. "PACIFICATION IN I CORPS." Telegram 68SAIGON16837 to Department of State, January 23, 1968. Confidential.',
        'Embassy Saigon, telegram 68SAIGON16837, ¶1.',
    ),
    Example(
        '69MOSCOW1457', 'P 021200Z APR 69', 'AMEMBASSY MOSCOW', 'SECSTATE WASHDC', 'SECRET', 'MOSCOW 1457', 'SALT', 'frus1969-76v12d35',
        'Telegram 1457 from Embassy Moscow to Department of State, April 2, 1969, Foreign Relations of the United States, 1969–1976, Volume XII, Document 35, ¶1, https://history.state.gov/historicaldocuments/frus1969-76v12/d35.',
        'Embassy Moscow. "SALT." Telegram 69MOSCOW1457 to Department of State, April 2, 1969. Foreign Relations of the United States, 1969–1976, Volume XII, Document 35. https://history.state.gov/historicaldocuments/frus1969-76v12/d35.',
        'Embassy Moscow, telegram 69MOSCOW1457, ¶1.',
    ),
    Example(
        '71ISLAMABAD3032', 'O 261130Z MAR 71', 'AMEMBASSY ISLAMABAD', 'SECSTATE WASHDC', 'CONFIDENTIAL', 'ISLAMABAD 3032', 'EAST PAKISTAN', 'frus1969-76ve07d125',
        'Telegram 3032 from Embassy Islamabad to Department of State, March 26, 1971, Foreign Relations of the United States, 1969–1976, Volume E-7, Document 125, ¶1, https://history.state.gov/historicaldocuments/frus1969-76ve07/d125.',
        'Embassy Islamabad. "EAST PAKISTAN." Telegram 71ISLAMABAD3032 to Department of State, March 26, 1971. Foreign Relations of the United States, 1969–1976, Volume E-7, Document 125. https://history.state.gov/historicaldocuments/frus1969-76ve07/d125.',
        'Embassy Islamabad, telegram 71ISLAMABAD3032, ¶1.',
    ),
    Example(
        '72MANILA10321', 'R 070200Z NOV 72', 'AMEMBASSY MANILA', 'SECSTATE WASHDC', 'LIMITED OFFICIAL USE', 'MANILA 10321', 'MARTIAL LAW: FIRST IMPRESSIONS', 'frus1969-76v20/d265',
        'Telegram 10321 from Embassy Manila to Department of State, November 7, 1972, Foreign Relations of the United States, 1969–1976, Volume XX, Document 265, ¶1, https://history.state.gov/historicaldocuments/frus1969-76v20/d265.',
        'Embassy Manila. "MARTIAL LAW: FIRST IMPRESSIONS." Telegram 72MANILA10321 to Department of State, November 7, 1972. Foreign Relations of the United States, 1969–1976, Volume XX, Document 265. https://history.state.gov/historicaldocuments/frus1969-76v20/d265.',
        'Embassy Manila, telegram 72MANILA10321, ¶1.',
    ),
    Example(
        '73SANTIAGO4193', 'Z 111530Z SEP 73', 'AMEMBASSY SANTIAGO', 'SECSTATE WASHDC', 'CONFIDENTIAL', 'SANTIAGO 4193', 'COUP', '',
        'Embassy Santiago to Department of State, Telegram 04193, September 11, 1973, 1973SANTIA04193, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59, ¶1.',
        'Embassy Santiago. "COUP." Telegram 04193 to Department of State, September 11, 1973. 1973SANTIA04193, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59. National Archives.',
        'Embassy Santiago, telegram 1973SANTIA04193, ¶1.',
    ),
    Example(
        '74NICOSIA1379', 'Z 150700Z JUL 74', 'AMEMBASSY NICOSIA', 'SECSTATE WASHDC', 'UNCLASSIFIED', 'NICOSIA 1379', 'SITREP', '',
        'Embassy Nicosia to Department of State, Telegram 01379, July 15, 1974, 1974NICOSI01379, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59, ¶1.',
        'Embassy Nicosia. "SITREP." Telegram 01379 to Department of State, July 15, 1974. 1974NICOSI01379, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59. National Archives.',
        'Embassy Nicosia, telegram 1974NICOSI01379, ¶1.',
    ),
    Example(
        '75PHNOMPENH292', 'R 060945Z JAN 75', 'AMEMBASSY PHNOM PENH', 'SECSTATE WASHDC', 'CONFIDENTIAL', 'PHNOM PENH 292', 'MILITARY SITUATION', '',
        'Embassy Phnom Penh to Department of State, Telegram 00292, January 6, 1975, 1975PHNOM00292, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59, ¶1.',
        'Embassy Phnom Penh. "MILITARY SITUATION." Telegram 00292 to Department of State, January 6, 1975. 1975PHNOM00292, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59. National Archives.',
        'Embassy Phnom Penh, telegram 1975PHNOM00292, ¶1.',
    ),
    Example(
        '76BUENOSAIRES1751', 'O 161400Z MAR 76', 'AMEMBASSY BUENOS AIRES', 'SECSTATE WASHDC\nAMEMBASSY SANTIAGO', 'SECRET', 'BUENOS AIRES 1751', 'MASSERA', '',
        'Embassy Buenos Aires to Department of State and others, Telegram 01751, March 16, 1976, 1976BUENOS01751, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59, ¶1.',
        'Embassy Buenos Aires. "MASSERA." Telegram 01751 to Department of State and others, March 16, 1976. 1976BUENOS01751, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59. National Archives.',
        'Embassy Buenos Aires, telegram 1976BUENOS01751, ¶1.',
    ),
    Example(
        '78USBERLIN1232', 'O 271200Z MAY 78', 'USMISSION BERLIN', 'SECSTATE WASHDC', 'LIMITED OFFICIAL USE', 'USBERLIN 01232', 'X', '',
        'Mission Berlin to Department of State, Telegram 01232, May 27, 1978, 1978USBERL01232, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59, ¶1.',
        'Mission Berlin. "X." Telegram 01232 to Department of State, May 27, 1978. 1978USBERL01232, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59. National Archives.',
        'Mission Berlin, telegram 1978USBERL01232, ¶1.',
    ),
    Example(
        '79TEHRAN10982', 'P 130900Z AUG 79', 'AMEMBASSY TEHRAN', 'SECSTATE WASHDC', 'CONFIDENTIAL', 'TEHRAN 10982', 'NEGOTIATIONS', '',
        'Embassy Tehran to Department of State, Telegram 10982, August 13, 1979, 1979TEHRAN10982, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59, ¶1.',
        'Embassy Tehran. "NEGOTIATIONS." Telegram 10982 to Department of State, August 13, 1979. 1979TEHRAN10982, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59. National Archives.',
        'Embassy Tehran, telegram 1979TEHRAN10982, ¶1.',
    ),
    Example(
        '79STATE310001', 'O 010200Z DEC 79', 'SECSTATE WASHDC', 'AMEMBASSY TEHRAN', 'SECRET', 'STATE 310001', 'HOSTAGES', '',
        'Department of State to Embassy Tehran, Telegram 310001, December 1, 1979, 1979STATE310001, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59, ¶1.',
        'Department of State. "HOSTAGES." Telegram 310001 to Embassy Tehran, December 1, 1979. 1979STATE310001, Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59. National Archives.',
        'Department of State, telegram 1979STATE310001, ¶1.',
    ),
    Example(
        '80WARSAW5467', 'O 150800Z AUG 80', 'AMEMBASSY WARSAW', 'SECSTATE WASHDC', 'CONFIDENTIAL', 'WARSAW 5467', 'STRIKES AT GDANSK', '',
        'Embassy Warsaw to Department of State, "STRIKES AT GDANSK," telegram 80WARSAW5467, August 15, 1980, confidential, ¶1.',
        'Embassy Warsaw. "STRIKES AT GDANSK." Telegram 80WARSAW5467 to Department of State, August 15, 1980. Confidential.',
        'Embassy Warsaw, telegram 80WARSAW5467, ¶1.',
    ),
    Example(
        '86KATHMANDU412', 'R 220530Z JAN 86', 'AMEMBASSY KATHMANDU', 'SECSTATE WASHDC', 'UNCLAS', 'KATHMANDU 00412', 'ELECTIONS?', '',
        'Embassy Kathmandu to Department of State, "ELECTIONS?," telegram 86KATHMANDU412, January 22, 1986, unclassified, ¶1.',
        'Embassy Kathmandu. "ELECTIONS?" Telegram 86KATHMANDU412 to Department of State, January 22, 1986. Unclassified.',
        'Embassy Kathmandu, telegram 86KATHMANDU412, ¶1.',
    ),
    Example(
        '90BAGHDAD4237', 'O 251246Z JUL 90', 'AMEMBASSY BAGHDAD', 'SECSTATE WASHDC', 'S E C R E T', 'BAGHDAD 04237', "SADDAM'S MESSAGE OF FRIENDSHIP TO PRESIDENT BUSH", '',
        'Embassy Baghdad to Department of State, "SADDAM\'S MESSAGE OF FRIENDSHIP TO PRESIDENT BUSH," telegram 90BAGHDAD4237, July 25, 1990, secret, ¶1.',
        'Embassy Baghdad. "SADDAM\'S MESSAGE OF FRIENDSHIP TO PRESIDENT BUSH." Telegram 90BAGHDAD4237 to Department of State, July 25, 1990. Secret.',
        'Embassy Baghdad, telegram 90BAGHDAD4237, ¶1.',
    ),
    Example(
        '94KIGALI1458', 'O 061500Z APR 94', 'AMEMBASSY KIGALI', 'SECSTATE WASHDC', 'CONFIDENTIAL', 'KIGALI 01458', '"NO EXIT".', '',
        'Embassy Kigali to Department of State, "\'NO EXIT\'," telegram 94KIGALI1458, April 6, 1994, confidential, ¶1.',
        'Embassy Kigali. "\'NO EXIT\'." Telegram 94KIGALI1458 to Department of State, April 6, 1994. Confidential.',
        'Embassy Kigali, telegram 94KIGALI1458, ¶1.',
    ),
    Example(
        '04RANGOON1422', 'P 290946Z OCT 04', 'AMEMBASSY RANGOON', 'SECSTATE WASHDC', 'C O N F I D E N T I A L', 'RANGOON 001422', 'VISAS', '',
        'Embassy Rangoon to Department of State, "VISAS," telegram 04RANGOON1422, October 29, 2004, confidential, ¶1.',
        'Embassy Rangoon. "VISAS." Telegram 04RANGOON1422 to Department of State, October 29, 2004. Confidential.',
        'Embassy Rangoon, telegram 04RANGOON1422, ¶1.',
    ),
    Example(
        '06PHNOMPENH977', 'R 240900Z MAY 06', 'AMEMBASSY PHNOM PENH', 'SECSTATE WASHDC\nAMEMBASSY BEIJING', 'UNCLAS', 'PHNOM PENH 000977', 'TIP', '',
        'Embassy Phnom Penh to Department of State and others, "TIP," telegram 06PHNOMPENH977, May 24, 2006, unclassified, ¶1.',
        'Embassy Phnom Penh. "TIP." Telegram 06PHNOMPENH977 to Department of State and others, May 24, 2006. Unclassified.',
        'Embassy Phnom Penh, telegram 06PHNOMPENH977, ¶1.',
    ),
    Example(
        '09MUNICH273', 'P 061200Z NOV 09', 'AMCONSUL MUNICH', 'SECSTATE WASHDC', 'C O N F I D E N T I A L', 'MUNICH 000273', 'GERMAN ELECTIONS: BAVARIA WINS', '',
        'Consulate Munich to Department of State, "GERMAN ELECTIONS: BAVARIA WINS," telegram 09MUNICH273, November 6, 2009, confidential, ¶1.',
        'Consulate Munich. "GERMAN ELECTIONS: BAVARIA WINS." Telegram 09MUNICH273 to Department of State, November 6, 2009. Confidential.',
        'Consulate Munich, telegram 09MUNICH273, ¶1.',
    ),
    Example(
        '10STATE9002', 'O 010000Z FEB 10', 'SECSTATE WASHDC', 'AMEMBASSY PARIS', 'S E C R E T//NOFORN', 'STATE 009002', 'GUIDANCE', '',
        'Department of State to Embassy Paris, "GUIDANCE," telegram 10STATE9002, February 1, 2010, secret, ¶1.',
        'Department of State. "GUIDANCE." Telegram 10STATE9002 to Embassy Paris, February 1, 2010. Secret.',
        'Department of State, telegram 10STATE9002, ¶1.',
    ),
)  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.mrn for example in EXAMPLES])
def test_a_cable_is_cited_as_its_archive_asks(example: Example) -> None:
    head = f"{example.dtg}\nFM {example.origin}\nTO {example.to}\n\n{example.classification} {example.number}\n\n"
    cable = a_cable(f"{head}SUBJECT: {example.subject}\n\n1. Text.\n", example.mrn)
    frus = parse_frus(example.frus) if example.frus else None
    assert footnote(cable, example.mrn, "¶1", frus=frus) == example.note
    assert bibliography_entry(cable, example.mrn, frus=frus) == example.entry
    assert short_note(cable, example.mrn, "¶1") == example.short


def test_the_examples_are_twenty_from_1966_to_2010() -> None:
    years = sorted(int(example.dtg[-2:]) for example in EXAMPLES)
    assert len(EXAMPLES) == 20
    assert {66, 10} <= set(years)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("frus1969-76v17d203", "Foreign Relations of the United States, 1969–1976, Volume XVII"),
        ("frus1969-76ve12/d1", "Foreign Relations of the United States, 1969–1976, Volume E-12"),
        ("frus1964-68v29p1d4", "Foreign Relations of the United States, 1964–1968, Volume XXIX, Part 1"),
        (
            "https://history.state.gov/historicaldocuments/frus1977-80v01/d12",
            "Foreign Relations of the United States, 1977–1980, Volume I",
        ),
    ],
)
def test_a_frus_id_is_read(text: str, title: str) -> None:
    assert parse_frus(text).title == title


@pytest.mark.parametrize("text", ["", "frus", "frus1969-76v17", "d203", "frus1969-76v17d203/../x", "v17d203"])
def test_what_is_no_frus_id_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="frus1969-76v17d203"):
        parse_frus(text)
