"""In a bucket: the whole report, in an order that readers survive, none withdrawn.

The bucket is that of a server of this machine which speaks as S3 does.
"""

import json
import logging
import shutil

import pytest
import s3fs
from disturbed import contents, report, small_project, write_notebook
from moto.server import ThreadedMotoServer
from typer.testing import CliRunner

from hiteval.cli import command_line
from hiteval.errors import HitevalError
from hiteval.report.publishing import upload as uploads
from hiteval.report.publishing.upload import check_remote, upload

pytestmark = pytest.mark.integration

SITE = {
    "index.html": "one",
    "book/results/main-messages.html": "one",
    "book/teams/alpha.html": "one",
    "book/teams/beta.html": "one",
    "_static/style.css": "one",
}
LIST = uploads.OWN


@pytest.fixture(scope="module")
def server():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture(autouse=True)
def logged_in(monkeypatch, server):
    """Be somebody who may do all, in surroundings without any other settings."""
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/nowhere",
        "AWS_SHARED_CREDENTIALS_FILE": "/nowhere",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def bucket():
    """An empty bucket, and what reads it."""
    files = s3fs.S3FileSystem(use_listings_cache=False)
    name = f"bucket-{len(files.ls(''))}"
    files.mkdir(name)
    return files, name


@pytest.fixture
def site(tmp_path):
    return write(tmp_path / "site", SITE)


