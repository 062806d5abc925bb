"""A front of TLS before a server, as a real site has: https and wss on a port of its own."""

import asyncio
import datetime
import ipaddress
import ssl
import threading
from contextlib import suppress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.harness.ports import free_port
from tests.harness.run import scratch_folder


def make_certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1 with its key, signed by itself, into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.datetime.now(datetime.timezone.utc)
    here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    return file


class SecureFront:
    """Passes what comes in through TLS on to a port of 127.0.0.1. Use it with ``with``."""

    def __init__(self, behind: int) -> None:
        self.port = free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self._behind = behind
        self._writers: set[asyncio.StreamWriter] = set()
        self._listens = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "SecureFront":
        self._thread.start()
        self._listens.wait()
        return self

    def __exit__(self, *error) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(make_certificate(scratch_folder("tls")))
        server = await asyncio.start_server(
            self._serve, "127.0.0.1", self.port, ssl=context
        )
        self._listens.set()
        await self._stop.wait()
        server.close()
        while self._writers:
            for writer in self._writers:
                with suppress(AttributeError):  # Python 3.11.2, where it has closed
                    writer.transport.abort()
            await asyncio.sleep(0)  # a turn of the loop, in which they are closed

    async def _serve(self, reader, writer) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._behind)
        self._writers |= {writer, back}
        await asyncio.gather(_pass_on(reader, back), _pass_on(there, writer))
        for one in (writer, back):
            with suppress(ConnectionError, ssl.SSLError):
                await one.wait_closed()
        self._writers -= {writer, back}


async def _pass_on(reader, writer) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except (ConnectionError, ssl.SSLError):
        pass  # either side may go at any time, as browsers do
    finally:
        writer.close()
