# SPDX-License-Identifier: GPL-3.0-or-later
"""A real speech-dispatcher that speaks to a sound card which is not there."""

import pathlib
import re
import shutil

from driver import Process, wait_until

CONFIGURATION = pathlib.Path("/etc/speech-dispatcher")
QUEUED = re.compile(r"Queueing message \|(.*?)\| with priority", re.S)
# Without a device the server waits for ever: see the ALSA library's plugin "null".
NO_CARD = "pcm.!default { type null }\nctl.!default { type null }\n"


class SpeechServer:
    def __init__(self, directory, env):
        self.directory = pathlib.Path(directory)
        self.socket = self.directory / "speech.sock"
        self.process = None
        shutil.copytree(CONFIGURATION, self.directory / "configuration")
        settings = self.directory / "configuration/speechd.conf"
        settings.write_text(settings.read_text("utf-8") + '\nAudioOutputMethod "alsa"\n', "utf-8")
        (self.directory / "asound.conf").write_text(NO_CARD)
        self.env = dict(env, ALSA_CONFIG_PATH=str(self.directory / "asound.conf"))
        self.start()

    def start(self):
        self.process = Process(
            ["speech-dispatcher", "-s", "-t", "0", "-l", "5", "-S", self.socket, "-L", self.directory,
             "-C", self.directory / "configuration"], self.directory / "speech.out", self.env)
        wait_until(self.socket.exists, "the speech server to listen")

    def address(self):
        return f"unix_socket:{self.socket}"

    def log(self):
        path = self.directory / "speech-dispatcher.log"
        return path.read_text("utf-8", errors="replace") if path.exists() else ""

    def said(self):
        """Every text it was given, in order."""
        return QUEUED.findall(self.log())

    def languages(self):
        return re.findall(r"DATA:\|SET self LANGUAGE (\S+)", self.log(), re.I)

    def stop(self):
        self.process.stop()

    def kill(self):
        self.process.kill()
        self.socket.unlink(missing_ok=True)
