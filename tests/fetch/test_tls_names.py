import ssl

import pytest

from crawler.fetch.tls import iana_cipher_suite


@pytest.mark.parametrize(
    ("openssl", "iana"),
    [
        ("TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384"),
        ("ECDHE-RSA-AES128-GCM-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
        ("ECDHE-ECDSA-AES256-SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"),
        ("ECDHE-ECDSA-CHACHA20-POLY1305", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"),
        ("DHE-RSA-AES256-CCM8", "TLS_DHE_RSA_WITH_AES_256_CCM_8"),
        ("AES256-SHA", "TLS_RSA_WITH_AES_256_CBC_SHA"),
        ("AES128-SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA256"),
        ("SEED-SHA", None),
        ("PSK-AES128-GCM-SHA256", None),
        ("", None),
    ],
)
def test_cipher_suites_have_the_name_iana_gave_them(openssl: str, iana: str | None):
    assert iana_cipher_suite(openssl) == iana


def test_every_suite_offered_by_default_has_a_name():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_ciphers("ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:DHE+CHACHA20:RSA+AES:!aDSS")
    names = [cipher["name"] for cipher in context.get_ciphers()]
    assert len(names) > 10
    assert [name for name in names if iana_cipher_suite(name) is None] == []
