"""Words around names: titles, portfolios of ministers, and capitalised words that are no names."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """Adm Admiral Advisor Adviser Amb Ambassador Archbishop Ayatollah Bishop Brigadier Brig Capt Captain
    Cardinal CDA Chair Chairman Chairperson Chairwoman Chancellor Charge Chargé Chief CODEL Col Colonel
    Commander Commissioner Congressman Congresswoman Consul Coordinator Counselor Counsellor DAS DCM Dean DG
    Delegate Deputy Director Doctor Dr Emir Envoy FM Fr Gen General Gov Governor Imam Inspector Judge
    Justice King Leader Lieutenant Lord Lt LTG Maj Major Mayor MG Minister Miss MP Mr Mrs Ms Mullah
    Negotiator Ombudsman PDAS Pastor PM Pope Premier Prefect President Prince Princess Prof Professor
    Prosecutor Queen Rabbi Rector Rep Representative Sec Secretary Sen Senator Sergeant Sheik Sheikh
    Shaykh Sir Speaker Spokesman Spokesperson Spokeswoman Sultan Treasurer Undersecretary VADM VP A/S U/S
    D/S Ambassadors Senators Ministers Presidents Secretaries Generals Congressmen Representatives
    Commissioners Directors"""
)
"""The last word of a title; a name may follow it."""
SHORTENED = _words(
    "Adm Amb Brig Capt Col Dr Fr Gen Gov Lt Maj Mr Mrs Ms Prof Rep Sec Sen Sgt St VAdm LtGen MajGen"
)
"""Titles that a full stop may follow."""
PORTFOLIOS = _words(
    """Affairs Africa Agriculture Air Americas Antiquities Arab Armed Asia Asian Atomic Budget Central Civil
    Commerce Communications Cooperation Corporate Counterterrorism Culture Customs Defence Defense Development
    Disarmament Economic Economy Education Emergency Employment Energy Environment European Executive
    External Finance Fisheries Food Force Forces Foreign Gas Government Health Higher Home Homeland
    Housing Human Iberoamerica Immigration Industry Information Infrastructure Innovation Integration
    Intelligence Interior Internal International Investment Irrigation Islamic Justice Labor Labour Land Law
    Legal Local Migration Mines Minerals National Natural Naval Near Nonproliferation Nuclear Oil Operations
    Parliamentary Petroleum Planning Police Policy Political Power Presidential Protection Public Regional
    Relations Resources Rights Science Security Services Social South Special Sport Sports Staff Staffs
    State States Strategic Studies Supply Technology Telecommunications Tourism Trade Transport
    Transportation Treasury Water Welfare Western Women Works Youth"""
)
"""Words of an office: ``Minister of Foreign Affairs NAME``. No name begins with one of them."""
NO_NAME = _words(
    """Academy Act Administration Administrator Agency Agreement Airport American Ambassadorial And Army
    Article Assembly Assistant Association Attaché Attache Attorney Authority Bank Base Board Brigade
    Building Bureau Cabinet Campaign Capitol Center Centre Charter Com City Clerk Coalition College Command
    Commission Committee Company Conference Congress Constitution Consulate Contact Convention Corporation
    Corps Council Counsel Country Court Day Declaration Delegation Democracy Democrats Democratic
    Department Designate Desk Directorate Division Doctrine Drive East Editor Elect Election Elections Embassy
    Emeritus Europe Federal Federation Field Force Former Forum Foundation Framework Friday Front Fund
    Group Hall Head High Hotel House Hospital Mosque Avenue Chairmen Initiative Institute Institution
    January February March April June July August September October November December Joint Judiciary
    League Legislative Liberal Mansion Meeting Member Members Memorial Military Ministry Ministerial
    Mission Monday Movement Nation Nations Navy New No North Office Officer Official Officials Order
    Organization Ottoman Palace Parliament Parliamentarian Part Partnership Party Peace Pending People
    Plan Plenary Pol Poloff PolOff PolOffs EconOff PolCounselor Notetaker Elysee Econoff Emboffs Emboff
    Polcouns Port Pro Program Project Province Railway Ref Reftel Region Report Republic Republican
    Residence Resident Residences Review Road Room Saturday School Senate Senior Septel Service Shia Shi'a
    Sunni Kurdish Jewish Soviet Christian Muslim Square Strategy Street Subcommittee Summary Summit Sunday
    Supreme System Talks Team Terms Thursday Times Title Tower Treaty Tribunal Tuesday Under
    Undersecretariat Union Unit United University Valley Vice Visit War Wednesday West White World Year
    Prime Lieutenant Private Acting Associate Comment End Note Note: Begin Post"""
)
"""Capitalised words after a title that begin or continue the name of something else."""
DATES = _words(
    """January February March April June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday"""
)
"""Of these words, those that may follow a name: ``President Zuma October 26``."""
SMALL = _words(
    """A An As At But By For From He Her His How However I If In Is It Its May Of On Or Our Over She Since So
    That The Their There These They This Those To Was We When Where Which While Who Will With Yesterday
    Today Tomorrow Also After Although Because Before Both During Even He's Later Both According Asked
    Said Told Not Now Only Some Then Through Until Upon Would Should Could Has Have Had Do Does Did All
    Any Are Be Been Can Each Here Meanwhile Moreover My Per Very What Why You Your"""
)
"""Words in capitals only because a sentence or a title of a page begins with them."""
PARTICLES = _words(
    "al Al el El ad ash at bin Bin bint ben Ben ibn da Da de De del Del della der di Di dos du Du la La le Le"
    " ter van Van von Von y ul ur ud zu den El- abu Abu"
)
"""Parts of a name that are no name by themselves."""
OPENING = _words(
    "al Al el El bin Bin ben Ben ibn da Da de De del Del di Di du Du la La le Le van Van von Von abu Abu"
)
"""Particles that a name may begin with."""
SURNAMES = _words("Bishop Chancellor Dean Judge King Lord Major Marshall Pope Prince Rector Sultan")
"""Titles that are surnames, too, behind another word of a name."""
SUFFIXES = _words("Jr Sr II III IV")
VERBS = ("said", "told")
"""What persons do in a cable, and little else does: each word is looked for in every text of an import."""
ROLES = ("leader",)
"""Words in small letters before a full name: ``AQAP leader Nassr al-Wahishi``."""
NO_GIVEN = _words(
    """Abu Air Airlines Al Amnesty Arabiya Associated CODEL Codel Corp Crimes Czar Czech Daily Das Der Die Dow
    Dutch El Electric Exxon French Gazprom General German Greek Group Hamas Hezbollah Hizballah Hizbollah Hong
    Human Inc Intel International Iraqi Israeli Jazeera Jew La Las Lawyer Le Los Minster Minstate Mobil Monde
    Motors Mr Mrs News Pais Permrep PermRep Press PolDir Post Radio Reuters Royal San Santa Saudi Sciences
    Shaikh Shell Staffdel StaffDel Street Swiss TV Taliban Thai The Times Turk Wall Watch Afghan"""
)
"""Capitalised words before a name that are no given names, and words of the names of firms and papers."""
