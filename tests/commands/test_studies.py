"""`hiteval check` of a study in which codings wait for a rating."""

from command import hiteval
from unrated_data import add_unrated, never_rated

WAIT = "Note: codings that wait for a rating, no evidence until then ({}): "
LIST = "hiteval settle export lists them."


def test_how_many_codings_wait_is_noted(folder):
    done = hiteval("check", "--study", add_unrated(folder))
    assert done.returncode == 0
    assert f"{WAIT.format(3)}{LIST}\n" in done.stdout


def test_a_study_without_any_rating_is_in_order_and_told_what_a_report_needs(folder):
    done = hiteval("check", "--study", never_rated(folder))
    assert (done.returncode, done.stderr) == (0, "")
    *_, needs, waits = [line for line in done.stdout.splitlines() if "rating" in line]
    assert needs == (
        "Note: a report needs at least one coding with a rating; codings.csv has none."
    )
    assert waits == WAIT.format(10) + LIST


def test_an_edition_of_it_is_refused_with_the_way_out(folder):
    done = hiteval("check", "--edition", "public", "--study", never_rated(folder))
    assert done.returncode == 3
    assert (
        "codings.csv: expected at least one row; got only a header. Rate those of "
        "unrated.csv: hiteval settle export." in done.stderr
    )


def test_an_export_counts_what_waits(folder, tmp_path):
    done = hiteval("export", add_unrated(folder), tmp_path / "a.qdpx")
    told = "5 sources, 10 codings, 3 more without a rating.\n"
    assert done.stdout.endswith(told)


def test_texts_that_are_yet_to_be_written_are_counted_by_table_and_column(folder):
    path = folder / "segments.csv"
    text = path.read_text(encoding="utf-8")
    rows = text.replace("Money ran out in May.", "[To be summarised: page 2.]")
    path.write_text(rows, encoding="utf-8")
    told = hiteval("check", "--study", folder).stdout
    assert "Note: texts yet to be written: 1 of segments.csv, summary\n" in told
