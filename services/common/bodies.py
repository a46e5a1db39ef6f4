"""Bodies of requests: bounded however they are sent, and held in memory, so that no upload touches a disk."""

from io import BytesIO, RawIOBase
from typing import IO, cast

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.utils import cached_property
from werkzeug.wsgi import get_input_stream


class BoundedRequest(Request):
    """A request whose body ends with 413 past the app's limit."""

    @cached_property
    def stream(self) -> IO[bytes]:
        """The body, to be read once."""
        limit = self.max_content_length
        if limit is not None and self.content_length is None and "wsgi.input_terminated" in self.environ:
            # werkzeug would end a chunked body at the limit as if that were all of it
            return cast(IO[bytes], _BoundedStream(self.environ["wsgi.input"], limit))
        return get_input_stream(self.environ, max_content_length=limit)

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()  # werkzeug would write larger files to a temporary one


class _BoundedStream(RawIOBase):
    """Reads on to the end of a stream, or raises where it goes past `limit` bytes."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any writable buffer, which has no name
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise RequestEntityTooLarge
        buffer[: len(data)] = data
        return len(data)