def write(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def there(bucket, folder="report"):
    files, name = bucket
    root = f"{name}/{folder}/"
    found = {p.removeprefix(root): files.cat_file(p).decode() for p in files.find(root)}
    assert sorted(json.loads(found.pop(LIST))) == sorted(found)
    return found


def put(site, bucket, told=None):
    told = [] if told is None else told
    upload(site, f"s3://{bucket[1]}/report", lambda done, of: told.append((done, of)))


def test_the_whole_site_is_there_and_browsers_know_what_it_is(site, bucket):
    told = []
    put(site, bucket, told)
    assert there(bucket) == SITE
    assert told == [(1, 5), (3, 5), (5, 5)]
    files, name = bucket
    assert files.info(f"{name}/report/index.html")["ContentType"] == "text/html"


def test_what_a_page_needs_comes_before_it_and_the_first_page_last():
    assert list(uploads._in_order(SITE)) == [
        ["_static/style.css"],
        ["book/teams/alpha.html", "book/teams/beta.html"],
        ["book/results/main-messages.html", "index.html"],
    ]


def test_a_withdrawn_page_is_deleted_and_what_is_not_ours_is_not(site, bucket):
    put(site, bucket)
    files, name = bucket
    files.pipe_file(f"{name}/report/notes.txt", b"mine")
    files.pipe_file(f"{name}/beside.txt", b"mine")
    left = {n: "two" for n in SITE if n != "book/teams/beta.html"}
    put(write(site, left), bucket)
    files.rm(f"{name}/report/notes.txt")
    files.rm(f"{name}/beside.txt")
    assert there(bucket) == left


def test_a_list_that_names_files_of_others_deletes_none(site, bucket):
    put(site, bucket)
    files, name = bucket
    files.pipe_file(f"{name}/beside.txt", b"mine")
    names = ["../beside.txt", "/beside.txt", f"{name}/beside.txt", 7, *SITE]
    files.pipe_file(f"{name}/report/{LIST}", json.dumps(names).encode())
    put(site, bucket)
    assert files.cat_file(f"{name}/beside.txt") == b"mine"


@pytest.mark.parametrize("broken_at", [1, 3, 5])
def test_an_upload_that_breaks_off_leaves_every_page_and_the_next_ends_it(
    site, bucket, broken_at
):
    put(site, bucket)
    newer = {n: "two" for n in SITE if n != "book/teams/beta.html"}
    newer["book/teams/gamma.html"] = "two"
    write(site, newer)

    def stop(done, _of):
        if done == broken_at:
            raise OSError("the line\nis dead")

    files, name = bucket
    address = f"s3://{name}/report"
    with pytest.raises(HitevalError) as error:
        upload(site, address, stop)
    assert str(error.value) == f"--to {address}: OSError: the line is dead"
    assert set(SITE) <= {p.removeprefix(f"{name}/report/") for p in files.find(name)}
    first = "two" if broken_at == 5 else "one"
    assert files.cat_file(f"{name}/report/index.html").decode() == first
    put(site, bucket)
    assert there(bucket) == newer


@pytest.fixture
def refused():
    """Say why an address is refused."""

    def told(address):
        with pytest.raises(HitevalError) as error:
            check_remote(address)
        return str(error.value)

    return told


def test_a_folder_with_files_of_others_is_refused(bucket, refused):
    files, name = bucket
    files.pipe_file(f"{name}/photos/cat.jpg", b"mine")
    assert refused(f"s3://{name}") == (
        "--to: expected an empty folder, or one with an earlier report; got "
        f"s3://{name} with 1 other file. Name a folder of its own."
    )
    check_remote(f"s3://{name}/report")


def test_a_bucket_that_is_not_there_is_refused(refused):
    assert refused("s3://no-such-bucket/report") == (
        "--to s3://no-such-bucket/report: no such bucket. Create it first, or "
        "correct its name."
    )


def test_nobody_without_a_name_is_let_in(refused, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    assert refused("s3://bucket/report") == (
        "--to s3://bucket/report: you are not logged in. For S3, set AWS_ACCESS_KEY_ID "
        "and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE."
    )


def test_where_no_server_answers_that_is_said(refused, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert refused("s3://bucket/report") == (
        "--to s3://bucket/report: no answer. Check the network, and "
        "AWS_ENDPOINT_URL if it is set."
    )


def test_a_place_that_is_no_address_is_refused(refused):
    assert refused("_build/site") == (
        "--to: expected an address such as s3://bucket/folder; got '_build/site'. A "
        "copy of _build/html is a whole report, too."
    )


def test_an_address_of_another_kind_is_refused(refused):
    assert refused("x3://a") == "--to x3://a: ValueError: Protocol not known: x3"


def test_without_fsspec_it_is_said_how_to_install_it(refused, monkeypatch):
    monkeypatch.setattr(uploads, "find_spec", lambda _name: None)
    assert refused("s3://bucket/report") == (
        "--to: fsspec is not installed. Install hiteval[cloud], in this folder with "
        "`uv sync --extra cloud`."
    )


@pytest.mark.book
def test_the_command_puts_there_what_passed_the_gate_and_nothing_else(bucket, tmp_path):
    project = small_project(tmp_path / "project")
    address = f"s3://{bucket[1]}/report"
    status, told = report(project, "--to", address)
    assert (status, f"Uploaded to {address}\n" in told) == (0, True), told
    files, name = bucket

    def there():
        found = files.find(f"{name}/report")
        return {p.removeprefix(f"{name}/report/"): files.cat_file(p) for p in found}

    first = there()
    assert first.pop(LIST)
    assert first == contents(project / "_build" / "html")
    withheld = "Money ran out in May and nobody was told."
    segments = project / "data" / "segments.csv"
    text = segments.read_text().replace(
        "ran out in May.,public", f"{withheld[6:]},internal"
    )
    segments.write_text(text)
    # Backwards, as the texts of notebooks are published.
    leak = f"display({{'text/html': '{withheld[::-1]}'[::-1]}}, raw=True)"
    write_notebook(project / "notebooks" / "team.ipynb", leak)
    status, told = report(project, "--to", address)
    assert (status, "not published" in told) == (4, True), told
    assert {n: content for n, content in there().items() if n != LIST} == first


@pytest.mark.parametrize(
    ("option", "what"),
    [
        (["--team", "alpha"], "a preview of teams"),
        (["--edition", "internal"], "the internal edition"),
    ],
)
def test_what_is_not_for_readers_is_put_nowhere(option, what, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    command = command_line(["report"])
    done = CliRunner().invoke(command, ["report", *option, "--to", "s3://b/r"])
    assert str(done.exception) == (
        f"--to: expected a whole report of the public edition; got {what}. It stays "
        "here, in _build."
    )
