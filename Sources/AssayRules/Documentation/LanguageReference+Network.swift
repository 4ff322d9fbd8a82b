import AssayModel

extension LanguageReference {
  static var network: LanguageGroup {
    LanguageGroup(
      "Network",
      """
      Addresses and ranges of IPv4 and IPv6, compared as numbers and not as texts. Zones, leading zeros \
      and the dotted form of an IPv4 address inside IPv6 are refused.
      """,
      [
        ip, isIP, isCanonical, cidr, isCIDR, containsIP, containsCIDR, overlaps, cover, isPrivate,
        prefixLength, masked,
        property(
          "family", "Whether an address is of IPv4 or IPv6, as a number.", "10.0.0.1", "4 : int"),
        property("isLoopback", "Whether an address leads back to the machine itself.", "127.8.0.1"),
        property("isUnspecified", "Whether an address is all zeros.", "::"),
        globalUnicast,
        property(
          "isLinkLocalUnicast", "Whether an address is a unicast one of its link only.",
          "169.254.169.254"),
        property(
          "isLinkLocalMulticast", "Whether an address is a multicast one of its link only.",
          "224.0.0.251"),
      ])
  }

  private static func property(
    _ name: String, _ summary: String, _ address: String, _ result: String = "true : bool"
  ) -> LanguageEntry {
    LanguageEntry(
      name, summary,
      examples: [
        "ip(\"\(address)\").\(name)()": result,
        "ip(\"2001:db8::1\").\(name)()": result == "4 : int" ? "6 : int" : "false : bool",
      ], related: ["ip", "isGlobalUnicast", "isPrivate"].filter { $0 != name })
  }

  private static var ip: LanguageEntry {
    LanguageEntry(
      "ip", "An address from its text, or the address of a range as it is written.",
      notes: [
        "A literal that is none is refused; any other text that is none is an error. `isIP` asks first.",
        "An IPv4 address mapped into IPv6, `::ffff:a00:1`, is that IPv4 address.",
      ],
      examples: [
        #"ip("2001:DB8:0:0::1")"#: "2001:db8::1 : net.IP",
        #"ip("::1") == ip("0:0::1")"#: "true : bool",
        #"ip("::ffff:a00:1")"#: "10.0.0.1 : net.IP",
        #"cidr("10.1.2.3/8").ip()"#: "10.1.2.3 : net.IP",
        #"ip("10.0.0.256")"#:
          "refused: `10.0.0.256` is no IP address: not an IP address [bad-literal]",
        #"ip("10.0.0." + "x")"#: "error: bad address `10.0.0.x`: not an IP address",
      ], related: ["isIP", "cidr"])
  }

  private static var isIP: LanguageEntry {
    LanguageEntry(
      "isIP", "Whether a text is an address.",
      examples: [
        #"isIP("10.0.0.1")"#: "true : bool", #"isIP("010.0.0.1")"#: "false : bool",
        #"isIP("fe80::1%eth0")"#: "false : bool", #"isIP("10.0.0.0/8")"#: "false : bool",
      ], related: ["ip", "isCIDR"])
  }

  private static var isCanonical: LanguageEntry {
    LanguageEntry(
      "ip.isCanonical", "Whether an address is spelled the one way that RFC 5952 has it.",
      notes: ["A text that is no address is an error."],
      examples: [
        #"ip.isCanonical("2001:db8::1")"#: "true : bool",
        #"ip.isCanonical("2001:DB8::1")"#: "false : bool",
        #"ip.isCanonical("x")"#: "error: bad address `x`: not an IP address",
      ], related: ["ip"])
  }

  private static var cidr: LanguageEntry {
    LanguageEntry(
      "cidr", "A range of addresses from its text, `address/length`.",
      notes: [
        "Bits after the prefix are kept as written; `masked()` clears them.",
        "Two ranges are equal when they are written alike: `10.1.0.0/8` is not `10.0.0.0/8`.",
      ],
      examples: [
        #"cidr("10.0.0.0/8")"#: "10.0.0.0/8 : net.CIDR",
        #"cidr("10.1.0.0/8") == cidr("10.0.0.0/8")"#: "false : bool",
        #"cidr("10.0.0.0")"#:
          "refused: `10.0.0.0` is no address range: not an address range: no prefix length [bad-literal]",
      ], related: ["isCIDR", "containsIP", "masked"])
  }

  private static var isCIDR: LanguageEntry {
    LanguageEntry(
      "isCIDR", "Whether a text is a range of addresses.",
      notes: [
        "Sources of security groups may be groups and prefix lists as well: ask before `cidr`."
      ],
      examples: [
        #"isCIDR("10.0.0.0/8")"#: "true : bool", #"isCIDR("10.0.0.0/33")"#: "false : bool",
        #"isCIDR("pl-12345678")"#: "false : bool",
        #"["10.0.0.0/8", "pl-1"].filter(r, isCIDR(r))"#: #"["10.0.0.0/8"] : list(string)"#,
      ], related: ["cidr", "isIP"])
  }

