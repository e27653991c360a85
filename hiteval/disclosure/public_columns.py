"""What a public edition may hold, table by table; a column not named is left out.

Rows are another matter (`hiteval.disclosure.clearance`).
"""

from hiteval.study.choices import COMPONENTS
from hiteval.study.schema import PRIVATE
from hiteval.study.written_tables import NOT_SHOWN

PUBLIC_COLUMNS: dict[str, list[str]] = {
    "teams": [
        *["team_id", "name", "acronym", "kind", "focus", "aliases", "former_ids"]
    ],
    "sources": [
        *["source_id", "strand", "type", "title", "publisher"],
        *["date", "date_precision", "url", "self_published"],
    ],
    "segments": ["segment_id", "source_id", "team_id", "summary", "quote", "clearance"],
    "codings": [*["segment_id", "coder_id", "criterion_id", "rating", "about", "wave"]],
    "adjudications": [
        *["segment_id", "criterion_id", "about", "rating", "decided_on", "reason"],
        *["clearance", "wave"],
    ],
    "team_events": ["team_id", "event", "date", "date_precision", "note", "source_id"],
    "organisations": ["org_id", "name", "sector"],
    "team_organisations": ["team_id", "org_id", "role", "source_id"],
    "ratings": ["team_id", "criterion_id", "rater_id", "rated_on", "rating", "wave"],
    "consensus": ["team_id", "criterion_id", "agreed_on", "rating", "reason", "wave"],
    "summaries": [
        *["team_id", "criterion_id", "summary", "segment_ids", "clearance", "wave"]
    ],
    "measures": [
        *["team_id", "measure", "period", "qualifier", "value", "unit"],
        *["comparator", "source_id"],
    ],
    "actions": [
        *["action_id", "team_id", "criterion_id", "action", "owner_role"],
        *["review_on", "status", "clearance"],
    ],
    "involvement": [
        *["stage", "group", "date", "date_precision", "people", "aim"],
        *["what_they_did", "what_changed", "reflection", "clearance"],
    ],
    "interpretations": ["team_id", "text", "clearance"],
    # Not who wrote it: an id may be a name.
    "findings": [
        *["finding_id", "order", "statement", "criterion_ids", "team_ids"],
        *["segment_ids", "contrary_segment_ids"],
        *[f"{name}{end}" for name in COMPONENTS for end in ("", "_reason")],
        *["confidence", "confidence_reason", "so_what", "clearance", "wave"],
        *NOT_SHOWN.values(),
    ],
    "theory": [
        *["link_id", "order", "from_id", "to_id", "statement", "mechanism", "context"],
        *["sign", "segment_ids", "contrary_segment_ids", "then", "clearance"],
        *NOT_SHOWN.values(),
    ],
    "responses": [
        *["response_id", "team_id", "criterion_id", "responded_on", "role"],
        *["response", "answer", "what_changed", "clearance"],
    ],
    "people": ["group", "name", "people"],
    **{name: [] for name in PRIVATE},
}
