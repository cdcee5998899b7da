"""Words beside a name that are no part of it: titles, offices, nationalities, openings of sentences."""

from __future__ import annotations

import re

ROLES = frozenset(
    """adm admiral advisor adviser aide amb ambassador assistant attache attaché attorney ayatollah banker
    bishop brigadier candidate capt captain cardinal chair chairman chairperson chairwoman
    chancellor charge chargé chief coach col colonel commander commissioner congressman
    congresswoman consul coordinator corporate councillor counsel counsellor counselor dcm deputy
    diplomat director dissident dpm dr econoff editor executive father fm fr gen general governor
    head heir imam inspector journalist judge justice king lady lawyer lawmaker leader legislator
    lieutenant lord lt maj majgen major manager mayor minister miss mister monsignor mp mr mrs ms
    msgr mufti mullah nuncio official officer operative owner parliamentarian pastor pm poloff
    premier president prime prince princess principal prof professor prosecutor queen rabbi rector
    rep representative reporter rev reverend scholar scientist sec secretary sen senator sergeant
    sgt sheikh shaykh sheik sir speaker spokesman spokesperson spokeswoman sultan supervisor
    undersecretary vice-president vp businessman activist analyst expert foreign defense defence
    interior finance""".split()  # noqa: SIM905
)
"""In small letters, without full stop."""
OPENERS = frozenset(
    """A According Additionally After Also Although And As At Because Before Both But By Commenting Contact
    Despite During Earlier Embassy Even Finally For Former From Furthermore He Her His However If In
    Instead It Later Like Meanwhile Meeting Moreover Nevertheless Nonetheless On Only Our Separately
    She Similarly Since So Source Still That The Their Then There These They This Though Through
    Thus To Today Under Unlike Until We Were When Where Whereas While Who With Yesterday Yet""".split()  # noqa: SIM905
)
PARTICLES = frozenset("al bin bint da de del der di dos du el ibn la le ter ul van von y".split())  # noqa: SIM905
NATIONALITY = re.compile(
    r"[A-Z]\w+(?:[^l]ian|[^hm]ean|ish|ese|sch)|French|German|Dutch|Greek|Swiss|Czech|Thai|Turk|Iraqi|Israeli|Saudi"
    r"|Pakistani|Afghan|Kuwaiti|Qatari|Omani|Emirati|Yemeni|Bahraini|Azeri|Kazakh|Uzbek|Tajik|Kyrgyz|Turkmen"
    r"|American|Mexican|Cuban|African|Korean|European|Libyan|Kenyan|German|Roman|UK|US|U\.S\.|EU|UN|NATO|GOI|GOS"
)
"""A word before an office or a name that says whose: ``Brazilian``, ``UK``. Used only before another word."""
