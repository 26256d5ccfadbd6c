"""Where bytes lie: a folder of the laptop or a bucket, behind one small interface (fsspec)."""

import uuid
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import fsspec
from fsspec.implementations.local import LocalFileSystem


class LakeError(OSError):
    """The lake cannot be used; the message names the path and what to do."""


@dataclass(frozen=True)
class Store:
    """Bytes under one root. ``root`` has no trailing slash."""

    fs: fsspec.AbstractFileSystem
    root: str

    @classmethod
    def open(cls, lake: str) -> "Store":
        """Open a lake: a path, or a url such as gs://bucket/prefix. Raises LakeError when it cannot be written."""
        fs, root = fsspec.core.url_to_fs(lake)
        store = cls(fs, root.rstrip("/"))
        if store.is_local:
            store._must_be_writable()
        return store

    @property
    def is_local(self) -> bool:
        """The lake is a folder of this machine."""
        return isinstance(self.fs, LocalFileSystem)

    def url(self, *parts: str) -> str:
        """Return the address of a path below the root, as SQL engines read it."""
        path = self._path(*parts)
        return path if self.is_local else self.fs.unstrip_protocol(path)

    def read(self, *parts: str) -> bytes:
        """Return a file's bytes. Raises FileNotFoundError."""
        return self.fs.cat_file(self._path(*parts))

    def write(self, content: bytes, *parts: str) -> None:
        """Write a file whole: a reader sees the old bytes or the new, never a part."""
        path = self._path(*parts)
        if not self.is_local:
            self.fs.pipe_file(path, content)
            return
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
        draft.write_bytes(content)
        draft.replace(target)

    def exists(self, *parts: str) -> bool:
        """Tell whether a path is there."""
        return self.fs.exists(self._path(*parts))

    def names(self, *parts: str) -> list[str]:
        """Return the names in a folder, sorted; none when there is no such folder."""
        path = self._path(*parts)
        if self.is_local:
            return sorted(found.name for found in Path(path).iterdir()) if Path(path).is_dir() else []
        return (
            sorted(PurePosixPath(found).name for found in self.fs.ls(path, detail=False))
            if self.fs.exists(path)
            else []
        )

    def _path(self, *parts: str) -> str:
        return "/".join((self.root, *parts))

    def _must_be_writable(self) -> None:
        folder = Path(self.root)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f".probe.{uuid.uuid4().hex}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            msg = f"the lake {folder} cannot be written ({error.strerror}); set NBA_LAKE to a folder of your own"
            raise LakeError(msg) from error
