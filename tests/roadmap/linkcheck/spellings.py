"""Addresses that may never be asked, in all their spellings, and some that may."""

from itertools import product

HOSTS = (
    # Loopback and its spellings.
    *("127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001"),
    *("0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "017700000001", "0177.1", "127.0.0.01"),
    *("0x7F.0x0.0x0.0x1", "127.0.0.1.", "00000177.0.0.1", "0", "0x0", "00"),
    *("0.0.0.0", "000.0.0.0"),  # noqa: S104
    *("127.000.000.001", "4294967295", "6425673729", "1.2.3.256", "1.2.3", "1.2.3.4.5"),
    # Full-width and other digits, circled letters.
    *(
        "\uff11\uff12\uff17.0.0.1",
        "127\u30020\u30020\u30021",
        "\u2460\u2461\u2466.0.0.1",
    ),
    *(
        "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
        "127\uff0e0\uff0e0\uff0e1",
    ),
    # Special networks, first and last.
    *("0.255.255.255", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255"),
    *("127.0.0.53", "169.254.169.254", "169.254.0.1", "172.16.0.1", "172.31.255.255"),
    *("192.0.0.1", "192.0.0.170", "192.0.2.1", "192.31.196.1", "192.52.193.1"),
    *("192.88.99.1", "192.168.0.1", "192.168.255.255", "192.175.48.1", "198.18.0.1"),
    *("198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255"),
    *(
        "240.0.0.1",
        "255.255.255.255",
        "0xa9fea9fe",
        "2852039166",
        "0251.0376.0251.0376",
    ),
    # IPv6.
    *("[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    *("[::127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:8.8.8.8]", "[64:ff9b::7f00:1]"),
    *("[64:ff9b::169.254.169.254]", "[64:ff9b:1::1]", "[100::1]", "[2001::1]"),
    *("[2001:0:7f00:1::]", "[2001:2::1]", "[2001:10::1]", "[2001:20::1]"),
    *("[2001:db8::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::]", "[2620:4f:8000::1]"),
    *("[3fff::1]", "[5f00::1]", "[fc00::1]", "[fd00::1]", "[fd00:ec2::254]"),
    *("[fe80::1]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[fec0::1]", "[ff02::1]"),
    *(
        "[ff0e::1]",
        "[::ffff:0:127.0.0.1]",
        "[4000::1]",
        "[1::1]",
        "[:::1]",
        "[127.0.0.1]",
    ),
    *("[::1].example.org", "[2606:4700::1111%1]", "[v1.fe80::a]"),
    # Names that only mean something inside.
    *("localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain"),
    *("router.local", "printer.lan", "wiki.internal", "nas.home", "x.corp", "intranet"),
    *("metadata.google.internal", "db", "1.0.0.127.in-addr.arpa", "x.home.arpa"),
    *("hidden.onion", "a.test", "a.invalid", "a.example", "x.private", "%6cocalhost"),
    *("127%2e0.0.1", "%31%32%37.0.0.1", "127.0.0.1%00.example.org", "-", "a..b.org"),
)
WHOLE = (
    *("ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "//x.org/"),
    *("javascript:alert(1)", "data:text/html,x", "unix:///run/x.sock", "ws://x.org/"),
    *("http:///example.org", "http:example.org", "http:/example.org", "https://"),
    *(
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://@127.0.0.1/",
    ),
    *(
        "http://example.org@127.0.0.1/",
        "http://127.0.0.1@example.org/",
        "http://:@x.org/",
    ),
    *(
        "http://example.org\\@127.0.0.1/",
        "http:\\\\127.0.0.1\\",
        "http://127.0.0.1\\.x.org",
    ),
    *(
        "http://example.org:22/",
        "http://example.org:8080/",
        "https://example.org:8443/",
    ),
    *("http://example.org:0/", "http://example.org:65536/", "http://example.org:-80/"),
    *("http://example.org:80x/", "http://example.org:25/", "http://example.org:6379/"),
    *(
        "http://exa mple.org/",
        "http://example.org/a b",
        "http://example.org/\r\nHost: x",
    ),
    *(
        "http://example.org/\x00",
        "http://exam\tple.org/",
        " http://127.0.0.1/",
        "",
        "x",
    ),
    *("http://example.org\u2100.org/", "http://[::1/", "http://::1/", "http://[]/"),
    *(
        "http://example.org:80:80/",
        "http://xn--/",
        "http://ex_ample..org/",
        "http://.org/",
    ),
    f"http://example.org/{'a' * 3000}",
    f"http://{'a' * 64}.org/",
)
FORBIDDEN = (
    *(f"{scheme}://{host}/x" for scheme, host in product(("http", "https"), HOSTS)),
    *WHOLE,
)
GOOD = (
    *("http://example.org", "https://example.org/", "https://EXAMPLE.org./a?b=c#d"),
    *("https://www.youtube.com/watch?v=abc", "https://arxiv.org/abs/1706.03762v5"),
    *("http://example.org:80/", "https://example.org:443/x", "http://example.org:443/"),
    *("https://en.wikipedia.org/wiki/Gradient_descent", "https://a-b.c-d.co.uk/~me/"),
    *("https://course.fast.ai/Lessons/lesson1.html", "https://example.org/%7Euser"),
    *(
        "https://b\u00fccher.example.org/",
        "https://\u4f8b\u3048.jp/\u9053",
        "http://8.8.8.8/",
    ),
    *(
        "http://1.1.1.1:80/",
        "https://[2606:4700:4700::1111]/",
        "http://[2001:4860::1]/",
    ),
    *(
        "https://example.org/?q=%C3%A4",
        "https://example.org/a%20b",
        "https://x.org/a;b",
    ),
    *("https://example.org/(a)", "https://example.org/a@b", "https://example.org/a:b"),
    *("https://example.org//double//slash", "https://_dmarc.example.org/"),
    *("https://xn--bcher-kva.example.org/", "http://192.0.1.1/", "http://172.32.0.1/"),
    *(
        "http://100.128.0.1/",
        "http://11.0.0.1/",
        "http://198.20.0.1/",
        "http://223.1.1.1/",
    ),
)
