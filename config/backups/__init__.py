"""Backups of the whole database, and the way back from them."""

from config.backups.container import BadBackup
from config.backups.making import keep_present, make_backup
from config.backups.restoring import restore_backup

__all__ = ["BadBackup", "keep_present", "make_backup", "restore_backup"]
