"""The hot loops, compiled where a C compiler was found, and in numpy everywhere: the same bits, as a test holds.

`script/prepare` compiles `kernel.c` with `script/compile_loops.py`: nothing that serves pages starts a program. The
library is named by the digest of its source, so that an old one is never loaded. COMMONWEAL_KERNEL=no leaves it alone.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Ints = NDArray[np.int64]
SOURCE = Path(__file__).with_name("kernel.c")
MAY_LACK_MEMORY = ("order", "pairs", "lloyd", "crowd")
FLAGS = ("-O3", "-std=c11", "-fPIC", "-shared", "-ffp-contract=off", "-fno-math-errno")


def library() -> Path:
    """Return where the compiled loops of this source lie, in this environment."""
    digest = sha256(SOURCE.read_bytes()).hexdigest()[:16]
    return Path(sys.prefix, "lib", "commonweal", f"opinion-{digest}.so")


@cache
def compiled() -> ctypes.CDLL | None:
    """Return the compiled loops, or nothing where they were not built."""
    if os.environ.get("COMMONWEAL_KERNEL") == "no":
        return None
    try:
        return ctypes.CDLL(str(library()))
    except OSError:
        return None


def named(name: str, codes: Array) -> str:
    """Return the name of the loop for codes of two or of four bytes."""
    return f"{name}_{'short' if codes.dtype == np.uint16 else 'long'}"


def at(array: Array) -> ctypes.c_void_p:
    """Return where an array begins; it has to be contiguous, and to live until the loop has ended."""
    if not array.flags.c_contiguous:
        raise ValueError("the compiled loops read arrays from one end to the other")
    return ctypes.c_void_p(array.__array_interface__["data"][0])


def run(name: str, *arguments: Array | int) -> bool:
    """Run a compiled loop; return whether there is one."""
    loops = compiled()
    if loops is None:
        return False
    given = [ctypes.c_int64(one) if isinstance(one, int) else at(one) for one in arguments]
    loop = getattr(loops, name)
    loop.restype = ctypes.c_int if name.startswith(MAY_LACK_MEMORY) else None
    if loop(*given):
        raise MemoryError
    return True


def recast() -> Callable[..., int] | None:
    """Return the loop that takes one vote (see kernel.c), or nothing where it is not compiled."""
    loops = compiled()
    if loops is None:
        return None
    loop = loops.recast
    if not loop.argtypes:
        loop.argtypes = [ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p, *[ctypes.c_int64] * 3]
        loop.restype = ctypes.c_int64
    found: Callable[..., int] = loop
    return found


def nearest_two(points: NDArray[np.float64], centers: NDArray[np.float64]) -> tuple[Ints, Array, Array] | None:
    """Return the nearest centre of each point and both squared distances, or nothing where the loop is not compiled."""
    labels, best, second = np.empty(len(points), np.int64), np.empty(len(points)), np.empty(len(points))
    points, centers = np.ascontiguousarray(points), np.ascontiguousarray(centers)
    done = run("nearest_two", points, len(points), centers, len(centers), labels, best, second)
    return (labels, best, second) if done else None
