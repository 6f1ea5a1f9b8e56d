"""The exception tree, by whose fault it is.

    CrawlerError
    ├── ConfigError         the operator: a flag, a setting, a file            exit 2
    │   └── PolicyError     refused by policy: private address, no contact     exit 8
    ├── RemoteError         the site: no answer, or one that breaks the rules  exit 3
    ├── DiskError           the folder or the disk under it                    exit 5
    ├── LockedError         another process holds the collection               exit 6
    ├── ArchiveError        bytes at rest: a damaged WARC, index or journal    exit 7
    └── ParseError          a page that cannot be read as what it claims

A message says what was being done, to what (URL, file, offset), what was found and what to do next.
The command line prints it as one line and ends with ``exit_code``; a traceback means a defect of ours. One ending is no
error: ``STOPPED``.
"""

from typing import ClassVar, Final

STOPPED: Final = 4
"""Exit code of what somebody stopped, and the same command goes on with."""


class CrawlerError(Exception):
    """Any failure this program foresees; ``exit_code`` is what the command line ends with."""

    exit_code: ClassVar[int] = 2


class ConfigError(CrawlerError):
    """The operator asked for something that cannot be done as asked."""


class PolicyError(ConfigError):
    """Refused by policy, although possible: a private address, a crawl without a contact."""

    exit_code = 8


class RemoteError(CrawlerError):
    """A site gave no answer, or one that breaks the protocol."""

    exit_code = 3


class DiskError(CrawlerError):
    """A folder cannot be written, or the disk is full."""

    exit_code = 5


class LockedError(CrawlerError):
    """Another process works on the same collection; the message names it."""

    exit_code = 6


class ArchiveError(CrawlerError):
    """Bytes at rest are not what they should be; the message names file and offset."""

    exit_code = 7


class ParseError(CrawlerError):
    """A payload cannot be read as what it claims to be."""

    exit_code = 1
