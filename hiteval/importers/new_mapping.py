"""The text of a new `mapping.yml`: its headings, and what to put under each."""

from hiteval.readers.sheets.table_form import ROLES
from hiteval.study.framework import Framework

HEAD = """\
# What the coding files mean in this study: fill in the blanks, then give the same
# command again. hiteval adds names that it meets and changes nothing that you wrote.
# This file is part of the audit trail: keep it with the study.
#
# Where you do not want something, write ignore: it is counted, not lost.
#   "Off topic": ignore

# Each code: the criterion it is about, and the rating it stands for:
# {levels}.
# A code that only rates ("barrier") has a rating and no criterion: it rates the other
# codes that the same person put on the same passage.
# A code that does not say how well a team does has a criterion and rating: later. Its
# codings wait for people to rate them; "*": {{rating: later}} says so of every code.
# One line may stand for all codes below another: "Barriers/*": {{rating: {lowest}}}
# Criteria of this study:
{criteria}
codes:

# Each person who coded: an id for the report, such as coder-a; the report shows it.
# One person under two names gets the same id twice.
coders:

# What tells which team a passage is about: a case, a set or folder, the value of a
# variable, or a pattern of source names, such as "name: alpha-*": alpha
# Leave a line blank if it does not tell the team.
teams:

# Weights or ratings that the tool stored with codings: the rating each stands for, or
# ignore where it is none, such as n/a.
weights:

# For every source: its strand (see study.yml) and its type, one word such as interview.
# clearance: public would publish every summary; leave it blank to decide one by one.
all_sources: {{strand: , type: , clearance: }}

# For single sources, only what differs: team, strand, type, title, date (2015, 2015-03
# or 2015-03-02), publisher, url, role, consent, clearance, and for what was said in
# confidence people: the person_id of everyone it speaks for.
sources:

# The summary of a segment, which may be published, while its quote may not:
#   later    somebody will write it; until then it says so
#   comment  what the coder wrote about the passage in the tool
#   passage  the passage itself, and no quote: for published documents only
summary: later

# One person put two codes with different ratings for one criterion on one passage:
# refuse, or {mixed}.
conflicts: refuse

# For spreadsheets, what their headings and cells do not say. Roles of columns:
# {roles}.
# spreadsheet:
#   columns: {{code: "Theme", text: "What was said", document: "Interview"}}
#   codes_between: "; "
#   levels_between: " - "
#   encoding: windows-1252
"""


def new_mapping(framework: Framework) -> str:
    """Return a mapping with headings, and what to put under each."""
    criteria = [f"#   {c.id}: {' '.join(c.name.split())}" for c in framework.criteria]
    scale = framework.rating_scale
    levels = ", ".join(map(str, scale.ratings))
    mixed = (
        f"take it as mixed evidence (rating {scale.middle})"
        if scale.two_sided
        else "nothing else: this study's scale has no level for mixed evidence"
    )
    roles = ", ".join(ROLES)
    return HEAD.format(
        lowest=scale.ratings[0],
        criteria="\n".join(criteria),
        roles=roles,
        levels=levels,
        mixed=mixed,
    )
