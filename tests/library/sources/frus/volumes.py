"""Volumes in the structure the Office of the Historian publishes, with sentences of our own."""

from __future__ import annotations

TITLE = "Foreign Relations of the United States, 1969–1976, Volume XXII, Panama, 1973–1976"

TELEGRAM = """\
<div type="document" n="15" xml:id="d15" subtype="historical-document"
    frus:doc-dateTime-min="1973-07-31T19:31:00-05:00" frus:doc-dateTime-max="1973-07-31T19:31:00-05:00">
  <pb n="48" facs="0073" xml:id="pg_48"/>
  <head>15. Telegram From the Mission to the United Nations to the Department of
     State<note n="1" xml:id="d15fn1" type="source">Source: National Archives, <gloss
     target="#t_RG_1">RG</gloss> 59, Central Files. Confidential; Immediate; Exdis. Drafted by J. Weller on
     July 31. Repeated for information to Panama City and <gloss
     target="#t_USCINCSO_1">USCINCSO</gloss>.</note></head>
  <opener><dateline rendition="#right"><placeName>New York</placeName>, <date
     when="1973-08-01T00:31:00+00:00" calendar="gregorian">August 1, 1973, 0031Z</date>.</dateline></opener>
  <p>2743. Subj: Who Comes Next.</p>
  <p>1. The counselor asked <persName corresp="#p_BWT_1">Bennett</persName> whom Washington had in mind.<note
     n="2" xml:id="d15fn2">The name was given in a June memorandum; see <ref target="#d12">Document 12</ref>
     and <ref target="frus1969-76ve10#d543"><hi rend="italic">Foreign Relations</hi>, 1969–1976, vol. E–10,
     Document 543</ref>.</note> He had heard a rumor.</p>
  <p>2. Merchants were growing uneasi<pb n="49" facs="0074" xml:id="pg_49"/>ness itself, he said.</p>
  <p>This was said twice.</p>
  <p>3. Comment: He seemed tired. See <ref target="#d15fn2">footnote 2</ref> above.</p>
  <closer><signed corresp="#p_BWT_1"><persName corresp="#p_BWT_1">Bennett</persName> </signed></closer>
</div>"""

MEMORANDUM = """\
<div type="document" n="16" xml:id="d16" subtype="historical-document"
    frus:doc-dateTime-min="1973-08-06T00:00:00-05:00" frus:doc-dateTime-max="1973-08-06T23:59:59-05:00">
  <head>16. Memorandum From the Director of the Staff (<persName corresp="#p_THD_1">Train</persName>) to
     Secretary Marsh <note n="1" xml:id="d16fn1" type="source">Source: Records Center. Secret.</note></head>
  <opener><seg rendition="#left"><idno type="document-identifier">JSM–272–73</idno></seg>
     <dateline><placeName>Washington</placeName>, <date when="1973-08-06">August 6,
     1973</date>.</dateline></opener>
  <list type="subject"><head>SUBJECT</head><item>Tolls (U)</item></list>
  <list type="participants"><head>PARTICIPANTS</head><item>The Governor</item>
     <item>Mr. <persName corresp="#p_X">Dorsey</persName>, of his staff</item></list>
  <p>The tolls were discussed.<note n="2" xml:id="d16fn2">Not found.</note></p>
  <p>We then turned to the following:</p>
  <p>1. <hi rend="italic">Ships.</hi> There were more of them.</p>
  <p>This is plain.</p>
  <p rend="sectiontitleital">What is left</p>
  <p>See <ref target="#d15fn2">footnote 2, Document 15</ref>.</p>
  <table><row><cell>Year</cell><cell>Ships</cell></row><row><cell>1972</cell><cell>14,238</cell></row></table>
  <closer><signed>H.D. Train<lb/><hi rend="italic">Vice Admiral</hi></signed></closer>
  <frus:attachment><head>Tab A<note n="3" xml:id="d16fn3">Secret.</note></head>
     <p>These are talking points.</p><closer><signed>A Clerk</signed></closer></frus:attachment>
</div>"""

