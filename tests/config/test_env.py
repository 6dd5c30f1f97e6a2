"""Reading variables: what is missing or odd is named, nothing is guessed."""

from pathlib import Path

import pytest

from config.env import ROOT, BadVariable, Environment, _dotenv


def test_a_value_is_trimmed() -> None:
    assert Environment({"NAME": " value \n"}).text("NAME") == "value"


def test_an_empty_value_counts_as_unset() -> None:
    assert Environment({"NAME": ""}).text("NAME", "default") == "default"


def test_a_missing_value_is_named_with_its_hint() -> None:
    with pytest.raises(BadVariable, match="^NAME is not set. It is a name$"):
        Environment().text("NAME", hint="is a name")


def test_a_value_comes_from_the_file_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from the file\n")

    assert Environment({"NAME_FILE": str(file)}).text("NAME") == "from the file"


def test_a_value_and_a_file_at_once_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadVariable, match="both set"):
        Environment({"NAME": "a", "NAME_FILE": "/b"}).text("NAME")


def test_a_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(BadVariable, match="^NAME_FILE names a file"):
        Environment({"NAME_FILE": "/nowhere"}).text("NAME")


@pytest.mark.parametrize("value", ["1", "true", "YES", "on"])
def test_a_switch_is_on(value: str) -> None:
    assert Environment({"NAME": value}).switch("NAME") is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off", ""])
def test_a_switch_is_off(value: str) -> None:
    assert Environment({"NAME": value}).switch("NAME") is False


@pytest.mark.parametrize("value", ["2", "perhaps", "-"])
def test_an_odd_switch_is_refused(value: str) -> None:
    with pytest.raises(BadVariable, match="^NAME is .* a switch"):
        Environment({"NAME": value}).switch("NAME")


@pytest.mark.parametrize(
    "value", ["0", "10", "-1", "1.5", "one", "१", "1e1", "9" * 5000]
)
def test_an_odd_number_is_refused(value: str) -> None:
    with pytest.raises(BadVariable, match="^NAME is .* from 1 to 9"):
        Environment({"NAME": value}).number("NAME", least=1, most=9)


@pytest.mark.parametrize("value", ["1", "9"])
def test_a_number_includes_both_ends(value: str) -> None:
    number = Environment({"NAME": value}).number("NAME", least=1, most=9)

    assert number == int(value)


def test_words_stand_between_commas() -> None:
    assert Environment({"NAME": "a, b,,c "}).words("NAME") == ["a", "b", "c"]


def test_a_relative_sqlite_path_starts_at_the_project() -> None:
    database = Environment({"DATABASE_URL": "sqlite:///var/x.sqlite3"}).database()

    assert database["NAME"] == str(ROOT / "var/x.sqlite3")


def test_a_socket_folder_reaches_the_driver() -> None:
    url = "postgres://me@/study?host=/run/postgresql"

    database = Environment({"DATABASE_URL": url}).database()

    assert database["NAME"] == "study"
    assert database["OPTIONS"]["host"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("smtp://mail.example.org", 25),
        ("smtp+tls://mail.example.org", 587),
        ("smtp+ssl://mail.example.org", 465),
        ("smtp+tls://mail.example.org:2525", 2525),
    ],
)
def test_each_kind_of_mail_server_has_its_port(url: str, port: int) -> None:
    assert Environment({"EMAIL_URL": url}).mail()["EMAIL_PORT"] == port


def test_the_default_cache_is_this_process() -> None:
    assert Environment().cache()["BACKEND"].endswith("LocMemCache")


def test_the_file_of_variables_is_read_without_touching_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAYMARK_TRIAL", raising=False)
    file = tmp_path / ".env"
    file.write_text("# a comment\nWAYMARK_TRIAL='two words'\n")

    assert _dotenv(file) == {"WAYMARK_TRIAL": "two words"}
    assert not Environment().has("WAYMARK_TRIAL")


def test_no_file_of_variables_is_no_variables(tmp_path: Path) -> None:
    assert _dotenv(tmp_path / ".env") == {}


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("", "127.0.0.1"),
        ("localhost", "127.0.0.1"),
        ("192.0.2.7", "192.0.2.7"),
        ("::1", "::1"),
    ],
)
def test_an_address_to_listen_on(value: str, address: str) -> None:
    assert Environment({"HOST": value}).address("HOST", "127.0.0.1") == address


@pytest.mark.parametrize("value", ["desk", "127.0.0.1:80", "1.2.3", "http://::1"])
def test_an_odd_address_is_refused(value: str) -> None:
    with pytest.raises(BadVariable, match="^HOST is .* to listen on"):
        Environment({"HOST": value}).address("HOST", "127.0.0.1")
