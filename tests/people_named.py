"""Each way in which a text may name somebody, by the name in the roster."""

CYRILLIC = "\u041d\u0438\u043a\u0438\u0442\u0430 \u0421\u0435\u0440\u043e\u0432"
FORMS = {
    "Anna Smith": [
        *["Anna Smith", "ANNA SMITH", "Smith, Anna", "SMITH Anna", "Smith (Anna)"],
        *[
            "Dr Smith",
            "Prof. Smith",
            "Professor A. Smith",
            "Ms. Smith",
            "Smith, Dr Anna",
        ],
        *["A. Smith", "A Smith", "a. smith", "Smith, A.", "Smith A.", "Smith A"],
        *["Anna M. Smith", "A. M. Smith", "A.M. Smith", "Smith, A. M."],
        *["Anna Smith's", "Anna Smith’s", "Dr Smiths idea", "A. Smith's"],
        *["Anna Smi-\nth", "Anna Smi-th", "An-\n  na Smith", "Anna Smi\u00ad\nth"],
        *["Anna\nSmith", "Anna\u00a0Smith", "Anna\u202fSmith", "Anna \n \t  Smith"],
        *["A\u200bnna Smi\u00adth", "An\u2060na S\ufeffmith", "An\u115fna Smith"],
        *[
            "Anna S\u3164mith",
            "An\ufe0fna Smith",
            "A\x07nna Smith",
            "An[U+202E]na Smith",
        ],
        *["Ánna Smíth", "A\u0301nna Smith", "\uff21\uff4e\uff4e\uff41 Smith"],
        *[
            "\u0410nna Smith",
            "Anna Sm\u0456th",
            "\u0391nna Sm\u0131th",
            "Ann\u0430 S\u217fith",
        ],
        *["\U0001d400nna Smith", "anna_smith", "report-anna-smith.pdf", "AnnaSmith"],
        *["Anna&nbsp;Smith", "Anna%20Smith", "x_anna_smith_2.pdf", "(Anna-Smith)"],
    ],
    "Zoë O'Brien": [
        *["Zoë O'Brien", "Zoe O’Brien", "Zoe\u0308 O\u02bcBrien", "Zoë O\u2018Brien"],
        *[
            "Zoe OBrien",
            "Z O Brien",
            "O`BRIEN, Zoë",
            "O\u00b4Brien, Z.",
            "Dr O\u2032Brien",
        ],
        *["Zoë O\ua78cBrien", "Zoë O\uff07Brien", "Zoë O\u201bBrien’s"],
    ],
    "Søren Łukasz": ["Soren Lukasz", "SØREN ŁUKASZ", "S. Lukasz", "Dr \u0141ukasz"],
    "Jean-Paul Lee-Jones": [
        *[
            "Jean Paul Lee Jones",
            "J.-P. Lee-Jones",
            "JP Lee-Jones",
            "Lee\u2011Jones, JP",
        ],
        *["Jean-\nPaul Lee-\nJones", "Dr Lee–Jones", "Jean-Paul LeeJones"],
    ],
    "Anna Maria Smith": [
        "Anna Smith",
        "AM Smith",
        "A. M. Smith",
        "Smith AM",
        "A Smith",
    ],
    "Dr Anna Smith OBE": ["Anna Smith", "Dr Smith", "A. Smith", "Smith, Anna"],
    "Smith, Anna": ["Anna Smith", "Dr Smith", "A. Smith", "Smith, A."],
    "Ludwig van der Berg": [
        *["Dr van der Berg", "van der Berg, Ludwig", "L. van der Berg", "Berg, Ludwig"],
    ],
    CYRILLIC: [CYRILLIC.upper(), "{1}, {0}".format(*CYRILLIC.split())],
    "Li Na": ["Li Na", "Na, Li", "Dr Na", "L. Na"],
    "Bansky": ["said Bansky", "Bansky's", "B\u0430nsky", "Ban-\nsky"],
}

PAIRS = [(name, text) for name, texts in FORMS.items() for text in texts]
