# SPDX-License-Identifier: GPL-3.0-or-later
"""A real print system: CUPS with a queue of cups-pdf, all of it in a directory of its own."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from driver import Failed, Process, wait_until

QUEUE = "Reception"
PPD = pathlib.Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
BACKEND = pathlib.Path("/usr/lib/cups/backend/cups-pdf")
SETTINGS = pathlib.Path("/etc/cups")

FILES = """\
ServerRoot {directory}/etc
StateDir {directory}/state
RequestRoot {directory}/spool
TempDir {directory}/spool/tmp
CacheDir {directory}/cache
AccessLog {directory}/access.log
ErrorLog {directory}/error.log
PageLog {directory}/page.log
Printcap {directory}/state/printcap
SystemGroup root
"""

# Whoever may reach the socket may do everything: it is in a directory of the test.
SERVER = """\
Listen {socket}
Browsing Off
LogLevel info
LogTimeFormat standard
WebInterface No
DefaultAuthType None
ErrorPolicy stop-printer
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

# cups-pdf takes PostScript: by Poppler, and in a PDF new enough, letters stay letters on the way.
KEEPS_TEXT = ("-o", "pdftops-renderer-default=pdftops", "-o", "PDFVer=1.5")

# cups-pdf looks for this in /etc/cups alone, under the name that the queue's address gives.
PDF = """\
Out {directory}/out
AnonDirName {directory}/out
Spool {directory}/pdf-spool
Log {directory}
LogType 3
Label 1
Grp root
"""


def missing():
    """Why there can be no queue here; None when there can."""
    if os.geteuid() != 0:
        return "cups-pdf prints for root only: run the tests as root to include this one"
    if not BACKEND.exists() or shutil.which("cupsd") is None:
        return "the package printer-driver-cups-pdf is missing: ./dev setup"
    return None


class PrintServer:
    """cupsd on a socket of ours. QUEUE prints into PDFs, one for each job."""

    def __init__(self):
        # Not in the world's directory, which is ours alone: filters run as another user.
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="stipple-cups-"))
        self.directory.chmod(0o755)
        self.socket = self.directory / "cups.sock"
        self.out = self.directory / "out"
        self.process = None
        number, path = tempfile.mkstemp(".conf", "cups-pdf-stipple-", SETTINGS)
        os.close(number)
        self.settings = pathlib.Path(path)
        for name in ("etc/ppd", "state", "spool/tmp", "cache", "out", "pdf-spool"):
            (self.directory / name).mkdir(parents=True)
        self._configure()
        self.start()

    def _configure(self):
        for path, text in ((self.directory / "etc/cups-files.conf", FILES),
                           (self.directory / "etc/cupsd.conf", SERVER), (self.settings, PDF)):
            path.write_text(text.format(directory=self.directory, socket=self.socket))

    def start(self):
        etc = self.directory / "etc"
        self.process = Process([shutil.which("cupsd"), "-f", "-c", etc / "cupsd.conf", "-s",
                                etc / "cups-files.conf"], self.directory / "cupsd.log")
        wait_until(lambda: self._answers() or not self.process.running(), "cupsd to answer")
        if not self.process.running():
            raise Failed("cupsd ended: " + self.process.output() + self.log())

    def stop(self):
        self.process.stop()

    def close(self):
        self.stop()
        self.settings.unlink()
        shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.close()

    @property
    def env(self):
        """What a program that prints here needs in its environment."""
        return {"CUPS_SERVER": str(self.socket)}

    def _answers(self):
        return self._run("lpstat", "-r", check=False).stdout.startswith("scheduler is running")

    def _run(self, *arguments, check=True):
        done = subprocess.run([str(part) for part in arguments], check=False, capture_output=True,
                              text=True, env=dict(os.environ, LC_ALL="C.UTF-8", **self.env))
        if check and done.returncode != 0:
            raise Failed(f"{' '.join(map(str, arguments))}: {done.stderr}{self.log()}")
        return done

    def log(self):
        log = self.directory / "error.log"
        return log.read_text(errors="replace")[-4000:] if log.exists() else ""

    # What somebody does to a printer.

    def add(self, *options):
        name = self.settings.stem.removeprefix("cups-pdf-")
        self._run("lpadmin", "-p", QUEUE, "-E", "-v", f"cups-pdf:/{name}", "-P", PPD, "-o",
                  "printer-error-policy=stop-printer", *KEEPS_TEXT, *options)
        self._run("lpadmin", "-d", QUEUE)

    def remove(self):
        self._run("lpadmin", "-x", QUEUE)

    def disable(self):
        """It stands still, and takes jobs."""
        self._run("cupsdisable", "-r", "Out of paper", QUEUE)

    def enable(self):
        # CUPS 2.4 does it also with a queue that is full, and says that it cannot.
        self._run("cupsenable", QUEUE, check=False)
        wait_until(lambda: "disabled" not in self._run("lpstat", "-p", QUEUE).stdout,
                   "the printer to go on")

    def allow_jobs(self, n):
        """At a printer, of those that are not printed."""
        self.stop()
        with open(self.directory / "etc/cupsd.conf", "a", encoding="utf-8") as settings:
            settings.write(f"MaxJobsPerPrinter {n}\n")
        self.start()

    def ration(self):
        """One sheet's worth a day, and that is used up."""
        self._run("lpadmin", "-p", QUEUE, "-o", "job-quota-period=86400", "-o", "job-k-limit=1")

    def unration(self):
        self._run("lpadmin", "-p", QUEUE, "-o", "job-quota-period=0", "-o", "job-k-limit=0")

    # What came of it.

    def jobs(self):
        """Ids of the jobs that wait."""
        return re.findall(rf"^{QUEUE}-(\d+)", self._run("lpstat", "-o", check=False).stdout, re.M)

    def printed(self):
        """The PDFs that came out, oldest first."""
        return sorted(self.out.glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)

    def sent(self):
        """The PDF of the last job as it came to CUPS: of a page with a drawing cups-pdf makes a picture."""
        return max((self.directory / "spool").glob("d*-001"))

    def await_printed(self, n):
        wait_until(lambda: len(self.printed()) >= n and not self.jobs(),
                   lambda: f"{n} printed files, there are {self.printed()}: {self.log()}")
        return self.printed()