OF_1934 = """\
<div type="document" xml:id="d58" n="58" subtype="historical-document"
    frus:doc-dateTime-min="1934-01-08T16:00:00-05:00" frus:doc-dateTime-max="1934-01-08T16:00:00-05:00">
  <note rend="inline" type="source">724.3415/3475: Telegram</note>
  <head><hi rend="italic">The Ambassador in Argentina</hi> (<persName type="from"><hi
     rend="italic">Weller</hi></persName>) <hi rend="italic">to the <gloss type="to">Acting Secretary of
     State</gloss></hi></head>
  <opener><dateline rendition="#right"><placeName><hi rend="smallcaps">Buenos Aires</hi></placeName>, <date
     when="1934-01-08T18:00:00-03:00">January 8, 1934—6 p.m.</date><lb/>[Received 8 p.m.]</dateline></opener>
  <p>10. Referring to my No. 7, January 7, I called today.</p>
  <p>He promised an answer.</p>
  <closer><signed><hi rend="smallcaps">Weller</hi></signed></closer>
</div>"""

OF_1861 = """\
<div type="document" xml:id="d9" n="9" subtype="historical-document"
    frus:doc-dateTime-min="1861-06-08T00:00:00-05:00" frus:doc-dateTime-max="1861-06-08T23:59:59-05:00">
  <head><hi rend="italic">Mr. <persName type="from">Hartwell</persName> to Mr. <persName
     type="to">Seymour</persName></hi>.</head>
  <note rend="inline" type="source">[Extract.]</note>
  <opener><dateline><hi rend="smallcaps">United States Legation</hi>,<lb/><placeName>Berlin</placeName>,
     <date when="1861-06-08"><hi rend="italic">June</hi> 8, 1861</date>.</dateline>
     <seg rendition="#left">No. 176.]</seg></opener>
  <p><hi rend="smallcaps">Sir</hi>: Your circular was received.</p>
  <p rend="center">* * * * * *</p>
  <p>I have the honor to be your servant,</p>
  <closer><signed>JOHN B. HARTWELL.</signed></closer>
  <postscript><p>Hon. <hi rend="smallcaps">W. Seymour</hi>,<lb/><hi>Secretary of State</hi>.</p></postscript>
</div>"""


def document(
    number: int = 1, body: str = "<p>It rained.</p>", *, head: str = "Letter", more: str = ""
) -> str:
    """A document without a date."""
    named = f'n="{number}" xml:id="d{number}"{more}'
    return f'<div type="document" {named}><head>{number}. {head}</head>{body}</div>'


def volume(*documents: str, id: str = "frus1969-76v22", title: str = TITLE, prolog: str = "") -> str:
    """A volume with its lists of persons and terms, and these documents in a compilation."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
{prolog}<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"
    xml:id="{id}">
<teiHeader><fileDesc><titleStmt><title type="complete">{title}</title>
  <title type="series">Foreign Relations of the United States</title></titleStmt>
  <publicationStmt><idno type="frus">{id}</idno></publicationStmt></fileDesc></teiHeader>
<text><front>
  <div type="section" xml:id="persons" subtype="index"><pb n="XIX" xml:id="pg_XIX"/><head>Persons</head>
    <list type="names"><item><hi rend="strong"><persName xml:id="p_BWT_1">Bennett, Walter
      T.</persName>,</hi> envoy of President <persName corresp="#p_FGR_1">Ford</persName></item></list></div>
  <div type="section" xml:id="terms" subtype="index"><head>Abbreviations and Terms</head>
    <list type="terms"><item><hi rend="strong"><term xml:id="t_RG_1">RG</term>,</hi> Record
      Group</item><item><term xml:id="t_NSC_1">NSC</term></item></list></div>
</front><body><div type="compilation" xml:id="comp1"><pb n="1" facs="0026" xml:id="pg_1"/><head>Panama</head>
{"".join(documents)}
</div></body></text></TEI>
"""
