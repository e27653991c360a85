"""The meaning of every table and column, one line each, for those who fill them in."""

TABLES = {
    "teams": "a team, or the partnership as a whole",
    "sources": "a document, account or interview",
    "segments": "a passage of one source about one team",
    "codings": "one coder's rating of a segment on a criterion",
    "unrated": "a coding that waits for its rating, or that needs none",
    "adjudications": "a decision on one segment and criterion, in place of its codings",
    "team_events": "something that happened to a team",
    "organisations": "a partner",
    "team_organisations": "a partner's part in a team",
    "ratings": "one person's rating of a team on a criterion",
    "consensus": "a rating that people agreed on",
    "measures": "a figure that a source states",
    "summaries": "a written cell of the framework matrix",
    "findings": "a finding, in one sentence",
    "theory": "a link of the theory of change",
    "responses": "a team's response to its page or to one rating",
    "actions": "an action to be taken",
    "involvement": "a group of people at one stage of the evaluation",
    "interpretations": "the evaluators' own view of a team",
    "people": "a number of people who spoke in confidence",
    "approvals": "a quote approved word for word; `hiteval approve` writes it",
    "roster": "somebody who spoke in confidence",
}
# Columns that mean the same in every table that has them, unless it is said below.
SHARED = {
    "team_id": "the team",
    "source_id": "the source that says so",
    "segment_id": "the segment",
    "criterion_id": "the criterion",
    "coder_id": "who coded, without a name; `study.yml` says what each did",
    "rating": "the level of the scale",
    "about": "what the passage tells of; only `team`, or blank, enters a rating",
    "note": "a note for evaluators; never published",
    "wave": "the round of the evaluation, where `study.yml` has `waves`",
    "date": "the date, as precisely as it is known, such as `2014-05`",
    "date_precision": "how precise the date is; with `unknown`, the date is blank",
    "clearance": "`public` lets the text be published; anything else withholds it",
    "order": "its place among the others",
    "author": "the id of whoever wrote it; never published",
    "segment_ids": "the segments that it rests on",
    "contrary_segment_ids": "the segments that speak against it",
    "segments_not_shown": "how many segments the edition withholds; in bundles only",
    "contrary_segments_not_shown": "the same, of segments against it; in bundles only",
    "role": "a role, never a name",
    "reason": "the reason",
}
_CONCERN = "the concern about {}, after GRADE-CERQual"
_WHY = "the reason for that level"
OWN = {
    "teams": {
        "team_id": "a short name, in the address of the team's page",
        "name": "the name that readers see",
        "acronym": "the short form of the name",
        "kind": "a team, or the partnership of all of them",
        "focus": "its field of work, in a few words",
        "aliases": "other names of the team, separated by `;`",
        "former_ids": "earlier ids, separated by `;`: their pages lead to the new one",
    },
    "sources": {
        "source_id": "a short name for the source",
        "strand": "the kind of evidence",
        "type": "the kind of source, such as `minutes` or `interview`",
        "title": "its title",
        "publisher": "who published it",
        "url": "its address, which begins with `https://` or `http://`",
        "role": "the role of whoever speaks, never a name",
        "consent": "what people agreed to: nothing, a summary, or quotes word for word",
        "people": "everybody whom it speaks for, where it is confidential",
        "self_published": "whether the team itself published it",
    },
    "segments": {
        "segment_id": "a short name for the segment",
        "source_id": "the source that it is from",
        "summary": "its content in your own words, which may be published",
        "quote": "the passage word for word; published only if it was approved",
        "locator": "its place in the source, such as a page",
        "clearance": "`public` lets the summary be published; all else withholds it",
    },
    "unrated": {"withdrawn": "why it needs no rating; blank while it waits"},
    "adjudications": {
        "rating": "the level agreed on; blank if the segment does not belong there",
        "decided_on": "the day of the decision",
        "decided_by": "whoever decided, by id",
    },
    "team_events": {"event": "the event"},
    "organisations": {
        "org_id": "a short name for the partner",
        "name": "its name",
        "sector": "its sector, such as `university`",
    },
    "team_organisations": {
        "org_id": "the partner",
        "role": "its part, such as `funder`",
    },
    "ratings": {
        "rater_id": "who rated, without a name; readers see a number",
        "rated_on": "the day of the rating",
        "rationale": "the rater's reason; never published",
    },
    "consensus": {"agreed_on": "the day of the agreement"},
    "measures": {
        "measure": "the quantity that was measured",
        "period": "the time that the figure is for",
        "qualifier": "words before the figure, such as `more than`",
        "value": "the figure",
        "unit": "its unit",
        "comparator": "what the source compares it with",
    },
    "summaries": {
        "summary": "the summary of the evidence, in your own words",
        "segment_ids": "the ids of the segments that it rests on, separated by `;`",
    },
    "findings": {
        "finding_id": "a short name for the finding",
        "statement": "the finding, in one sentence of at most 40 words",
        "criterion_ids": "the criteria that it is about",
        "team_ids": "the teams that it is about; blank is every team",
        "methodological_limitations": _CONCERN.format(
            "the methods behind the evidence"
        ),
        "coherence": _CONCERN.format("its fit with the evidence"),
        "adequacy": _CONCERN.format("how much evidence there is"),
        "relevance": _CONCERN.format("how well the evidence fits the question"),
        "methodological_limitations_reason": _WHY,
        "coherence_reason": _WHY,
        "adequacy_reason": _WHY,
        "relevance_reason": _WHY,
        "confidence": "the confidence that it deserves, judged by people",
        "confidence_reason": _WHY,
        "so_what": "its consequence for readers",
    },
    "theory": {
        "link_id": "a short name for the link",
        "from_id": "the area or criterion that leads to the other",
        "to_id": "the area or criterion that it leads to",
        "statement": "the link, in one sentence",
        "mechanism": "how the one brings about the other",
        "context": "the conditions under which it does",
        "sign": "whether the one supports or hinders the other",
        "then": "what an earlier account said",
    },
    "responses": {
        "response_id": "a short name for the response",
        "criterion_id": "the rating that it is about; blank is the whole page",
        "responded_on": "the day of the response",
        "response": "the response, in the team's own words",
        "answer": "the evaluators' answer; blank until there is one",
        "what_changed": "the change that was made; `Nothing` is an answer too",
    },
    "actions": {
        "action_id": "a short name for the action",
        "team_id": "the team that is to act; blank is the partnership",
        "criterion_id": "the criterion that it is about",
        "action": "the action, in one sentence",
        "owner_role": "the role that is responsible, never a name",
        "review_on": "the day of the next review",
        "status": "how far it is",
    },
    "involvement": {
        "stage": "the stage of the evaluation",
        "group": "the people, as a role or a group, never a name",
        "people": "how many; the public edition hides small numbers",
        "aim": "the purpose of their involvement",
        "what_they_did": "their part, in a sentence or two",
        "what_changed": "the change because of it; `Nothing` is an answer too",
        "reflection": "what went well and what did not",
    },
    "interpretations": {"text": "the view; `*so*` for stress, `-` for lists"},
    "people": {
        "group": "the people who are counted",
        "name": "the strand, role or area",
        "people": "how many they are; blank is a hidden number",
    },
    "approvals": {
        "text_sha256": "the hash of the words that were approved",
        "approved_on": "the day of the approval",
        "approved_by": "who approved",
    },
    "roster": {
        "person_id": "a number or code, no name",
        "name": "the name, which no published text may contain",
        "aliases": "other names of the person, separated by `;`",
        "title": "titles of the person, separated by `;`",
        "email": "mail addresses of the person, separated by `;`",
        "broader_role": "the role that is shown where few people hold the first",
    },
}


def meaning(name: str, column: str) -> str:
    """Return the meaning of a column of a table.

    >>> meaning("segments", "source_id"), meaning("measures", "source_id")
    ('the source that it is from', 'the source that says so')
    """
    return OWN.get(name, {}).get(column) or SHARED[column]
