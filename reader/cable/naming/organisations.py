"""Organisations: the acronyms of the table that stand for a body of people, and for little else."""

from __future__ import annotations

from functools import cache

from reader.cable.reference import tables


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BODIES = _words(
    """
    AFOSI AFRICOM AIT ANP ANSF AQAP AQIM ASEAN AU CCP CDC CENTCOM CIA DEA DFID DHS DIA DOD DOE DOJ DRL
    DTRA EAP ECA ECOSOC ECOWAS EEB EPA EU EUCOM EXIM FAA FAO FARC FAS FATF FBI FBIS FCO FSI GAO GBRV GCC
    GOF GOZ HMG HRC HRW IAEA ICAO ICC ICRC ICTR ICTY IDF IIP ILO IMF IMO INL INR IOM IRGC IRPO ISAF ISI
    ISN LAF LRA LTTE MCC MDC MFA MOE MOF MOH MOI MOJ NAC NATO NDI NEA NNSA NSA NSC NSG OAS OECD OES OFAC
    OHCHR OIC OMB OPCW OPDAT OPEC OPIC OSC OSCE OSD OVP P5 PACOM PKK PLO PRM RGC ROYG RTG SADC SAG SARG
    SCIRI SOCOM SOUTHCOM SPDC TFG TSA UN UNAMA UNAMI UNDP UNESCO UNGA UNHCR UNHRC UNICEF UNIFIL UNMIK
    UNODC UNRWA UNSC UNVIE USAID USAU USDA USDAO USDOC USEU USG USNATO USOSCE USUN VOA WFP WHA WIPO WTO
    """
)
"""Not among them: acronyms that are words, such as WHO and AID, as the index knows no capitals, and kinds of
offices and bodies, such as DCM and NGO."""


@cache
def organisations() -> dict[str, str]:
    """What each acronym stands for."""
    return {name: fact.expansion for name, fact in tables.acronyms().items() if name in _BODIES}
