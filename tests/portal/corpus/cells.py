"""Cells as people write them: what is read, and what is refused with a word on how to write it."""

from tests.portal.corpus.case import Case, one

NUMBER, TWO_WAYS = "Det är inget tal.", "Talet kan läsas på två sätt."
FORMULA, SIGNS = "Cellen är en formel.", "Texten innehåller tecken som inte går att spara."
TKR, TOLD, COUNT = "Förbrukat hittills tkr", "Erfarenheter", "Kallade"
LONG = "x" * 8000

READ = {
    TKR: [
        "310",
        "310,5",
        "310.5",
        "1 234,50",
        "1\u00a0234,5",
        "1\u2009234,5",
        "1\u202f234",
        "310,5 tkr",
        "310,5tkr",
        "310,5 TKR",
        "0",
        "0,00001",
        "310,50000",
        "+310,5",
        "'+310,5",
        "000310",
        " 310 ",
        "1.0",
    ],
    COUNT: ["0", "12", "1 234", "12,0", "12.0", "007", "\u200e12", ""],
    "Deltagare hittills": ["42", "0"],
    "År": ["2026.0", " 2026"],
    "Tertial": ["2.0", "2,0", "\ufeff2"],
    "Stadsdelsförvaltning": [
        "järva",
        "JÄRVA",
        " Järva ",
        "Ja\u0308rva",
        "Järva stadsdelsförvaltning",
        "Jär\u200bva",
    ],
    "Plan för implementering": ["ja", "JA", "J", "Nej", "n", "delvis", "1", "0"],
    "Slutredovisning": ["nej", "N", "0", "Falskt"],
    "Samverkanspartner": ["Afrikagrupperna|Röda korset", "A||B", "|", "A|A", "  A | B  "],
    TOLD: [
        "<script>alert(1)</script>",
        "Robert'); DROP TABLE projects_project;--",
        "👩🏽‍🔧 och 漢字",
        "+46 8 508",
        "@anna",
        "-5 procent",
        "'=1+1",
        "''x",
        "{{ 7*7 }}",
        "%s %(x)s",
        "${jndi:ldap://x}",
        "\\N",
        "\\.",
        "NULL",
        "a\tb",
        "../../etc/passwd",
        "javascript:alert(1)",
        "\u202efdp.exe",
        "\u2028rad",
        "z\u0301" * 200,
    ],
}
REFUSED = {
    TKR: {
        "": "Cellen är tom.",
        "1,234.50": "Talet har både komma och punkt",
        "1.234,50": "Talet har både komma",
        "1.234": TWO_WAYS,
        "310 kr": "Enheten passar inte här.",
        "12 34": NUMBER,
        "1e5": NUMBER,
        "NaN": NUMBER,
        "Infinity": NUMBER,
        "٣١٠": NUMBER,
        "３１０": NUMBER,
        "½": NUMBER,
        "1,2,3": NUMBER,
        "--1": NUMBER,
        "5 %": NUMBER,
        "0x10": NUMBER,
        "1_000": NUMBER,
        "310 SEK": NUMBER,
        "$5": NUMBER,
        "ca 300": NUMBER,
        ",5": NUMBER,
        "5,": NUMBER,
        "(5)": NUMBER,
        "=1+1": FORMULA,
        "#DIV/0!": NUMBER,
        "-": NUMBER,
        "0,000001": "Talet har för många",
        "1" * 30: "Talet är för stort.",
        "9" * 5000: "Talet är för stort.",
        "-1": "Beloppet kan inte vara",
        "\u22121": "Beloppet kan inte vara",
    },
    COUNT: {
        "-1": "Ett antal kan inte vara mindre än noll.",
        "1,5": "Talet ska vara ett helt tal.",
        "12.000": TWO_WAYS,
        "12,000": TWO_WAYS,
        "tolv": NUMBER,
        "12 st": NUMBER,
        "1e2": NUMBER,
        "9" * 12: "Talet är för stort.",
        "x": NUMBER,
        "5–10": NUMBER,
    },
    "År": {
        "26": "Det är inget år.",
        "1989": "Det är inget år.",
        "2101": "Det är inget år.",
        "2026-05": "Det är inget år.",
        "MMXXVI": "Det är inget år.",
        "２０２６": "Det är inget år.",
    },
    "Tertial": {
        "0": "Tertialen finns inte.",
        "4": "Tertialen finns inte.",
        "T2": "Tertialen finns inte.",
        "II": "Tertialen finns inte.",
        "1-2": "Tertialen finns inte.",
    },
    "Stadsdelsförvaltning": {
        "": "Cellen är tom.",
        "Jerva": "Ingen organisation heter",
        "Husby": "",
        "*": "",
        "%": "",
    },
    "Projektnummer": {
        "9.9": "",
        "2,1": "",
        "2.1.": "",
        "' OR 1=1 --": "",
        "x" * 5000: "",
        "": "Cellen är tom.",
    },
    "Plan för implementering": {"kanske": "", "Ja!": "", "": "Cellen är tom."},
    "Slutredovisning": {"?": "Svaret finns inte.", "2": "Svaret finns inte.", "": "Cellen är tom."},
    "Samverkanspartner": {"x" * 161: "", "=A|B": FORMULA, "A|=B": FORMULA, "Anna 811228-9874": ""},
    TOLD: {
        "=1+1": FORMULA,
        " =1+1": FORMULA,
        "\u200b=1+1": FORMULA,
        '=HYPERLINK("http://x")': FORMULA,
        "=cmd|' /C calc'!A0": FORMULA,
        "a\x07b": SIGNS,
        "\x85x": SIGNS,
        "\x1b[31m": SIGNS,
        "Ring 811228-9874": "",
        "19811228 9874": "",
        LONG * 3: "",
    },
}


def _named(cell: str) -> str:
    return ascii(cell if len(cell) < 25 else f"{cell[:12]}… {len(cell)} tecken")


CASES = [
    Case(f"{heading}: {_named(cell)}", one(heading, cell), new=1)
    for heading, cells in READ.items()
    for cell in cells
]
CASES += [
    Case(f"{heading}: {_named(cell)}", one(heading, cell), bad=((2, heading, said),))
    for heading, cells in REFUSED.items()
    for cell, said in cells.items()
]
CASES += [
    Case("halvt surrogattecken", one(TOLD, "a\ud800b"), whole="Filen är avhuggen"),
]
