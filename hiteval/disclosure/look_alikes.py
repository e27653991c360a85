"""Names that readers cannot tell apart, though a computer can."""

from hiteval.disclosure.folding import look_alikes_folded
from hiteval.study.study import Study


def teams_alike(study: Study) -> list[str]:
    """List the teams that share a name, as far as readers see.

    Case, accents, spaces, invisible characters and letters of other scripts that look
    the same make no difference.

    Returns
    -------
    list of str
        Such as ``sleep and sleep-2``: the ids of teams of one name.
    """
    seen: dict[str, list[str]] = {}
    for team_id, name in study.teams[["team_id", "name"]].dropna().to_numpy():
        seen.setdefault(" ".join(look_alikes_folded(name).split()), []).append(team_id)
    return [" and ".join(sorted(ids)) for ids in seen.values() if len(ids) > 1]
