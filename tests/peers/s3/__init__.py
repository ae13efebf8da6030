"""A strict fake of an S3-compatible store, for what sopbot asks of one.

    with FakeS3() as s3:
        settings = Settings(**s3.settings())
        ...
        assert s3.objects == {}

It knows one bucket and path-style addresses; whatever is unsigned, wrongly signed or asked in a way
that sopbot has no need of (uploads in parts) is refused and stands in `violations`.
"""

from tests.peers.s3.server import FakeS3

__all__ = ["FakeS3"]