  private static var containsIP: LanguageEntry {
    LanguageEntry(
      "containsIP", "Whether a range holds an address, given as one or as a text.",
      notes: ["An address of the other family is in no range."],
      examples: [
        #"cidr("10.0.0.0/8").containsIP("10.255.0.1")"#: "true : bool",
        #"cidr("10.0.0.0/8").containsIP(ip("11.0.0.1"))"#: "false : bool",
        #"cidr("::/0").containsIP("10.0.0.1")"#: "false : bool",
      ], related: ["containsCIDR"])
  }

  private static var containsCIDR: LanguageEntry {
    LanguageEntry(
      "containsCIDR", "Whether a range holds all of another, given as one or as a text.",
      examples: [
        #"cidr("10.0.0.0/8").containsCIDR("10.2.0.0/16")"#: "true : bool",
        #"cidr("10.2.0.0/16").containsCIDR(cidr("10.0.0.0/8"))"#: "false : bool",
        #"cidr("10.0.0.0/8").containsCIDR("10.0.0.0/8")"#: "true : bool",
      ], related: ["overlaps", "cidrs.cover"])
  }

  private static var overlaps: LanguageEntry {
    LanguageEntry(
      "overlaps", "Whether two ranges have an address in common.",
      examples: [
        #"cidr("10.0.0.0/8").overlaps("10.2.0.0/16")"#: "true : bool",
        #"cidr("10.0.0.0/8").overlaps(cidr("11.0.0.0/8"))"#: "false : bool",
      ], related: ["containsCIDR"])
  }

  private static var cover: LanguageEntry {
    LanguageEntry(
      "cidrs.cover", "Whether some ranges, taken together, hold every address of another.",
      notes: [
        """
        This finds the two halves that open as much as the whole. A range whose text is not known \
        leaves the answer open only where the known ones do not cover it.
        """
      ],
      given: .init(
        .securityGroup,
        "{ingress: [{ipv4Ranges: [10.0.0.0/9, 10.128.0.0/9]}, {ipv4Ranges: [!unknown parameter]}]}"),
      examples: [
        #"resource.ingress.exists(r, cidrs.cover(r.ipv4Ranges, cidr("10.0.0.0/8")))"#:
          "true : bool",
        #"cidrs.cover(resource.ingress[1].ipv4Ranges, cidr("10.0.0.0/8"))"#:
          "unknown: resource.ingress[1].ipv4Ranges[0]",
        #"cidrs.cover(["10.0.0.0/9"], cidr("10.0.0.0/8"))"#: "false : bool",
      ], related: ["containsCIDR"])
  }

  private static var isPrivate: LanguageEntry {
    LanguageEntry(
      "isPrivate", "Whether an address, or every address of a range, is for private networks.",
      notes: [
        "These are `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16` and `fc00::/7`: RFC 1918 and 4193."
      ],
      examples: [
        #"ip("172.31.0.1").isPrivate()"#: "true : bool",
        #"ip("172.32.0.1").isPrivate()"#: "false : bool",
        #"cidr("192.168.4.0/24").isPrivate()"#: "true : bool",
        #"cidr("10.0.0.0/7").isPrivate()"#: "false : bool",
      ], related: ["isGlobalUnicast"])
  }

  private static var globalUnicast: LanguageEntry {
    LanguageEntry(
      "isGlobalUnicast", "Whether an address may be used beyond its link.",
      notes: [
        "Private addresses are global unicast in this sense: for \"on the internet\" ask "
          + "`x.isGlobalUnicast() && !x.isPrivate()`."
      ],
      examples: [
        #"ip("8.8.8.8").isGlobalUnicast()"#: "true : bool",
        #"ip("10.0.0.1").isGlobalUnicast()"#: "true : bool",
        #"ip("127.0.0.1").isGlobalUnicast()"#: "false : bool",
      ], related: ["isPrivate"])
  }

  private static var prefixLength: LanguageEntry {
    LanguageEntry(
      "prefixLength", "How many leading bits a range fixes: the smaller, the wider.",
      notes: ["IPv4 has 32 bits and IPv6 128: do not compare across the families."],
      examples: [
        #"cidr("10.0.0.0/8").prefixLength()"#: "8 : int",
        #"cidr("::/0").prefixLength()"#: "0 : int",
      ], related: ["cidr", "family"])
  }

  private static var masked: LanguageEntry {
    LanguageEntry(
      "masked", "A range with the bits after its prefix cleared.",
      examples: [
        #"cidr("10.1.2.3/8").masked()"#: "10.0.0.0/8 : net.CIDR",
        #"cidr("10.1.0.0/8").masked() == cidr("10.0.0.0/8")"#: "true : bool",
      ], related: ["cidr"])
  }
}
