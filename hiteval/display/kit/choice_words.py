"""What the words of closed lists are called within a sentence.

A study may have further kinds of sources, sectors and roles; these are the usual ones.
"""

from hiteval.catalogue import N_

CALLED = {
    # What happens to a team.
    "proposed": N_("proposed"),
    "accredited": N_("accredited"),
    "launched": N_("launched"),
    "renamed": N_("renamed"),
    "reviewed": N_("reviewed"),
    "director_change": N_("director change"),
    "paused": N_("paused"),
    "restarted": N_("restarted"),
    "concluded": N_("concluded"),
    "business_as_usual": N_("business as usual"),
    # Kinds of sources.
    "annual_review": N_("annual review"),
    "blog": N_("blog"),
    "evaluation_report": N_("evaluation report"),
    "focus_group": N_("focus group"),
    "guidance": N_("guidance"),
    "interview": N_("interview"),
    "journal_article": N_("journal article"),
    "news": N_("news"),
    "observation": N_("observation"),
    "other": N_("other"),
    "slides": N_("slides"),
    "team_page": N_("team page"),
    # Sectors and roles of organisations.
    "commissioner": N_("commissioner"),
    "industry": N_("industry"),
    "international": N_("international"),
    "local_authority": N_("local authority"),
    "nhs_provider": N_("NHS provider"),
    "primary_care": N_("primary care"),
    "public_body": N_("public body"),
    "research_network": N_("research network"),
    "university": N_("university"),
    "voluntary_community": N_("voluntary community"),
    "collaborator": N_("collaborator"),
    "funder": N_("funder"),
    "member": N_("member"),
    # Stages of an evaluation.
    "question": N_("question"),
    "design": N_("design"),
    "gathering": N_("gathering"),
    "coding": N_("coding"),
    "rating": N_("rating"),
    "interpreting": N_("interpreting"),
    "writing": N_("writing"),
    "sharing": N_("sharing"),
    # States of an action.
    "planned": N_("planned"),
    "under_way": N_("under way"),
    "done": N_("done"),
    "dropped": N_("dropped"),
    # Confidence in a finding, what it follows from, and how grave that is.
    "high": N_("high"),
    "moderate": N_("moderate"),
    "low": N_("low"),
    "very_low": N_("very low"),
    "methodological_limitations": N_("methodological limitations"),
    "coherence": N_("coherence"),
    "adequacy": N_("adequacy"),
    "relevance": N_("relevance"),
    "none": N_("none"),
    "minor": N_("minor"),
    "serious": N_("serious"),
    # What a link in the theory of change does.
    "supports": N_("supports"),
    "hinders": N_("hinders"),
    "mixed": N_("mixed"),
    # Kinds of areas.
    "process": N_("process"),
    "outcome": N_("outcome"),
}
