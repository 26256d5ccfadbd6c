"""Start bqemulator; run by the emulator's own Python.

It translates statements by recursion, and the hash of a wide row nests deeper than Python allows by default.
"""

import sys
import threading

from bqemulator.cli import main

sys.setrecursionlimit(50_000)
threading.stack_size(512 * 2**20)
main()
