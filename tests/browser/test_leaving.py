"""Somebody takes everything along, leaves, and stays after all."""

import zipfile

from playwright.sync_api import expect

from tests.browser.places import button, expect_at
from tests.browser.visitor import Visitor


def test_all_data_in_a_file_and_a_way_back_from_leaving(ines: Visitor) -> None:
    page = ines.open("/profile/")
    own = page.get_by_role("navigation", name="Your account")
    own.get_by_role("link", name="Your data").click()
    expect_at(page, "/profile/data/")
    with page.expect_download() as caught:
        button(page, "Download everything").click()
    with zipfile.ZipFile(caught.value.path()) as archive:
        assert "everything.json" in archive.namelist()

    button(page, "Delete my account").click()
    expect_at(page, "/profile/data/")
    expect(button(page, "Delete my account")).to_have_count(0)
    page = ines.open("/today/")
    button(page, "Keep my account").click()

    expect_at(page, "/today/")
    expect(button(page, "Keep my account")).to_have_count(0)
